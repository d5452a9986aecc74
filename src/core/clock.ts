/** Where times come from. Injected everywhere, so that expiry and validity can be tested at any date. */
export interface Clock {
  now(): Date;
}

/** By how much the clocks of two honest machines differ at most, in milliseconds. */
export const CLOCK_SKEW_MS = 5 * 60_000;

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still, for tests and for verifying at a stated time. */
export function fixedClock(at: Date): Clock {
  return { now: () => new Date(at) };
}

/** RFC 3339 in UTC with seconds, as in-toto predicates want it. */
export function timestamp(clock: Clock): string {
  return clock
    .now()
    .toISOString()
    .replace(/\.\d{3}Z$/u, 'Z');
}

/** To the millisecond, for what is subtracted: when a stage began and ended. */
export function instant(clock: Clock): string {
  return clock.now().toISOString();
}
