import { unreachable } from '../../core/errors.ts';
import { AUDIT_LIMITS } from '../limits.ts';
import { LIFECYCLE } from '../scripts/package-json.ts';
import { moduleFiles, readProgram, type PythonProgram } from '../scripts/python.ts';
import { parseShell } from '../shell/parse.ts';
import type { Repository, Unread } from '../source/repository.ts';
import type { Act, Spot } from './act.ts';
import { readR } from '../scripts/r.ts';
import type { Code } from './code.ts';
import { Declarations, type Declared } from './declared.ts';
import { runOf, type Run } from './run-of.ts';
import { isSilenced, moved, setsStrict } from './shell-state.ts';
import { programOf, unwrapped } from './unwrap.ts';

/** Follows code of a repository through its scripts, make targets, package scripts and Python modules. */
export class Tracer {
  readonly unread: Unread[] = [];
  private readonly repository: Repository;
  private readonly programs = new Map<string, PythonProgram | undefined>();
  private readonly declarations: Declarations;

  constructor(repository: Repository) {
    this.repository = repository;
    this.declarations = new Declarations(repository);
  }

  /** Everything that a text does, in order, what it runs of the repository included. */
  trace(code: Code): Act[] {
    const acts: Act[] = [];
    this.follow(code, acts, new Set());
    return acts;
  }

  private follow(code: Code, acts: Act[], seen: Set<string>): void {
    if (this.full(acts, code)) return;
    if (code.via.length > AUDIT_LIMITS.links) {
      this.tell(code.path, `what more than ${AUDIT_LIMITS.links} scripts and targets lead to`, code.placeOf(0).line);
      return;
    }
    if (code.language === 'other')
      this.tell(code.path, 'a script in a language that is not read', code.placeOf(0).line);
    else if (code.language === 'python') this.python(code, readProgram(code.text), acts, seen);
    else if (code.language === 'r') this.r(code, acts, seen);
    else this.shell(code, acts, seen);
  }

  private shell(code: Code, acts: Act[], seen: Set<string>): void {
    const { commands, complete } = parseShell(code.text);
    if (!complete) this.tell(code.path, 'a shell text that can not be read to its end', code.placeOf(0).line);
    let { directory } = code;
    let strict = code.strict;
    const outside: (string | undefined)[] = [];
    for (const [index, command] of commands.entries()) {
      if (this.full(acts, code)) return;
      while (outside.length < command.subshells) outside.push(directory);
      while (outside.length > command.subshells) directory = outside.pop();
      const words = unwrapped(command.words);
      const texts = words.slice(0, AUDIT_LIMITS.words).map(({ text }) => text.slice(0, AUDIT_LIMITS.word));
      const name = programOf(texts[0] ?? '');
      const place = code.placeOf(command.at);
      if (name === 'set') strict = setsStrict(texts, strict);
      if (name === 'cd' || name === 'pushd') directory = moved(directory, texts[1]);
      const spot: Spot = { path: code.path, place };
      const act: Act = {
        ...spot,
        name,
        words: texts.slice(1),
        text: code.text.slice(command.at, Math.min(command.end, command.at + AUDIT_LIMITS.command)).trim(),
        command,
        call: undefined,
        via: code.via,
        silenced: isSilenced(command, commands[index + 1], strict),
        directory,
        script: commands,
      };
      acts.push(act);
      const run = texts.length === 0 ? undefined : runOf(texts);
      // What stands behind the cut is nobody's guess.
      const cut = run?.kind === 'text' && (words[run.word]?.text.length ?? 0) > AUDIT_LIMITS.word;
      if (cut || words.length > AUDIT_LIMITS.words)
        this.tell(code.path, 'a command that is too long to be read whole', place.line);
      if (run !== undefined)
        this.run(
          run,
          act,
          code,
          words.map(({ at }) => at),
          acts,
          seen,
        );
      if ((name === 'python' || name === 'bash' || name === 'sh') && run === undefined)
        for (const { text, at } of command.documents)
          this.follow(
            {
              ...code,
              text,
              language: name === 'python' ? 'python' : 'shell',
              placeOf: (inner) => code.placeOf(at + inner),
              directory,
            },
            acts,
            seen,
          );
    }
  }

  private run(run: Run, act: Act, code: Code, places: readonly number[], acts: Act[], seen: Set<string>): void {
    const via = [...act.via, { path: act.path, place: act.place }];
    const inner = { via, directory: act.directory, strict: false };
    const asked = { via, directory: act.directory, seen };
    switch (run.kind) {
      case 'file': {
        const path = this.declarations.resolve(run.path, act.directory);
        if (path === undefined || seen.has(path)) return;
        const source = this.repository.text(path);
        if (source === undefined) return;
        seen.add(path);
        const shebang = /^#!.*\b(python|bash|sh|zsh)/u.exec(source.text)?.[1];
        const language = run.language === 'python' || shebang === 'python' ? 'python' : run.language;
        if (language === 'r')
          this.follow(
            { ...inner, text: source.text, path, language, placeOf: (at) => source.placeAt(at), strict: true },
            acts,
            seen,
          );
        else if (language === 'python') this.pythonFile(path, via, act.directory, acts, seen);
        else if (language === 'shell')
          this.follow(
            {
              ...inner,
              text: source.text,
              path,
              language,
              placeOf: (at) => source.placeAt(at),
              strict: /^#!.*-\w*e|^set -\w*e/mu.test(source.text),
            },
            acts,
            seen,
          );
        return;
      }
      case 'module': {
        const base = run.name.replaceAll('.', '/');
        for (const name of [`${base}.py`, `${base}/__main__.py`, `src/${base}.py`]) {
          const path = this.declarations.resolve(name, act.directory);
          if (path !== undefined && !seen.has(path)) {
            seen.add(path);
            this.pythonFile(path, via, act.directory, acts, seen);
          }
        }
        return;
      }
      case 'text': {
        const at = places[run.word] ?? act.command?.at ?? 0;
        // The quote before the text is one character.
        this.follow(
          {
            ...code,
            text: run.text,
            language: run.language,
            placeOf: (index) => code.placeOf(at + 1 + index),
            directory: act.directory,
          },
          acts,
          seen,
        );
        return;
      }
      case 'make':
        this.declared(this.declarations.recipes(run, asked), acts, seen);
        return;
      case 'script':
        this.declared(this.declarations.packageScripts([run.name], asked), acts, seen);
        return;
      case 'stages':
        this.declared(this.declarations.stages(run.names, asked), acts, seen);
        return;
      case 'tree':
        if (/^(?:npm|pnpm|yarn|bun)$/u.test(run.tool))
          this.declared(this.declarations.packageScripts(LIFECYCLE, asked), acts, seen);
        return;
      default:
        unreachable(run);
    }
  }

  private declared(commands: Iterable<Declared>, acts: Act[], seen: Set<string>): void {
    for (const { code, ignored } of commands) {
      const before = acts.length;
      this.follow(code, acts, seen);
      if (ignored) acts.push(...acts.splice(before).map((act) => ({ ...act, silenced: true })));
    }
  }

  private pythonFile(
    path: string,
    via: readonly Spot[],
    directory: string | undefined,
    acts: Act[],
    seen: Set<string>,
  ): void {
    const source = this.repository.text(path);
    if (source === undefined) return;
    if (!this.programs.has(path)) {
      const read = readProgram(source.text);
      if (!read.complete) this.tell(path, 'a Python file that can not be read whole');
      this.programs.set(path, read);
    }
    const program = this.programs.get(path);
    if (program === undefined) return;
    this.python(
      {
        text: source.text,
        path,
        language: 'python',
        placeOf: (at) => source.placeAt(at),
        via,
        directory,
        strict: true,
      },
      program,
      acts,
      seen,
    );
  }

  private python(code: Code, { calls }: PythonProgram, acts: Act[], seen: Set<string>): void {
    const lines = code.text.split('\n');
    const starts: number[] = [0];
    for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length + 1);
    for (const call of calls) {
      if (this.full(acts, code)) return;
      const start = starts[call.line - 1] ?? 0;
      const text = lines[call.line - 1] ?? '';
      const place = code.placeOf(start + (text.length - text.trimStart().length));
      const act: Act = {
        path: code.path,
        place,
        name: call.callee,
        words: call.arguments.flatMap(({ texts }) => (texts ?? []).map((one) => one.slice(0, AUDIT_LIMITS.word))),
        text: text.slice(0, AUDIT_LIMITS.command).trim(),
        command: undefined,
        call,
        via: code.via,
        silenced: false,
        directory: code.directory,
        script: [],
      };
      acts.push(act);
      const via = [...code.via, { path: code.path, place }];
      // What a program starts is a command like those of a shell.
      const [command] = call.arguments[0]?.texts ?? [];
      if (
        command !== undefined &&
        /^(?:os\.(?:system|popen)|subprocess\.\w+|sh\.\w+)$/u.test(call.callee) &&
        via.length <= AUDIT_LIMITS.links
      )
        this.follow(
          {
            text: command.replaceAll('\uFFFC', '$x'),
            path: code.path,
            language: 'shell',
            placeOf: () => place,
            via: code.via,
            directory: code.directory,
            strict: false,
          },
          acts,
          seen,
        );
      const file = moduleFiles(call.callee, code.path).find((name) => this.repository.has(name));
      if (file !== undefined && !seen.has(file)) {
        seen.add(file);
        this.pythonFile(file, via, code.directory, acts, seen);
      }
    }
  }

  /** Calls of R as acts of their names, what `system()` starts as commands, and files that `source()` takes in. */
  private r(code: Code, acts: Act[], seen: Set<string>): void {
    for (const { name, texts, text, at } of readR(code.text)) {
      if (this.full(acts, code)) return;
      const place = code.placeOf(at);
      const plain = name.slice(name.lastIndexOf(':') + 1);
      const act: Act = {
        path: code.path,
        place,
        name,
        words: texts.map((one) => one.slice(0, AUDIT_LIMITS.word)),
        text: text.slice(0, AUDIT_LIMITS.command),
        command: undefined,
        call: {
          callee: `R:${name}`,
          hidden: false,
          when: 'import',
          entries: [],
          derives: [],
          quoted: false,
          handed: false,
          arguments: texts.map((one) => ({ texts: [one] })),
          line: place.line,
          offset: at,
        },
        via: code.via,
        silenced: false,
        directory: code.directory,
        script: [],
      };
      acts.push(act);
      const [first] = texts;
      if (first === undefined) continue;
      if (/^(?:system|system2|shell)$/u.test(plain))
        this.follow({ ...code, text: first, language: 'shell', placeOf: () => place, strict: false }, acts, seen);
      else if (plain === 'source' && !/^https?:/u.test(first))
        this.run({ kind: 'file', path: first, language: 'r' }, act, code, [], acts, seen);
    }
  }

  private full(acts: readonly Act[], code: Code): boolean {
    if (acts.length < AUDIT_LIMITS.operations) return false;
    const [first] = code.via;
    const at = first ?? { path: code.path, place: code.placeOf(0) };
    this.tell(at.path, `a step that leads to more than ${AUDIT_LIMITS.operations} operations`, at.place.line);
    return true;
  }

  private tell(path: string, reason: string, line?: number): void {
    if (this.unread.length < 1_000 && !this.unread.some((one) => one.path === path && one.line === line))
      this.unread.push({ path, reason, ...(line === undefined ? {} : { line }) });
  }
}
