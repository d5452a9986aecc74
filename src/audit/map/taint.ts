import { controlOf, namesHead } from '../expression/control.ts';
import { embeddedIn } from '../expression/parse.ts';
import { pathOf, valuesOf, type ContextExpression, type Control, type Expression } from '../expression/syntax.ts';
import type { Job, Step } from '../github/model.ts';
import { get, mapOf, scalarsIn, textOf, type YamlEntry, type YamlNode, type YamlScalar } from '../yaml/node.ts';
import type { Act, Spot } from './act.ts';
import type { Arrival } from './arrival.ts';
import { dispatchesOf } from './dispatch.ts';
import type { JobView, PipelineMap, Start } from './pipeline.ts';
import { ShellFlow } from './shell-flow.ts';
import { FIXED, FLAGS, TEXTS, worseOf, type Site, type Taint } from './taint-value.ts';

const DEPTH = 16;

/** What outputs of well-known actions hold that strangers choose. */
const OUTPUTS: readonly (readonly [RegExp, RegExp, Control])[] = [
  [
    /^(?:tj-actions\/(?:changed-files|verify-changed-files)|dorny\/paths-filter|jitterbit\/get-changed-files|trilom\/file-changes-action|lots0logs\/gh-action-get-changed-files|masesgroup\/retrieve-changed-files|step-security\/changed-files|ana06\/get-changed-files|actions-ecosystem\/action-get-changed-files|xalvarez\/prevent-file-change-action)$/u,
    /files|_files$|changed|added|modified|renamed|deleted|all/u,
    'free',
  ],
  [
    /^(?:xt0rted\/pull-request-comment-branch|gotson\/pull-request-comment-branch|alessbell\/pull-request-comment-branch|eficode\/resolve-pr-refs|tj-actions\/branch-names|potiuk\/get-workflow-origin|rlespinasse\/github-slug-action|8bitjonny\/gh-get-current-pr|jwalton\/gh-find-current-pr|github\/command|nwtgck\/actions-merge-pr|actions-ecosystem\/action-get-merged-pull-request|tim-actions\/get-pr-commits)$/u,
    /ref|branch|head|label|title|body|commits|params|arguments/u,
    'free',
  ],
  [
    /^(?:peter-evans\/(?:find-comment)|octokit\/request-action|actions\/github-script|dawidd6\/action-get-tag|ahmadnassri\/action-workflow-run-wait|juliangruber\/read-file-action|andstor\/file-reader-action|stefanbuck\/github-issue-parser|issue-ops\/parser|peter-murray\/issue-body-parser-action|zentered\/issue-forms-body-parser|khan\/pull-request-comment-trigger)$/u,
    /./u,
    'free',
  ],
];

/** A script of JavaScript that takes texts or names of a stranger from the payload or the API. */
const SCRIPT_TEXTS =
  /\b(?:body|title|head\.(?:ref|label)|head_?ref|head_branch|headRefName|display_title|filename|message|patch|labels?)\b|\.name\b|readFile|listFiles|getContent|process\.env\.(?!GITHUB_(?:SHA|REPOSITORY|RUN)|PR_NUMBER|NUMBER)/u;
/** Programs that hand nothing on but what their words say. */
const SILENT =
  /^(?:|echo|printf|cd|ls|test|\[|\[\[|exit|true|false|set|shopt|export|mkdir|rm|touch|sleep|chmod|sudo|apt|apt-get|brew|pip|uv|conda|npm|yarn|pnpm|poetry|source|\.)$/u;
/** Of a pull request's text and files, by the forge's API. */
const FETCHES_PULL = /\/pulls\/\S*(?:\s|$)[^]*\.diff|v3\.diff[^]*\/pulls\/|gh pr diff\b|(?:diff|patch)_url/u;
/** Of events that come with the project's rights. */
const STRONG = /^(?:privileged|setting)$/u;

export class TaintReader {
  readonly shell: ShellFlow;
  private readonly map: PipelineMap;
  private readonly views: ReadonlyMap<Job, JobView>;
  private readonly arrived = new Map<JobView, readonly Arrival[] | 'open'>();
  private readonly arrivalsIn: (view: JobView, start: Start) => readonly Arrival[];

  /** `arrivalsIn` may ask this reader in turn: what is asked for while it is worked out is taken for nothing. */
  constructor(map: PipelineMap, arrivalsIn: (view: JobView, start: Start) => readonly Arrival[]) {
    this.map = map;
    this.views = new Map(map.jobs.map((view) => [view.job, view]));
    this.arrivalsIn = arrivalsIn;
    this.shell = new ShellFlow({
      views: this.views,
      ofExpression: (expression, site, depth) => this.ofExpression(expression, site, depth),
      ofEnvironment: (name, site, own, depth) => this.ofVariable(name, site, own, depth),
      arrivals: (view) => this.arrivals(view),
    });
  }

  /** The worst of what an expression can give. */
  ofExpression(expression: Expression, site: Site, depth = 0): Taint {
    if (depth === 0) this.shell.begin();
    let worst = FIXED;
    for (const context of valuesOf(expression)) worst = worseOf(worst, this.ofContext(context, site, depth));
    return worst;
  }

  ofText(scalar: YamlScalar, site: Site, depth = 0): Taint {
    let worst = FIXED;
    for (const { expression } of scalar.embedded ?? embeddedIn(scalar.text))
      if (expression !== undefined) worst = worseOf(worst, this.ofExpression(expression, site, depth));
    return worst.control === 'fixed'
      ? worst
      : { ...worst, through: [...worst.through, { path: site.workflow.path, place: scalar.place }] };
  }

  ofContext(context: ContextExpression, site: Site, depth = 0): Taint {
    const path = pathOf(context);
    const own: Taint = { control: controlOf(path), source: path, head: namesHead(path), through: [] };
    const [of = '', name = '', , output = ''] = context.path;
    if (depth >= DEPTH) return own;
    if (of === 'inputs' || path.startsWith('github.event.inputs.'))
      return this.ofInput(context.path.at(-1) ?? '', site, own, depth);
    if (path.startsWith('github.event.client_payload.') && own.control === 'writer')
      return this.ofDispatch(context.path.at(-1) ?? '', own, depth) ?? own;
    if (own.control !== 'derived') return own;
    if (of === 'env') return this.ofVariable(name, site, own, depth);
    if (of === 'matrix') return this.ofMatrix(name, site, own, depth);
    if (of === 'steps') return this.ofStep(name, output, site, own, depth);
    return of === 'needs' || of === 'jobs' ? this.ofJob(name, output, site, own, depth) : own;
  }

  /** Of an environment variable, by the nearest `env:`; else by whatever a step before wrote to GITHUB_ENV. */
  ofVariable(name: string, { workflow, job, step }: Site, own: Taint, depth: number): Taint {
    const find = (entries: readonly YamlEntry[] | undefined): YamlEntry | undefined =>
      entries?.findLast(({ key }) => key.toLowerCase() === name.toLowerCase());
    const entry = find(step?.env) ?? find(job.env) ?? find(workflow.env);
    if (entry?.value.kind === 'scalar') return this.ofText(entry.value, { workflow, job, step: undefined }, depth + 1);
    if (depth >= DEPTH) return own;
    const before = step === undefined ? job.steps : job.steps.slice(0, job.steps.indexOf(step));
    for (const one of before.toReversed()) {
      const written = this.written(
        one,
        name,
        /GITHUB_ENV|set-env|exportVariable/u,
        { workflow, job, step: one },
        depth + 1,
      );
      if (written !== undefined) return { ...written, source: written.source === '' ? own.source : written.source };
    }
    return own;
  }

  /** Of a variable in a text of a shell: what a line of it sets, else what the environment holds. */
  ofShellVariable(name: string, act: Act, site: Site, own: Taint, depth = 0): Taint {
    if (depth === 0) this.shell.begin();
    return this.shell.ofName(name, act, site, own, depth);
  }

  /** A stranger's files in a job, in the runs that have the project's rights. */
  arrivals(view: JobView): readonly Arrival[] {
    const known = this.arrived.get(view);
    if (known === 'open') return [];
    if (known !== undefined) return known;
    this.arrived.set(view, 'open');
    const found = view.starts
      .filter(({ exposure, event }) => STRONG.test(exposure) || event.endsWith('_dispatch'))
      .flatMap((start) => this.arrivalsIn(view, start));
    this.arrived.set(view, found);
    return found;
  }

  private ofInput(name: string, site: Site, own: Taint, depth: number): Taint {
    const { workflow } = site;
    const has = (event: RegExp): boolean => workflow.triggers.some((trigger) => event.test(trigger.event));
    let worst: Taint | undefined;
    if (workflow.kind === 'action' || has(/^workflow_call$/u)) {
      for (const { workflow: calling, job, step } of this.map.callers.get(workflow.path) ?? []) {
        const given = (step ?? job).with.find(({ key }) => key.toLowerCase() === name);
        if (given?.value.kind !== 'scalar') continue;
        const taint = this.ofText(given.value, { workflow: calling, job, step }, depth + 1);
        worst = worst === undefined ? taint : worseOf(worst, taint);
      }
    }
    const sent = has(/^workflow_dispatch$/u) ? this.ofDispatch(name, own, depth) : undefined;
    // Called from elsewhere, nobody knows with what.
    return sent === undefined ? (worst ?? own) : worseOf(worst ?? own, sent);
  }

  /** What programs and workflows of the repository start workflows with. */
  private ofDispatch(name: string, own: Taint, depth: number): Taint | undefined {
    let worst: Taint | undefined;
    for (const { site, given, path, place } of dispatchesOf(this.map)) {
      const text = given.get(name);
      const script = given.get('*');
      let taint: Taint | undefined;
      if (site !== undefined && text !== undefined) {
        taint = FIXED;
        const act = this.views
          .get(site.job)
          ?.steps.find(({ step }) => step === site.step)
          ?.acts.at(-1);
        if (act !== undefined) taint = this.shell.ofText(text, act, site, depth + 1);
        else
          for (const { expression } of embeddedIn(text))
            if (expression !== undefined) taint = worseOf(taint, this.ofExpression(expression, site, depth + 1));
      } else if (script !== undefined && SCRIPT_TEXTS.test(script) && TEXTS.test(name))
        taint = { ...own, control: 'free', answer: 'unknown' };
      // A program that takes what people outside write is not read further.
      else if (site === undefined && TEXTS.test(name) && !FLAGS.test(name))
        taint = { ...own, control: 'free', answer: 'unknown' };
      if (taint === undefined || taint.control === 'fixed') continue;
      const sent: Taint = { ...taint, through: [...taint.through, { path, place }], dispatched: true };
      worst = worst === undefined ? sent : worseOf(worst, sent);
    }
    return worst;
  }

  private ofMatrix(name: string, site: Site, own: Taint, depth: number): Taint {
    const { matrix } = site.job;
    if (matrix === undefined) return own;
    if (matrix.kind === 'scalar') return this.ofText(matrix, { ...site, step: undefined }, depth + 1);
    if (matrix.kind !== 'map') return own;
    let worst = FIXED;
    for (const { key, value } of matrix.entries) {
      if (key.toLowerCase() !== name && key !== 'include') continue;
      for (const scalar of scalarsIn(value))
        worst = worseOf(worst, this.ofText(scalar, { ...site, step: undefined }, depth + 1));
    }
    return worst;
  }

  private ofStep(id: string, output: string, site: Site, own: Taint, depth: number): Taint {
    const step = site.job.steps.find((one) => one.id === id);
    if (step === undefined) return own;
    if (step.uses !== undefined) return this.ofAction(step, output, { ...site, step }, own, depth);
    return (
      this.written(step, output, /GITHUB_OUTPUT|set-output/u, { ...site, step }, depth + 1) ??
      this.answered(step, output, { ...site, step }, depth + 1) ??
      own
    );
  }

  private ofAction(step: Step, output: string, site: Site, own: Taint, depth: number): Taint {
    const { uses } = step;
    if (uses === undefined) return own;
    const through: readonly Spot[] = [{ path: site.workflow.path, place: step.place }];
    if (uses.kind === 'local')
      return this.ofLocalAction(uses.name, output, own, depth) ?? this.handedOn(step, output, site, depth) ?? own;
    const known = OUTPUTS.find(([action, outputs]) => action.test(uses.name) && outputs.test(output));
    if (uses.name === 'actions/github-script') {
      const script = textOf(step.with.find(({ key }) => key === 'script')?.value) ?? '';
      const handed = this.handedOn(step, output, site, depth);
      const head = /head/iu.test(script) && /sha|ref|branch|head|repo|^result$/u.test(output);
      // A script's result is what it makes of payloads; one that only sends numbers and digests is harmless.
      if (!SCRIPT_TEXTS.test(script)) return handed ?? { ...own, head };
      if (FLAGS.test(output)) return { ...own, control: 'formed', head };
      // Some of what it reads is text; whether that is what it gives, nothing here tells.
      return { ...own, control: 'free', source: `${own.source} (${uses.name})`, head, through, answer: 'text' };
    }
    if (known !== undefined)
      return {
        control: known[2],
        source: `${own.source} (${uses.name})`,
        head: /ref|branch|head|sha/u.test(output),
        through,
      };
    return this.handedOn(step, output, site, depth) ?? own;
  }

  /** What an action of elsewhere was given may come out of it. */
  private handedOn(step: Step, output: string, site: Site, depth: number): Taint | undefined {
    let worst = FIXED;
    for (const { value } of [...step.with, ...step.env])
      if (value.kind === 'scalar') worst = worseOf(worst, this.ofText(value, { ...site, step: undefined }, depth + 1));
    if (worst.control !== 'free') return undefined;
    const through = [...worst.through, { path: site.workflow.path, place: step.place }];
    return FLAGS.test(output)
      ? { ...worst, control: 'formed', through }
      : { ...worst, through, answer: TEXTS.test(output) ? 'text' : 'unknown' };
  }

  /** By the `value:` of an output of an action in the repository. */
  private ofLocalAction(name: string, output: string, own: Taint, depth: number): Taint | undefined {
    const action = this.map.actions.find(({ path }) => path === `${name}/action.yml` || path === `${name}/action.yaml`);
    const job = action?.jobs[0];
    const value = get(lower(get(action?.root, 'outputs'), output), 'value');
    if (action === undefined || job === undefined || value?.kind !== 'scalar') return undefined;
    const taint = this.ofText(value, { workflow: action, job, step: undefined }, depth + 1);
    return taint.control === 'derived' ? { ...taint, source: own.source } : taint;
  }

  /** An output that no line names is a program's: what it was given may come out of it, and what lies beside it. */
  private answered(step: Step, output: string, site: Site, depth: number): Taint | undefined {
    let worst = FIXED;
    for (const { value } of [...site.workflow.env, ...site.job.env, ...step.env])
      if (value.kind === 'scalar') worst = worseOf(worst, this.ofText(value, { ...site, step: undefined }, depth));
    if (step.run !== undefined) worst = worseOf(worst, this.ofText(step.run, site, depth));
    const view = this.views.get(site.job);
    const own = view?.steps.find((one) => one.step === step);
    if (
      worst.control !== 'free' &&
      view !== undefined &&
      own?.acts.some(({ name, command }) => command !== undefined && !SILENT.test(name)) === true
    ) {
      const arrival = this.arrivals(view).find((one) => one.step.index < own.index);
      if (arrival !== undefined)
        worst = {
          control: 'free',
          source: 'files of a pull request',
          head: false,
          through: [{ path: arrival.path, place: arrival.place }],
        };
    }
    if (worst.control !== 'free') return undefined;
    const spot: Spot = { path: site.workflow.path, place: step.place };
    if (FLAGS.test(output)) return { ...worst, control: 'formed', through: [...worst.through, spot] };
    return { ...worst, through: [...worst.through, spot], answer: TEXTS.test(output) ? 'text' : 'unknown' };
  }

  /** Whether a job, or one that it waits for, fetches what a pull request changes. */
  private readsPull({ workflow, job }: Site): boolean {
    const read = workflow.jobs.filter((one) => one === job || job.needs.includes(one.id));
    return read.some((one) =>
      this.views.get(one)?.steps.some(({ acts }) => acts.some(({ text }) => FETCHES_PULL.test(text))),
    );
  }

  private ofJob(name: string, output: string, site: Site, own: Taint, depth: number): Taint {
    const job = site.workflow.jobs.find(({ id }) => id.toLowerCase() === name);
    const entry = job?.outputs.find(({ key }) => key.toLowerCase() === output);
    if (job === undefined) return own;
    if (job.uses !== undefined) return this.ofCalled(job, output, own, depth);
    if (entry?.value.kind !== 'scalar') return own;
    return this.ofText(entry.value, { workflow: site.workflow, job, step: undefined }, depth + 1);
  }

  /** An output of a reusable workflow of the repository. */
  private ofCalled({ uses }: Job, output: string, own: Taint, depth: number): Taint {
    const path = uses?.kind === 'local' ? uses.name : uses?.path;
    const called = this.map.workflows.find((one) => one.path === path);
    const trigger = called?.triggers.find(({ event }) => event === 'workflow_call');
    const value = get(lower(get(trigger?.node, 'outputs'), output), 'value');
    const [job] = called?.jobs ?? [];
    if (called === undefined || job === undefined || value?.kind !== 'scalar') return own;
    return this.ofText(value, { workflow: called, job, step: undefined }, depth + 1);
  }

  /** What a step writes to a file of outputs or variables under a name. */
  private written(step: Step, name: string, file: RegExp, site: Site, depth: number): Taint | undefined {
    if (depth > DEPTH) return undefined;
    const acts = this.views.get(site.job)?.steps.find((one) => one.step === step)?.acts ?? [];
    const text = step.run?.text ?? '';
    let found: Taint | undefined;
    const plain = escaped(name);
    if (plain === '') return undefined;
    // `name=…` and `name<<EOF` for a file of outputs, `name::…` for the command that is retired.
    const names = new RegExp(String.raw`(?:^|["'\s=])${plain}(?:=|<<|::)`, 'iu');
    const block = new RegExp(String.raw`\b${plain}<<`, 'u');
    for (const [at, act] of acts.entries()) {
      // What a program of its own prints is made of what it was given.
      if (act.command === undefined) continue;
      const documents = act.command.documents.map((one) => one.text);
      if (![act.text, ...documents].some((one) => names.test(one))) continue;
      // `{ echo "x<<EOF"; cat f; echo EOF; } >> $GITHUB_OUTPUT`: what is written stands in lines of its own.
      const opens = block.test(act.text);
      const prints = act.path === site.workflow.path && /^(?:echo|printf|cat|tee)$/u.test(act.name) && file.test(text);
      if (!file.test(act.text) && !prints) continue;
      const spot: Spot = { path: act.path, place: act.place };
      let taint = FIXED;
      for (const one of opens ? acts.slice(at, at + 8) : [act])
        taint = worseOf(taint, this.ofWritten(one, site, depth, opens));
      // What a program makes of the text of a pull request that the job has fetched.
      if (taint.control === 'derived' && !FLAGS.test(name) && /\$\(|`|\$\w/u.test(act.text) && this.readsPull(site))
        taint = { ...taint, control: 'free', source: 'what a pull request holds', answer: 'unknown' };
      if (FLAGS.test(name) && taint.answer === 'unknown') taint = { ...taint, control: 'formed' };
      const here = { ...taint, through: [...taint.through, spot] };
      found = found === undefined ? here : worseOf(found, here);
    }
    return found;
  }

  private ofWritten(act: Act, site: Site, depth: number, lines: boolean): Taint {
    const documents = (act.command?.documents ?? []).map(({ text }) => text);
    // What a program in a document prints is made of the files that it names.
    const program = /^(?:python|node|ruby|perl|Rscript)$/u.test(act.name);
    const texts = [act.text, ...documents.map((text) => (program ? `$(python ${text})` : text))];
    let worst = FIXED;
    for (const text of texts)
      worst = worseOf(worst, this.shell.ofText(text, act, site, depth, lines && !/^(?:echo|printf)$/u.test(act.name)));
    return worst;
  }
}

/** By a name in lower case, as expressions have it. */
function lower(node: YamlNode | undefined, name: string): YamlNode | undefined {
  return mapOf(node).find(({ key }) => key.toLowerCase() === name)?.value;
}

function escaped(name: string): string {
  return name.replaceAll(/[^\w-]/gu, '');
}
