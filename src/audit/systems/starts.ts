import type { Start } from '../map/pipeline.ts';
import type { Gate } from '../gates/gate.ts';

type Known = 'trusted' | 'confined' | 'setting' | 'called';

/** A start of a run of another service. */
export function startBy(event: string, exposure: Known, gates: readonly Gate[] = []): Start {
  return { event, types: [], exposure, gates, forged: [] };
}

export const PUSH: Start = startBy('push', 'trusted');
