import { GateError } from '../../core/errors.ts';

const TIMEOUT_MS = 30_000;

/**
 * Loads the SDK of a cloud, which only those install who sign there.
 * @throws GateError USAGE naming the package that is missing
 */
export async function loadSdk<T>(packageName: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    throw new GateError('USAGE', `a key there needs the package ${packageName}: npm install ${packageName}`, {
      cause: error,
    });
  }
}

/**
 * One question to a key service, in bounded time.
 * @throws GateError KEY_SERVICE_FAILED with the service's own words
 */
export async function askService<T>(name: string, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const late = new Promise<never>((_, reject) => {
    // Not every SDK hears the signal while it looks for credentials.
    signal.addEventListener('abort', () => reject(new GateError('KEY_SERVICE_FAILED', `${name} does not answer`)), {
      once: true,
    });
  });
  try {
    return await Promise.race([ask(signal), late]);
  } catch (error) {
    if (error instanceof GateError) throw error;
    const said = error instanceof Error ? `${error.name}: ${error.message}` : 'no reason given';
    throw new GateError('KEY_SERVICE_FAILED', `${name}: ${said.slice(0, 500)}`, { cause: error });
  }
}

/** @throws GateError KEY_SERVICE_FAILED when an answer lacks what was asked for */
export function present<T>(value: T | null | undefined, name: string, what: string): T {
  if (value === null || value === undefined) throw new GateError('KEY_SERVICE_FAILED', `${name} gives no ${what}`);
  return value;
}
