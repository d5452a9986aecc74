import { controlOf, namesHead } from '../expression/control.ts';
import { embeddedIn } from '../expression/parse.ts';
import { pathOf, valuesOf, type ContextExpression, type Control, type Expression } from '../expression/syntax.ts';
import type { Job, Step, Workflow } from '../github/model.ts';
import type { YamlEntry, YamlScalar } from '../yaml/node.ts';
import { scalarsIn } from '../yaml/node.ts';
import type { Act, Spot } from './act.ts';
import { fetchesArtifact, takesForeignArtifact } from './artifacts.ts';
import type { JobView, PipelineMap } from './pipeline.ts';

const DEPTH = 8;

/** Where an expression stands: `env`, `steps` and `matrix` mean what they do there. */
export interface Site {
  readonly workflow: Workflow;
  readonly job: Job;
  readonly step: Step | undefined;
}

/** What a value may hold in the end, and how it came there. */
export interface Taint {
  /** `derived` is what nothing in the repository tells more of. */
  readonly control: Control;
  /** The context that it goes back to: `github.event.issue.title`. */
  readonly source: string;
  /** The value names a commit, branch or repository of a stranger's pull request. */
  readonly head: boolean;
  /** From the source to here; without the place that was asked about. */
  readonly through: readonly Spot[];
  /** A program whose text is not read stands between: it may hand on all of the source, or nothing. */
  readonly answer?: 'text' | 'unknown';
}

const RANK: Readonly<Record<Control, number>> = { fixed: 0, formed: 1, derived: 2, writer: 3, free: 4 };

/** What outputs of well-known actions hold that strangers choose. */
const OUTPUTS: readonly (readonly [RegExp, RegExp, Control])[] = [
  [
    /^(?:tj-actions\/(?:changed-files|verify-changed-files)|dorny\/paths-filter|jitterbit\/get-changed-files|trilom\/file-changes-action|lots0logs\/gh-action-get-changed-files|masesgroup\/retrieve-changed-files)$/u,
    /files|_files$|changed|added|modified|renamed|deleted|all/u,
    'free',
  ],
  [
    /^(?:xt0rted\/pull-request-comment-branch|gotson\/pull-request-comment-branch|alessbell\/pull-request-comment-branch|eficode\/resolve-pr-refs|tj-actions\/branch-names|potiuk\/get-workflow-origin|rlespinasse\/github-slug-action)$/u,
    /ref|branch|head|label/u,
    'free',
  ],
  [
    /^(?:peter-evans\/(?:find-comment)|octokit\/request-action|actions\/github-script|dawidd6\/action-get-tag|ahmadnassri\/action-workflow-run-wait|juliangruber\/read-file-action|andstor\/file-reader-action|stefanbuck\/github-issue-parser|issue-ops\/parser|peter-murray\/issue-body-parser-action|zentered\/issue-forms-body-parser|khan\/pull-request-comment-trigger)$/u,
    /./u,
    'free',
  ],
];

/** Names of outputs that hold what somebody wrote, and of such that say yes or no, or count. */
const TEXTS =
  /name|title|body|text|message|phone|mail|url|uri|link|branch|ref|path|file|dir|model|package|repo|user|author|team|description|content|command|cmd|arg|input|query|prompt|json|args/iu;
const FLAGS =
  /^(?:is|has|should|can|skip|run|found|valid|ok|ready|changed|match|exists|enabled|allowed|authori[sz]ed|trigger|continue|proceed)|(?:count|number|num|id|sha|valid|status|result|exists|found|ok|success|passed|level|flag|matched|version|hash|date|time)$/iu;
/** Of a pull request's text and files, by the forge's API. */
const FETCHES_PULL = /\/pulls\/\S*(?:\s|$)[^]*\.diff|v3\.diff[^]*\/pulls\/|gh pr diff\b|(?:diff|patch)_url/u;
/** Programs that hand on what a file holds. */
const READS_FILE = /\$\(\s*(?:<|(?:cat|jq|head|tail|sed|awk|tr|grep|cut|unzip -p)\b)/u;
/** Checks of a value against a form: digits, a digest. */
const CHECKS_FORM =
  /=~ *["']?\^?\[?\(?(?:\[0-9|\\d|0-9)|grep -[qE]+x? *["']\^?\[(?:0-9|\[:digit)|tr -(?:cd|dc)|\[\[:digit:\]\]|printf ["']%d|\*\[!0-9\]\*/u;

export class TaintReader {
  private readonly map: PipelineMap;
  private readonly views: ReadonlyMap<Job, JobView>;

  constructor(map: PipelineMap) {
    this.map = map;
    this.views = new Map(map.jobs.map((view) => [view.job, view]));
  }

  /** The worst of what an expression can give. */
  ofExpression(expression: Expression, site: Site, depth = 0): Taint {
    let worst: Taint = { control: 'fixed', source: '', head: false, through: [] };
    for (const context of valuesOf(expression)) worst = worseOf(worst, this.ofContext(context, site, depth));
    return worst;
  }

  ofText(scalar: YamlScalar, site: Site, depth = 0): Taint {
    let worst: Taint = { control: 'fixed', source: '', head: false, through: [] };
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
    if (own.control !== 'derived') return own;
    if (of === 'env') return this.ofVariable(name, site, own, depth);
    if (of === 'matrix') return this.ofMatrix(name, site, own, depth);
    if (of === 'steps') return this.ofStep(name, output, site, own, depth);
    return of === 'needs' ? this.ofJob(name, output, site, own, depth) : own;
  }

  /** Of an environment variable, by the nearest `env:`; else by whatever a step before wrote to GITHUB_ENV. */
  ofVariable(name: string, { workflow, job, step }: Site, own: Taint, depth: number): Taint {
    const find = (entries: readonly YamlEntry[] | undefined): YamlEntry | undefined =>
      entries?.findLast(({ key }) => key.toLowerCase() === name.toLowerCase());
    const entry = find(step?.env) ?? find(job.env) ?? find(workflow.env);
    if (entry?.value.kind === 'scalar') return this.ofText(entry.value, { workflow, job, step: undefined }, depth + 1);
    const before = step === undefined ? job.steps : job.steps.slice(0, job.steps.indexOf(step));
    for (const one of before.toReversed()) {
      const written = this.written(one, name, /GITHUB_ENV|set-env/u, { workflow, job, step: one }, depth + 1);
      if (written !== undefined) return { ...written, source: written.source === '' ? own.source : written.source };
    }
    return own;
  }

  /** Of a variable in a text of a shell: what a line of it assigns, else what the environment holds. */
  ofShellVariable(name: string, act: Act, site: Site, own: Taint, depth = 0): Taint {
    const values = act.script.flatMap(({ assignments }) => assignments.filter((one) => one.name === name));
    if (values.length === 0 || depth >= DEPTH) return this.ofVariable(name.toLowerCase(), site, own, depth);
    let worst: Taint = { control: 'fixed', source: '', head: false, through: [] };
    for (const { value } of values) {
      worst = worseOf(worst, this.ofEmbedded({ ...act, text: value }, site, depth + 1));
      for (const [, inner = ''] of value.matchAll(/\$\{?([A-Za-z_]\w*)/gu))
        if (inner !== name)
          worst = worseOf(worst, this.ofShellVariable(inner, act, site, { ...own, control: 'fixed' }, depth + 1));
        else worst = worseOf(worst, this.ofVariable(name.toLowerCase(), site, { ...own, control: 'fixed' }, depth + 1));
    }
    return worst;
  }

  private ofInput(name: string, site: Site, own: Taint, depth: number): Taint {
    const calling = this.map.callers.get(site.workflow.path) ?? [];
    const called =
      site.workflow.kind === 'action' || site.workflow.triggers.some(({ event }) => event === 'workflow_call');
    if (!called) return own;
    let worst: Taint | undefined;
    for (const { workflow, job, step } of calling) {
      const given = (step ?? job).with.find(({ key }) => key.toLowerCase() === name);
      if (given?.value.kind !== 'scalar') continue;
      const taint = this.ofText(given.value, { workflow, job, step }, depth + 1);
      worst = worst === undefined ? taint : worseOf(worst, taint);
    }
    // Called from elsewhere, nobody knows with what.
    return worst ?? own;
  }

  private ofMatrix(name: string, site: Site, own: Taint, depth: number): Taint {
    const { matrix } = site.job;
    if (matrix === undefined) return own;
    if (matrix.kind === 'scalar') return this.ofText(matrix, { ...site, step: undefined }, depth + 1);
    if (matrix.kind !== 'map') return own;
    let worst: Taint = { control: 'fixed', source: '', head: false, through: [] };
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
    const { uses } = step;
    if (uses !== undefined) {
      const known = OUTPUTS.find(([action, outputs]) => action.test(uses.name) && outputs.test(output));
      if (known === undefined) return own;
      const script = step.with.find(({ key }) => key === 'script')?.value;
      // A script's result is what it makes of payloads; one that only sends numbers and digests is harmless.
      if (
        uses.name === 'actions/github-script' &&
        !/body|title|head\.(?:ref|label)|head_branch|\.name\b|readFile|message/u.test(
          script?.kind === 'scalar' ? script.text : '',
        )
      )
        return {
          ...own,
          head:
            /head|pull/u.test(script?.kind === 'scalar' ? script.text : '') && /sha|ref|branch|head|repo/u.test(output),
        };
      return {
        control: known[2],
        source: `${own.source} (${uses.name})`,
        head: /ref|branch|head|sha/u.test(output),
        through: [{ path: site.workflow.path, place: step.place }],
      };
    }
    return (
      this.written(step, output, /GITHUB_OUTPUT|set-output/u, { ...site, step }, depth + 1) ??
      this.answered(step, output, { ...site, step }, depth + 1) ??
      own
    );
  }

  /** An output that no line names is a program's: what it was given may come out of it. */
  private answered(step: Step, output: string, site: Site, depth: number): Taint | undefined {
    let worst: Taint = { control: 'fixed', source: '', head: false, through: [] };
    for (const { value } of step.env)
      if (value.kind === 'scalar') worst = worseOf(worst, this.ofText(value, { ...site, step: undefined }, depth));
    if (step.run !== undefined) worst = worseOf(worst, this.ofText(step.run, site, depth));
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

  /** Whether files of a run that a stranger made lie there when a step runs. */
  private holdsArtifact({ job, step }: Site): boolean {
    const view = this.views.get(job);
    if (view === undefined) return false;
    const events = view.starts.map(({ event }) => event);
    const upTo = step === undefined ? view.steps.length : job.steps.indexOf(step) + 1;
    return view.steps
      .slice(0, upTo)
      .some(
        (one) =>
          events.some((event) => takesForeignArtifact(one.step, event)) ||
          (events.includes('workflow_run') && fetchesArtifact(one)),
      );
  }

  private ofJob(name: string, output: string, site: Site, own: Taint, depth: number): Taint {
    const job = site.workflow.jobs.find(({ id }) => id.toLowerCase() === name);
    const entry = job?.outputs.find(({ key }) => key.toLowerCase() === output);
    if (job === undefined || entry?.value.kind !== 'scalar') return own;
    return this.ofText(entry.value, { workflow: site.workflow, job, step: undefined }, depth + 1);
  }

  /** What a step writes to a file of outputs or variables under a name. */
  private written(step: Step, name: string, file: RegExp, site: Site, depth: number): Taint | undefined {
    const view = this.views.get(site.job)?.steps.find((one) => one.step === step);
    for (const act of view?.acts ?? []) {
      if (!file.test(act.text) || !writesName(act.text, name)) continue;
      const spot: Spot = { path: act.path, place: act.place };
      const taint = worseOf(this.ofEmbedded(act, site, depth), this.ofShellVariables(act, step, site, depth));
      // What a program makes of the text of a pull request that the job has fetched.
      if (taint.control === 'derived' && !FLAGS.test(name) && /\$\(|`/u.test(act.text) && this.readsPull(site))
        return {
          ...taint,
          control: 'free',
          source: 'what a pull request holds',
          through: [...taint.through, spot],
          answer: 'unknown',
        };
      return { ...taint, through: [...taint.through, spot] };
    }
    return undefined;
  }

  private ofEmbedded(act: Act, site: Site, depth: number): Taint {
    let worst: Taint = { control: 'fixed', source: '', head: false, through: [] };
    for (const { expression } of embeddedIn(act.text))
      if (expression !== undefined) worst = worseOf(worst, this.ofExpression(expression, site, depth));
    if (READS_FILE.test(act.text) && this.holdsArtifact(site)) {
      const checked = CHECKS_FORM.test(site.step?.run?.text ?? '');
      const source = 'an artifact of a stranger’s run';
      return { control: checked ? 'formed' : 'free', source, head: false, through: [] };
    }
    return /\$\(|`/u.test(act.text) ? worseOf(worst, ofAnswer(act.text)) : worst;
  }

  /** `echo "x=$TITLE"`: variables of the step, and of the shell where a line before sets them. */
  private ofShellVariables(act: Act, step: Step, site: Site, depth: number): Taint {
    let worst: Taint = { control: 'fixed', source: '', head: false, through: [] };
    for (const [, name = ''] of act.text.matchAll(/\$\{?([A-Za-z_]\w*)/gu)) {
      const entry = [...step.env, ...site.job.env, ...site.workflow.env].find(({ key }) => key === name);
      if (entry?.value.kind === 'scalar')
        worst = worseOf(worst, this.ofText(entry.value, { ...site, step: undefined }, depth + 1));
      for (const command of act.script)
        for (const { name: assigned, value } of command.assignments)
          if (assigned === name) worst = worseOf(worst, this.ofEmbedded({ ...act, text: value }, site, depth + 1));
    }
    return worst;
  }
}

/** What a program answers: names of files and texts of a pull request are the stranger's. */
function ofAnswer(text: string): Taint {
  if (
    /git (?:diff|show|ls-files|log)\b|gh (?:pr|issue|api)\b[^)]*(?:body|title|files|headRefName)|jq\b[^)]*\.(?:body|title)/u.test(
      text,
    )
  )
    return { control: 'free', source: 'names or texts of a pull request', head: false, through: [] };
  const head = /gh (?:pr view|api)[^)]*(?:head|pulls)|pulls?\/[^)]*head|headRef/u.test(text);
  return { control: 'derived', source: '', head, through: [] };
}

/** `name=…` and `name<<EOF` for a file of outputs, `name::…` for the command that is retired. */
function writesName(text: string, name: string): boolean {
  const plain = name.replaceAll(/[^\w-]/gu, '');
  return plain !== '' && new RegExp(String.raw`(?:^|["'\s=])${plain}(?:=|<<|::)`, 'iu').test(text);
}

export function worseOf(left: Taint, right: Taint): Taint {
  const worse = RANK[right.control] > RANK[left.control] ? right : left;
  return worse.head || !(left.head || right.head) ? worse : { ...worse, head: true };
}
