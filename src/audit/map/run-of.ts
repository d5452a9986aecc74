import { programOf } from './unwrap.ts';

/** Languages that are followed; what is written in another one is named as not read. */
export type Language = 'python' | 'shell' | 'r' | 'other';

/** What code a command runs, as far as its words tell. */
export type Run =
  /** A file of the working tree. */
  | { readonly kind: 'file'; readonly path: string; readonly language: Language }
  | { readonly kind: 'module'; readonly name: string }
  /** Code in the words themselves. */
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly language: Language;
      readonly word: number;
    }
  | {
      readonly kind: 'make';
      readonly targets: readonly string[];
      readonly file: string | undefined;
      readonly directory: string;
    }
  | { readonly kind: 'script'; readonly name: string }
  | { readonly kind: 'stages'; readonly names: readonly string[] }
  /** A tool that runs code or settings which it finds in the working tree. */
  | { readonly kind: 'tree'; readonly tool: string };

/** Tools that run what the working tree holds, by their words. Each runs hooks, plugins, build files or tests from there. */
const TREE: readonly RegExp[] = [
  /^(?:npm|pnpm|yarn|bun)(?: (?:i|ci|install|test|t|start|build|pack|publish|rebuild|link)\b|$)/u,
  /^(?:pip|uv pip) install\b.*(?: (?:-e|--editable)\b| \.(?:\[|\/|\s|$)| -r | --requirement\b| \.\.\/)/u,
  /^(?:pip|uv pip|pipx|uv tool|easy_install|flit|maturin|uv)(?: (?:install|wheel|develop|add|build))?\b(?: \S+)*? "?(?:\.{1,2}(?:[/$][^\s"]*)?|[\w-]+(?:\/[\w.-]+)*\/)(?:\[[^\]\s]*\])?"?(?: |$)/u,
  /^(?:flit|maturin|conda-build|conda build|R CMD (?:INSTALL|build|check))\b/u,
  /^(?:uv|poetry|pdm|pipenv|rye|hatch|pixi) (?:sync|install|build|lock|update|publish|version|env)\b/u,
  /^(?:pytest|py\.test|tox|nox|nosetests|coverage|mypy|pylint|sphinx-build|mkdocs|hugo|jekyll|pre-commit|prek|jupyter|jupyter-repo2docker|repo2docker|papermill|nbconvert|snakemake|nextflow|cwltool|miniwdl|luigi|kedro|invoke|inv|doit|scons|waf|mlflow|zenml|prefect|modal|sky|flyte|pyflyte|metaflow|locust|promptfoo|inspect|cog|bentoml|truss|streamlit|gradio|chainlit|quarto|asv|mach|ct|bats|behave|robot|molecule|kaggle-environments|sbatch|qsub)\b/u,
  /^dvc (?:repro|exp|run|stage|reproduce|experiments)\b/u,
  /^(?:lm_eval|lm-eval|lighteval)\b.*(?:--include_path|--custom[-_]tasks|trust_remote_code=[Tt]rue)/u,
  /^(?:singularity|apptainer) build\b/u,
  /^python (?:-\w+ )*-m (?:pytest|tox|nox|unittest|build|coverage|sphinx|mkdocs|pre_commit|invoke|papermill|jupyter)\b/u,
  /^python (?:\S+\/)?setup\.py\b/u,
  /^(?:cargo|go|mvn|mvnw|gradle|gradlew|sbt|ant|lein|mix|rebar3|stack|cabal|dub|zig|swift|xcodebuild|bazel|bazelisk|buck2?|pants|lake|dune|opam|bundle|rake|gem|composer|php|dotnet|msbuild|cmake|ctest|meson|ninja|autoreconf|conan|nix|nix-build|tsc|eslint|stylelint|prettier|vite|vitest|jest|webpack|rollup|turbo|nx|lerna|gulp|grunt|terraform|terragrunt|pulumi|packer|vagrant|ansible-playbook|helm|kustomize|skaffold|goreleaser|golangci-lint|rubocop|golint|cypress|playwright|act|just|task|earthly|dagger|checkov|tflint|phpstan|phpunit|msgfmt|ko|mage|vale|gomplate)(?: |$)/u,
  /^(?:docker|podman|buildah|nerdctl|docker-compose)(?: (?:buildx|compose|image))? (?:build|up|run|bake)\b|^docker-compose\b/u,
  /^(?:conda|mamba|micromamba)(?: env)? (?:create|update|install)\b.*(?:-f|--file)\b/u,
  // By itself it takes `environment.yml`.
  /^(?:conda|mamba) env (?:create|update)\b/u,
  /^(?:kaniko|executor)\b.*--context/u,
];
const SHELLS = new Set(['bash', 'sh', 'zsh', 'dash', 'ksh', 'fish', 'source', '.']);
const INTERPRETERS = new Set([
  'node',
  'deno',
  'bun',
  'ruby',
  'perl',
  'php',
  'Rscript',
  'julia',
  'lua',
  'pwsh',
  'powershell',
  'tsx',
  'ts-node',
  'groovy',
  'java',
  'osascript',
  'matlab',
  'octave',
  'stata',
]);

/** `words` are those of the program, unwrapped. */
export function runOf(words: readonly string[]): Run | undefined {
  const [first = '', ...given] = words;
  const name = programOf(first);
  if (/^(?:python|pypy\d*|ipython\d*|torchrun|accelerate|deepspeed)$/u.test(name))
    return pythonRun(name, given) ?? treeRun(name, given);
  if (SHELLS.has(name)) return shellRun(given);
  if (name === 'eval') return { kind: 'text', text: given.join(' '), language: 'shell', word: 1 };
  if (name === 'make' || name === 'gmake') return makeRun(given);
  const script = npmScript(name, given);
  if (script !== undefined) return { kind: 'script', name: script };
  if (name === 'R') {
    const at = given.findIndex((word) => word === '-f' || word === '--file');
    if (at !== -1) return { kind: 'file', path: given[at + 1] ?? '', language: 'r' };
  }
  if (INTERPRETERS.has(name)) {
    const code = given.findIndex((word) => /^(?:-e|--eval|-p|-c|-Command)$/u.test(word));
    const language = name === 'Rscript' ? 'r' : 'other';
    if (code !== -1) return { kind: 'text', text: given[code + 1] ?? '', language, word: code + 2 };
    const file = given.find((word) => !word.startsWith('-') && word !== 'run');
    return file === undefined ? undefined : { kind: 'file', path: file, language };
  }
  if (name === 'dvc' && /^(?:repro|reproduce|exp|experiments|run)$/u.test(given[0] ?? ''))
    return { kind: 'stages', names: given.slice(1).filter((word) => !/^-|^(?:run|exp)$/u.test(word)) };
  if (/^call$/iu.test(name) && given[0] !== undefined) return runOf(given);
  if (/\.(?:bat|cmd|ps1)$/iu.test(first)) return { kind: 'file', path: first.replaceAll('\\', '/'), language: 'other' };
  const inside = /^(?:docker|podman|nerdctl|kubectl)$/u.test(name) ? insideOf(given) : undefined;
  if (inside !== undefined) return inside;
  const tree = treeRun(name, given);
  if (tree !== undefined) return tree;
  if (/^\.{0,2}\/?(?:[\w.@${}-]+\/)*[\w.@-]+\.(?:sh|bash|py|rb|pl|js|mjs|ts|R|jl|ps1)$/u.test(first))
    return {
      kind: 'file',
      path: first,
      language: first.endsWith('.py')
        ? 'python'
        : /\.(?:sh|bash)$/u.test(first)
          ? 'shell'
          : first.endsWith('.R')
            ? 'r'
            : 'other',
    };
  return /^\.{1,2}\//u.test(first) ? { kind: 'file', path: first, language: 'shell' } : undefined;
}

/** `docker exec box bash -c "…"`: what the shell in there is given. */
function insideOf(given: readonly string[]): Run | undefined {
  if (!/^(?:exec|run)$/u.test(given[0] ?? '')) return undefined;
  const shell = given.findIndex((word, at) => at > 0 && SHELLS.has(programOf(word)));
  const code = shell === -1 ? -1 : given.findIndex((word, at) => at > shell && /^-\w*c$/u.test(word));
  return code === -1 ? undefined : { kind: 'text', text: given[code + 1] ?? '', language: 'shell', word: code + 2 };
}

function treeRun(name: string, given: readonly string[]): Run | undefined {
  // Options that say where, before the verb.
  const line = [name, ...given]
    .join(' ')
    .replaceAll(/ (?:--prefix|-C|--dir|--cwd|--directory|--project)(?:=| )\S+/gu, '');
  return TREE.some((pattern) => pattern.test(line)) ? { kind: 'tree', tool: name } : undefined;
}

function pythonRun(name: string, given: readonly string[]): Run | undefined {
  for (let at = 0; at < given.length; at++) {
    const word = given[at] ?? '';
    if (word === '-c') return { kind: 'text', text: given[at + 1] ?? '', language: 'python', word: at + 2 };
    if (word === '-m') {
      const module = given[at + 1] ?? '';
      return treeRun('python', given) ?? { kind: 'module', name: module };
    }
    if (word === '-W' || word === '-X') at++;
    else if (word.endsWith('setup.py')) return treeRun('python', given);
    else if (word === '-' || (word === 'launch' && name === 'accelerate')) continue;
    else if (!word.startsWith('-')) return { kind: 'file', path: word, language: 'python' };
  }
  return undefined;
}

function shellRun(given: readonly string[]): Run | undefined {
  const code = given.findIndex((word) => /^-[a-z]*c$/u.test(word));
  if (code !== -1) return { kind: 'text', text: given[code + 1] ?? '', language: 'shell', word: code + 2 };
  const file = given.find((word) => !/^[-+]/u.test(word) && !word.startsWith('<('));
  return file === undefined ? undefined : { kind: 'file', path: file, language: 'shell' };
}

function makeRun(given: readonly string[]): Run {
  const targets: string[] = [];
  let file: string | undefined;
  let directory = '.';
  for (let at = 0; at < given.length; at++) {
    const word = given[at] ?? '';
    if (word === '-f') file = given[++at];
    else if (word === '-C') directory = given[++at] ?? '.';
    else if (word === '-j' && /^\d+$/u.test(given[at + 1] ?? '')) at++;
    else if (!word.startsWith('-') && !word.includes('=')) targets.push(word);
  }
  return { kind: 'make', targets, file, directory };
}

function npmScript(name: string, given: readonly string[]): string | undefined {
  if (!/^(?:npm|pnpm|yarn|bun)$/u.test(name)) return undefined;
  const words = given.filter((word) => !word.startsWith('-'));
  if (words[0] === 'run' || words[0] === 'run-script') return words[1];
  if (words[0] === 'test' || words[0] === 't') return 'test';
  if (words[0] === 'start') return 'start';
  return name === 'yarn' &&
    words[0] !== undefined &&
    !/^(?:install|add|publish|dlx|exec|config|set|cache|remove|workspace|workspaces|version|why|pack|login|npm|plugin|up|upgrade|info|node|link|unlink|global|audit|outdated|dedupe|rebuild|init|create|import|licenses|list|tag|team|owner)$/u.test(
      words[0],
    )
    ? words[0]
    : undefined;
}
