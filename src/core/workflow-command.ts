import type { Severity } from './finding.ts';

/** What GitHub's runner makes an annotation of. */
export type Annotation = 'error' | 'warning' | 'notice';

/** What a finding becomes. */
export const ANNOTATION_OF: Readonly<Record<Severity, Annotation>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
};
const ANNOTATIONS = 50;

/** GitHub shows ten of a kind per step and fifty per job: what is left out is told, and is in the other formats. */
export function annotationsWithin(annotations: readonly string[]): string[] {
  const left = annotations.length - ANNOTATIONS;
  return [
    ...annotations.slice(0, ANNOTATIONS),
    ...(left > 0
      ? [workflowCommand('notice', [['title', 'modelgate']], `${left} more findings are not listed here`)]
      : []),
  ];
}

/**
 * A workflow command of GitHub's runner, one line. It takes every line that starts with `::` for one, so that text of a
 * submission must be `printable()` already; here it is escaped as the runner unescapes it: `%` and line breaks, and in
 * properties `:` and `,` as well.
 */
export function workflowCommand(
  name: Annotation,
  properties: readonly (readonly [string, string])[],
  message: string,
): string {
  const stated = properties.map(([key, value]) => `${key}=${property(value)}`);
  return `::${name} ${stated.join(',')}::${data(message)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
