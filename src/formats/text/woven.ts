import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import { readPythonText } from '../python/read.ts';
import { TEXT_LIMITS } from './limits.ts';

/** Documents whose chunks of code run as they are shown: Quarto, R Markdown, MyST. */
export const WOVEN: ReadonlySet<string> = new Set(['qmd', 'rmd', 'rmarkdown', 'md', 'markdown']);

/** A fence that names an engine in braces. Plain fences, without braces, are only printed. */
const FENCE = /^[ \t]*(`{3,}|~{3,})[ \t]*\{[ \t]*(?:code-cell[ \t]+)?\.?(\w+)[^\n]*\}[ \t]*(?:\w+[ \t]*)?\r?$/u;

/** The chunks of each engine, every other line blanked to as many `#`, so that lines and offsets stay. */
export function readWoven(source: ByteSource): PartialFacts | undefined {
  const whole = new TextDecoder('utf-8').decode(source.read(0, Math.min(source.size, TEXT_LIMITS.script)));
  if (!/^[ \t]*(?:`{3}|~{3})[`~]*[ \t]*\{/mu.test(whole)) return undefined;
  const python: string[] = [];
  const other: string[] = [];
  let engine: string | undefined;
  let end = '';
  let found = 0;
  for (const line of whole.split('\n')) {
    const blank = '#'.repeat(line.length);
    const opened = engine === undefined ? FENCE.exec(line) : null;
    const closed = engine !== undefined && line.trim() === end;
    const inside = engine !== undefined && !closed;
    const isPython = /^(?:i?python3?|py|code)$/iu.test(engine ?? '');
    python.push(inside && isPython ? line : blank);
    other.push(inside && !isPython ? line : blank);
    if (inside) found++;
    if (opened !== null) [, end = '', engine] = opened;
    if (closed) engine = undefined;
  }
  if (found === 0) return undefined;
  const collector = new Collector();
  if (source.size > TEXT_LIMITS.script)
    collector.limit('text.script', `of ${source.size} bytes only ${TEXT_LIMITS.script} were kept`, TEXT_LIMITS.script);
  const facts = readPythonText(python.join('\n'), collector);
  return {
    python: {
      ...facts,
      // A person renders the document: nothing of it runs by itself.
      calls: facts.calls.map((call) => (call.when === 'import' ? { ...call, when: 'main' as const } : call)),
    },
    script: { language: 'r', text: other.join('\n') },
    ...collector.facts(),
  };
}
