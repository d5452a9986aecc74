import { printable } from '../core/escape.ts';
import type { HuntBudget, HuntedGroup } from '../core/predicates/hunt.ts';
import type { StageContext } from '../core/stage.ts';
import { defined } from '../formats/defined.ts';
import type { FileFacts } from '../formats/facts.ts';
import { sameVocabulary, type OpenedBase } from './base.ts';
import { BUDGETS } from './budget.ts';
import { DifferentialSearch, type FoundBeside } from './differential.ts';
import { SearchedModel, type VocabularyToken } from './model.ts';
import { movedTokens } from './moved-tokens.ts';
import { isFaultOfModel, type Loadable, type OpenedModel } from './open-model.ts';
import type { Found } from './judge.ts';
import { Search } from './search.ts';

interface Wanted {
  readonly facts: readonly FileFacts[];
  readonly budget: HuntBudget;
  readonly prompts?: readonly string[];
  readonly stated?: string;
}

/** Of a budget's tokens, for the candidate, its base, and the candidate's memory each. */
const BESIDE = 2 / 3;

export interface SearchedGroup {
  readonly group: HuntedGroup;
  readonly found: readonly (Found | FoundBeside)[];
  /** What the base could not be used for, or shows nothing of. */
  readonly note: string | undefined;
  readonly usedBase: boolean;
}

/** Searches one model, beside its base where there is one that it was made from. What its runner does wrong is told in the result. */
export async function searchGroup(
  paths: readonly string[],
  own: OpenedModel,
  { signal, progress, submission }: StageContext,
  { facts, budget: name, prompts = [], stated }: Wanted,
  base: OpenedBase | undefined,
): Promise<SearchedGroup> {
  const budget = BUDGETS[name];
  // Beside a base three searches share what one alone may spend twice.
  const share = base === undefined ? 1 : BESIDE;
  const allowed = Math.round(budget.tokens * share);
  const model = new SearchedModel(own.client, allowed, signal, (spent) => {
    progress({ label: 'hunt', done: Math.min(spent, allowed), total: allowed, unit: 'tokens' });
  });
  const memory = new SearchedModel(own.client, allowed, signal, () => {});
  const beside = base === undefined ? undefined : new SearchedModel(base.opened.client, allowed, signal, () => {});
  const group = { paths: [...paths], file: own.file };
  const tokens = (): { tokensUsed: number } => ({ tokensUsed: model.spent + memory.spent + (beside?.spent ?? 0) });
  let search: Search | DifferentialSearch | undefined;
  let note: string | undefined;
  let usedBase = false;
  try {
    const vocabulary = await model.vocabulary();
    const common = { model, template: own.capabilities.template, vocabulary, budget, prompts };
    const candidate = { paths, model: { submission, facts } };
    const moved =
      base === undefined || beside === undefined
        ? undefined
        : await movedFrom(candidate, base, { vocabulary, beside, signal });
    if (base === undefined || beside === undefined || moved === undefined || typeof moved === 'string') {
      if (typeof moved === 'string')
        note = `${own.file}: what differs from the base: ${moved}, so the model was searched alone`;
      search = await Search.open(common);
    } else {
      usedBase = true;
      if (base.model.submission.subject === submission.subject)
        note = 'anything: the base is the submission itself, and what both do is no difference';
      const { template: baseTemplate } = base.opened.capabilities;
      search = await DifferentialSearch.open({ ...common, memory, base: beside, baseTemplate, moved });
    }
    if (stated === undefined) await search.run();
    else await search.confirmStated(stated);
    const { remembered, conversation, found } = search;
    const swept = search instanceof Search ? search.swept : undefined;
    return {
      group: { ...group, ...tokens(), remembered, conversation, ...defined({ swept }) },
      found,
      note,
      usedBase,
    };
  } catch (error) {
    if (!isFaultOfModel(error)) throw error;
    const why = printable(error.message);
    return { group: { ...group, ...tokens(), why }, found: search?.found ?? [], note, usedBase };
  }
}

/** ‖D‖²/‖W₀‖² of the words' rows, below which a fine-tune lies; 2 is what two models have that were made apart. */
const LEAST_UNRELATED = 1;

/** The tokens whose rows moved furthest, or why the two say nothing of each other: only of the same words can likelihoods be compared. */
async function movedFrom(
  candidate: { readonly paths: readonly string[]; readonly model: Loadable },
  base: OpenedBase,
  {
    vocabulary,
    beside,
    signal,
  }: {
    readonly vocabulary: readonly VocabularyToken[];
    readonly beside: SearchedModel;
    readonly signal: AbortSignal;
  },
): Promise<readonly number[] | string> {
  if (!sameVocabulary(vocabulary, await beside.vocabulary())) return 'its vocabulary is another';
  const { ids, distance } = await movedTokens(candidate, base, signal);
  if (distance === undefined) return 'its weights have other shapes, or can not be read';
  return distance < LEAST_UNRELATED ? ids : 'its weights are not what this model was made from';
}
