import { isAscii } from 'node:buffer';
import type { FileProbe } from '../parser.ts';
import type { TextFacts } from './facts.ts';

type Encoding = TextFacts['encoding'];
type Language = NonNullable<TextFacts['language']>;

const BY_EXTENSION: ReadonlyMap<string, Language> = new Map([
  ['py', 'python'],
  ['pyw', 'python'],
  ['sh', 'shell'],
  ['bash', 'shell'],
  ['zsh', 'shell'],
  ['js', 'javascript'],
  ['mjs', 'javascript'],
  ['cjs', 'javascript'],
  ['ts', 'javascript'],
  ['bat', 'batch'],
  ['cmd', 'batch'],
  ['reg', 'registry'],
  ['ps1', 'powershell'],
  ['pl', 'perl'],
  ['rb', 'ruby'],
  ['php', 'php'],
  ['lua', 'lua'],
  ['r', 'r'],
  ['rprofile', 'r'],
  ['jl', 'julia'],
  ['vbs', 'vbscript'],
  ['hta', 'vbscript'],
]);
const BY_INTERPRETER: readonly (readonly [RegExp, Language])[] = [
  [/^python[\d.]*$|^pypy[\d.]*$/u, 'python'],
  [/^(?:ba|z|k|c|da|a|fi)?sh$/u, 'shell'],
  [/^(?:node|deno|bun)$/u, 'javascript'],
  [/^pwsh$/u, 'powershell'],
  [/^perl[\d.]*$/u, 'perl'],
  [/^ruby[\d.]*$/u, 'ruby'],
  [/^php[\d.]*$/u, 'php'],
  [/^lua[\d.]*$/u, 'lua'],
];

/** Endings of weights, under which a text is there for something else. */
const WEIGHTS: ReadonlySet<string> = new Set('pt bin ckpt model weights pkl pickle joblib'.split(' '));

/** A line that imports, in the first bytes, outside of prose. */
function isPython(head: Uint8Array): boolean {
  const start = Buffer.from(head.subarray(0, 4_096)).toString('latin1');
  return /^(?:import [A-Za-z_][\w.]*(?:(?: as \w+)?(?:, *[\w.]+)*)? *(?:;|#|\r?$)|from [.\w]+ import [\w*(])/mu.test(
    start,
  );
}

/** What the first and last bytes say: text with its encoding and language, or undefined. */
export function detectText({ head, tail, extension }: FileProbe): TextFacts | undefined {
  const encoding = encodingOf(head, tail);
  if (encoding === undefined) return undefined;
  const shebang = encoding === 'ascii' || encoding === 'utf-8' ? interpreter(head) : undefined;
  const language =
    (shebang === undefined ? undefined : languageOf(shebang)) ??
    BY_EXTENSION.get(extension) ??
    (WEIGHTS.has(extension) && isPython(head) ? 'python' : undefined);
  return { encoding, ...(shebang === undefined ? {} : { shebang }), ...(language === undefined ? {} : { language }) };
}

function encodingOf(head: Uint8Array, tail: Uint8Array): Encoding | undefined {
  if (head.length === 0) return undefined;
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  // A small file's tail is its head.
  if (!plain(head) || (tail !== head && !plain(tail))) return undefined;
  if (isAscii(head) && isAscii(tail)) return 'ascii';
  // The head may be cut inside a character and the tail start inside one: `stream` forgives the first, the slice the second.
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    const start = tail.findIndex((byte) => (byte & 0xc0) !== 0x80);
    new TextDecoder('utf-8', { fatal: true }).decode(tail.subarray(Math.max(0, Math.min(start, 3))));
  } catch {
    return undefined;
  }
  return head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 'utf-8-bom' : 'utf-8';
}

/** 1 for each control character that text has no use for: all but backspace to carriage return, and escape. */
const CONTROL = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 || (byte >= 0x08 && byte <= 0x0d) || byte === 0x1b ? 0 : 1,
);

function plain(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if (CONTROL[bytes[at] ?? 0] === 1) return false;
  return true;
}

function interpreter(head: Uint8Array): string | undefined {
  if (head[0] !== 0x23 || head[1] !== 0x21) return undefined;
  const line = Buffer.from(head.subarray(2, 258)).toString('latin1').split('\n', 1)[0];
  return line?.trim();
}

/** `/usr/bin/env -S python3 -u` and `/bin/sh -e` alike. */
function languageOf(shebang: string): Language | undefined {
  const words = shebang.split(/[ \t]+/u).map((word) => word.split('/').at(-1) ?? '');
  const name =
    words[0] === 'env' ? words.slice(1).find((word) => !word.startsWith('-') && !word.includes('=')) : words[0];
  return BY_INTERPRETER.find(([pattern]) => pattern.test(name ?? ''))?.[1];
}
