import type { Container, Job, Step } from '../github/model.ts';
import type { Gate } from '../gates/gate.ts';
import type { Start } from '../map/pipeline.ts';
import type { SourceText } from '../source/text.ts';
import { blankJob, blankStep, checkoutStep } from '../systems/blank.ts';
import { PUSH, startBy } from '../systems/starts.ts';
import { environmentVariable } from '../systems/variables.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '../yaml/node.ts';
import type { Token } from './tokens.ts';

const DEPTH = 200;
const NAMES = 500;
const SHELLS: Readonly<Record<string, string>> = { sh: 'bash -e', bat: 'cmd', powershell: 'pwsh', pwsh: 'pwsh' };

interface Stage {
  readonly name: string;
  readonly node: YamlNode;
  readonly steps: Step[];
  readonly env: YamlEntry[];
  readonly credentials: { readonly name: string; readonly place: Job['place'] }[];
  container: Container | undefined;
  approved: YamlNode | undefined;
  /** What `when` says of runs for pull requests. */
  changes: 'also' | 'never';
  checkedOut: boolean;
}

interface Read {
  readonly env: readonly YamlEntry[];
  readonly jobs: readonly { readonly job: Job; readonly starts: readonly Start[] }[];
}

/** Stages with what their steps run. Blocks are followed by their braces; what is unknown is passed over. */
export function stagesOf(tokens: readonly Token[], source: SourceText): Read {
  const reader = new StageReader(tokens, source);
  return reader.read();
}

class StageReader {
  private readonly tokens: readonly Token[];
  private readonly source: SourceText;
  private readonly whole: Stage;
  private readonly stages: Stage[] = [];
  /** Names of the blocks that are open, and the stage that each opened. */
  private readonly open: { readonly name: string; readonly stage: Stage | undefined }[] = [];
  private readonly named: YamlEntry[] = [];
  private declarative = false;
  /** Blocks that are open past the depth that is followed. */
  private deeper = 0;
  private skipsCheckout = false;

  constructor(tokens: readonly Token[], source: SourceText) {
    this.tokens = tokens;
    this.source = source;
    this.whole = stageAt('pipeline', this.nodeAt(0));
  }

  read(): Read {
    for (let at = 0; at < this.tokens.length; at++) this.token(at);
    const all = [this.whole, ...this.stages].filter(
      ({ steps, container }) => steps.length > 0 || container !== undefined,
    );
    const jobs = all.map((stage) => {
      const implicit = this.declarative && !this.skipsCheckout && !stage.checkedOut && stage.steps.length > 0;
      const steps = (implicit ? [checkoutStep(stage.node), ...stage.steps] : stage.steps).map((step) =>
        this.resolved(step, stage),
      );
      const job: Job = {
        ...blankJob(stage.name, stage.node),
        env: stage.env,
        container: stage.container,
        steps,
        credentials: [...this.whole.credentials, ...(stage === this.whole ? [] : stage.credentials)],
      };
      return { job, starts: this.startsOf(stage) };
    });
    return { env: [...this.whole.env, ...this.named], jobs };
  }

  private token(at: number): void {
    const token = this.tokens[at];
    if (token === undefined) return;
    if (token.text === '{' && token.kind === 'sign') this.push(at);
    else if (token.text === '}' && token.kind === 'sign') {
      if (this.deeper > 0) this.deeper--;
      else this.open.pop();
    } else if (token.kind === 'name') this.name(token.text, at);
  }

  private push(at: number): void {
    if (this.open.length >= DEPTH) {
      this.deeper++;
      return;
    }
    const name = this.blockName(at);
    let stage: Stage | undefined;
    if (name.text === 'stage') {
      const label = this.tokens.slice(name.at + 1, at).find(({ kind }) => kind === 'text');
      stage = stageAt(label?.text ?? 'stage', this.nodeAt(name.at));
      this.stages.push(stage);
    }
    if (name.text === 'pipeline' && this.open.length === 0) this.declarative = true;
    this.open.push({ name: name.text, stage });
  }

  /** The word before a brace, behind what stands in parentheses. */
  private blockName(brace: number): { readonly text: string; readonly at: number } {
    let at = brace - 1;
    if (this.tokens[at]?.text === ')') {
      for (let depth = 0; at >= 0 && brace - at < 200; at--) {
        if (this.tokens[at]?.text === ')' && this.tokens[at]?.kind === 'sign') depth++;
        else if (this.tokens[at]?.text === '(' && this.tokens[at]?.kind === 'sign' && --depth === 0) break;
      }
      at--;
    }
    return { text: this.tokens[at]?.text ?? '', at };
  }

  private get stage(): Stage {
    return this.open.findLast(({ stage }) => stage !== undefined)?.stage ?? this.whole;
  }

  private within(name: string): boolean {
    return this.open.some((block) => block.name === name);
  }

  private name(name: string, at: number): void {
    const { stage } = this;
    const block = this.open.at(-1)?.name ?? '';
    if (SHELLS[name] !== undefined) {
      const script = this.argument(at, 'script');
      if (script !== undefined && !this.within('environment')) stage.steps.push(this.stepOf(script, SHELLS[name]));
    } else if (name === 'checkout' && this.tokens[at + 1]?.text !== ':') {
      stage.checkedOut = true;
      const node = this.nodeAt(at);
      if (this.tokens.slice(at + 1, at + 3).some(({ text }) => text === 'scm')) stage.steps.push(checkoutStep(node));
    } else if (name === 'skipDefaultCheckout') this.skipsCheckout = true;
    else if (name === 'image' && (block === 'docker' || this.tokens[at - 2]?.text === 'docker')) this.image(at, stage);
    else if (name === 'args' && block === 'docker' && stage.container !== undefined) {
      const options = this.argument(at, 'args');
      if (options !== undefined) stage.container = { ...stage.container, options };
    } else if (name === 'credentials' || name === 'credentialsId' || name === 'sshagent') this.credential(at, stage);
    else if (name === 'input' && (block === 'steps' || block === 'stage' || block === 'script'))
      stage.approved = this.nodeAt(at);
    else if (this.within('when')) this.condition(name, at, stage);
    else if (this.tokens[at + 1]?.text === '=' && this.tokens[at + 2]?.text !== '=')
      this.assigned(name, at, block, stage);
  }

  /** `sh 'x'`, `sh('x')`, `sh(script: 'x', returnStdout: true)`, `sh script: 'x'`. */
  private argument(at: number, name: string): YamlScalar | undefined {
    let next = at + 1;
    if (this.tokens[next]?.text === '(') next++;
    for (let index = next; index < next + 16; index++) {
      const token = this.tokens[index];
      if (token === undefined) return undefined;
      if (token.kind === 'text') {
        const labelled = this.tokens[index - 1]?.text === ':';
        if (index === next || (labelled && this.tokens[index - 2]?.text === name)) return token.scalar;
        continue;
      }
      if (token.kind === 'sign' && !/[:,]/u.test(token.text)) return undefined;
    }
    return undefined;
  }

  private stepOf(script: YamlScalar, shell: string): Step {
    return { ...blankStep(script), run: script, shell };
  }

  private image(at: number, stage: Stage): void {
    const image = this.argument(at, 'image');
    if (image === undefined || (image.embedded ?? []).length > 0 || image.text.includes('$')) return;
    stage.container ??= { image, options: undefined, volumes: [], credentials: [] };
  }

  private credential(at: number, stage: Stage): void {
    const text = this.tokens.slice(at + 1, at + 4).find(({ kind }) => kind === 'text');
    if (text !== undefined)
      stage.credentials.push({ name: text.text.toLowerCase(), place: this.source.placeAt(text.at) });
  }

  /** `environment { NAME = "x" }` and variables of scripts: what they hold goes on wherever they are used. */
  private assigned(name: string, at: number, block: string, stage: Stage): void {
    const value = this.tokens[at + 2];
    const place = this.source.placeAt(this.tokens[at]?.at ?? 0);
    const scalar =
      value?.kind === 'text'
        ? value.scalar
        : value?.text === 'env' && this.tokens[at + 3]?.text === '.'
          ? this.variable(this.tokens[at + 4])
          : undefined;
    if (scalar === undefined) return;
    const known = this.known(scalar, name);
    if (block === 'environment' && stage.env.length < NAMES) stage.env.push({ key: name, place, value: known });
    else if ((known.embedded ?? []).length > 0 && this.named.length < NAMES)
      this.named.push({ key: name, place, value: known });
  }

  private variable(token: Token | undefined): YamlScalar | undefined {
    if (token?.kind !== 'name') return undefined;
    const place = this.source.placeAt(token.at);
    const text = `\${${token.text}}`;
    return {
      kind: 'scalar',
      place,
      text,
      value: text,
      placeOf: () => place,
      embedded: [
        {
          start: 0,
          end: text.length,
          source: token.text,
          written: text,
          expression: { kind: 'context', path: ['env', token.text.toLowerCase()], at: 0, inner: [] },
        },
      ],
    };
  }

  /** What stands for a variable of Jenkins, of the pipeline, or nothing known. */
  private known(scalar: YamlScalar, except?: string): YamlScalar {
    const own = [...this.whole.env, ...this.stage.env, ...this.named];
    return { ...scalar, embedded: (scalar.embedded ?? []).map((one) => resolve(one, own, except)) };
  }

  private resolved(step: Step, stage: Stage): Step {
    if (step.run === undefined) return step;
    const own = [...this.whole.env, ...stage.env, ...this.named];
    return { ...step, run: { ...step.run, embedded: (step.run.embedded ?? []).map((one) => resolve(one, own)) } };
  }

  private condition(name: string, at: number, stage: Stage): void {
    if (this.within('not')) {
      if (name === 'changeRequest') stage.changes = 'never';
      return;
    }
    if (this.within('anyOf')) return;
    if (
      name === 'branch' &&
      this.tokens[at + 1]?.kind === 'text' &&
      !/^(?:PR|MR)|^\*/u.test(this.tokens[at + 1]?.text ?? '')
    )
      stage.changes = 'never';
    if (name === 'buildingTag' || name === 'tag') stage.changes = 'never';
  }

  private startsOf(stage: Stage): Start[] {
    const gates: Gate[] =
      stage.approved === undefined
        ? []
        : [{ kind: 'environment', path: this.source.path, place: stage.approved.place, blocks: false, raced: true }];
    // Which pull requests are built, and whose Jenkinsfile counts, is set in the job of Jenkins.
    return [PUSH, ...(stage.changes === 'never' ? [] : [startBy('change request', 'setting', gates)])];
  }

  private nodeAt(index: number): YamlNode {
    return { kind: 'map', place: this.source.placeAt(this.tokens[index]?.at ?? 0), entries: [] };
  }
}

function stageAt(name: string, node: YamlNode): Stage {
  return {
    name,
    node,
    steps: [],
    env: [],
    credentials: [],
    container: undefined,
    approved: undefined,
    changes: 'also',
    checkedOut: false,
  };
}

type Embedded = NonNullable<YamlScalar['embedded']>[number];

function resolve(one: Embedded, own: readonly YamlEntry[], except?: string): Embedded {
  const { expression } = one;
  if (expression?.kind !== 'context' || expression.path[0] !== 'env') return one;
  const [, name = ''] = expression.path;
  const set = name !== except?.toLowerCase() && own.some(({ key }) => key.toLowerCase() === name);
  const path = set ? ['env', name] : ['jenkins', environmentVariable(name) === undefined ? 'unknown' : name];
  return { ...one, expression: { ...expression, path } };
}
