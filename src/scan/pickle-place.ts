import type { PickleStream } from '../formats/pickle/facts.ts';

/** Where something in a stream lies in the file: a nested stream has no bytes of its own there, so its value's start counts. */
export function pickleLocation(
  stream: PickleStream,
  offset: number,
): { readonly offset: number; readonly member?: string } {
  return {
    offset: stream.depth > 0 ? stream.offset : offset,
    ...(stream.member === undefined ? {} : { member: stream.member }),
  };
}
