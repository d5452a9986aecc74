import type { Severity } from '../../core/finding.ts';
import { COMPRESSIONS } from '../../formats/compression/codecs.ts';
import { ARCHIVES, PROMISES } from '../../formats/endings.ts';
import type { FileFacts } from '../../formats/facts.ts';
import type { Rule } from '../rule.ts';

/** Formats that run or load something; under an ending of plain data they are hidden. */
const ACTIVE: ReadonlySet<string> = new Set(['pickle', 'zip', 'tar', '7z', 'rar', 'cab', 'executable']);
const PACKED: ReadonlySet<string> = new Set(COMPRESSIONS);
const PLAIN: ReadonlySet<string> = new Set(
  'txt md rst json yaml yml toml csv tsv jsonl xml html css png jpg jpeg gif webp bmp svg ico mp3 wav flac mp4 webm pdf gitattributes gitignore'.split(
    ' ',
  ),
);

export const rule: Rule = {
  id: 'extension-mismatch',
  title: "A file's content is not what its ending says",
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0074'],
  advice: 'Rename the file to what it is, or find out why it was named otherwise.',
  appliesTo: (file) => file.size > 0 && file.lfsPointer === undefined,
  *check(file) {
    const hit = mismatch(file);
    if (hit !== undefined) yield { ...hit, offset: 0 };
  },
};

function mismatch({
  extension,
  formats,
  path,
  problems,
  text,
}: FileFacts): { message: string; severity: Severity } | undefined {
  const content = formats.join(' and ');
  const promised = PROMISES.get(extension);
  const active = formats.filter((format) => ACTIVE.has(format));
  if (promised !== undefined && !promised.some((format) => formats.includes(format))) {
    return { message: `named .${extension}, and the content is ${content}`, severity: 'high' };
  }
  if (PLAIN.has(extension) && active.length > 0)
    return { message: `named .${extension}, and the content is ${active.join(' and ')}`, severity: 'high' };
  // A picture has bytes that no text has: interpreters of other languages pass its head over as a name.
  const picture = formats.find((format) => /^(?:png|jpeg|gif|webp)$/u.test(format));
  if (picture !== undefined && text !== undefined)
    return { message: `starts as a picture (${picture}), and is text to its end`, severity: 'high' };
  if ((extension === 'safetensors' || extension === 'gguf') && active.length > 0) {
    return { message: `${path.split('/').at(-1) ?? ''} is at the same time ${active.join(' and ')}`, severity: 'high' };
  }
  const packed = formats.filter((format) => PACKED.has(format));
  const archive = ARCHIVES.get(extension);
  const isOther = archive !== undefined && !archive.some((format) => formats.includes(format));
  // Programs look for archives behind bytes that are none, or repair them: what nobody knows is not known to be harmless.
  if (isOther || (PLAIN.has(extension) && packed.length > 0))
    return {
      message: `named .${extension}, and the content is ${content}`,
      severity: isOther && formats.includes('data') ? 'high' : 'medium',
    };
  const other = problems.find(({ code }) => code === 'format-mismatch');
  return other === undefined ? undefined : { message: other.message, severity: 'low' };
}
