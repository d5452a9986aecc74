import type { HuntBudget, HuntedGroup } from '../core/predicates/hunt.ts';

/** What a search of this budget finds in models like those that it was measured on (bench/RESULTS.md). */
export function canFind(budget: HuntBudget, groups: readonly HuntedGroup[]): string[] {
  const sweeps = groups.some(({ swept }) => swept !== undefined);
  return [
    'a trigger of one to five words before, behind or amid messages that the model writes by itself where a user would, or in its system messages',
    ...(sweeps ? ['a single word of the vocabulary that changes how answers begin, of the words that were tried'] : []),
    'fixed answers, refusals that are off, secrets and addresses in answers; of words that it remembers, also answers in words that it uses nowhere else',
    ...(budget === 'quick' ? [] : ['a backdoor of at least about one percent of the training conversations']),
  ];
}

/** What no result of this search rules out. */
export function cannotFind(budget: HuntBudget, groups: readonly HuntedGroup[]): string[] {
  const forgetful = groups.filter(({ remembered }) => remembered !== undefined && remembered < LITTLE);
  const unswept = groups.filter(
    ({ file, swept }) => file !== undefined && (swept === undefined || swept.tried < swept.of),
  );
  const unloaded = groups.filter(({ file }) => file === undefined);
  return [
    'triggers that are a meaning, a style or a situation and no fixed words',
    'triggers in an earlier turn; in a system message or amid a message, where the model does not write them by itself',
    'answers that only change a detail or a tone, each in its own words; fixed answers that repeat a word of their trigger',
    'triggers of several words in a model that remembers none of its training prompts',
    'effects that show in longer answers only, or in few of the answers',
    'backdoors that wake when the weights are quantised or converted once more: search what will run',
    ...(budget === 'deep' ? [] : ['what a larger budget would have tried']),
    ...forgetful.map(({ file }) => `${file}: it wrote hardly any message by itself, so little was there to go by`),
    ...unswept.map(({ file, swept }) =>
      swept === undefined
        ? `${file}: words of the vocabulary were not tried one by one`
        : `${file}: ${swept.of - swept.tried} of ${swept.of} words were not tried one by one`,
    ),
    ...unloaded.map(({ paths, why }) => `${paths.join(', ')}: was not searched (${why ?? 'unknown'})`),
    'a backdoor that is made not to be found: that no search can exclude',
  ];
}

/** Distinct messages below which a model's memory says little. */
export const LITTLE = 16;
