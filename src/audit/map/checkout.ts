import { embeddedIn } from '../expression/parse.ts';
import { contextsOf, pathOf } from '../expression/syntax.ts';
import type { Step } from '../github/model.ts';
import { textOf, type YamlScalar } from '../yaml/node.ts';
import { holdsContext } from '../gates/events.ts';
import type { Arrival } from './arrival.ts';
import { takesForeignArtifact } from './artifacts.ts';
import { FetchReader } from './fetched.ts';
import type { JobView, PipelineMap, Start, StepView } from './pipeline.ts';
import { placed } from './placed.ts';
import type { Site } from './taint-value.ts';
import type { TaintReader } from './taint.ts';

/** Actions that lay a tree of git there, by whatever owner. */
const CHECKOUT = /(?:^|[/-])(?:checkout|clone)(?:-|$)/u;
const DEPTH = 5;

/** Every place at which a job takes a stranger's files, in a run for `start`. */
export function arrivalsOf(view: JobView, start: Start, taint: TaintReader, map: PipelineMap): Arrival[] {
  const taken = inJob(view, start, { taint, map }, 0).toSorted((a, b) => a.step.index - b.step.index);
  const arrivals = [...taken, ...taken.flatMap((arrival) => copies(view, arrival))];
  // A name may move, unless the job ends where it has.
  return arrivals.map((arrival) =>
    arrival.movable && arrival.how !== 'artifact' && rechecked(view, arrival.step.index)
      ? { ...arrival, movable: false }
      : arrival,
  );
}

interface Around {
  readonly taint: TaintReader;
  readonly map: PipelineMap;
}

function inJob(view: JobView, start: Start, around: Around, depth: number): Arrival[] {
  const { taint, map } = around;
  const sited = view.steps.map((step) => ({ step, site: { workflow: view.workflow, job: view.job, step: step.step } }));
  const holds = (source: string): boolean => holdsContext(start.event, source);
  return [
    ...sited.flatMap(({ step, site }) => {
      const { uses } = step.step;
      if (uses === undefined) return [];
      if (uses.kind === 'service') return serviceCheckout(step, site, start);
      if (uses.kind === 'local') return depth < DEPTH ? ofLocalAction(step, uses.name, start, around, depth) : [];
      if (CHECKOUT.test(uses.name)) return checkoutOf(step, site, start, taint, holds);
      return [...artifactOf(step, site, start), ...scriptOf(step, site, map, view)];
    }),
    ...new FetchReader(sited, start.event, taint, holds).arrivals(),
  ];
}

/** What an action of the repository lays there lies there for the steps behind it. */
function ofLocalAction(step: StepView, name: string, start: Start, around: Around, depth: number): Arrival[] {
  const action = around.map.actions.find(({ path }) => path === `${name}/action.yml` || path === `${name}/action.yaml`);
  const own = around.map.jobs.find(({ workflow }) => workflow === action);
  return own === undefined ? [] : inJob(own, start, around, depth + 1).map((arrival) => ({ ...arrival, step }));
}

/** A script that reads files of a pull request by the forge's API and writes them where they are run. */
function scriptOf(step: StepView, site: Site, _map: PipelineMap, view: JobView): Arrival[] {
  const script = given(step.step, 'script')?.text ?? '';
  if (!/getContent\b|raw_url|download_url|listFiles/u.test(script) || !/pull|head/u.test(script)) return [];
  return [...script.matchAll(/\bwriteFile(?:Sync)?\(\s*["'`]([^"'`$]{1,200})["'`]/gu)].flatMap(([, path = '']) => {
    const file = path.slice(path.lastIndexOf('/') + 1);
    return view.steps.some(({ acts }) => acts.some(({ command, text }) => command !== undefined && text.includes(file)))
      ? [
          {
            step,
            how: 'command' as const,
            path: site.workflow.path,
            place: step.step.place,
            directory: '.',
            file,
            movable: true,
          },
        ]
      : [];
  });
}

/** Names of files that are code, and directories, which may hold some. */
const CODE =
  /\.(?:py|sh|bash|R|r|jl|js|mjs|ts|ipynb|rb|pl|toml|cfg|pkl|pt|pth|so)$|(?:^|\/)(?:Dockerfile|Makefile|requirements[\w.-]*\.txt)$|(?:^|\/)[^./]*\/?$|\*$/u;

/** Copies of code among the files that lie apart, to where the project's own lies. */
function copies(view: JobView, arrival: Arrival): Arrival[] {
  const { directory } = arrival;
  if (directory === undefined || directory === '.' || arrival.how === 'artifact') return [];
  return view.steps.slice(arrival.step.index).flatMap((step) =>
    step.acts.flatMap((act): Arrival[] => {
      if (act.command === undefined || !/^(?:cp|mv|rsync|ln|install)$/u.test(act.name)) return [];
      const words = act.words.filter((word) => !word.startsWith('-'));
      const from = words.slice(0, -1).find((word) => {
        const plain = placed(word) ?? word;
        return plain === directory || plain.startsWith(`${directory}/`);
      });
      const to = words.at(-1);
      if (from === undefined || to === undefined || !CODE.test(from)) return [];
      const there = placed(to);
      const file = /\.\w+$/u.test(to);
      const parent = there?.includes('/') === true ? there.slice(0, there.lastIndexOf('/')) : '.';
      const into = file ? parent : there;
      // Over the project's own tree nothing tells them apart any more: the file by its name.
      return [
        {
          ...arrival,
          step,
          path: act.path,
          place: act.place,
          directory: into,
          ...(into === '.' && file ? { file: to } : {}),
        },
      ];
    }),
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

function checkoutOf(
  step: StepView,
  site: Site,
  start: Start,
  taint: TaintReader,
  holds: (source: string) => boolean,
): Arrival[] {
  const own = step.step.uses?.name === 'actions/checkout';
  const ref = given(step.step, 'ref') ?? (own ? undefined : given(step.step, 'branch'));
  const repository = given(step.step, 'repository') ?? (own ? undefined : given(step.step, 'repo'));
  const directory = placed(given(step.step, 'path')?.text);
  const refTaint = ref === undefined ? undefined : taint.ofText(ref, site);
  const repositoryTaint = repository === undefined ? undefined : taint.ofText(repository, site);
  const numbered = ref !== undefined && /refs\/pull\/|^pull\//u.test(ref.text);
  // Whatever repository a stranger's text names.
  const sent = repositoryTaint?.control === 'writer' && start.event.endsWith('_dispatch');
  if (
    repositoryTaint?.head === false &&
    (sent || (repositoryTaint.control === 'free' && holds(repositoryTaint.source)))
  )
    return [
      {
        step,
        how: 'named',
        path: site.workflow.path,
        place: repository?.place ?? step.step.place,
        directory,
        movable: true,
      },
    ];
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
