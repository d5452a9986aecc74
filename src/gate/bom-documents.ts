import { checkDvcPins } from '../acquire/dvc-pins.ts';
import { readFacts } from '../acquire/read-facts.ts';
import { hexOf, type Sha256 } from '../core/digest.ts';
import { GateError } from '../core/errors.ts';
import type { Evidence, StageName } from '../core/evidence.ts';
import { silentProgress } from '../core/progress.ts';
import type { Submission } from '../core/submission.ts';
import type { FileFacts } from '../formats/facts.ts';
import type { SandboxDriver } from '../sandbox/driver.ts';
import type { ModelContents } from '../trust/bom/contents.ts';
import { cycloneDxOfModel } from '../trust/bom/cyclonedx-model.ts';
import { spdxOfModel } from '../trust/bom/spdx-model.ts';
import { MAX_BUNDLE_BYTES } from '../trust/sigstore-bundle.ts';
import { STATEMENT_TYPE, type Statement } from '../trust/statement.ts';
import { bomContents, isBomSource, lastFinished } from './bom-contents.ts';

/** https://github.com/in-toto/attestation/blob/main/spec/predicates/cyclonedx.md */
export const CYCLONEDX_PREDICATE = 'https://cyclonedx.org/bom';
/** https://github.com/in-toto/attestation/blob/main/spec/predicates/spdx.md */
export const SPDX_PREDICATE = 'https://spdx.dev/Document/v3';

export interface RunBom {
  readonly submission: Submission;
  readonly evidence: ReadonlyMap<StageName, Evidence>;
  readonly statements: readonly { readonly stage: StageName; readonly digest: Sha256 }[];
  /** Already read; otherwise the few files that count are parsed again. */
  readonly facts?: readonly FileFacts[] | undefined;
  readonly sandbox: SandboxDriver | undefined;
  readonly dvcRemote?: string | undefined;
  readonly signal: AbortSignal;
}

/** What the bill of materials of a gate's run says: the same for the same run, whenever it is drawn. */
export async function contentsOfRun(run: RunBom): Promise<ModelContents> {
  const { submission, evidence, statements, signal } = run;
  const facts = run.facts ?? (await factsForBom(run));
  const read = facts.filter(({ path }) => isBomSource(path));
  const pins = await checkDvcPins({ files: submission.files, facts: read, remote: run.dvcRemote, signal });
  const at = lastFinished(evidence);
  if (at === undefined) throw new GateError('INTERNAL', 'a run without evidence');
  return bomContents({ submission, facts: read, evidence, statements, pins, at });
}

/** A model card that kills its parser leaves its part of the document empty; the scan has told. */
async function factsForBom({ submission, sandbox, signal }: RunBom): Promise<readonly FileFacts[]> {
  const files = submission.files.filter(({ path }) => isBomSource(path));
  if (files.length === 0) return [];
  return (await readFacts({ submission: { files }, sandbox, signal, progress: silentProgress })).facts;
}

/** Whether a statement's bundle would be past the limit of those who read it: in base64 it grows by a third. */
export function isTooLarge(statement: Statement): boolean {
  return Buffer.byteLength(JSON.stringify(statement)) > MAX_BUNDLE_BYTES * 0.7;
}

export function bomStatements(contents: ModelContents): { readonly name: string; readonly statement: Statement }[] {
  const about = (predicateType: string, predicate: object): Statement => ({
    _type: STATEMENT_TYPE,
    subject: [{ name: contents.name, digest: { sha256: hexOf(contents.subject) } }],
    predicateType,
    predicate: { ...predicate },
  });
  return [
    { name: 'bom-cyclonedx', statement: about(CYCLONEDX_PREDICATE, cycloneDxOfModel(contents)) },
    { name: 'bom-spdx', statement: about(SPDX_PREDICATE, spdxOfModel(contents)) },
  ];
}
