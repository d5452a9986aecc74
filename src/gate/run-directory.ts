import { createHash, randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import * as z from 'zod';
import { canonicalJson } from '../core/canonical-json.ts';
import type { Clock } from '../core/clock.ts';
import { sha256Schema } from '../core/digest-schema.ts';
import { GateError, systemCode } from '../core/errors.ts';
import { STAGES, type StageName } from '../core/evidence.ts';
import { UNFINISHED, writeAtomic } from '../storage/atomic-file.ts';
import { takeLock } from '../storage/lock.ts';
import { ANSWERS } from './kept-answers.ts';

export const MANIFEST = 'manifest.jsonl';

/** What a run was started for. Two starts with the same key are the same run. */
const runRecordSchema = z.object({
  version: z.literal(1),
  key: sha256Schema,
  source: z.string(),
  base: z.string().optional(),
  createdAt: z.iso.datetime(),
});

export interface RunInputs {
  readonly source: string;
  readonly base: string | undefined;
  readonly policyDigest: string;
  /** Over the statements that the operator named. */
  readonly attestations: string | undefined;
  readonly gateVersion: string;
  readonly gateKeyId: string;
}

export interface RunDirectory {
  readonly path: string;
  /** True when an unfinished run of the same inputs was found here. */
  readonly resumed: boolean;
  readonly blobs: string;
  readonly scratch: string;
  readonly events: string;
  statement(stage: StageName): string;
  readonly vsa: string;
  /** A statement in a standard predicate type, drawn from those of the stages. */
  standard(name: string): string;
  readonly ledgerReceipt: string;
  readonly report: string;
  readonly verdict: string;
  /** What the model answered in the evaluation, a JSON text per line. */
  readonly answers: string;
  /** Answers as they come, until the evaluation is signed. */
  readonly journal: string;
  readonly fingerprint: string;
  /** The list of files, where it is too long for a statement. */
  readonly manifest: string;
  release(): Promise<void>;
}

/** `$MODELGATE_RUNS`, else `$XDG_STATE_HOME/modelgate/runs`, else `~/.local/state/modelgate/runs`. */
function runsRoot(): string {
  const own = process.env['MODELGATE_RUNS'];
  if (own !== undefined && own !== '') return resolve(own);
  const state = process.env['XDG_STATE_HOME'];
  return join(state !== undefined && state !== '' ? state : join(homedir(), '.local', 'state'), 'modelgate', 'runs');
}

/**
 * Opens the run directory for these inputs: the one named, else an unfinished one of the same inputs, else a new one.
 * Holds its lock until `release()`.
 * @throws GateError RUN_BUSY, RUN_MISMATCH
 */
export async function openRunDirectory(
  inputs: RunInputs,
  options: {
    readonly named: string | undefined;
    readonly clock: Clock;
    /** Never continue an unfinished run. */
    readonly fresh: boolean;
  },
): Promise<RunDirectory> {
  const source = await realpath(inputs.source).catch((error: unknown) => {
    throw new GateError('SOURCE_NOT_FOUND', `${inputs.source} can't be opened (${systemCode(error) ?? 'unknown'})`);
  });
  const { source: _given, ...rest } = inputs;
  const key = sha256Schema.parse(
    `sha256:${createHash('sha256')
      .update(canonicalJson({ ...rest, source }))
      .digest('hex')}`,
  );
  const path =
    options.named === undefined
      ? ((options.fresh ? undefined : await findUnfinished(key)) ?? (await newPath(source, options.clock)))
      : resolve(options.named);

  await mkdir(path, { recursive: true, mode: 0o700 });
  const lock = await takeLock(join(path, 'lock'));
  try {
    const found = await readRecord(path);
    if (found === undefined) {
      const others = (await readdir(path)).filter((name) => !name.startsWith('lock') && !UNFINISHED.test(name));
      if (others.length > 0) {
        throw new GateError('RUN_MISMATCH', `${path} is not empty and holds no run of modelgate`);
      }
      const record = { version: 1, key, source, base: inputs.base, createdAt: options.clock.now().toISOString() };
      await writeAtomic(join(path, 'run.json'), `${JSON.stringify(record, null, 2)}\n`);
    } else if (options.fresh) {
      throw new GateError('RUN_MISMATCH', `${path} holds a run of ${found.source} as it was before it changed`);
    } else if (found.key !== key) {
      throw new GateError('RUN_MISMATCH', `${path} holds a run of ${found.source} with other inputs`);
    }
    await removeLeftovers(path);
    return layout(path, found !== undefined, () => lock.release());
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function layout(path: string, resumed: boolean, release: () => Promise<void>): RunDirectory {
  return {
    path,
    resumed,
    blobs: join(path, 'blobs'),
    scratch: join(path, 'scratch'),
    events: join(path, 'events.jsonl'),
    statement: (stage) => join(path, 'statements', `${STAGES.indexOf(stage) + 1}-${stage}.sigstore.json`),
    vsa: join(path, 'vsa.sigstore.json'),
    standard: (name) => join(path, 'statements', `${name}.sigstore.json`),
    ledgerReceipt: join(path, 'ledger.json'),
    report: join(path, 'report.html'),
    verdict: join(path, 'verdict.json'),
    answers: join(path, ANSWERS),
    journal: join(path, 'answers.journal'),
    fingerprint: join(path, 'source.json'),
    manifest: join(path, MANIFEST),
    release,
  };
}

async function readRecord(path: string): Promise<z.infer<typeof runRecordSchema> | undefined> {
  try {
    return runRecordSchema.parse(JSON.parse(await readFile(join(path, 'run.json'), 'utf8')));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw new GateError('RUN_MISMATCH', `${path}/run.json is no record of a run`, { cause: error });
  }
}

/** Finished runs (with a verdict) are never opened again: their source may have changed since. */
async function findUnfinished(key: string): Promise<string | undefined> {
  const root = runsRoot();
  const names = await readdir(root).catch(() => []);
  for (const name of names.toSorted((a, b) => (a < b ? 1 : -1))) {
    const path = join(root, name);
    const finished = await lstat(join(path, 'verdict.json')).then(
      () => true,
      () => false,
    );
    if (finished) continue;
    const record = await readRecord(path).catch(() => undefined);
    if (record?.key === key) return path;
  }
  return undefined;
}

async function newPath(source: string, clock: Clock): Promise<string> {
  const root = runsRoot();
  await mkdir(root, { recursive: true, mode: 0o700 });
  const when = clock
    .now()
    .toISOString()
    .replace(/[-:]|\.\d+/gu, '');
  const label = basename(source)
    .replace(/[^A-Za-z0-9._-]/gu, '_')
    .slice(0, 60);
  return join(root, `${when}-${label}-${randomBytes(4).toString('hex')}`);
}

/** What a killed run left: half-written files and the scratch directory. Blobs clean up after themselves. */
async function removeLeftovers(path: string): Promise<void> {
  for (const directory of [path, join(path, 'statements')]) {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    for (const name of await readdir(directory)) {
      if (UNFINISHED.test(name)) await rm(join(directory, name), { force: true });
    }
  }
  await rm(join(path, 'scratch'), { recursive: true, force: true });
  await mkdir(join(path, 'scratch'), { mode: 0o700 });
}
