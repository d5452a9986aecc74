import type { FileFacts } from '../facts.ts';

/** Formats under which no rule looks at a file as such. */
const INERT: ReadonlySet<string> = new Set(
  'text data empty json yaml numpy png jpeg gif webp wav mp4 flac ogg mp3 pdf'.split(' '),
);

/** Whether rules that judge files by file would find anything to judge in a member with these facts. */
export function isOfInterest(facts: FileFacts): boolean {
  return (
    facts.script !== undefined ||
    facts.python !== undefined ||
    facts.commands !== undefined ||
    facts.text?.language !== undefined ||
    (facts.chatTemplates?.length ?? 0) > 0 ||
    (facts.json?.notable.length ?? 0) > 0 ||
    facts.problems.some(({ code }) => code === 'format-mismatch') ||
    (facts.extension !== '' && facts.formats.some((format) => !INERT.has(format)))
  );
}
