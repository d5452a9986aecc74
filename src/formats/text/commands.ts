import { Collector } from '../collector.ts';
import type { ByteSource } from '../byte-source.ts';
import type { PartialFacts } from '../facts.ts';
import type { CommandsFacts } from './facts.ts';
import { TEXT_LIMITS } from './limits.ts';

const KINDS: readonly (readonly [RegExp, CommandsFacts['kind']])[] = [
  [/(?:^|[/!])(?:Dockerfile|Containerfile|GNUmakefile|Makefile|makefile|Jenkinsfile|Procfile|justfile|CMakeLists\.txt|Taskfile\.ya?ml|tox\.ini|cog\.yaml|packages\.txt|Snakefile|Singularity|Apptainer|BUILD(?:\.bazel)?|WORKSPACE|meson\.build|(?:shell|default|flake)\.nix|Vagrantfile|crontab)(?:\.[\w-]+)?$|\.(?:dockerfile|mk|def)$/u, 'build'],
  [/(?:^|[/!])\.github\/workflows\/[^/]+\.ya?ml$|(?:^|[/!])(?:\.gitlab-ci|\.travis|azure-pipelines|cloudbuild|docker-compose|compose|dvc)\.ya?ml$|(?:^|[/!])action\.ya?ml$|\.cmake$/u, 'build'],
  [/(?:^|[/!])Modelfile(?:\.[\w-]+)?$/u, 'modelfile'],
  // What assistants that write code take for the wishes of whoever they work for.
  [/(?:^|[/!])(?:(?:CLAUDE|AGENTS?|GEMINI|COPILOT|QWEN|CONVENTIONS|SKILL)\.md|\.(?:cursorrules|windsurfrules|clinerules|goosehints|aider\.conf\.yml)|llms(?:-full)?\.txt)$|(?:^|[/!])\.github\/(?:copilot-instructions\.md|instructions\/[^/]+)$|(?:^|[/!])\.(?:cursor|claude|windsurf|clinerules|kiro|roo)\/(?:rules|commands|agents|skills|steering|hooks)\/.+|\.mdc$/u, 'instructions'],
  // What an editor, a shell, a desktop or an agent runs by itself once the directory is there.
  [/(?:^|[/!])(?:\.envrc|\.bashrc|\.profile|\.bash_profile|\.zshrc|\.Rprofile|build\.rs|\.pre-commit-config\.yaml|\.?devcontainer\.json|\.?mcp\.json|kernel\.json|autorun\.inf)$|(?:^|[/!])(?:\.vscode|\.claude|\.cursor|\.idea|\.husky|\.githooks)\/[^/]+$|\.(?:desktop|service|url)$/u, 'automatic'],
  [/(?:^|[/!])(?:package|package-lock|npm-shrinkwrap)\.json$/u, 'dependencies'],
  [/(?:^|[/!])[^/]*requirements[^/]*\.(?:txt|in)$|(?:^|[/!])requirements\/[^/]+\.txt$|(?:^|[/!])constraints\.txt$/u, 'requirements'],
  [/(?:^|[/!])(?:pyproject\.toml|setup\.cfg|Pipfile|environment[\w.-]*\.ya?ml|conda[\w.-]*\.ya?ml|pip\.(?:conf|ini)|uv\.toml|\.npmrc|\.condarc|bentofile\.ya?ml|bento\.ya?ml|python_env\.ya?ml|pixi\.toml)$/u, 'packages'],
  [/(?:^|[/!])\.git\/config(?:\.worktree)?$|(?:^|[/!])(?:\.gitconfig|config)$/u, 'git-config'],
  [/(?:^|[/!])\.gitattributes$|(?:^|[/!])\.git\/info\/attributes$/u, 'git-attributes'],
  [/(?:^|[/!])\.gitmodules$/u, 'git-modules'],
  [/(?:^|[/!])\.git\/hooks\/(?![^/]*\.sample$)[^/]+$/u, 'git-hook'],
  [/\.(?:html?|xhtml|svg|xslt?|md|markdown|mdx)$/u, 'markup'],
]; // prettier-ignore

/** Kept by name, as the tools that read such files go by their names. */
export function readCommands(source: ByteSource, path: string): PartialFacts | undefined {
  const kind = KINDS.find(([pattern]) => pattern.test(path))?.[1];
  if (kind === undefined) return readSettings(source, path);
  const collector = new Collector();
  if (source.size > TEXT_LIMITS.script) {
    collector.limit('text.script', `of ${source.size} bytes only ${TEXT_LIMITS.script} were kept`, TEXT_LIMITS.script);
  }
  const text = new TextDecoder('utf-8').decode(source.read(0, TEXT_LIMITS.script));
  return { commands: { kind, parts: [{ text, line: 1, offset: 0 }] }, ...collector.facts() };
}

/** Settings of programs by their ending, whichever program it is. */
const SETTINGS =
  /\.(?:ya?ml|jsonc|toml|ini|cfg|conf|properties|env|pbtxt|lfsconfig|nf|gradle|kts|groovy|go|rs|c|cc|cpp|cxx|cu|cuh|h|hpp|java|kt|swift|scala|cs|m4|ac|am|bzl|ebuild|spec)$|(?:^|[/!])(?:\.env|MLmodel)$|(?:config|settings|tasks|launch|runtime_env|hooks|environment|deploy\w*)\.json$/u;
/** What a command, a foreign library or a secret in settings can't do without. */
const TELLING =
  /\b(?:curl|wget|powershell|IEX|certutil|bitsadmin|ncat?|socat|mkfifo)\b|\/dev\/(?:tcp|udp)\/|\bbase64\b|\b(?:ba|z|da)?sh +-c\b|LD_PRELOAD|DYLD_INSERT_LIBRARIES|\$\{\s*(?:shell|sh|bash|cmd|exec|system|popen|python|subprocess|oc\.env)\s*:|(?:trust-remote-code|searchpath|mcpServers|py_modules|working_dir|runtime_env|EXECUTION_ENV_PATH|hostPath|\|\s*\$\{?(?:CONFIG_)?SHELL\b|__import__|os\.(?:system|popen)|subprocess\.)/u;

/** Kept only where something in it is worth a look: such files are read for what they are by other parsers. */
function readSettings(source: ByteSource, path: string): PartialFacts | undefined {
  if (!SETTINGS.test(path)) return readOther(source, path);
  const text = new TextDecoder('utf-8').decode(source.read(0, Math.min(source.size, TEXT_LIMITS.settings)));
  return TELLING.test(text) || /(?:^|[/!])\.lfsconfig$/u.test(path)
    ? { commands: { kind: 'settings', parts: [{ text, line: 1, offset: 0 }] } }
    : undefined;
}

/** Pages and data quote commands; other parsers read these. */
const QUOTING =
  /\.(?:md|markdown|mdx|rst|txt|log|jsonl|ndjson|csv|tsv|html?|xml|svg|ipynb|pyw?|diff|patch|po|adoc|org|parquet|vocab|bpe|prompt)$/iu;
/** What is fetched goes to a shell, or a shell to another machine. */
const FETCHED_RUN =
  /\b(?:curl|wget)\b[^\n|]{1,300}\|[\s\\]{0,4}(?:sudo )?(?:ba|z|da)?sh\b|\/dev\/tcp\/[\w.-]+\/\d|\\write18\b/u;
/** A key under which a program of any kind keeps what it starts. */
const COMMAND_KEY =
  /"[\w.:-]{0,40}(?:command|cmd|run|exec|script|shell|start|hook|install|build|task)[\w.:-]{0,40}"\s{0,8}:\s{0,8}(?:\[\s{0,8})?"((?:[^"\\\n]|\\.){8,1000})"/giu;

/** Any other text of a program's: kept where it starts what it fetches. In JSON that is told by the key, as data sets hold commands as well. */
function readOther(source: ByteSource, path: string): PartialFacts | undefined {
  if (QUOTING.test(path) || source.size > TEXT_LIMITS.settings) return undefined;
  const whole = new TextDecoder('utf-8').decode(source.read(0, source.size));
  if (!FETCHED_RUN.test(whole)) return undefined;
  if (!/\.json5?$/iu.test(path))
    return { commands: { kind: 'settings', parts: [{ text: whole, line: 1, offset: 0 }] } };
  const commands = [...whole.matchAll(COMMAND_KEY)]
    .map(([, command]) => command ?? '')
    .filter((command) => FETCHED_RUN.test(command));
  return commands.length === 0
    ? undefined
    : { commands: { kind: 'settings', parts: [{ text: commands.join('\n'), line: 1, offset: 0 }] } };
}
