import type { SourceText } from '../source/text.ts';

export interface MakeTarget {
  readonly name: string;
  readonly line: number;
  readonly needs: readonly string[];
  /** Its lines of shell, with the line of the file that each begins on. */
  readonly recipe: readonly {
    readonly text: string;
    readonly line: number;
    /** `-` before it: make goes on when it fails. */ readonly ignored: boolean;
  }[];
}

export interface Makefile {
  readonly path: string;
  readonly targets: ReadonlyMap<string, MakeTarget>;
  /** What `make` makes when it is told nothing. */
  readonly first: string | undefined;
}

const RULE = /^([^\s#:=][^#:=]*?)\s*:(?!=)(?::(?!=))?\s*([^=;#]*)(?:;(.*))?$/u;
const VARIABLE = /^(?:export\s+|override\s+)?([A-Za-z_][\w.-]*)\s*(?:[:?+]|::)?=\s*(.*)$/u;
const REFERENCE = /\$[({]([\w.-]+)[)}]/gu;
const PASSES = 4;

/** Targets and their recipes. Variables are replaced where the file sets them to a text; functions stay as they are written. */
export function readMakefile(source: SourceText): Makefile {
  const variables = new Map<string, string>();
  const targets = new Map<string, MakeTarget>();
  let open: MakeTarget[] = [];
  let first: string | undefined;
  for (let line = 1; line <= source.lineCount; line++) {
    const start = line;
    let text = source.line(line);
    while (text.endsWith('\\') && line < source.lineCount) text = `${text}\n${source.line(++line)}`;
    if (text.startsWith('\t')) {
      const [, flags = '', command = ''] = /^\s*([@+-]*)([\s\S]*)$/u.exec(text) ?? [];
      for (const target of open)
        add(target, { text: expanded(command, variables), line: start, ignored: flags.includes('-') });
      continue;
    }
    const variable = VARIABLE.exec(text);
    if (variable !== null) {
      variables.set(variable[1] ?? '', variable[2] ?? '');
      continue;
    }
    const rule = RULE.exec(text);
    if (rule === null) {
      if (text.trim() !== '' && !text.startsWith('#')) open = [];
      continue;
    }
    const [, names = '', needs = '', inline] = rule;
    open = expanded(names, variables)
      .split(/\s+/u)
      .filter((name) => name !== '')
      .map((name) => {
        const known = targets.get(name);
        const all = [
          ...(known?.needs ?? []),
          ...expanded(needs, variables)
            .split(/\s+/u)
            .filter((need) => need !== '' && need !== '|'),
        ];
        const target: MakeTarget = { name, line: known?.line ?? start, needs: all, recipe: known?.recipe ?? [] };
        targets.set(name, target);
        if (first === undefined && !name.startsWith('.') && !name.includes('%')) first = name;
        return target;
      });
    if (inline !== undefined)
      for (const target of open) add(target, { text: expanded(inline, variables), line: start, ignored: false });
  }
  return { path: source.path, targets, first };

  function add(target: MakeTarget, row: MakeTarget['recipe'][number]): void {
    const current = targets.get(target.name) ?? target;
    targets.set(target.name, { ...current, recipe: [...current.recipe, row] });
  }
}

function expanded(text: string, variables: ReadonlyMap<string, string>): string {
  let result = text;
  for (let pass = 0; pass < PASSES && REFERENCE.test(result) && result.length < 1 << 16; pass++)
    result = result.replaceAll(
      REFERENCE,
      (whole, name: string) => variables.get(name) ?? (name === 'MAKE' ? 'make' : whole),
    );
  return result.replaceAll('$$', '$');
}
