import { readFile } from 'node:fs/promises';
import type { SigningProcess } from '../attest/signer-client.ts';
import { payloadDigest, readStageStatement, stageStatement } from '../attest/stage-statement.ts';
import type { Sha256 } from '../core/digest.ts';
import { GateError, systemCode } from '../core/errors.ts';
import { STAGES, type Evidence, type StageName } from '../core/evidence.ts';
import { writeAtomic } from '../storage/atomic-file.ts';
import { envelopeSignedBy, readPublicKey } from '../trust/key.ts';
import { parseBundle, type Bundle } from '../trust/sigstore-bundle.ts';
import type { RunDirectory } from './run-directory.ts';

export interface ChainLink {
  readonly stage: StageName;
  readonly digest: Sha256;
}

/**
 * The signed statements of a run, each naming the one before it. `reuse` is the way back in after a crash: it believes a
 * statement only with this gate's signature, this policy, this subject and the right predecessor.
 */
export class StatementChain {
  readonly links: ChainLink[] = [];
  readonly #run: RunDirectory;
  readonly #signer: SigningProcess;
  readonly #policyDigest: Sha256;
  #subject: Sha256 | undefined;
  #ended = false;

  constructor(run: RunDirectory, signer: SigningProcess, policyDigest: Sha256) {
    this.#run = run;
    this.#signer = signer;
    this.#policyDigest = policyDigest;
  }

  /**
   * The evidence of a stage that an earlier start of this run finished, or undefined.
   * @throws GateError RUN_TAMPERED
   */
  async reuse(stage: StageName): Promise<Evidence | undefined> {
    if (this.#ended) return undefined;
    const path = this.#run.statement(stage);
    let bytes: Buffer;
    try {
      bytes = await readFile(path);
    } catch (error) {
      if (systemCode(error) !== 'ENOENT') throw error;
      this.#ended = true;
      return undefined;
    }
    try {
      const bundle = this.#signed(bytes, path);
      const { evidence, subject, policyDigest, predecessor } = readStageStatement(bundle.envelope.payload, path);
      const expected = this.links.at(-1)?.digest;
      if (evidence.stage !== stage || predecessor !== expected || policyDigest !== this.#policyDigest) {
        throw new GateError('ATTESTATION_INVALID', 'another stage, predecessor or policy');
      }
      if (this.#subject !== undefined && subject !== this.#subject)
        throw new GateError('ATTESTATION_INVALID', 'another subject');
      this.#subject = subject;
      this.links.push({ stage, digest: payloadDigest(bundle) });
      return evidence;
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      throw new GateError('RUN_TAMPERED', `${path}: ${error.message}`, { cause: error });
    }
  }

  /**
   * Reads the statement of the stage before again, as it lies on disk: what a stage goes on from must be what was signed, in a run
   * that was never interrupted too.
   * @throws GateError RUN_TAMPERED
   */
  async verifyLast(): Promise<void> {
    const last = this.links.at(-1);
    if (last === undefined) return;
    const path = this.#run.statement(last.stage);
    try {
      const found = payloadDigest(this.#signed(await readFile(path), path));
      if (found !== last.digest) throw new GateError('ATTESTATION_INVALID', 'another statement than was signed');
    } catch (error) {
      const why = error instanceof GateError ? error.message : `it can't be read (${systemCode(error) ?? 'unknown'})`;
      throw new GateError('RUN_TAMPERED', `${path}: ${why}`, { cause: error });
    }
  }

  #signed(bytes: Uint8Array, path: string): Bundle {
    const bundle = parseBundle(bytes, path);
    if (!envelopeSignedBy(bundle.envelope, readPublicKey(this.#signer.publicKeyPem, 'the gate’s key')))
      throw new GateError('SIGNATURE_INVALID', 'not signed by this gate');
    return bundle;
  }

  /** Has the evidence signed and on disk before it returns. */
  async append(name: string, subject: Sha256, evidence: Evidence): Promise<void> {
    const expected = STAGES[this.links.length];
    if (expected !== evidence.stage) throw new GateError('INTERNAL', `${evidence.stage} where ${expected} belongs`);
    this.#ended = true;
    const statement = stageStatement(name, {
      evidence,
      subject,
      policyDigest: this.#policyDigest,
      predecessor: this.links.at(-1)?.digest,
    });
    const text = await this.#signer.sign(statement);
    const path = this.#run.statement(evidence.stage);
    await writeAtomic(path, text);
    this.links.push({ stage: evidence.stage, digest: payloadDigest(parseBundle(Buffer.from(text), path)) });
  }
}
