/** What GitHub's runner makes an annotation of. */
export type Annotation = 'error' | 'warning' | 'notice';

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
