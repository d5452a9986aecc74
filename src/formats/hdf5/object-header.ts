import type { Cursor, Hdf5File } from './file.ts';
import { HDF5_LIMITS } from './limits.ts';
import { Stopped } from '../stopped.ts';

/** Message types of object headers (specification IV.A.2). */
export const MESSAGE = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  link: 0x06,
  externalFiles: 0x07,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const;

export interface HeaderMessage {
  readonly type: number;
  /** Bit 1: the message is shared and `body` only says where it lies. */
  readonly flags: number;
  readonly body: Cursor;
}

/** All messages of the object header at `address`, version 1 or 2, with its continuation blocks. */
export function readObjectHeader(file: Hdf5File, address: number): HeaderMessage[] {
  const messages: HeaderMessage[] = [];
  const blocks: { address: number; length: number }[] = [];
  const seen = new Set<number>();
  const head = file.upTo(address, 64, 'an object header');
  const second = head.bytes.toString('latin1', 0, 4) === 'OHDR';
  const track = second ? chunkOfVersion2(file, address, head, messages, blocks) : false;
  if (!second) chunkOfVersion1(file, address, head, messages, blocks);
  for (let next = blocks.shift(); next !== undefined; next = blocks.shift()) {
    if (seen.has(next.address)) file.fail('cycle', 'an object header continues in itself', next.address + file.base);
    seen.add(next.address);
    const block = file.block(next.address, next.length, 'a continued object header');
    if (second) {
      block.expect('OCHK', 'a continued object header');
      readMessages(block.slice(Math.max(block.remaining - 4, 0)), true, track, messages, blocks);
    } else readMessages(block, false, false, messages, blocks);
  }
  return messages;
}

function chunkOfVersion1(
  file: Hdf5File,
  address: number,
  head: Cursor,
  messages: HeaderMessage[],
  blocks: { address: number; length: number }[],
): void {
  const version = head.number(1);
  if (version !== 1) file.fail('version', `an object header has the version ${version}`, head.start);
  head.skip(7);
  const size = head.number(4);
  // The messages are aligned to eight, behind the twelve bytes of the prefix.
  readMessages(file.block(address + 16, size, 'an object header'), false, false, messages, blocks);
}

/** Returns whether messages carry the order of their creation. */
function chunkOfVersion2(
  file: Hdf5File,
  address: number,
  head: Cursor,
  messages: HeaderMessage[],
  blocks: { address: number; length: number }[],
): boolean {
  head.skip(4);
  const version = head.number(1);
  if (version !== 2) file.fail('version', `an object header has the version ${version}`, head.start + 4);
  const flags = head.number(1);
  if ((flags & 0x20) !== 0) head.skip(16);
  if ((flags & 0x10) !== 0) head.skip(4);
  const size = head.number(1 << (flags & 3));
  const track = (flags & 0x04) !== 0;
  readMessages(file.block(address + head.index, size, 'an object header'), true, track, messages, blocks);
  return track;
}

function readMessages(
  block: Cursor,
  second: boolean,
  track: boolean,
  messages: HeaderMessage[],
  blocks: { address: number; length: number }[],
): void {
  const header = second ? (track ? 6 : 4) : 8;
  // What is shorter than a message's header is a gap.
  while (block.remaining >= header) {
    const type = block.number(second ? 1 : 2);
    const size = block.number(2);
    const flags = block.number(1);
    block.skip(second ? (track ? 2 : 0) : 3);
    const body = block.slice(size);
    if (messages.length >= HDF5_LIMITS.messages) {
      const message = `an object header of more than ${HDF5_LIMITS.messages} messages`;
      block.file.collector.limit('hdf5.messages', message, block.offset);
      throw new Stopped(block.offset);
    }
    if (type === MESSAGE.continuation) {
      const address = body.address();
      const length = body.length();
      if (address !== undefined) blocks.push({ address, length });
    } else messages.push({ type, flags, body });
  }
}
