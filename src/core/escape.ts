/**
 * Text from a submission never reaches a terminal, a page or a log as it is: control characters drive terminals
 * (CWE-150), bidirectional overrides disguise names (CVE-2021-42574), markup runs in browsers.
 */

// C0 and C1 controls, DEL, line and paragraph separators, zero-width and bidirectional controls, BOM, lone surrogates.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;
// Runners of GitHub (`##[`), Azure Pipelines (`##vso[`) and TeamCity obey these wherever in a line they stand.
const RUNNER_COMMAND = /##(?=(?:vso|teamcity)?\[)/giu;

/** For terminals and logs: unprintable code points become `\u{…}`; cut after `limit` code points. */
export function printable(text: string, limit = 400): string {
  const bounded = text.slice(0, limit * 2 + 2);
  const points = [...bounded];
  const cut = points.length > limit || text.length > limit * 2 + 2;
  const shown = points
    .slice(0, limit)
    .join('')
    .replace(UNPRINTABLE, (point) => `\\u{${(point.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(RUNNER_COMMAND, '#\\u{23}');
  return cut ? `${shown}…` : shown;
}

/**
 * JSON, on one line unless it is indented, without a character that drives a terminal or a CI runner: those only occur in
 * strings, where JSON may escape them.
 */
export function printableJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent)
    .replace(UNPRINTABLE, (point) =>
      // The line breaks of the indentation itself; inside strings JSON has escaped them already.
      point === '\n'
        ? point
        : Array.from(
            { length: point.length },
            (_, unit) => `\\u${point.charCodeAt(unit).toString(16).padStart(4, '0')}`,
          ).join(''),
    )
    .replace(RUNNER_COMMAND, '#\\u0023');
}

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** For HTML text and quoted attribute values. */
export function html(text: string, limit = 2_000): string {
  return printable(text, limit).replace(/[&<>"']/gu, (character) => HTML[character] ?? '');
}
