import { printable } from '../../core/escape.ts';
import type { FileChange } from './edit.ts';

const CONTEXT = 3;
const LINE = 100_000;

/** A unified diff, as `git apply` takes it unless a line holds unprintable characters, which are shown escaped. */
export function unifiedDiff({ path, old, edits }: FileChange): string[] {
  const changed = [...edits.keys()].toSorted((a, b) => a - b);
  // The empty string behind the last line end is no line.
  const count = old.at(-1) === '' ? old.length - 1 : old.length;
  const hunks: { first: number; last: number }[] = [];
  for (const line of changed) {
    const previous = hunks.at(-1);
    const first = Math.max(1, line - CONTEXT);
    const last = Math.min(count, line + CONTEXT);
    if (previous !== undefined && first <= previous.last + 1) previous.last = last;
    else hunks.push({ first, last });
  }
  const lines = [`--- a/${printable(path, LINE)}`, `+++ b/${printable(path, LINE)}`];
  let shift = 0;
  for (const { first, last } of hunks) {
    const body: string[] = [];
    let removed = 0;
    let added = 0;
    const add = (texts: readonly string[]): void => {
      added += texts.length;
      body.push(...texts.map((text) => `+${text}`));
    };
    for (let line = first; line <= last; line++) {
      const edit = edits.get(line);
      const own = old[line - 1] ?? '';
      add(edit?.before ?? []);
      if (edit?.replace === undefined) body.push(` ${own}`);
      else {
        removed += 1;
        body.push(`-${own}`);
        add([edit.replace]);
      }
      add(edit?.after ?? []);
    }
    const kept = last - first + 1;
    lines.push(`@@ -${first},${kept} +${first + shift},${kept - removed + added} @@`);
    lines.push(...body.map((line) => printable(line, LINE)));
    shift += added - removed;
  }
  return lines;
}
