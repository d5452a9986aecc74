import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GateError } from '../core/errors.ts';
import { ruleDocs } from './rule.ts';

/** `src/scan` in a checkout and `dist/scan` in the package lie equally deep. */
const ROOT = join(import.meta.dirname, '../..');

/** A rule's page in docs/rules/, which ships with the package. */
export interface RulePage {
  readonly markdown: string;
  /** The text under `What it finds`. */
  readonly finds: string;
}

/** @throws GateError INTERNAL: the installation lacks the page. */
export function rulePage(id: string): RulePage {
  const path = join(ROOT, ruleDocs(id));
  let markdown: string;
  try {
    markdown = readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new GateError('INTERNAL', `the page of the rule ${id} is missing: ${path}`, { cause: error });
  }
  return { markdown, finds: sectionOf(markdown, 'What it finds') };
}

function sectionOf(markdown: string, heading: string): string {
  const [, ...rest] = markdown.split(`\n## ${heading}\n`);
  return (rest[0] ?? '').split('\n## ')[0]?.trim() ?? '';
}
