import { lstat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import * as z from 'zod';
import { checkDvcPins } from '../../acquire/dvc-pins.ts';
import { verifyBlobs } from '../../acquire/verify-blobs.ts';
import { fixedClock, systemClock, timestamp } from '../../core/clock.ts';
import { EXIT, GateError, type ExitCode } from '../../core/errors.ts';
import type { SandboxDriverName } from '../../core/policy.ts';
import { bomContents } from '../../gate/bom-contents.ts';
import { ENVIRONMENT_BOM, environmentContents, environmentsOf } from '../../gate/bom-environment.ts';
import { contentsOfRun } from '../../gate/bom-documents.ts';
import { readInPlace } from '../../gate/prepare.ts';
import { readRun } from '../../gate/read-run.ts';
import { parsingSandbox } from '../../gate/standalone.ts';
import { verifyAttestations } from '../../gate/verify-attestations.ts';
import { chooseSandbox } from '../../sandbox/choose.ts';
import type { ModelContents } from '../../trust/bom/contents.ts';
import { cycloneDxOfEnvironment } from '../../trust/bom/cyclonedx-environment.ts';
import { cycloneDxOfModel } from '../../trust/bom/cyclonedx-model.ts';
import { spdxOfEnvironment } from '../../trust/bom/spdx-environment.ts';
import { spdxOfModel } from '../../trust/bom/spdx-model.ts';
import type { CommandCall } from '../command.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';
import { readPublicKeyFile } from '../trust-options.ts';

const optionsSchema = z.object({
  environment: z.boolean().default(false),
  runner: z.enum(['gguf', 'onnx']).optional(),
  key: z.string().optional(),
  dvcRemote: z.string().optional(),
});
type Options = z.infer<typeof optionsSchema>;

export async function run(call: CommandCall): Promise<ExitCode> {
  const { args, options, output } = call;
  const given = parseOptions(optionsSchema, options);
  if (given.environment) return ofEnvironment(call, given);
  if (given.runner !== undefined) throw new GateError('USAGE', '--runner says which --environment is meant');
  const source = resolve(firstArgument(args));
  const remote = await remoteDirectory(given.dvcRemote);
  const isRun = (await lstat(join(source, 'run.json')).catch(() => undefined))?.isFile() === true;
  const contents = isRun ? await ofRun(call, source, given, remote) : await ofModel(call, source, remote);
  output.json(output.format === 'spdx' ? spdxOfModel(contents) : cycloneDxOfModel(contents));
  return EXIT.good;
}

/** Of the run: what its gate signed. By itself: what is here. */
async function ofEnvironment(
  { args, output, signal }: CommandCall,
  { key, dvcRemote, runner }: Options,
): Promise<ExitCode> {
  if (dvcRemote !== undefined) throw new GateError('USAGE', '--dvc-remote says nothing of the environment');
  const spdx = output.format === 'spdx';
  const [source] = args;
  if (source === undefined) {
    const contents = await environmentContents(await strongestSandbox(signal), documentTime(), runner);
    output.json(spdx ? spdxOfEnvironment(contents) : cycloneDxOfEnvironment(contents));
    return EXIT.good;
  }
  if (key === undefined) throw new GateError('USAGE', 'the gate’s public key is needed: --key gate.pub.pem');
  const publicKeyPem = await readPublicKeyFile(key);
  const { statements } = await verifyAttestations(source, publicKeyPem);
  const form = `${spdx ? 'spdx' : 'cyclonedx'}.sigstore.json`;
  const part = runner === undefined ? '' : await partOf(source, publicKeyPem, runner);
  const found = statements.find(({ file }) => basename(file) === `${ENVIRONMENT_BOM}${part}-${form}`);
  if (found === undefined)
    throw new GateError('SOURCE_NOT_FOUND', `${source} holds no bill of materials of its environment`, {
      next: 'A run has one when something was evaluated in it; without RUN_DIR, this machine’s is written.',
    });
  output.json(found.statement.predicate);
  return EXIT.good;
}

/** Of the names of statements about environments: the first runner's has none. */
async function partOf(run: string, publicKeyPem: string, runner: 'gguf' | 'onnx'): Promise<string> {
  const { evidence } = await readRun(run, publicKeyPem);
  const [first] = environmentsOf(evidence.get('evaluate'));
  return first?.kind === runner ? '' : `-${runner}`;
}

async function strongestSandbox(signal: AbortSignal): Promise<SandboxDriverName | undefined> {
  try {
    return (await chooseSandbox({ minimum: 'podman', signal })).driver.name;
  } catch (error) {
    if (error instanceof GateError && error.code === 'NO_SANDBOX') return undefined;
    throw error;
  }
}

/** What a gate found, verified first: its metrics are worth what its signature is. */
async function ofRun(
  { signal }: CommandCall,
  source: string,
  { key }: Options,
  dvcRemote: string | undefined,
): Promise<ModelContents> {
  if (key === undefined) throw new GateError('USAGE', 'the gate’s public key is needed: --key gate.pub.pem');
  const finished = await readRun(source, await readPublicKeyFile(key));
  await verifyBlobs(finished.submission.files, signal);
  return contentsOfRun({ ...finished, sandbox: await parsingSandbox(signal), dvcRemote, signal });
}

async function ofModel(
  { signal, output }: CommandCall,
  source: string,
  remote: string | undefined,
): Promise<ModelContents> {
  const sandbox = await parsingSandbox(signal);
  const { submission, facts } = await readInPlace(source, sandbox, { signal, progress: output.progress, blake3: true });
  const pins = await checkDvcPins({ files: submission.files, facts, remote, signal });
  return bomContents({ submission, facts, evidence: new Map(), statements: [], pins, at: documentTime() });
}

/** `SOURCE_DATE_EPOCH` of reproducible-builds.org, in seconds, else now. */
function documentTime(): string {
  const epoch = process.env['SOURCE_DATE_EPOCH'];
  if (epoch !== undefined && !/^\d{1,11}$/u.test(epoch))
    throw new GateError('USAGE', 'SOURCE_DATE_EPOCH must be a number of seconds');
  return timestamp(epoch === undefined ? systemClock : fixedClock(new Date(Number(epoch) * 1_000)));
}

async function remoteDirectory(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  const entry = await lstat(path).catch(() => undefined);
  if (entry?.isDirectory() !== true) throw new GateError('USAGE', `--dvc-remote: ${path} is no directory`);
  return resolve(path);
}
