import { textOf } from '../yaml/node.ts';
import type { Spot } from './act.ts';
import type { Arrival } from './arrival.ts';
import { effectsOf, type Effect } from './effects.ts';
import type { JobView, PipelineMap, Start } from './pipeline.ts';

export interface ResultSource extends Spot {
  /** For people: `results/a.json`. */
  readonly what: string;
  /** Files of results lie in the tree, or come with a pull request; otherwise only words tell of them. */
  readonly certain: boolean;
}

const WORDS =
  /(?:^|[^a-z])((?:model|eval(?:uation)?|benchmark|test|raw|cached|submitted|official|external)?[_-]?(?:results?|leaderboards?|scores?|submissions?|evaluations?|rankings?|standings?|predictions?|metrics|records|model[_-]?outputs?|forecasts?))(?=[^a-z]|$)/iu;
/** Files of numbers or answers under such a name. */
const FILES =
  /(?:^|\/)(?:[\w.-]*(?:results?|leaderboards?|scores?|submissions?|evaluations?|rankings?|predictions?|records|model[_-]outputs?|forecasts?)[\w.-]*\/(?:.*\/)?[^/]+|[\w.-]*(?:results?|leaderboard|scores?|submission|evaluation_results|predictions?|metrics)[\w.-]*)\.(?:json|jsonl|csv|tsv|ya?ml|parquet|xlsx|db|sqlite)$/iu;
const NOT_THEIRS =
  /(?:^|\/)(?:tests?|fixtures?|docs?|examples?|node_modules|\.github|coverage|junit|schemas?)(?:\/|$)|package(?:-lock)?\.json$|test-results/iu;
/** Numbers that the pipeline itself makes of its own code. */
const OWN =
  /test[-_ ]results?|junit|coverage|codecov|lighthouse|sarif|scan[-_ ]results?|results\.sarif|steps\.[\w-]+\.(?:outputs|result)|needs\.[\w-]+\.result|playwright|lint|audit|scorecard|codeql|trivy|snyk|benchmark-action/iu;

const FROM_OUTSIDE =
  /\bmc_(?:cp|mirror|ls)\b|s3[:_.]|bucket|gsutil|gs:\/\/|download|wget|curl|\bget_object|sheets?\b|airtable|dropbox|drive/iu;

/** Whether a text speaks of results that somebody hands in. */
export function tellsOfResults(text: string): boolean {
  return WORDS.test(text) && !OWN.test(text);
}

/** What a job handles that somebody handed in as results, and where that shows. Undefined if nothing does. */
export function resultsIn(
  view: JobView,
  map: PipelineMap,
  arrivals: (view: JobView, start: Start) => readonly Arrival[],
): ResultSource | undefined {
  const [example] = resultFiles(map);
  const arrives = view.starts.some((start) => start.exposure !== 'trusted' && arrivals(view, start).length > 0);
  const own = [...mentions(view)].find(({ text }) => tellsOfResults(text));
  // What it sends out was made in a job that it waits for.
  const told =
    own ??
    neededBy(view, map)
      .flatMap((needed) => [...mentions(needed)])
      .find(({ text }) => tellsOfResults(text));
  if (told === undefined) return undefined;
  // Where another workflow measures, what this one sends out may be its numbers.
  const elsewhere =
    !effectsOf(view).some(gives) && map.jobs.some((one) => one.workflow !== view.workflow && measures(one));
  const [, word = 'results'] = WORDS.exec(told.text) ?? [];
  const what =
    example === undefined ? word : `${word} (such as ${example.length > 60 ? `…${example.slice(-60)}` : example})`;
  return {
    what,
    certain: !elsewhere && (example !== undefined || arrives || takesResults(map) || fetchesSubmissions(view)),
    path: told.path,
    place: told.place,
  };
}

/** Works scores out, and puts them where other workflows take them. */
function measures(view: JobView): boolean {
  const effects = effectsOf(view);
  return effects.some(({ kind }) => kind === 'evaluate') && effects.some(gives);
}

/** Other than a page that shows what lies there. */
function gives({ kind, what }: Effect): boolean {
  return kind === 'publish' && !/pages/u.test(what);
}

const NEEDED = 20;

function neededBy({ job, workflow }: JobView, map: PipelineMap): readonly JobView[] {
  const jobs = map.jobsOf.get(workflow) ?? [];
  const found: JobView[] = [];
  const queue = [...job.needs];
  for (let id = queue.shift(); id !== undefined && found.length < NEEDED; id = queue.shift()) {
    const next = jobs.find((one) => one.job.id === id);
    if (next === undefined || found.includes(next)) continue;
    found.push(next);
    queue.push(...next.job.needs);
  }
  return found;
}

/** Whether pull requests bring results in: a workflow for them is started by such files, or checks submissions by its name. */
function takesResults({ workflows }: PipelineMap): boolean {
  return workflows.some(({ triggers, name, path }) =>
    triggers.some(
      ({ event, paths }) =>
        event.startsWith('pull_request') &&
        (tellsOfResults(paths.join(' ')) ||
          /(?:valid|check|verif|score)\w*[-_ ].*submission/iu.test(`${path} ${name ?? ''}`)),
    ),
  );
}

/** Whether a job takes what was handed in from where anybody puts it: a bucket, a hub, a form. */
export function fetchesSubmissions({ steps }: JobView): boolean {
  return steps.some(({ acts }) => acts.some(({ text }) => /submi/iu.test(text) && FROM_OUTSIDE.test(text)));
}

/** Longer names are nobody's. */
const PATH = 512;
const known = new WeakMap<PipelineMap, readonly string[]>();

/** Files of the tree that hold results, by their names. */
function resultFiles(map: PipelineMap): readonly string[] {
  const files =
    known.get(map) ??
    map.repository.paths.filter((path) => path.length < PATH && FILES.test(path) && !NOT_THEIRS.test(path));
  known.set(map, files);
  return files;
}

function* mentions(view: JobView): Generator<Spot & { readonly text: string }> {
  const { workflow } = view;
  for (const trigger of workflow.triggers)
    if (trigger.paths.length > 0) yield { path: workflow.path, place: trigger.place, text: trigger.paths.join(' ') };
  for (const { step, acts } of view.steps) {
    for (const act of acts) {
      if (act.name === 'echo' || act.name === 'printf') continue;
      yield {
        path: act.path,
        place: act.place,
        text: act.call === undefined ? [act.name, ...act.words].join(' ') : [act.name, ...act.words].join(' '),
      };
    }
    if (step.uses !== undefined)
      for (const { key, value, place } of step.with)
        if (/path|dir|folder|file|pattern|source|destination|message/iu.test(key))
          yield { path: workflow.path, place, text: textOf(value) ?? '' };
    if (step.name !== undefined) yield { path: workflow.path, place: step.place, text: step.name };
  }
  if (workflow.name !== undefined) yield { path: workflow.path, place: view.job.place, text: workflow.name };
}
