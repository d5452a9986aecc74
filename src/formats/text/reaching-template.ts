/** Whether a text is a template of Jinja that names what leads from a value into Python; which of them do, rules say. */
export function reachesIn(text: string): boolean {
  return /\{[{%]/u.test(text) && /__[a-z]+__|\|\s*attr\b|\b(?:lipsum|cycler|joiner)\b|\\x5f|\\u005f/u.test(text);
}
