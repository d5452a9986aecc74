import { unreadFacts } from '../formats/empty-facts.ts';
import type { FileFacts } from '../formats/facts.ts';
import { readProvingMeanwhile, type ReadModel, type Working } from './prepare.ts';
import type { SandboxDriver } from '../sandbox/driver.ts';

/** A model that is being hashed and parsed. */
export interface BegunReading {
  /** When nothing of it waits to be started, or when it is over: who has much to load does it then. Never rejects. */
  readonly underWay: Promise<void>;
  readonly read: Promise<{ readonly model: ReadModel; readonly sandbox: SandboxDriver | undefined }>;
  /** What could not be taken and was left out, as facts that block; all of it once `read` is settled. */
  readonly refused: readonly FileFacts[];
  /** Ends it; resolves when nothing of it runs any longer. */
  readonly stop: () => Promise<void>;
}

/**
 * Begins to read a model for a scan, so that its first sandbox comes up while what judges the facts is loaded: imports nothing that
 * takes long. Whoever begins calls `stop` in the end.
 */
export function beginReading(source: string, { signal, progress }: Working): BegunReading {
  const refused: FileFacts[] = [];
  const ending = new AbortController();
  const underWay = Promise.withResolvers<void>();
  const read = readProvingMeanwhile(
    source,
    {
      signal: AbortSignal.any([signal, ending.signal]),
      progress,
      onRefused: (name, why) => refused.push(unreadFacts(name, 0, 'acquire.refused', why)),
    },
    underWay.resolve,
  );
  const over = read.then(
    () => {},
    () => {}, // told where it is awaited
  );
  void over.then(underWay.resolve); // without any file there was no parser
  const stop = async (): Promise<void> => {
    ending.abort();
    await over;
  };
  return { underWay: underWay.promise, read, refused, stop };
}
