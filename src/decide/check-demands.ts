import { DEMAND_KEYS, type AttestationDemand } from '../core/attestation-policy.ts';
import { GateError } from '../core/errors.ts';
import type { Policy } from '../core/policy.ts';

const ALWAYS: readonly (keyof AttestationDemand)[] = ['name', 'type', 'signedBy', 'covers', 'maxAgeDays', 'olderForms'];

/**
 * What a schema can't say of demanded statements: every signer is one of the policy's trust, and only one; every key is one that is looked
 * at for its type; no two have one name.
 * @throws GateError POLICY_INVALID
 */
export function checkDemands({ trust, attestations }: Policy, path: string): void {
  if (attestations === undefined) return;
  const principals = [
    ...trust.keys,
    ...trust.authorities,
    ...trust.identities.map((one) => ({ name: one.identity, for: one.for })),
  ].flatMap((one) => (one.for === 'models' ? [] : [one.name]));
  const all = [...attestations.required, ...attestations.layouts];
  for (const { name, signedBy } of all) {
    if (all.filter((other) => other.name === name).length > 1)
      throw new GateError('POLICY_INVALID', `${path}: attestations: two are named ${name}`);
    for (const signer of signedBy) {
      const found = principals.filter((one) => one === signer).length;
      if (found === 1) continue;
      const what =
        found === 0 ? 'is no key, authority or identity of trust for statements' : 'is more than one of trust';
      throw new GateError('POLICY_INVALID', `${path}: attestations: ${name}: ${signer} ${what}`);
    }
  }
  for (const demand of attestations.required) {
    const strange = Object.entries(demand).find(
      ([key, value]) =>
        ![...ALWAYS, ...DEMAND_KEYS[demand.type]].some((one) => one === key) &&
        value !== false &&
        !(Array.isArray(value) && value.length === 0),
    );
    if (strange !== undefined)
      throw new GateError(
        'POLICY_INVALID',
        `${path}: attestations: ${demand.name}: ${strange[0]} is not for ${demand.type}`,
      );
  }
}
