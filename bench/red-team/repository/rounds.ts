import { readFileSync } from 'node:fs';
import type { Sample } from './sample.ts';

/**
 * A round of samples as text: `=== family: name` begins a sample, `--- path` a file of it. `--- path <scaffold Name>` is the file of
 * `rounds/scaffolds.txt` named so, for a model called Name, with what follows each `%% SLOT` at its `@@SLOT`.
 * The fifth was written before its writer had seen the rules that judge it; the sixth and seventh after, and before anything was changed for them; the eighth and ninth before again; the tenth and eleventh, each of another kind, by the writer of the rules for the round before.
 */
export function round(file: string, title: string): readonly Sample[] {
  const text = readFileSync(new URL(`rounds/${file}`, import.meta.url), 'utf8');
  return sections(text, '=== ').map(([heading, body]) => ({
    family: `${title}: ${heading.slice(0, heading.indexOf(':'))}`,
    name: heading.slice(heading.indexOf(':') + 2),
    files: Object.fromEntries(sections(body, '--- ').map(fill)),
  }));
}

const scaffolds = new Map(sections(readFileSync(new URL('rounds/scaffolds.txt', import.meta.url), 'utf8'), '=== '));

function fill([heading, body]: [string, string]): [path: string, content: string] {
  const [, path, scaffold, model] = /^(\S+) <(\w+) (\w+)>$/u.exec(heading) ?? [];
  if (path === undefined || scaffold === undefined || model === undefined) return [heading, body];
  const slots = new Map(sections(body, '%%'));
  const content = (scaffolds.get(scaffold) ?? '')
    .replaceAll('Xyz', model)
    .replaceAll('xyz', model.toLowerCase())
    .replaceAll(/^( *)@@(\w+)$/gmu, (_mark, indent: string, slot: string) =>
      (slots.get(slot) ?? '').trimEnd().replaceAll(/^(?=.)/gmu, indent),
    );
  return [path, content];
}

function sections(text: string, mark: string): [heading: string, body: string][] {
  return `\n${text}`
    .split(`\n${mark}`)
    .slice(1)
    .map((section) => {
      const end = section.indexOf('\n');
      return [section.slice(0, end), section.slice(end + 1)];
    });
}
