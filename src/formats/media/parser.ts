import { executableParser } from '../executable.ts';
import { SliceSource, type ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import type { Parser, ParseContext } from '../parser.ts';
import { endOfMedia, isMedia, mediaBytes } from './end.ts';
import { MEDIA_LIMITS } from './limits.ts';
import { actionsOf } from './pdf.ts';

/** What pictures and pages carry beside themselves: programs behind their end, and actions of PDF that open by themselves. */
export const mediaParser: Parser = {
  id: 'media-content',
  recognise: ({ head }) => isMedia(head),
  parse: (source, context) => readMedia(source, context),
};

function readMedia(source: ByteSource, context: ParseContext): PartialFacts | undefined {
  const collector = new Collector();
  const bytes = mediaBytes(source);
  if (source.size > bytes.length && bytes.subarray(0, 4).toString('latin1') !== 'RIFF')
    collector.limit('media.bytes', `of ${source.size} bytes ${bytes.length} were looked through`, bytes.length);
  const executables = appended(source, bytes, context);
  const parts = bytes.subarray(0, 5).toString('latin1') === '%PDF-' ? actionsOf(bytes, collector) : [];
  if (executables.length === 0 && parts.length === 0 && collector.complete) return undefined;
  return {
    ...(executables.length === 0 ? {} : { executables }),
    ...(parts.length === 0 ? {} : { commands: { kind: 'markup', parts } }),
    ...collector.facts(),
  };
}

function appended(source: ByteSource, bytes: Buffer, context: ParseContext): NonNullable<PartialFacts['executables']> {
  let at = endOfMedia(bytes);
  if (at === undefined) return [];
  const last = Math.min(bytes.length, at + MEDIA_LIMITS.padding);
  while (at < last && /[\0\s]/u.test(String.fromCharCode(bytes[at] ?? 1))) at += 1;
  if (at >= source.size) return [];
  const found = executableParser.parse(new SliceSource(source, at, source.size - at), context)?.executables ?? [];
  const start = at;
  return found.map((one) => ({ ...one, offset: one.offset + start }));
}
