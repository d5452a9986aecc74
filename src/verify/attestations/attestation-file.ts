import type { Sha256 } from '../../core/digest.ts';
import type { GateError } from '../../core/errors.ts';

/** A file of signed statements, or why it can't be read. */
export interface AttestationFile {
  /** For people, and by its ending whether it holds a statement per line. */
  readonly where: string;
  readonly content: Uint8Array | GateError;
}

/** An OCI manifest that was read by its digest. */
export interface Manifest {
  readonly digest: Sha256;
  readonly layers: readonly Sha256[];
}
