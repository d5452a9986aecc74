import type { NextTokens } from '../runner/protocol.ts';

/** Stands for all tokens that were not told. */
const REST = -1;

/** Of what comes next: the mass of each token. */
export type Distribution = ReadonlyMap<number, number>;

/** The tokens told, and what is left as one more. */
export function distribution({ top }: NextTokens): Distribution {
  const map = new Map(top.map(([token, logprob]) => [token, Math.exp(logprob)]));
  const told = [...map.values()].reduce((sum, mass) => sum + mass, 0);
  return map.set(REST, Math.max(0, 1 - told));
}

export function mixture(all: readonly Distribution[]): Distribution {
  const mixed = new Map<number, number>();
  for (const one of all) for (const [token, mass] of one) mixed.set(token, (mixed.get(token) ?? 0) + mass / all.length);
  return mixed;
}

function entropy(one: Distribution): number {
  let bits = 0;
  for (const mass of one.values()) if (mass > 0) bits -= mass * Math.log2(mass);
  return bits;
}

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Entropy of the mixture less the mean entropy, in bits: Jensen–Shannon of any number of distributions, and mutual information. */
export function spread(all: readonly Distribution[]): number {
  return Math.max(0, entropy(mixture(all)) - mean(all.map(entropy)));
}
