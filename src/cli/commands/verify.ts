import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, resolve } from 'node:path';
import * as z from 'zod';
import { inspect } from '../../acquire/inspect.ts';
import { systemClock } from '../../core/clock.ts';
import { EXIT, GateError, systemCode, type ExitCode } from '../../core/errors.ts';
import type { Policy } from '../../core/policy.ts';
import { standaloneWithoutFacts } from '../../gate/standalone.ts';
import { isAttestation, verifyAttestations } from '../../gate/verify-attestations.ts';
import { readCertificates } from '../../trust/certificate-chain.ts';
import { readPublicKey } from '../../trust/key.ts';
import { MAX_BUNDLE_BYTES } from '../../trust/sigstore-bundle.ts';
import { checkSignature } from '../../verify/check-signature.ts';
import { verifyStage } from '../../verify/stage.ts';
import { renderSignatureText, renderVerifyText } from '../../verify/text.ts';
import { renderAttestationsText } from '../attestations-text.ts';
import type { CommandCall } from '../command.ts';
import { OUTCOME_EXIT } from '../outcome-exit.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';
import { policyFrom, policyOptions } from '../policy-options.ts';

const optionsSchema = z.object({
  ...policyOptions,
  key: z.string().optional(),
  certChain: z.array(z.string()).optional(),
  identity: z.string().optional(),
  issuer: z.string().optional(),
  trustRoot: z.string().optional(),
  signature: z.string().optional(),
  ignorePath: z.array(z.string()).default([]),
  ignoreUnsignedFiles: z.boolean().default(false),
});
type Options = z.infer<typeof optionsSchema>;

export async function run(call: CommandCall): Promise<ExitCode> {
  const { args, options, output, signal } = call;
  const given = parseOptions(optionsSchema, options);
  const source = firstArgument(args);
  if (given.signature !== undefined) return verifyOne(call, given, source, given.signature);
  if (given.ignorePath.length > 0 || given.ignoreUnsignedFiles)
    throw new GateError('USAGE', 'only with --signature: without it, everything counts that lies there');
  if (await isAttestation(source)) {
    if (given.key === undefined) throw new GateError('USAGE', 'the gate’s public key is needed: --key gate.pub.pem');
    const checked = await verifyAttestations(source, await readPublicKeyFile(given.key));
    if (output.format === 'json') output.json({ version: 1, ...checked });
    else for (const line of renderAttestationsText(checked)) output.line(line);
    return EXIT.good;
  }
  const { policy } = await policyFrom(given);
  const { evidence } = await standaloneWithoutFacts(
    {
      source,
      policy: { ...policy, trust: await trusting(policy.trust, given) },
      clock: systemClock,
      signal,
      progress: output.progress,
    },
    (context) => verifyStage.run(context, {}),
  );
  if (output.format === 'json') output.json({ version: 1, evidence });
  else for (const line of renderVerifyText(evidence)) output.line(line);
  return OUTCOME_EXIT[evidence.outcome];
}

/** One signature, wherever it lies, over the model without what the caller leaves out. */
async function verifyOne(
  { output, signal }: CommandCall,
  given: Options,
  source: string,
  signature: string,
): Promise<ExitCode> {
  const { policy } = await policyFrom(given);
  const trust = await trusting(policy.trust, given);
  const bytes = await readBounded(signature);
  const submission = await inspect({ source, signal, progress: output.progress });
  const single = (await stat(source)).isFile();
  const root = single ? dirname(resolve(source)) : resolve(source);
  const ignored = [resolve(signature), ...given.ignorePath].map((path) =>
    relative(root, isAbsolute(path) ? path : resolve(root, path)),
  );
  const files = submission.files.filter(
    ({ path }) => single || !ignored.some((one) => path === one || path.startsWith(`${one}/`)),
  );
  const check = await checkSignature(basename(signature), bytes, files, new Set(), trust, {
    clock: systemClock,
    signal,
    allowUnlisted: given.ignoreUnsignedFiles,
  });
  if (output.format === 'json') output.json({ version: 1, verified: check.status === 'verified', check });
  else for (const line of renderSignatureText(check)) output.line(line);
  return check.status === 'verified' ? EXIT.good : EXIT.bad;
}

/** The policy's trust and what the command line adds. */
async function trusting(trust: Policy['trust'], given: Options): Promise<Policy['trust']> {
  const { identity, issuer, key, certChain, trustRoot } = given;
  if (certChain === undefined && (identity === undefined) !== (issuer === undefined))
    throw new GateError('USAGE', '--identity and --issuer belong together');
  if (certChain !== undefined && issuer !== undefined)
    throw new GateError('USAGE', '--cert-chain and --issuer exclude each other');
  const keys = key === undefined ? [] : [{ name: key, publicKey: await readPublicKeyFile(key) }];
  const authorities = await Promise.all(
    (certChain ?? []).map(async (path) => ({
      name: path,
      certificates: await readCertificateFile(path),
      ...(identity === undefined ? {} : { identity }),
    })),
  );
  const identities = identity === undefined || issuer === undefined ? [] : [{ identity, issuer }];
  return {
    ...trust,
    keys: [...trust.keys, ...keys],
    identities: [...trust.identities, ...identities],
    authorities: [...trust.authorities, ...authorities],
    ...(trustRoot === undefined ? {} : { trustedRoot: await readText(trustRoot) }),
  };
}

async function readPublicKeyFile(path: string): Promise<string> {
  const pem = await readText(path);
  readPublicKey(pem, path);
  return pem;
}

async function readCertificateFile(path: string): Promise<string> {
  const pem = await readText(path);
  readCertificates(pem, path);
  return pem;
}

async function readText(path: string): Promise<string> {
  const pem = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new GateError('KEY_INVALID', `${path} can't be read`, { cause: error });
  });
  return pem.trim();
}

async function readBounded(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > MAX_BUNDLE_BYTES)
      throw new GateError('LIMIT_EXCEEDED', `${path} is larger than ${MAX_BUNDLE_BYTES} bytes, the limit for a bundle`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw new GateError('SOURCE_NOT_FOUND', `${path} can't be read (${systemCode(error) ?? 'unknown'})`, {
      cause: error,
    });
  }
}
