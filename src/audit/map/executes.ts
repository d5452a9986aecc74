import { textOf } from '../yaml/node.ts';
import type { Act, Spot } from './act.ts';
import type { Arrival } from './arrival.ts';
import type { JobView, StepView } from './pipeline.ts';
import { runOf } from './run-of.ts';

/** Code or settings of a stranger that a job runs. */
export interface Execution extends Spot {
  readonly step: StepView;
  /** For people: `make install`, `./.github/actions/score`. */
  readonly what: string;
  readonly via: readonly Spot[];
}

/** Modules that come with Python or stand beside it. */
const TOOLS =
  /^(?:venv|pip|ensurepip|virtualenv|pipx|uv|conda|json\.tool|http\.server|zipfile|tarfile|compileall|site|timeit|platform)$/u;
/** What a project's own environment runs is what the project says, by whatever name. */
const RUNNERS =
  /^(?:uv|poetry|pdm|hatch|pipenv|pixi|rye) run\b|^(?:npx|bunx|npm exec|pnpm exec|yarn exec|bundle exec)\b/u;
/** Actions that run what they find in the workspace. */
const ACTIONS =
  /^(?:pre-commit\/action|docker\/build-push-action|docker\/bake-action|bridgecrewio\/checkov-action|golangci\/golangci-lint-action|github\/super-linter|super-linter\/super-linter|oxsecurity\/megalinter|gradle\/(?:gradle-build-action|actions)|burrunan\/gradle-cache-action|goreleaser\/goreleaser-action|pypa\/cibuildwheel|cypress-io\/github-action|bahmutov\/npm-install|borales\/actions-yarn|ruby\/setup-ruby|hashicorp\/.*|devcontainers\/ci|nick-fields\/retry|nick-invision\/retry|leanprover\/lean-action|julia-actions\/julia-(?:runtest|buildpkg|docdeploy)|r-lib\/actions|actions-rs\/.*|pyo3\/maturin-action|jupyter\/.*|iterative\/.*|snok\/.*|treosh\/lighthouse-ci-action|eslint\/.*|reviewdog\/action-(?:eslint|rubocop|golangci-lint|tflint|pylint).*|ansible\/.*|aws-actions\/aws-cloudformation.*|changesets\/action|coverallsapp\/.*|andresz1\/size-limit-action|preactjs\/compressed-size-action|jetbrains\/qodana-action|sonarsource\/.*)$/u;

/** What a job runs of the files that arrived, behind their arrival. */
export function executionsOf(view: JobView, arrival: Arrival): Execution[] {
  const from = view.steps.indexOf(arrival.step);
  return view.steps.slice(from).flatMap((step) => {
    const later = step !== arrival.step;
    const own = step.acts
      .filter((act) => later || before(arrival, act))
      .flatMap((act) => ofAct(act, step, arrival, view));
    return later ? [...ofUses(step, arrival, view), ...own] : own;
  });
}

/** In the step that takes the files, only what comes behind. */
function before(arrival: Spot, act: Act): boolean {
  if (act.path !== arrival.path) return true;
  return (
    act.place.line > arrival.place.line ||
    (act.place.line === arrival.place.line && act.place.column > arrival.place.column)
  );
}

function ofAct(act: Act, step: StepView, arrival: Arrival, view: JobView): Execution[] {
  // What a script of the repository does further on is told by the command that starts it.
  if (act.command === undefined || act.via.length > 0) return [];
  const own = RUNNERS.test(act.command.words.map(({ text }) => text).join(' '));
  const run = runOf([act.name, ...act.words]) ?? (own ? ({ kind: 'tree', tool: act.name } as const) : undefined);
  if (run === undefined || run.kind === 'text') return [];
  if (!touches(act, run.kind === 'file' ? run.path : undefined, arrival)) return [];
  const outside =
    run.kind === 'file' &&
    (/^(?:\/|~|\$(?!\{?(?:GITHUB_WORKSPACE|PWD)|\{\{ ?github\.workspace))/u.test(run.path) ||
      fetched(run.path, view, step));
  if (outside) return [];
  if (run.kind === 'file' && /(?:^|\/)bin\/activate$/u.test(run.path)) return [];
  if (run.kind === 'module' && TOOLS.test(run.name)) return [];
  if (run.kind === 'module' && !/^(?:src|scripts?|tools?|tests?|\.)/u.test(run.name) && !owned(run.name, view))
    return [];
  const what = [act.name, ...act.words].join(' ').replaceAll(/\s+/gu, ' ');
  return [
    { path: act.path, place: act.place, step, what: what.length > 90 ? `${what.slice(0, 90)}…` : what, via: act.via },
  ];
}

function owned(module: string, { workflow }: JobView): boolean {
  return workflow.source.text.includes(`${module.split('.')[0] ?? module}/`);
}

/** A file that the job itself has downloaded or written is not the stranger's. */
function fetched(path: string, view: JobView, step: StepView): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.length < 3) return false;
  const named = new RegExp(String.raw`(?:^|[\s/'"=])${name.replaceAll(/[^\w-]/gu, '.')}(?:$|[\s'";])`, 'u');
  const steps = view.steps.slice(0, step.index + 1);
  return steps.some(({ acts }) =>
    acts.some(
      (act) =>
        (/^(?:curl|wget|gh|aws|gsutil)$/u.test(act.name) && named.test(act.text)) ||
        act.command?.redirects.some(({ operator, target }) => operator.startsWith('>') && target.endsWith(name)) ===
          true,
    ),
  );
}

/** Whether a command works on the files that arrived: they may lie in a directory of their own. */
function touches(act: Act, path: string | undefined, { directory }: Arrival): boolean {
  if (directory === undefined || directory === '.')
    return act.directory === undefined || !/^\.\.(?:\/|$)/u.test(act.directory);
  const here = act.directory ?? '.';
  if (here === directory || here.startsWith(`${directory}/`)) return !(path?.startsWith('../') ?? false);
  const inside = (word: string): boolean =>
    word === directory ||
    word
      .replace(/^(?:\.\/|\$\{?GITHUB_WORKSPACE\}?\/|\$\{\{ ?github\.workspace ?\}\}\/)/u, '')
      .startsWith(`${directory}/`);
  if (path !== undefined) return inside(path);
  return act.words.some((word) => inside(word) || word === `./${directory}`);
}

function ofUses(step: StepView, arrival: Arrival, view: JobView): Execution[] {
  const { uses } = step.step;
  if (uses === undefined) return [];
  const spot = { path: view.workflow.path, place: uses.scalar.place, step, via: [] };
  const { directory = '.' } = arrival;
  if (uses.kind === 'local') {
    const own = uses.name.replace(/^\.\//u, '');
    return directory === '.' || own === directory || own.startsWith(`${directory}/`)
      ? [{ ...spot, what: uses.scalar.text }]
      : [];
  }
  if (!ACTIONS.test(uses.name)) return [];
  if (directory === '.') return [{ ...spot, what: uses.scalar.text }];
  const works = step.step.with.some(({ value }) =>
    (textOf(value) ?? '').split(/\s+/u).some((word) => word.replace(/^\.\//u, '').startsWith(directory)),
  );
  return works ? [{ ...spot, what: uses.scalar.text }] : [];
}
