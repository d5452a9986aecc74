/** `gh run view --log` puts the job and the step before each line. */
const COLUMNS = /^[^\t]{0,200}\t[^\t]{0,200}\t(?=\uFEFF?\d{4}-)/u;
/** GitHub's and GitLab's times; GitLab adds a stream (`00O`, `01E`) and a sign for a line that goes on. */
const TIME = /^\uFEFF?\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z ?(?:\d\d[OE][ +])?/u;
/** GitLab's markers of a section, already without control sequences. */
const SECTION = /^section_(?:start|end):\d{1,12}:[\w.-]{1,128}(?:\[[^\]]{0,200}\])?/u;

/** What a runner printed, without what the forge puts before it. */
export function payloadOf(line: string): string {
  const plain = line
    .replace(COLUMNS, '')
    .replace(TIME, '')
    .replace(/^\uFEFF/u, '');
  return plain.startsWith('section_') ? plain.replace(SECTION, '') : plain;
}

export function isSectionEnd(line: string): boolean {
  return line.includes('section_end:');
}

/** What a shell was told, where a runner or `set -x` shows it: `$ make` of GitLab, `+ make` of a shell. */
export function shownCommand(payload: string): string | undefined {
  return /^(?:\$|\+{1,4}) (?=[\w./"'$(])/u.test(payload) ? payload.replace(/^(?:\$|\+{1,4}) /u, '') : undefined;
}
