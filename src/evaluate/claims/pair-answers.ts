import type { Claim } from '../../core/claim.ts';
import type { SamplesFacts } from '../../formats/claims/facts.ts';
import type { ItemOutcomes } from '../item-outcomes.ts';
import type { Paired } from '../statistics/mcnemar.ts';

/**
 * The submitter's single answers beside ours to the same documents, of one metric; undefined where none is about a document that
 * was asked here. A document that stands twice on either side pairs with nobody knows which, and is left out.
 */
export function pairAnswers(
  claim: Claim,
  { answers }: SamplesFacts,
  { documents, right, metric }: ItemOutcomes,
): Paired | undefined {
  const own = (answers?.metrics ?? []).filter((it) => it.metric === metric);
  const theirs = own.find(({ filter }) => (filter ?? 'none') === (claim.filter ?? 'none')) ?? own[0];
  if (answers === undefined || theirs === undefined) return undefined;
  const here = new Map<string, boolean>();
  const twice = new Set<string>();
  for (const [index, document] of documents.entries()) {
    if (here.has(document)) twice.add(document);
    here.set(document, right[index] === true);
  }
  let [pairs, lost, gained] = [0, 0, 0];
  for (const [index, document] of answers.documents.entries()) {
    const ours = twice.has(document) ? undefined : here.get(document);
    const stated = theirs.right[index];
    if (ours === undefined || (stated !== '0' && stated !== '1')) continue;
    pairs++;
    if (stated === '1' && !ours) lost++;
    if (stated === '0' && ours) gained++;
  }
  return pairs === 0 ? undefined : { pairs, lost, gained };
}
