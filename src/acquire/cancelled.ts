import { GateError } from '../core/errors.ts';

/** The reason of an aborted signal as the error that users see: a time-out says so itself. */
export function cancelled(signal: AbortSignal): GateError {
  const reason: unknown = signal.reason;
  return reason instanceof GateError ? reason : new GateError('CANCELLED', 'cancelled', { cause: reason });
}

/** @throws GateError CANCELLED, or the signal's own reason if that is a GateError */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw cancelled(signal);
}
