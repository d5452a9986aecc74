import { embeddedIn } from '../expression/parse.ts';
import { contextsOf, pathOf } from '../expression/syntax.ts';
import type { Step } from '../github/model.ts';
import { textOf, type YamlScalar } from '../yaml/node.ts';
import type { Act } from './act.ts';
import type { Arrival } from './arrival.ts';
import { takesForeignArtifact } from './artifacts.ts';
import type { JobView, Start, StepView } from './pipeline.ts';
import type { Site, Taint } from './taint-value.ts';
import type { TaintReader } from './taint.ts';

/** Every place at which a job takes a stranger's files, in a run for `start`. */
export function arrivalsOf(view: JobView, start: Start, taint: TaintReader): Arrival[] {
  const arrivals = view.steps.flatMap((step) => {
    const { uses } = step.step;
    const site: Site = { workflow: view.workflow, job: view.job, step: step.step };
    if (uses?.kind === 'service') return serviceCheckout(step, site, start);
    if (uses?.name === 'actions/checkout') return checkoutOf(step, site, start, taint);
    if (uses !== undefined) return artifactOf(step, site, start);
    return step.acts.flatMap((act) => commandOf(act, step, site, start, taint));
  });
  // A name may move, unless the job ends where it has.
  return arrivals.map((arrival) =>
    arrival.movable && arrival.how !== 'artifact' && rechecked(view, arrival.step.index)
      ? { ...arrival, movable: false }
      : arrival,
  );
}

/** A step that compares the commit which lies there with the one that was approved, and fails if they differ. */
function rechecked({ steps }: JobView, from: number): boolean {
  return steps.slice(from).some(({ step }) => {
    const text = `${step.run?.text ?? ''}\n${textOf(given(step, 'script')) ?? ''}`;
    return (
      /rev-parse\s[^\n]*HEAD|headRefOid|head[._]sha|HEAD_SHA/u.test(text) &&
      /!==?|-ne\b|\bcmp\b/u.test(text) &&
      /exit 1|setFailed|throw /u.test(text)
    );
  });
}

/** Services other than GitHub lay the change of a stranger there by themselves, in every run for one. */
function serviceCheckout(step: StepView, site: Site, { exposure }: Start): Arrival[] {
  if (step.step.uses?.name !== 'service/checkout' || (exposure !== 'confined' && exposure !== 'setting')) return [];
  const directory = placed(given(step.step, 'path')?.text);
  return [{ step, how: 'merge', path: site.workflow.path, place: step.step.place, directory, movable: false }];
}

function given(step: Step, name: string): YamlScalar | undefined {
  const value = step.with.find(({ key }) => key.toLowerCase() === name)?.value;
  return value?.kind === 'scalar' && value.text !== '' ? value : undefined;
}

function checkoutOf(step: StepView, site: Site, start: Start, taint: TaintReader): Arrival[] {
  const ref = given(step.step, 'ref');
  const repository = given(step.step, 'repository');
  const directory = placed(given(step.step, 'path')?.text);
  const refTaint = ref === undefined ? undefined : taint.ofText(ref, site);
  const repositoryTaint = repository === undefined ? undefined : taint.ofText(repository, site);
  const numbered = ref !== undefined && /refs\/pull\/|^pull\//u.test(ref.text);
  // The default of `pull_request` is the merge of the stranger's commit; of every other event it is the project's own.
  if (ref === undefined && repositoryTaint?.head !== true)
    return /^pull_request(?:_review|_review_comment)?$/u.test(start.event) && repository === undefined
      ? [{ step, how: 'merge', path: site.workflow.path, place: step.step.place, directory, movable: false }]
      : [];
  // Another repository by its own name: what lies there is not a pull request's.
  if (repository !== undefined && repositoryTaint?.head !== true && !numbered && refTaint?.head !== true) return [];
  if (refTaint?.head !== true && repositoryTaint?.head !== true && !numbered && refTaint?.control !== 'free') return [];
  const place = (ref ?? repository)?.place ?? step.step.place;
  return [
    { step, how: 'checkout', path: site.workflow.path, place, directory, movable: !namesCommit(ref, refTaint?.source) },
  ];
}

/** `head.sha` of the payload is the commit that was there when the event came. */
function namesCommit(ref: YamlScalar | undefined, source = ''): boolean {
  if (ref === undefined) return false;
  const paths = embeddedIn(ref.text).flatMap(({ expression }) =>
    expression === undefined ? [] : [...contextsOf(expression)].map(pathOf),
  );
  return [...paths, source].some((path) =>
    /\.head\.sha$|\.head_sha$|head_commit\.id$|merge_commit_sha$|(?:^|[._])(?:head_)?sha$/u.test(path),
  );
}

/** What a run for a pull request left for the privileged run behind it. */
function artifactOf(step: StepView, site: Site, start: Start): Arrival[] {
  if (!takesForeignArtifact(step.step, start.event)) return [];
  return [
    {
      step,
      how: 'artifact',
      path: site.workflow.path,
      place: step.step.place,
      directory: placed(given(step.step, 'path')?.text),
      movable: true,
    },
  ];
}

const DERIVED: Taint = { control: 'derived', source: '', head: false, through: [] };
const HEAD_VARIABLE = /HEAD|PR_|PULL|BRANCH|FORK|SHA|REF/u;

function commandOf(act: Act, step: StepView, site: Site, start: Start, taint: TaintReader): Arrival[] {
  if (act.command === undefined) return [];
  const line = [act.name, ...act.words].join(' ');
  const arrival = (how: Arrival['how'], directory: string | undefined, movable: boolean): Arrival[] => [
    { step, how, path: act.path, place: act.place, directory, movable },
  ];
  if (start.event === 'workflow_run' && /^gh run download\b/u.test(line))
    return arrival('artifact', placed(optionOf(act.words, /^(?:-D|--dir)$/u)) ?? act.directory, true);
  if (start.event === 'workflow_run' && /^unzip\b/u.test(line) && step.acts.some(({ text }) => /artifacts/u.test(text)))
    return arrival('artifact', act.directory, true);
  if (/^gh pr checkout\b|^hub pr checkout\b/u.test(line))
    return arrival('command', act.directory, !/[0-9a-f]{40}/u.test(line));
  if (act.name !== 'git') return [];
  const headed = isHeaded(act, step, site, taint);
  if (/^git (?:-\S+ \S+ )*(?:fetch|pull)\b/u.test(line) && /(?:refs\/)?pull\/.+\/(?:head|merge)/u.test(line)) {
    const pulls = /^git (?:-\S+ \S+ )*pull\b/u.test(line);
    const used = step.acts.some(
      ({ name, words }) =>
        name === 'git' &&
        /^(?:checkout|switch|merge|reset|rebase|cherry-pick|restore|worktree|archive)$/u.test(
          words.find((word) => !word.startsWith('-')) ?? '',
        ),
    );
    return pulls || used ? arrival('command', act.directory, true) : [];
  }
  if (
    /^git (?:-\S+ \S+ )*(?:checkout|switch|merge|reset|rebase|pull|cherry-pick)\b/u.test(line) &&
    !/ -b /u.test(line) &&
    headed
  ) {
    // One file of the base, or of the stranger's, taken by its name.
    return / -- /u.test(line) ? [] : arrival('command', act.directory, !/sha/iu.test(line));
  }
  if (/^git clone\b/u.test(line) && headed) {
    const positional = act.words.filter(
      (word, at) => !word.startsWith('-') && !/^(?:-b|--branch|--depth)$/u.test(act.words[at - 1] ?? ''),
    );
    return arrival(
      'command',
      placed(
        positional[2] ??
          positional[1]
            ?.split('/')
            .at(-1)
            ?.replace(/\.git$/u, ''),
      ),
      true,
    );
  }
  return [];
}

/** Whether a command of git is given a name that goes back to a pull request's head. */
function isHeaded(act: Act, step: StepView, site: Site, taint: TaintReader): boolean {
  for (const { expression } of embeddedIn(act.text)) {
    if (expression === undefined) continue;
    const { head, control } = taint.ofExpression(expression, site);
    if (head || control === 'free') return true;
  }
  for (const [, name = ''] of act.text.matchAll(/\$\{?([A-Za-z_]\w*)/gu)) {
    const { head, control } = taint.ofShellVariable(name, act, site, DERIVED);
    if (head || (control === 'free' && HEAD_VARIABLE.test(name.toUpperCase()))) return true;
  }
  return /FETCH_HEAD/u.test(act.text) && step.acts.some(({ text }) => /pull\/[^\s]*\/(?:head|merge)/u.test(text));
}

function optionOf(words: readonly string[], option: RegExp): string | undefined {
  const at = words.findIndex((word) => option.test(word));
  return at === -1 ? undefined : words[at + 1];
}

/** The workspace itself is `.`; what a variable names is not known. */
function placed(path: string | undefined): string | undefined {
  if (path === undefined || path === '') return '.';
  const plain = path
    .replace(/^\$\{\{ ?github\.workspace ?\}\}\/?/u, '')
    .replace(/^\.\//u, '')
    .replace(/\/$/u, '');
  if (plain === '') return '.';
  return /[$~]|^\//u.test(plain) ? undefined : plain;
}
