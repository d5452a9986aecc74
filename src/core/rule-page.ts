import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemCode } from './errors.ts';
import { ruleDocs } from './rule.ts';

/** `src/core` in a checkout and `dist/core` in the package lie equally deep. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A rule's page in docs/rules/, which ships with the package. */
export interface RulePage {
  readonly markdown: string;
  /** The text under `What it finds`. */
  readonly finds: string;
}

/** Undefined where the code was taken without its documentation. */
export function rulePage(id: string): RulePage | undefined {
  let markdown: string;
  try {
    markdown = readFileSync(join(ROOT, ruleDocs(id)), 'utf8').trim();
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  return { markdown, finds: sectionOf(markdown, 'What it finds') };
}

function sectionOf(markdown: string, heading: string): string {
  const [, ...rest] = markdown.split(`\n## ${heading}\n`);
  return (rest[0] ?? '').split('\n## ')[0]?.trim() ?? '';
}
