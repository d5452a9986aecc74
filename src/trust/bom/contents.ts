import type { CheckedClaim, Measurement } from '../../core/predicates/evaluate.ts';
import type { Blake3, Sha256 } from '../../core/digest.ts';

/*
 * What a bill of materials says, before any format. Everything in it was read from bytes with a known digest or measured;
 * what somebody merely stated is marked as stated.
 */

/** A licence as somebody names it, with the SPDX identifier where it has one. */
export interface Licence {
  readonly name: string;
  readonly identifier?: string;
}

export interface BomFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: Sha256;
  readonly blake3: Blake3;
  /** The licence whose whole text the file is. */
  readonly licence?: Licence;
}

/**
 * `confirmed`: the bytes were read here and have the digest of the pin. `differs`: they don't. `absent`: pinned, and the
 * bytes are not here. `unchecked`: pinned, past the number of pins that are checked. `stated`: a name without a digest.
 */
export type DataState = 'confirmed' | 'differs' | 'absent' | 'unchecked' | 'stated';

export interface BomData {
  readonly name: string;
  /** `evaluation` was measured with here; `code` and `data` are what the submission says that it was made with. */
  readonly use: 'data' | 'code' | 'evaluation';
  readonly state: DataState;
  /** The submission's file that states it; the policy for a suite. */
  readonly source: string;
  /** Hexadecimal, as DVC pins it; a directory's has `.dir` behind it. */
  readonly md5?: string;
  /** Of the bytes that were read; of a directory, the root over its files as for a subject. */
  readonly sha256?: Sha256;
  readonly size?: number;
  readonly detail: string;
}

export interface Ancestor {
  readonly name: string;
  /** Of the base that the weights were compared with; absent for one that is only claimed. */
  readonly subject?: Sha256;
  readonly detail: string;
}

/** A signed statement that this rests on. */
export interface StatementReference {
  readonly name: string;
  readonly type: string;
  /** SHA-256 of the signed payload. */
  readonly digest: Sha256;
}

export interface ModelContents {
  readonly name: string;
  readonly subject: Sha256;
  /** RFC 3339 in UTC with seconds. */
  readonly at: string;
  readonly files: readonly BomFile[];
  /** As the model card says. */
  readonly declaredLicence?: Licence;
  /** Who signed all of it, by the policy's name or identity; only what verified. */
  readonly signer?: string;
  readonly architecture?: string;
  readonly family?: string;
  readonly task?: string;
  readonly library?: string;
  readonly ancestors: readonly Ancestor[];
  readonly data: readonly BomData[];
  /** Measured here, in the sandbox; nothing that was only claimed. */
  readonly measurements: readonly Measurement[];
  /** Of the intervals of the measurements. */
  readonly confidence: number;
  readonly claims: readonly Pick<CheckedClaim, 'claim' | 'answer' | 'measurement'>[];
  readonly limitations: readonly string[];
  readonly statements: readonly StatementReference[];
}

/** A package that brings files of the evaluation environment. */
export interface SoftwarePackage {
  readonly name: string;
  readonly version: string;
  /** Package URL (ECMA-427). */
  readonly purl: string;
  /** As the package states it. */
  readonly licence?: string;
}

export interface EnvironmentFile {
  /** In the sandbox; of the sandbox's own program, on the host. */
  readonly path: string;
  readonly size: number;
  readonly sha256: Sha256;
  readonly role: 'runtime' | 'library' | 'engine' | 'runner' | 'sandbox';
  readonly package?: SoftwarePackage;
}

export interface EnvironmentContents {
  /** SHA-256 over lines of hexadecimal digest and path of all files of roles other than `sandbox`, in order. */
  readonly digest: Sha256;
  readonly at: string;
  readonly files: readonly EnvironmentFile[];
  /** npm packages that were bundled into the runner. */
  readonly bundled: readonly SoftwarePackage[];
  /** Processor architecture, as Node names it. */
  readonly machine: string;
}
