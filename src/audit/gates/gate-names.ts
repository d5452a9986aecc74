import type { Gate } from './gate.ts';

/** Words for what stands on the way. */
export const GATE_NAMES: Readonly<Record<Gate['kind'], string>> = {
  'same-repository': 'a check for forks',
  association: 'a check of who asks',
  actor: 'a check of the actor',
  merged: 'the merge',
  label: 'a label',
  environment: 'an environment',
  permission: 'a check of permission',
  result: 'the result of a step',
  trigger: 'a check of the event',
};

const BY_KIND: ReadonlyMap<string, string> = new Map(Object.entries(GATE_NAMES));

/** The same for a kind as reports name it. */
export function describeGate(kind: string): string {
  return BY_KIND.get(kind) ?? kind;
}
