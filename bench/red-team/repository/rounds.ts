import { readFileSync } from 'node:fs';
import type { Sample } from './sample.ts';

/**
 * A round of samples as text: `=== family: name` begins a sample, `--- path` a file of it.
 * The fifth was written before its writer had seen the rules that judge it; the sixth and seventh after, and before anything was changed for them.
 */
export function round(file: string, title: string): readonly Sample[] {
  const text = readFileSync(new URL(`rounds/${file}`, import.meta.url), 'utf8');
  return sections(text, '=== ').map(([heading, body]) => ({
    family: `${title}: ${heading.slice(0, heading.indexOf(':'))}`,
    name: heading.slice(heading.indexOf(':') + 2),
    files: Object.fromEntries(sections(body, '--- ')),
  }));
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
