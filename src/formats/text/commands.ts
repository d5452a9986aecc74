import { Collector } from '../collector.ts';
import type { ByteSource } from '../byte-source.ts';
import type { PartialFacts } from '../facts.ts';
import type { CommandsFacts } from './facts.ts';
import { TEXT_LIMITS } from './limits.ts';

const KINDS: readonly (readonly [RegExp, CommandsFacts['kind']])[] = [
  [/(?:^|[/!])(?:Dockerfile|Containerfile|GNUmakefile|Makefile|makefile|Jenkinsfile|Procfile|justfile)(?:\.[\w-]+)?$|\.(?:dockerfile|mk)$/u, 'build'],
  [/(?:^|[/!])\.github\/workflows\/[^/]+\.ya?ml$|(?:^|[/!])(?:\.gitlab-ci|\.travis|azure-pipelines|cloudbuild|docker-compose|compose)\.ya?ml$/u, 'build'],
  [/(?:^|[/!])(?:\.envrc|\.bashrc|\.profile|\.bash_profile|\.zshrc)$/u, 'build'],
  [/(?:^|[/!])[^/]*requirements[^/]*\.(?:txt|in)$|(?:^|[/!])requirements\/[^/]+\.txt$|(?:^|[/!])constraints\.txt$/u, 'requirements'],
  [/(?:^|[/!])\.git\/config(?:\.worktree)?$|(?:^|[/!])\.gitconfig$/u, 'git-config'],
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
