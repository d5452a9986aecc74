import { posix } from 'node:path';
import type { ShellWord } from '../shell/syntax.ts';
import type { PythonCall } from '../../formats/python/facts.ts';
import { textOf } from '../yaml/node.ts';
import type { Act, Spot } from './act.ts';
import type { Arrival } from './arrival.ts';
import type { JobView, PipelineMap, StepView } from './pipeline.ts';
import { placed } from './placed.ts';
import { runOf, type Run } from './run-of.ts';
import { programOf, unwrapped } from './unwrap.ts';

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
const INTERPRETERS = /^(?:python|bash|sh|zsh|node|Rscript|ruby|perl|julia)$/u;
const KNOWN_MODULES = new Set(
  (
    'json sys os re pathlib glob csv io time datetime math random subprocess shutil tempfile hashlib base64 urllib collections itertools functools ' +
    'argparse logging typing platform site sysconfig importlib inspect ast textwrap string struct zipfile tarfile gzip socket ssl uuid getpass ' +
    'statistics secrets http email traceback warnings contextlib dataclasses enum pprint copy pickle sqlite3 xml html configparser tomllib toml ' +
    'yaml requests numpy pandas torch torchvision torchaudio tensorflow jax sklearn scipy matplotlib transformers datasets huggingface_hub nltk ' +
    'jsonschema packaging setuptools pip wheel pkg_resources distutils github jinja2 click rich tqdm httpx boto3 google openai anthropic evaluate ' +
    'spacy PIL cv2 certifi numba pyarrow polars ray dask mlflow wandb __future__'
  ).split(' '),
);
/** Actions that run what they find in the workspace. */
const ACTIONS =
  /^(?:pre-commit\/action|[\w.-]+\/[\w.-]*(?:notebook|papermill|pytest|tox|nox)[\w.-]*|mamba-org\/.*|conda-incubator\/.*|prefix-dev\/setup-pixi|docker\/build-push-action|docker\/bake-action|bridgecrewio\/checkov-action|golangci\/golangci-lint-action|github\/super-linter|super-linter\/super-linter|oxsecurity\/megalinter|gradle\/(?:gradle-build-action|actions)|burrunan\/gradle-cache-action|goreleaser\/goreleaser-action|pypa\/cibuildwheel|cypress-io\/github-action|bahmutov\/npm-install|borales\/actions-yarn|ruby\/setup-ruby|hashicorp\/.*|devcontainers\/ci|nick-fields\/retry|nick-invision\/retry|leanprover\/lean-action|julia-actions\/julia-(?:runtest|buildpkg|docdeploy)|r-lib\/actions|actions-rs\/.*|pyo3\/maturin-action|jupyter\/.*|iterative\/.*|snok\/.*|treosh\/lighthouse-ci-action|eslint\/.*|reviewdog\/action-(?:eslint|rubocop|golangci-lint|tflint|pylint).*|ansible\/.*|aws-actions\/aws-cloudformation.*|changesets\/action|coverallsapp\/.*|andresz1\/size-limit-action|preactjs\/compressed-size-action|jetbrains\/qodana-action|sonarsource\/.*)$/u;

/** Calls that run what a file or a name gives as code: programs that load what was submitted. */
const LOADERS =
  /^(?:exec|eval|execfile|__import__|compile)$|^(?:importlib\.(?:import_module|util\.(?:spec_from_file_location|module_from_spec)|machinery\.SourceFileLoader)|imp\.load_\w+|runpy\.run_(?:path|module)|pickle\.loads?|_pickle\.loads?|cPickle\.loads?|pickle\.Unpickler|dill\.loads?|cloudpickle\.loads?|joblib\.load|pandas\.read_pickle|torch\.load|torch\.jit\.load|shelve\.open|marshal\.loads?|yaml\.(?:load|unsafe_load|full_load|load_all)|numpy\.load|(?:tensorflow\.)?keras\.(?:models|saving)\.load_model|tensorflow\.saved_model\.load|jsonpickle\.decode|pip\.main|pytest\.main|papermill\.execute_notebook|nbformat\.\w+|transformers\.\w+\.from_pretrained)$|\.(?:exec_module|load_module|load_state_dict_from_file|ExecutePreprocessor\(\)\.preprocess)$/u;
const SEARCHES_OR_STARTS =
  /^(?:sys\.path\.(?:insert|append)|os\.(?:system|popen|exec\w+|spawn\w+)|subprocess\.\w+|pexpect\.\w+|docker\.[\w.()]*(?:run|build))$/u;

/** What a job runs of the files that arrived, behind their arrival. */
export function executionsOf(view: JobView, arrival: Arrival, map: PipelineMap): Execution[] {
  const from = view.steps.indexOf(arrival.step);
  return view.steps.slice(from).flatMap((step) => {
    const later = step !== arrival.step;
    const own = step.acts
      .filter((act) => later || before(arrival, act))
      .flatMap((act) => ofAct(act, step, arrival, view));
    return later ? [...ofUses(step, arrival, view, map), ...own] : own;
  });
}

/** In the step that takes the files, only what comes behind. */
function before({ step, path, place }: Arrival, act: Act): boolean {
  const at = step.acts.findIndex(
    (one) => one.path === path && one.place.line === place.line && one.place.column === place.column,
  );
  return step.acts.indexOf(act) > at;
}

function ofAct(act: Act, step: StepView, arrival: Arrival, view: JobView): Execution[] {
  if (act.command === undefined) return [];
  // What a script of the stranger's does further on is told by the command that starts it; the project's own may run what lies apart.
  const apart = arrival.file !== undefined || (arrival.directory !== undefined && arrival.directory !== '.');
  if (act.via.length > 0 && !apart && act.path !== arrival.path) return [];
  const run = runIn(act, act.command.words);
  if (run === undefined) return [];
  const what = [act.name, ...act.words].join(' ').replaceAll(/\s+/gu, ' ');
  const execution = {
    path: act.path,
    place: act.place,
    step,
    what: what.length > 90 ? `${what.slice(0, 90)}…` : what,
    via: act.via,
  };
  if (!touches(act, run.kind === 'file' ? run.path : run.kind === 'module' ? run.name : undefined, arrival)) {
    const loads =
      apart && act.words.some((word) => isInside(word, arrival, act.directory)) ? loading(act, step) : undefined;
    return loads === undefined
      ? []
      : [{ ...execution, what: `${execution.what}, which gives it to ${loads.name},`, via: [...act.via, loads] }];
  }
  const outside =
    run.kind === 'file' &&
    !apart &&
    !isListed(run.path, act) &&
    (/^(?:\/|~|\$(?!\{?(?:GITHUB_WORKSPACE|PWD)|\{\{ ?github\.workspace))/u.test(run.path) ||
      fetched(run.path, view, step));
  if (outside) return [];
  if (run.kind === 'file' && /(?:^|\/)bin\/activate$/u.test(run.path)) return [];
  if (run.kind === 'module' && TOOLS.test(run.name)) return [];
  return [execution];
}

/** What a command runs of the tree it stands in. */
function runIn(act: Act, words: readonly ShellWord[]): Run | undefined {
  const tree = { kind: 'tree', tool: act.name } as const;
  const run = runOf(unwrapped(words).map(({ text }) => text));
  const own = RUNNERS.test(words.map(({ text }) => text).join(' '));
  if (own && (run === undefined || run.kind === 'text')) return tree;
  // `… | xargs bash`, `parallel bash :::`: files of a list, each of them run.
  if (
    run === undefined &&
    act.name === 'python' &&
    act.command?.documents.some(({ text }) => importsOwn(text)) === true
  )
    return tree;
  if (run === undefined)
    return /^(?:xargs|parallel|find)$/u.test(programOf(words[0]?.text ?? '')) && INTERPRETERS.test(act.name)
      ? tree
      : undefined;
  if (run.kind !== 'text') return run;
  const texts = run.language === 'python' ? [run.text] : [];
  return texts.some(importsOwn) ? tree : undefined;
}

/** Whether a text of Python takes in a module that no distribution is known by: Python looks in the working directory first. */
function importsOwn(text: string): boolean {
  return [...text.slice(0, 4_000).matchAll(/(?:^|[\n;])\s*(?:from|import)\s+([A-Za-z_]\w*)/gu)].some(
    ([, name = '']) => !KNOWN_MODULES.has(name),
  );
}

/** A call, in the program that a command starts, which runs what it is given. */
function loading(act: Act, { acts }: StepView): Act | undefined {
  return acts.find(
    ({ call, via }) =>
      call !== undefined &&
      via.some(({ path, place }) => path === act.path && place.line === act.place.line) &&
      (LOADERS.test(call.callee) || (SEARCHES_OR_STARTS.test(call.callee) && isOpen(call))) &&
      !harmless(call),
  );
}

/** What it is given is not all written there. */
function isOpen({ arguments: given }: PythonCall): boolean {
  const last = given.find(
    ({ texts, truth }) => truth === undefined && !(texts?.every((text) => /^\d*$/u.test(text)) ?? false),
  );
  return last?.texts === undefined || last.texts.some((text) => text.includes('\uFFFC'));
}

/** What it is given is written there, or it takes numbers alone. */
function harmless({ callee, arguments: given }: PythonCall): boolean {
  const says = (name: string): boolean | undefined => given.find((one) => one.name === name)?.truth;
  if (callee === 'torch.load') return says('weights_only') === true;
  if (callee === 'numpy.load') return says('allow_pickle') !== true;
  if (callee.endsWith('.from_pretrained')) return says('trust_remote_code') !== true;
  if (/^(?:exec|eval|compile|__import__)$|import_module$/u.test(callee))
    return given[0]?.texts !== undefined && given[0].origins?.includes('unknown') !== true;
  return callee === 'yaml.load' && given.some(({ texts }) => texts?.some((text) => /Safe/u.test(text)) === true);
}

/** `for f in submissions/*.py; do python "$f"`: a name for files of the tree, one after another. */
function isListed(path: string, { script }: Act): boolean {
  const [, name] = /^\$\{?([A-Za-z_]\w*)\}?(?:\/|$)/u.exec(path) ?? [];
  return (
    name !== undefined &&
    script.some(({ assignments }) =>
      assignments.some(
        (one) => one.name === name && /^["']?(?:\.\/)?[\w-]+\/|^["']?\*|\b(?:find|ls|git)\b/u.test(one.value),
      ),
    )
  );
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
function touches(act: Act, path: string | undefined, arrival: Arrival): boolean {
  const { directory, file } = arrival;
  if (isToldWhere(act, path, arrival)) return true;
  const here = act.directory ?? '.';
  if (file !== undefined)
    return path === undefined ? act.words.some((word) => isInside(word, arrival)) : isInside(path, arrival);
  if (directory === undefined || directory === '.')
    return directory === undefined || !/^(?:\.\.(?:\/|$)|\/tmp\b|\$\{?RUNNER_TEMP)/u.test(here);
  if (here === directory || here.startsWith(`${directory}/`)) return !(path?.startsWith('../') ?? false);
  return path === undefined
    ? act.words.some((word) => isInside(word, arrival, act.directory))
    : isInside(path, arrival, act.directory);
}

/** `uv --directory sub`, `npm --prefix sub`, `PYTHONPATH=sub`: where code is looked for. */
function isToldWhere({ command, directory }: Act, path: string | undefined, arrival: Arrival): boolean {
  if (command === undefined) return false;
  // Behind a script stand words of its own.
  const until = path === undefined ? command.words.length : command.words.findIndex(({ text }) => text === path);
  const told = command.words
    .slice(0, until)
    .flatMap(({ text }, at) =>
      /^(?:--(?:directory|project|prefix|cwd|dir|rootdir|include_path|manifest-path)|-C)$/u.test(
        command.words[at - 1]?.text ?? '',
      ) || /^--(?:directory|project|prefix|cwd|dir|rootdir|include_path|manifest-path)=/u.test(text)
        ? [text]
        : [],
    );
  const set = command.assignments.flatMap(({ name, value }) =>
    /^(?:PYTHONPATH|PATH|LD_PRELOAD|LD_LIBRARY_PATH|NODE_PATH|R_LIBS|JULIA_LOAD_PATH)$/u.test(name) ? [value] : [],
  );
  return [...told, ...set].some((word) => isInside(word, arrival, directory));
}

/** Whether a word names the files: the directory, something in it, a mount or an option of it. */
function isInside(word: string, { directory, file }: Arrival, from = '.'): boolean {
  if (file !== undefined) return word === file || word.endsWith(`/${file}`);
  if (directory === undefined || directory === '.') return false;
  return word.split(/[\s:=,"']+/u).some((part) => {
    const there = placed(part.replace(/^(?:\/github\/workspace|\}\}|-[a-zA-Z](?=\/|\$))\/?/u, '')) ?? part;
    const plain = there.startsWith('../') && from !== '.' ? posix.normalize(posix.join(from, there)) : there;
    return plain === directory || plain.startsWith(`${directory}/`) || plain.startsWith(`${directory}[`);
  });
}

function ofUses(step: StepView, arrival: Arrival, view: JobView, map: PipelineMap): Execution[] {
  const { uses } = step.step;
  if (uses === undefined) return [];
  const spot = { path: view.workflow.path, place: uses.scalar.place, step, via: [] };
  const { directory = '.' } = arrival;
  if (uses.kind === 'local') {
    const own = uses.name.replace(/^\.\//u, '');
    if (arrival.file === undefined && (directory === '.' || own === directory || own.startsWith(`${directory}/`)))
      return [{ ...spot, what: uses.scalar.text }];
    // An action of the project's that works on the files: its steps are read with those of the job.
    const action = map.actions.find(({ path }) => path === `${own}/action.yml` || path === `${own}/action.yaml`);
    const inner = map.jobs.find(({ workflow }) => workflow === action);
    return (inner?.steps ?? []).flatMap((one) => one.acts.flatMap((act) => ofAct(act, step, arrival, view)));
  }
  if (!ACTIONS.test(uses.name) || arrival.file !== undefined) return [];
  if (directory === '.') return [{ ...spot, what: uses.scalar.text }];
  const works = step.step.with.some(({ value }) =>
    (textOf(value) ?? '').split(/\s+/u).some((word) => word.replace(/^\.\//u, '').startsWith(directory)),
  );
  return works ? [{ ...spot, what: uses.scalar.text }] : [];
}
