import { posix } from 'node:path';
import { readDvc, reproduced, type DvcStage } from '../scripts/dvc.ts';
import { readMakefile, type Makefile } from '../scripts/makefile.ts';
import { readPackageScripts } from '../scripts/package-json.ts';
import type { Repository } from '../source/repository.ts';
import type { Place } from '../source/text.ts';
import type { Spot } from './act.ts';
import type { Code } from './code.ts';
import type { Run } from './run-of.ts';
import { moved } from './shell-state.ts';

/** Who asks for what a file declares, and from where; `seen` holds what the same trace came by before. */
export interface Asked {
  readonly via: readonly Spot[];
  readonly directory: string | undefined;
  readonly seen: Set<string>;
}

/** A shell text that a file of the repository declares, and whether a failure of it is passed over. */
export interface Declared {
  readonly code: Code;
  readonly ignored: boolean;
}

/** Commands that files of a repository declare under names: make's targets, stages of `dvc.yaml`, scripts of `package.json`. */
export class Declarations {
  private readonly repository: Repository;
  private readonly stagesOf = new Map<string, readonly DvcStage[]>();
  private readonly makefiles = new Map<string, Makefile | undefined>();

  constructor(repository: Repository) {
    this.repository = repository;
  }

  /** A file of the repository by what a command calls it. Variables for the workspace are taken off. */
  resolve(path: string, directory: string | undefined): string | undefined {
    const plain = path.replace(
      /^(?:\$\{?GITHUB_WORKSPACE\}?|\$\{\{ ?github\.workspace ?\}\}|\$\(pwd\)|\$\{?PWD\}?|\$\{?CI_PROJECT_DIR\}?)\//u,
      '',
    );
    if (plain.startsWith('/') || plain.includes('$')) return undefined;
    for (const base of directory === undefined || directory === '.' ? ['.'] : [directory, '.']) {
      const joined = posix.normalize(posix.join(base, plain));
      if (this.repository.has(joined)) return joined;
    }
    return undefined;
  }

  /** Recipes of the targets and of what they need, as they are reached. */
  *recipes(run: Extract<Run, { kind: 'make' }>, { via, directory: from, seen }: Asked): Generator<Declared> {
    const directory = moved(from, run.directory);
    const names = run.file === undefined ? ['GNUmakefile', 'makefile', 'Makefile'] : [run.file];
    const path = names.map((name) => this.resolve(name, directory)).find((found) => found !== undefined);
    const makefile = path === undefined ? undefined : this.makefile(path);
    if (makefile === undefined || path === undefined) return;
    const queue = run.targets.length === 0 ? [makefile.first ?? ''] : [...run.targets];
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const target = makefile.targets.get(name);
      if (target === undefined || !first(seen, `${path}#${name}`)) continue;
      queue.push(...target.needs);
      for (const { text, line, ignored } of target.recipe) {
        const placeOf = (at: number): Place => ({ line: line + text.slice(0, at).split('\n').length - 1, column: 1 });
        yield { code: shell(path, { text, placeOf, via, directory }), ignored };
      }
    }
  }

  /** Commands of `dvc.yaml`, which a shell runs. What its templates put in is not known here, and stays a variable. */
  *stages(names: readonly string[], { via, directory: from, seen }: Asked): Generator<Declared> {
    const path = this.resolve('dvc.yaml', from);
    const source = path === undefined ? undefined : this.repository.text(path);
    if (path === undefined || source === undefined || !first(seen, `${path} ${names.join(' ')}`)) return;
    const stages = this.stagesOf.get(path) ?? readDvc(source) ?? [];
    this.stagesOf.set(path, stages);
    for (const stage of reproduced(stages, names)) {
      if (!first(seen, `${path}#${stage.name}`)) continue;
      const directory = moved(posix.dirname(path), stage.directory);
      for (const command of stage.commands) {
        const placeOf = (at: number): Place => command.placeOf(at);
        yield { code: shell(path, { text: command.text, placeOf, via, directory }), ignored: false };
      }
    }
  }

  *packageScripts(names: readonly string[], { via, directory, seen }: Asked): Generator<Declared> {
    const path = this.resolve('package.json', directory);
    const source = path === undefined ? undefined : this.repository.text(path);
    if (source === undefined || path === undefined) return;
    for (const { name, text, line } of readPackageScripts(source) ?? []) {
      if (!names.includes(name) || !first(seen, `${path}#${name}`)) continue;
      const placeOf = (): Place => ({ line, column: 1 });
      yield { code: shell(path, { text, placeOf, via, directory }), ignored: false };
    }
  }

  private makefile(path: string): Makefile | undefined {
    if (!this.makefiles.has(path)) {
      const source = this.repository.text(path);
      this.makefiles.set(path, source === undefined ? undefined : readMakefile(source));
    }
    return this.makefiles.get(path);
  }
}

/** Whether this is the first time that a trace comes by. */
function first(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

/** All three end at the first failure. */
function shell(path: string, rest: Pick<Code, 'text' | 'placeOf' | 'via' | 'directory'>): Code {
  return { path, language: 'shell', strict: true, ...rest };
}
