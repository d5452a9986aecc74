import type { YamlScalar } from '../yaml/node.ts';

/** A place of a script in JavaScript that runs a text, and what is in the text. */
export interface ScriptRun {
  readonly at: number;
  readonly call: string;
  /** What it goes back to: `context.payload.pull_request.title`, `process.env.TITLE`. */
  readonly source: string;
  /** The variable of the environment, where it is one. */
  readonly variable: string | undefined;
}

const LENGTH = 100_000;
/** Names that are followed, and places that are told. */
const MOST = 200;
/** Free texts of payloads and of the API, as scripts name them. */
const SOURCE =
  /(?:context\.payload|github\.event|payload|event|pr|pull|pull_request|issue|comment|data)(?:\??\.\w+|\[\d+\]){0,6}\??\.(?:title|body|head\??\.(?:ref|label)|head_branch|display_title|message|filename)\b/u;
const VARIABLE = /process\.env\.(\w+)|process\.env\[["'](\w+)["']\]/u;
/** Calls that hand a text to a shell, or run it as JavaScript. */
const RUNS =
  /\b((?:child_process\.|cp\.)?execSync|exec|execaCommandSync|execaCommand|shell\.exec|eval|new Function|execa\.command|\$)(\(|`)/gu;
const TOOLKIT = /\b(exec\.(?:exec|getExecOutput))\(\s*(["'`])(?:\/bin\/)?(?:ba)?sh\b/gu;

/** Where a script for `actions/github-script` runs a text of a stranger, through its own variables. */
export function scriptRuns({ text: whole }: Pick<YamlScalar, 'text'>): ScriptRun[] {
  const text = whole.slice(0, LENGTH);
  const found: ScriptRun[] = [];
  const names = tainted(text);
  for (const pattern of [RUNS, TOOLKIT])
    for (const match of text.matchAll(pattern)) {
      if (found.length >= MOST) return found;
      const call = match[1] ?? '';
      // The method of a regular expression takes no command.
      if (call === 'exec' && /[\w)\]/]\.$/u.test(text.slice(0, match.index))) continue;
      const given = text.slice(match.index + call.length, match.index + 500).split(/\n\s*\n|;\s*\n/u, 1)[0] ?? '';
      const origin = originIn(given, names);
      if (origin !== undefined) found.push({ at: match.index, call, ...origin });
    }
  return found;
}

type Origin = Pick<ScriptRun, 'source' | 'variable'>;

function originIn(text: string, names: ReadonlyMap<string, Origin>): Origin | undefined {
  const source = SOURCE.exec(text)?.[0];
  if (source !== undefined) return { source, variable: undefined };
  const [, dotted, quoted] = VARIABLE.exec(text) ?? [];
  const variable = dotted ?? quoted;
  if (variable !== undefined) return { source: `process.env.${variable}`, variable };
  for (const [, name = ''] of text.matchAll(/\$\{\s*(\w+)|\+\s*(\w+)\b|^\(\s*(\w+)\s*[,)]/gu)) {
    const known = names.get(name);
    if (known !== undefined) return known;
  }
  for (const [name, origin] of names)
    if (new RegExp(String.raw`(?:\$\{[^}]*|[+(,]\s*)\b${name}\b`, 'u').test(text)) return origin;
  return undefined;
}

/** Names that hold such a text, through assignments in the order of the script. */
function tainted(text: string): Map<string, Origin> {
  const names = new Map<string, Origin>();
  for (const [, braces, plain, value = ''] of text.matchAll(
    /\b(?:const|let|var)\s+(?:\{([^}]{1,300})\}|\[?(\w+)[^=\n]{0,60})\s*=\s*([^\n;]{1,500})/gu,
  )) {
    if (names.size >= MOST) break;
    const own = braces === undefined ? originIn(`(${value}`, names) : undefined;
    if (own !== undefined && plain !== undefined) names.set(plain, own);
    for (const part of (braces ?? '').split(',')) {
      const [from = '', to] = part.split(':').map((one) => one.trim());
      const origin = /payload|event|pull|issue|comment|\bdata\b/u.test(value) ? `${value.trim()}.${from}` : '';
      if (/^(?:title|body|ref|label|head_branch|message|filename)$/u.test(from) && origin !== '')
        names.set(to ?? from, { source: origin.slice(0, 80), variable: undefined });
      else if (/process\.env/u.test(value)) names.set(to ?? from, { source: `process.env.${from}`, variable: from });
    }
  }
  return names;
}
