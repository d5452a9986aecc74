import { Collector } from '../collector.ts';
import type { ByteSource } from '../byte-source.ts';
import type { PartialFacts } from '../facts.ts';
import type { CommandsFacts } from './facts.ts';
import { TEXT_LIMITS } from './limits.ts';

const KINDS: readonly (readonly [RegExp, CommandsFacts['kind']])[] = [
  [/(?:^|[/!])(?:Dockerfile|Containerfile|GNUmakefile|Makefile|makefile|Jenkinsfile|Procfile|justfile|CMakeLists\.txt|Taskfile\.ya?ml|tox\.ini|cog\.yaml|packages\.txt|Snakefile|Singularity|Apptainer)(?:\.[\w-]+)?$|\.(?:dockerfile|mk|def)$/u, 'build'],
  [/(?:^|[/!])\.github\/workflows\/[^/]+\.ya?ml$|(?:^|[/!])(?:\.gitlab-ci|\.travis|azure-pipelines|cloudbuild|docker-compose|compose)\.ya?ml$|(?:^|[/!])action\.ya?ml$/u, 'build'],
  // What an editor, a shell, a desktop or an agent runs by itself once the directory is there.
  [/(?:^|[/!])(?:\.envrc|\.bashrc|\.profile|\.bash_profile|\.zshrc|\.Rprofile|build\.rs|\.pre-commit-config\.yaml|\.?devcontainer\.json|\.?mcp\.json|autorun\.inf)$|(?:^|[/!])(?:\.vscode|\.claude|\.cursor|\.idea|\.husky|\.githooks)\/[^/]+$|\.(?:desktop|service|url)$/u, 'automatic'],
  [/(?:^|[/!])package\.json$/u, 'dependencies'],
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
  if (kind === undefined) return undefined;
  const collector = new Collector();
  if (source.size > TEXT_LIMITS.script) {
    collector.limit('text.script', `of ${source.size} bytes only ${TEXT_LIMITS.script} were kept`, TEXT_LIMITS.script);
  }
  const text = new TextDecoder('utf-8').decode(source.read(0, TEXT_LIMITS.script));
  return { commands: { kind, parts: [{ text, line: 1, offset: 0 }] }, ...collector.facts() };
}
