import { TRUNCATED } from '../collector.ts';
import type { LimitFacts, ProblemFacts } from '../facts.ts';
import type { Parser } from '../parser.ts';
import { isLegacyTorch, readLegacyTorch, type LegacyTorch } from '../torch/legacy.ts';
import type { PickleStream } from './facts.ts';
import { looksLikePickle } from './recognise.ts';
import { readPickles, type Pickles } from './streams.ts';

/** Pickle files of every protocol, and the sequence of pickles that `torch.save` wrote before PyTorch 1.6. */
export const pickleParser: Parser = {
  id: 'pickle',
  recognise: ({ head, size }) => looksLikePickle(head, size),
  parse(source, { onPickle, holds }) {
    const legacy = isLegacyTorch(source.read(0, 16));
    let torch: LegacyTorch | undefined;
    const pickles = readPickles(source, {
      // What only may be a pickle may still have one further on.
      searchAll: true,
      explained: (runs, end) => {
        if (legacy) torch = readLegacyTorch(source, runs, end);
        return torch?.end === source.size;
      },
    });
    if (pickles.streams.length === 0) return pickles.limits.length === 0 ? undefined : pickleFacts(pickles);
    const [first] = pickles.runs;
    if (first !== undefined) onPickle?.(first);
    if (legacy && torch === undefined) torch = readLegacyTorch(source, pickles.runs, pickles.sequenceEnd);
    const facts = pickleFacts(pickles);
    if (legacy && (torch === undefined || torch.truncated)) {
      const message = 'the file ends before the storages of its tensors';
      facts.limits.push({ limit: TRUNCATED, message, offset: source.size });
    }
    const explained = torch?.end === source.size || pickles.sequenceEnd === source.size || holds !== undefined;
    if (!explained) {
      const bytes = source.size - pickles.sequenceEnd;
      facts.problems.push({
        code: 'pickle-trailing-data',
        message: `${bytes} bytes follow the last pickle`,
        offset: pickles.sequenceEnd,
      });
    }
    return {
      ...facts,
      complete: facts.limits.length === 0,
      ...(torch === undefined ? {} : { torch: torch.torch, tensors: [...torch.tensors] }),
    };
  },
};

export interface PickleFileFacts {
  readonly pickles: PickleStream[];
  readonly limits: LimitFacts[];
  readonly problems: ProblemFacts[];
  readonly complete: boolean;
}

/** The facts of pickles found in a file, or in a member of one. */
export function pickleFacts(pickles: Pickles, member?: string): PickleFileFacts {
  const where = member === undefined ? {} : { member };
  const limits: LimitFacts[] = [...pickles.limits, ...pickles.streams.flatMap((stream) => stream.limits)].map(
    ({ code, message, offset }) => ({
      limit: `pickle.${code}`,
      message,
      offset,
      ...where,
    }),
  );
  limits.push(...pickles.streams.filter(isCutOff).map((stream) => cutOff(stream, where)));
  return { pickles: [...pickles.streams], limits, problems: [], complete: limits.length === 0 };
}

/** Where a stream of the sequence at the start breaks off, no loader and no reader tells what follows. */
function isCutOff({ depth, origin, end }: PickleStream): boolean {
  return end !== 'stop' && depth === 0 && (origin === 'start' || origin === 'after-stop');
}

function cutOff({ end, offset, length }: PickleStream, where: { readonly member?: string }): LimitFacts {
  return end === 'truncated'
    ? { limit: TRUNCATED, message: 'the pickle ends before its STOP', offset: offset + length, ...where }
    : { limit: 'pickle.broken', message: 'the pickle can not be read on', offset: offset + length, ...where };
}
