import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { X509Certificate } from 'node:crypto';
import * as z from 'zod';
import { inspect } from '../../acquire/inspect.ts';
import { printable } from '../../core/escape.ts';
import { systemClock } from '../../core/clock.ts';
import { EXIT, GateError, type ExitCode } from '../../core/errors.ts';
import { writeAtomic } from '../../storage/atomic-file.ts';
import { followChain, readCertificates } from '../../trust/certificate-chain.ts';
import { unreadableFault } from '../../trust/key-advice.ts';
import { readableByOthers } from '../../trust/key-file.ts';
import { OMS_HASHES } from '../../trust/oms-digest.ts';
import { isPlainPath, isSpecIgnored, omsStatement } from '../../trust/oms-manifest.ts';
import type { KeylessSigner } from '../../trust/keyless.ts';
import { signStatementBy } from '../../trust/sign.ts';
import { publicInstance, readSigstoreInstance } from '../../trust/sigstore-instance.ts';
import type { Statement } from '../../trust/statement.ts';
import { requestTimestamp } from '../../trust/timestamp-request.ts';
import { openSigner } from '../../trust/signer/open-signer.ts';
import { isLoadable } from '../../verify/loadable.ts';
import { omsResources } from '../../verify/oms-resources.ts';
import { besideModel, isSignature } from '../../verify/signature-files.ts';
import type { CommandCall } from '../command.ts';
import type { Output } from '../output.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';
import { leadsOut, linkedFromOutside, pathWithin } from '../path-within.ts';
import { readTrustRoot } from '../trust-options.ts';

const optionsSchema = z.object({
  key: z.string().optional(),
  pkcs11Uri: z.string().startsWith('pkcs11:', 'begins with pkcs11:').optional(),
  passphrase: z.string().optional(),
  tsaUrl: z.string().optional(),
  sigstore: z.boolean().default(false),
  identityToken: z.string().min(1).optional(),
  trustRoot: z.string().optional(),
  cert: z.string().optional(),
  certChain: z.array(z.string()).optional(),
  hash: z.enum(OMS_HASHES),
  shardSize: z.coerce.number().int().min(1, 'at least 1 byte').optional(),
  ignorePath: z.array(z.string()).default([]),
  signature: z.string().optional(),
  allowSymlinks: z.boolean().default(false),
});

/** Signs what lies there now: every file but the signature itself, what the specification leaves out, and what is named. */
export async function run({ args, options, output, signal }: CommandCall): Promise<ExitCode> {
  const given = parseOptions(optionsSchema, options);
  const source = resolve(firstArgument(args));
  const seal = given.sigstore ? await keylessSeal(given, output) : await keySeal(given, output);
  const followLinks = given.allowSymlinks;
  const single = !(await isDirectory(source));
  const target = resolve(given.signature ?? (single ? `${source}.sig` : join(source, 'model.sig')));
  await refuseToReplace(target);
  const submission = await inspect({ source, signal, progress: output.progress, followLinks, exactNames: true });
  const others = single ? [] : [...(await besideModel(submission.files)).own].map((path) => join(source, path));
  const ignored = (
    await Promise.all([...new Set([target, ...others, ...given.ignorePath])].map((path) => within(source, path)))
  ).flatMap((path) => path ?? []);
  for (const path of given.ignorePath) {
    const inside = await within(source, path);
    if (inside !== undefined && !isPlainPath(inside))
      throw new GateError('USAGE', `--ignore-path ${path}: a list of ignored paths can hold no *, ? or [ (OMS §6.2.1)`);
    if (
      inside === undefined ||
      !submission.files.some((file) => file.path === inside || file.path.startsWith(`${inside}/`))
    )
      output.note(
        `warning: --ignore-path ${printable(path, 200)} names nothing in ${printable(source, 200)} (relative to it, or absolute)`,
      );
  }
  const files = submission.files.filter(
    ({ path }) => single || !(isSpecIgnored(path) || ignored.some((one) => path === one || path.startsWith(`${one}/`))),
  );
  const signed = new Set(files.map(({ path }) => path));
  for (const file of submission.files)
    if (!signed.has(file.path) && !isSpecIgnored(file.path) && (await isLoadable(file)))
      output.note(
        `warning: ${printable(file.path, 200)} is left out, and a loader may take it: modelgate verify refuses that`,
      );
  const outside = followLinks ? await linkedFromOutside(source, files) : [];
  for (const path of outside)
    output.note(`warning: ${printable(path, 200)} is a link out of the model: what it leads to is signed as it is now`);
  if (files.length === 0) throw new GateError('SUBMISSION_EMPTY', `${source}: nothing is left to sign`);
  const { hash, shardSize } = given;
  const resources = await omsResources(files, hash, shardSize, signal);
  if (resources.length === 0)
    throw new GateError('SUBMISSION_EMPTY', `${source}: only empty files, which have no shard`);
  const statement = omsStatement(basename(source), resources, {
    hash,
    ...(shardSize === undefined ? {} : { shardSize }),
    ignored,
    allowSymlinks: followLinks,
  });
  const { bundle, signer } = await seal(statement);
  await writeAtomic(target, `${JSON.stringify(bundle)}\n`);
  if (output.format === 'json')
    output.json({
      version: 1,
      signature: target,
      files: files.length,
      ...(followLinks ? { outside } : {}),
      ...(signer === undefined ? {} : { signer }),
    });
  else {
    output.line(`signed ${files.length} ${files.length === 1 ? 'file' : 'files'}: ${target}`);
    if (signer !== undefined)
      output.line(`as ${printable(signer.identity)}, by the word of ${printable(signer.issuer)}`);
  }
  return EXIT.good;
}

type Options = z.infer<typeof optionsSchema>;
type Seal = (statement: Statement) => Promise<{ readonly bundle: unknown; readonly signer?: KeylessSigner }>;

/** By a key of the signer's, wherever it lies, with a certificate where one is given. */
async function keySeal(given: Options, output: Output): Promise<Seal> {
  const key = given.key ?? given.pkcs11Uri;
  if (key === undefined || (given.key !== undefined && given.pkcs11Uri !== undefined))
    throw new GateError('USAGE', 'one private key is needed: --key publisher.pem, or --pkcs11-uri URI; or --sigstore');
  if (given.identityToken !== undefined || given.trustRoot !== undefined)
    throw new GateError('USAGE', '--identity-token and --trust-root belong to --sigstore');
  const exposed = await readableByOthers(key);
  if (exposed !== undefined) output.note(`warning: ${exposed}`);
  if (given.pkcs11Uri?.includes('pin-value=') === true)
    output.note('warning: everybody on this machine can read the pin-value of the URI: use pin-source or --passphrase');
  const signer = await openSigner(key, given.passphrase);
  const chain = await readChain(given.cert, given.certChain ?? []);
  const refused = chain === undefined ? undefined : faultOf(chain);
  if (refused !== undefined) output.note(`warning: ${refused}: modelgate verify refuses what it signs`);
  const { tsaUrl } = given;
  const timestamp =
    tsaUrl === undefined ? undefined : (signature: Buffer) => requestTimestamp(tsaUrl, signature, fetch);
  return async (statement) => ({ bundle: await signStatementBy(signer, statement, chain, timestamp) });
}

/** Why a chain would not verify now, under its own last certificate; nothing for one that does. */
function faultOf(chain: readonly X509Certificate[]): string | undefined {
  try {
    followChain(chain, chain.slice(-1), systemClock.now());
    return undefined;
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return error.message;
  }
}

/** By an identity: Sigstore's authority and log, or those of the trust root. */
async function keylessSeal(given: Options, output: Output): Promise<Seal> {
  for (const [option, value] of Object.entries({
    '--key': given.key,
    '--pkcs11-uri': given.pkcs11Uri,
    '--cert': given.cert,
    '--cert-chain': given.certChain,
    '--tsa-url': given.tsaUrl,
  }))
    if (value !== undefined)
      throw new GateError('USAGE', `--sigstore signs without a key of yours: leave out ${option}`);
  if (given.identityToken !== undefined)
    output.note('warning: everybody on this machine can read the token in the arguments: SIGSTORE_ID_TOKEN hides it');
  // Loaded here: its HTTP client is large, and no other way of signing needs it.
  const { signKeyless } = await import('../../trust/sign-keyless.ts');
  const instance =
    given.trustRoot === undefined
      ? await publicInstance()
      : readSigstoreInstance(await readTrustRoot(given.trustRoot), given.trustRoot);
  return (statement) => signKeyless(statement, given.identityToken, { instance, clock: systemClock });
}

async function isDirectory(path: string): Promise<boolean> {
  const entry = await stat(path).catch(() => undefined);
  return entry?.isDirectory() ?? false;
}

/** A signature is written over an older one, and over nothing else: `--signature model.safetensors` would be the end of it. */
async function refuseToReplace(target: string): Promise<void> {
  if (!(await isDirectory(dirname(target))))
    throw new GateError('USAGE', `${dirname(target)} is no directory: the signature can't be written there`);
  const entry = await stat(target).catch(() => undefined);
  if (entry === undefined) return;
  if (!entry.isFile() || !(await isSignature({ path: target, size: entry.size, blob: target })))
    throw new GateError('USAGE', `${target} exists and holds no signature: name another file`);
}

/** Relative to the model, or undefined when it lies outside. */
async function within(source: string, path: string): Promise<string | undefined> {
  const inside = await pathWithin(source, path);
  return inside === '' || leadsOut(inside) ? undefined : inside;
}

async function readChain(leaf: string | undefined, above: readonly string[]): Promise<X509Certificate[] | undefined> {
  if (leaf === undefined) {
    if (above.length > 0) throw new GateError('USAGE', '--cert-chain needs --cert, the certificate of the key');
    return undefined;
  }
  const files = await Promise.all(
    [leaf, ...above].map(async (path) => {
      const pem = await readFile(path, 'utf8').catch((error: unknown) => {
        const { why, next } = unreadableFault(error);
        throw new GateError('KEY_INVALID', `${path}: ${why}`, { cause: error, next });
      });
      return readCertificates(pem, path);
    }),
  );
  return files.flat();
}
