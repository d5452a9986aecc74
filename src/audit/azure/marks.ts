import { marksOf, type Marks } from '../systems/marked.ts';
import type { YamlEntry } from '../yaml/node.ts';

const MACRO = /\$\(([A-Za-z_][\w.-]{0,100})\)/gu;
const TEMPLATE = /\$\{\{\s*variables(?:\.|\[')([\w.-]{1,100})(?:'\])?\s*\}\}/gu;
const RUNTIME = /\$\[\s*variables(?:\.|\[')([\w.-]{1,100})(?:'\])?\s*\]/gu;
const PARAMETER = /\$\{\{\s*parameters\.([\w-]{1,100})\s*\}\}/gu;

/**
 * Places at which Azure Pipelines puts a variable into a text. `$(pwd)` is left to the shell: a name without a dot is only a macro
 * where the pipeline defines it or where it is written as such names are. `open`: parameters that whoever starts a run may fill in.
 */
export function azureMarks(variables: readonly YamlEntry[], open: ReadonlySet<string>): Marks {
  const defined = new Map(variables.map(({ key, value }) => [key.toLowerCase(), value]));
  const pathOf = (name: string): readonly string[] | undefined => {
    const value = defined.get(name.toLowerCase());
    if (value !== undefined)
      return value.kind === 'scalar' && /\$[([{]/u.test(value.text) ? ['env', name] : ['azure', name];
    return name.includes('.') || /^[A-Z][A-Z0-9_]+$/u.test(name) ? ['azure', name] : undefined;
  };
  const all = [
    marksOf(MACRO, pathOf),
    marksOf(TEMPLATE, pathOf),
    marksOf(RUNTIME, pathOf),
    marksOf(PARAMETER, (name) => (open.has(name.toLowerCase()) ? ['inputs', name] : undefined)),
  ];
  return (text) => all.flatMap((marks) => marks(text)).sort((left, right) => left.start - right.start);
}
