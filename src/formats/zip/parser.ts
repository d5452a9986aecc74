import { ArchiveContents } from '../archive/contents.ts';
import type { PartialFacts } from '../facts.ts';
import type { Parser } from '../parser.ts';
import { readTorchArchive } from '../torch/archive.ts';
import { startsAsZip, walkZip } from './walk.ts';

const END_RECORD = Buffer.from('504b0506', 'hex');

/** Zip archives: PyTorch, TorchScript, npz, Keras 3 and whatever else lies in one. Also those with bytes before them. */
export const zipParser: Parser = {
  id: 'zip',
  recognise: ({ head, tail }) => startsAsZip(head) || Buffer.from(tail).includes(END_RECORD),
  parse(source): PartialFacts {
    const walk = walkZip(source);
    if (walk === undefined) {
      return {
        problems: [{ code: 'zip-end-record', message: 'starts as a zip archive and has no end record', offset: 0 }],
        complete: false,
        limits: [{ limit: 'zip.directory', message: 'without an end record the members are unknown', offset: 0 }],
      };
    }
    const contents = new ArchiveContents();
    const members = contents.readZip(source, walk.facts.members, '', 0);
    const inside = contents.facts();
    const limits = [...walk.limits, ...contents.limits];
    return {
      ...inside,
      zip: { ...walk.facts, members },
      problems: [...walk.problems, ...contents.problems],
      limits,
      complete: limits.length === 0,
      ...readTorchArchive(source, members, contents.runs),
    };
  },
};
