import { rm } from 'node:fs/promises';
import { GateError } from '../core/errors.ts';
import type { StageContext } from '../core/stage.ts';
import type { Submission } from '../core/submission.ts';
import type { FileFacts } from '../formats/facts.ts';
import { runnerBundle, type RunnerBundle } from '../runner/client/runner-bundle.ts';
import { RunnerClient } from '../runner/client/runner-client.ts';
import { runnerSpec } from '../runner/client/runner-spec.ts';
import { convertCheckpoint } from '../runner/convert/convert-checkpoint.ts';
import { MAX_BATCH, SEARCH_OPERATIONS, type AnswerOf, type TextPreparation } from '../runner/protocol.ts';
import { runnableMember } from '../runner/runnable.ts';
import type { SandboxDriver } from '../sandbox/driver.ts';
import { probeSandbox } from '../sandbox/probe/probe.ts';
import type { ProbeReport } from '../sandbox/probe/walls.ts';

/** Tokens of the longest conversation that the search asks for. */
const CONTEXT_TOKENS = 384;
const LOAD_MS = 120_000;
const REQUEST_MS = 300_000;
/** What the runner takes beside the weights: Node, llama.cpp, contexts. */
const RUNNER_BYTES = 256 * 1024 * 1024;

/** A submission or a base, as far as it has to be known to be loaded. */
export interface Loadable {
  readonly submission: Submission;
  readonly facts: readonly FileFacts[];
}

export interface OpenedModel {
  readonly file: string;
  readonly client: RunnerClient;
  readonly capabilities: AnswerOf<'capabilities'>;
  readonly probe: ProbeReport;
  readonly bundle: RunnerBundle;
  readonly close: () => Promise<void>;
}

/**
 * Loads what speaks for a weight group behind proven walls. Answers why not, where no runner here can.
 * @throws GateError RUNNER_MISSING, SANDBOX_LEAKS, SANDBOX_FAILED, CANCELLED, DISK_FULL
 */
export async function openModel(
  paths: readonly string[],
  { submission, facts }: Loadable,
  sandbox: SandboxDriver,
  { policy, scratch, signal }: StageContext,
): Promise<OpenedModel | string> {
  const member = runnableMember(paths, facts, submission);
  if (member.kind === 'none') return member.why;
  if (member.kind === 'onnx') return `${member.file.path}: the runner of this format gives no access to single tokens`;
  const most = policy.sandbox.memoryMiB * 1024 * 1024 - RUNNER_BYTES;
  let blob: string;
  let file: string;
  let preparation: TextPreparation | undefined;
  let made: string | undefined;
  if (member.kind === 'file') {
    ({ path: file, blob } = member.file);
    if (member.file.size > most) return `${file} does not fit into ${policy.sandbox.memoryMiB} MiB of memory`;
  } else {
    const conversion = await convertCheckpoint(
      member.checkpoint,
      { submission, facts },
      { sandbox, scratch, signal, most },
    );
    file = member.checkpoint.paths[0] ?? '';
    if ('refused' in conversion) return `${file} can't be converted to GGUF: ${conversion.refused}`;
    ({ path: blob, preparation } = conversion.converted);
    made = blob;
  }
  const discard = async (): Promise<void> => (made === undefined ? undefined : rm(made, { force: true }));
  try {
    const bundle = await runnerBundle();
    const spec = runnerSpec(bundle, blob, policy);
    const probe = await probeSandbox(sandbox, spec, signal);
    const client = await RunnerClient.start(sandbox, spec, { loadMs: LOAD_MS, requestMs: REQUEST_MS }, signal);
    const close = async (): Promise<void> => {
      await client.close();
      await discard();
    };
    try {
      const capabilities = await client.open({
        contextTokens: CONTEXT_TOKENS,
        sequences: MAX_BATCH,
        ...(preparation === undefined ? {} : { preparation }),
      });
      if (SEARCH_OPERATIONS.every((it) => capabilities.operations.includes(it)))
        return { file, client, capabilities, probe, bundle, close };
      await close();
      return `${file}: its runner gives no access to single tokens`;
    } catch (error) {
      await close();
      throw error;
    }
  } catch (error) {
    await discard();
    // What goes wrong with this one file is told; what is wrong with this machine or this run is thrown.
    if (error instanceof GateError && FAULTS_OF_THE_MODEL.has(error.code)) return `${file}: ${error.message}`;
    throw error;
  }
}

const FAULTS_OF_THE_MODEL: ReadonlySet<string> = new Set([
  'RUNNER_DIED',
  'RUNNER_FLOODED',
  'RUNNER_GARBLED',
  'RUNNER_HUNG',
  'RUNNER_REFUSED',
]);

export const isFaultOfModel = (error: unknown): error is GateError =>
  error instanceof GateError && FAULTS_OF_THE_MODEL.has(error.code);
