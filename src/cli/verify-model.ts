import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { systemClock } from '../core/clock.ts';
import { EXIT, GateError, type ExitCode } from '../core/errors.ts';
import { printable } from '../core/escape.ts';
import type { Outcome } from '../core/evidence.ts';
import { wrap } from '../core/layout.ts';
import type { Answer } from '../core/verdict.ts';
import { judgeAttestations } from '../decide/judge-attestations.ts';
import type { SignatureCheck } from '../core/predicates/verify.ts';
import { inScratch } from '../gate/in-scratch.ts';
import { isAttestation } from '../gate/is-attestation.ts';
import { checkSignatureFile } from '../verify/check-signature.ts';
import { MAX_DIGEST_LIST_BYTES, readDigestList, type DigestList } from '../verify/digest-list.ts';
import { readSources } from '../verify/attestations/sources.ts';
import { besideModel } from '../verify/signature-files.ts';
import { verifyStage } from '../verify/stage.ts';
import { listed, renderSignatureText, renderVerifyText } from '../verify/text.ts';
import type { Submission } from '../core/submission.ts';
import type { CommandCall } from './command.ts';
import { parseOptions } from './parse-options.ts';
import { verifyOptionsSchema, type VerifyOptions } from './verify-options.ts';
import { linkedFromOutside, pathWithin } from './path-within.ts';
import { policyFrom } from './policy-options.ts';
import { readBundleFile } from './read-bundle.ts';
import { isImage } from './is-image.ts';
import { readPublicKeyFile, trustFrom } from './trust-options.ts';

/** `reading` is the model as it lies there, where its bytes are hashed. */
export async function verifyModel(
  call: CommandCall,
  source: string,
  reading: Promise<Submission> | undefined,
): Promise<ExitCode> {
  const { output, signal } = call;
  const given = parseOptions(verifyOptionsSchema, call.options);
  if (given.vsa !== undefined) {
    const { verifyAgainstSummary } = await import('./verify-against-summary.ts');
    return verifyAgainstSummary(call, { ...given, source, vsa: given.vsa });
  }
  const beside = given.signature === undefined ? await signatureBeside(source) : undefined;
  if (beside !== undefined) return verifyOne(call, given, source, beside, reading);
  if (given.signature !== undefined && given.attestations.length > 0)
    throw new GateError('USAGE', '--signature checks one signature alone; leave it out for --attestations');
  if (given.signature !== undefined) return verifyOne(call, given, source, given.signature, reading);
  if (
    given.ignorePath.length > 0 ||
    given.ignoreUnsignedFiles ||
    given.partial ||
    given.allowSymlinks ||
    given.digests !== undefined
  )
    throw new GateError('USAGE', 'only with --signature: without it, everything counts that lies there');
  if (isImage(source)) {
    const { policy } = await policyFrom(given);
    const { verifyImage } = await import('./verify-image.ts');
    return verifyImage(call, source, await trustFrom(policy.trust, given), given.allowNetwork);
  }
  if (await isAttestation(source)) {
    if (given.key === undefined) throw new GateError('USAGE', 'the gate’s public key is needed: --key gate.pub.pem');
    const [{ verifyAttestations }, { renderAttestationsText }] = await Promise.all([
      import('../gate/verify-attestations.ts'),
      import('./attestations-text.ts'),
    ]);
    const checked = await verifyAttestations(source, await readPublicKeyFile(given.key));
    if (output.format === 'json') output.json({ version: 1, verified: true, ...checked });
    else for (const line of renderAttestationsText(checked)) output.line(line);
    return EXIT.good;
  }
  const { policy } = await policyFrom(given);
  const sources = await readSources(given.attestations);
  const evidence = await inScratch(
    {
      source,
      policy: { ...policy, trust: await trustFrom(policy.trust, given) },
      clock: systemClock,
      signal,
      progress: output.progress,
    },
    await whole(reading),
    (context) => verifyStage.run(context, { sources }),
  );
  const demands = judgeAttestations(new Map([['verify', evidence]]), policy, systemClock.now());
  const blocking = policy.requirements.attestations === 'record' ? [] : demands.map(({ answer }) => answer);
  const exit = exitOf(evidence.outcome, blocking);
  if (output.format === 'json')
    output.json({
      version: 1,
      verified: exit === EXIT.good,
      evidence,
      ...(demands.length === 0 ? {} : { demands }),
    });
  else {
    for (const line of renderVerifyText(evidence)) output.line(line);
    for (const { answer, message } of demands)
      for (const line of wrap(printable(message, 800), { first: answer.padEnd(11), rest: ' '.repeat(11) }))
        output.line(line);
  }
  return exit;
}

/** Verified, or not: whoever asks whether a model is signed wants no third answer, so unsigned and unsettled are not verified. */
function exitOf(outcome: Outcome, answers: readonly Answer[]): ExitCode {
  if (outcome === 'errored') return EXIT.incomplete;
  return outcome === 'passed' && answers.every((answer) => answer === 'pass') ? EXIT.good : EXIT.bad;
}

/** One signature, wherever it lies, over the model without what the caller leaves out. */
async function verifyOne(
  { output, signal }: CommandCall,
  given: VerifyOptions,
  source: string,
  signature: string,
  reading: Promise<Submission> | undefined,
): Promise<ExitCode> {
  const { policy } = await policyFrom(given);
  const trust = await trustFrom(policy.trust, given);
  const bytes = await readBundleFile(signature);
  // A list of digests can be of a model that lies elsewhere.
  const single = (await stat(source).catch(() => undefined))?.isFile() ?? false;
  const root = single ? dirname(resolve(source)) : resolve(source);
  const own = await pathWithin(root, resolve(signature));
  const left = await Promise.all(given.ignorePath.map((path) => pathWithin(root, path)));
  const ignored = [own, ...left];
  const counts = (path: string): boolean => !ignored.some((one) => path === one || path.startsWith(`${one}/`));
  const options = {
    clock: systemClock,
    signal,
    allowUnlisted: given.ignoreUnsignedFiles,
    allowMissing: given.partial,
  };
  let check: SignatureCheck;
  let passedOver: string[] = [];
  let outside: string[] = [];
  if (given.digests === undefined) {
    const all = (await whole(reading)).files;
    const files = all.filter(({ path }) => single || counts(path));
    if (given.allowSymlinks) outside = await linkedFromOutside(source, files);
    passedOver = all.flatMap(({ path }) => (single || counts(path) || path === own ? [] : [path]));
    check = await checkSignatureFile(basename(signature), bytes, files, (await besideModel(files)).own, trust, options);
  } else {
    const listed = [...(await readDigestFile(given.digests))].filter(([path]) => counts(path));
    const digests = new Map(listed);
    check = await checkSignatureFile(basename(signature), bytes, [], new Set(), trust, { ...options, digests });
    output.note(`digests are those of ${given.digests}: no byte of the model was read`);
  }
  if (output.format === 'json')
    output.json({ version: 1, verified: check.status === 'verified', check, passedOver, outside });
  else
    for (const line of [
      ...renderSignatureText(check),
      ...listed('not looked at, as you asked', passedOver),
      ...listed('links out of the model', outside),
    ])
      output.line(line);
  return check.status === 'verified' ? EXIT.good : EXIT.bad;
}

/** Where `sign` puts the signature of one file; nothing for a directory, which has its own within. */
async function signatureBeside(source: string): Promise<string | undefined> {
  const path = `${resolve(source)}.sig`;
  const [model, signature] = await Promise.all([source, path].map((one) => stat(one).catch(() => undefined)));
  return model?.isFile() === true && signature?.isFile() === true ? path : undefined;
}

async function readDigestFile(path: string): Promise<DigestList> {
  const { size } = await stat(path).catch((error: unknown) => {
    throw new GateError('USAGE', `${path} can't be read`, { cause: error });
  });
  if (size > MAX_DIGEST_LIST_BYTES)
    throw new GateError('LIMIT_EXCEEDED', `${path} is larger than ${MAX_DIGEST_LIST_BYTES} bytes`);
  return readDigestList(await readFile(path, 'utf8'), path);
}

async function whole(reading: Promise<Submission> | undefined): Promise<Submission> {
  if (reading === undefined) throw new GateError('INTERNAL', 'nobody began to read the model');
  return reading;
}
