import { judgeRefusal } from '../answers/refusal-judge.ts';
import type { Answered } from './answers.ts';

/** Refusals among a model's answers that say that the judge reads its language, and that fill the probes. */
const LEAST_READ = 28;

/**
 * Which messages a model refuses. Where the judge reads its refusals, by these; where it does not, by `alike`, an answer that many different
 * messages share, which greetings and farewells are too.
 */
export function refusedAmong(
  answered: readonly Answered[],
  alike: (one: Answered) => boolean,
): (one: Answered) => boolean {
  const isRefusal = ({ answer, message }: Answered): boolean => judgeRefusal(answer, message) === 'full_refusal';
  return answered.filter(isRefusal).length >= LEAST_READ ? isRefusal : (one) => alike(one) || isRefusal(one);
}
