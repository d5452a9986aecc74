import type { Parser } from '../parser.ts';

/** The specification's limit on a pointer file. */
const POINTER_BYTES = 1024;
const START = 'version https://git-lfs.github.com/spec/';
const FIELDS = /^oid (sha256:[0-9a-f]{64})\nsize (\d{1,15})$/mu;

/** A Git LFS pointer: the clone was made without LFS, so the content is not here. */
export const lfsPointerParser: Parser = {
  id: 'lfs-pointer',
  recognise: ({ head, size }) =>
    size < POINTER_BYTES && Buffer.from(head.subarray(0, START.length)).toString('latin1') === START,
  parse(source) {
    const fields = FIELDS.exec(Buffer.from(source.read(0, POINTER_BYTES)).toString('latin1'));
    const [, oid, size] = fields ?? [];
    if (oid === undefined || size === undefined) {
      return {
        problems: [{ code: 'lfs-pointer', message: 'starts as a Git LFS pointer and lacks oid or size', offset: 0 }],
      };
    }
    return { lfsPointer: { oid, size: Number(size) } };
  },
};
