import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createHash, X509Certificate } from 'node:crypto';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { blake3FromBytes, sha256FromBytes } from '../../src/core/digest.ts';
import type { Policy } from '../../src/core/policy.ts';
import type { SignatureCheck } from '../../src/core/predicates/verify.ts';
import type { SubmissionFile } from '../../src/core/submission.ts';
import { parseManifest } from '../../src/trust/oms-manifest.ts';
import { parseBundle } from '../../src/trust/sigstore-bundle.ts';
import { parseStatement } from '../../src/trust/statement.ts';
import { checkSignature } from '../../src/verify/check-signature.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/** Signatures that other implementations made. They are data beside the project, not in it. */
const VECTORS = process.env['MODELGATE_VECTORS'] ?? fileURLToPath(new URL('../../../shared/vectors', import.meta.url));
const present = existsSync(join(VECTORS, 'oms', 'expected.json'));

const expectedSchema = z.array(
  z.object({
    dir: z.string(),
    signature: z.string(),
    model: z.string(),
    method: z.enum(['key', 'certificate', 'sigstore']),
    publicKey: z.string().optional(),
    issuer: z.string().optional(),
    chain: z.array(z.string()).optional(),
    ignorePaths: z.array(z.string()).optional(),
  }),
);
const vectors = present
  ? expectedSchema.parse(JSON.parse(readFileSync(join(VECTORS, 'oms', 'expected.json'), 'utf8')))
  : [];

function filesOf(model: string): SubmissionFile[] {
  const names = statSync(model).isDirectory() ? readdirSync(model) : [''];
  return names.map((name) => {
    const blob = join(model, name);
    const bytes = readFileSync(blob);
    const sha256 = sha256FromBytes(createHash('sha256').update(bytes).digest());
    return {
      path: name === '' ? basename(model) : name,
      size: bytes.length,
      sha256,
      blake3: blake3FromBytes(Buffer.alloc(32)),
      blob,
    };
  });
}

async function check(
  vector: (typeof vectors)[number],
  directory: string,
  now = new Date('2026-06-01'),
  identities?: Policy['trust']['identities'],
): Promise<SignatureCheck> {
  const signature = readFileSync(join(directory, vector.signature));
  const bundle = parseBundle(signature, 'model.sig');
  const leaf = bundle.material.kind === 'certificate' ? bundle.material.chain[0] : undefined;
  return checkSignature(
    'model.sig',
    signature,
    filesOf(join(directory, vector.model)).filter(({ path }) => !(vector.ignorePaths ?? []).includes(path)),
    new Set(['model.sig']),
    {
      keys:
        vector.publicKey === undefined
          ? []
          : [{ name: 'signer', publicKey: readFileSync(join(directory, vector.publicKey), 'utf8') }],
      identities:
        identities ??
        (vector.issuer === undefined || leaf === undefined ? [] : [{ identity: emailOf(leaf), issuer: vector.issuer }]),
      authorities: (vector.chain ?? []).map((file) => ({
        name: 'authority',
        certificates: readFileSync(join(VECTORS, 'oms', file), 'utf8'),
      })),
    },
    { clock: { now: () => now }, signal: AbortSignal.timeout(10_000) },
  );
}

function emailOf(certificate: X509Certificate): string {
  return certificate.subjectAltName?.replace(/^email:/u, '') ?? '';
}

describe.skipIf(!present)('signatures of other OMS implementations (skipped where the vectors are absent)', () => {
  it.each(vectors)('$dir verifies', async (vector) => {
    expect(await check(vector, join(VECTORS, 'oms'))).toMatchObject({ status: 'verified', changed: [], unlisted: [] });
  });

  it.each(vectors)('$dir fails once any signed byte changes', async (vector) => {
    const directory = await temporaryDirectory();
    cpSync(join(VECTORS, 'oms'), directory, { recursive: true, mode: 0 });
    const model = join(directory, vector.model);
    const file = statSync(model).isDirectory() ? join(model, 'signme-1') : model;
    writeFileSync(`${file}.tmp`, Buffer.concat([readFileSync(file), Buffer.from('x')]));
    cpSync(`${file}.tmp`, file, { force: true });
    const { status, changed } = await check(vector, directory);
    expect({ status, changed: changed.length }).toEqual({ status: 'mismatch', changed: 1 });
  });

  it.each(vectors.filter(({ method }) => method === 'certificate'))(
    '$dir is untrusted without its authority, and invalid after its certificates expired',
    async (vector) => {
      const directory = join(VECTORS, 'oms');
      expect(await check({ ...vector, chain: [] }, directory)).toMatchObject({ status: 'untrusted', changed: [] });
      expect(await check(vector, directory, new Date('2036-01-01'))).toMatchObject({ status: 'invalid' });
    },
  );

  it.each(vectors.filter(({ method }) => method === 'sigstore'))(
    '$dir is by nobody whose name only looks like its signer’s',
    async (vector) => {
      const directory = join(VECTORS, 'oms');
      const bundle = parseBundle(readFileSync(join(directory, vector.signature)), 'it');
      const leaf = bundle.material.kind === 'certificate' ? bundle.material.chain[0] : undefined;
      if (leaf === undefined) expect.unreachable();
      const identity = emailOf(leaf);
      const issuer = vector.issuer ?? '';
      const like = (one: string, by = issuer): Promise<SignatureCheck> =>
        check(vector, directory, undefined, [{ identity: one, issuer: by }]);
      expect(await like(identity)).toMatchObject({ status: 'verified' });
      const lookAlikes = [
        identity.replace('e', 'е'),
        identity.replace('o', 'о'),
        identity.toUpperCase(),
        `${identity}.evil.example`,
        `${identity} `,
        identity.slice(1),
        '.*',
      ].filter((one) => one !== identity);
      for (const one of lookAlikes) expect(await like(one)).toMatchObject({ status: 'untrusted' });
      expect(await like(identity, `${issuer}/`)).toMatchObject({ status: 'untrusted' });
    },
  );

  it.each(['certificate', 'key', 'sigstore'])('reads the specification’s valid %s bundle', (name) => {
    const bundle = parseBundle(readFileSync(join(VECTORS, 'oms-spec', 'valid', `${name}.bundle.json`)), name);
    expect(parseManifest(parseStatement(bundle.envelope.payload, name), name).resources.length).toBeGreaterThan(0);
  });

  it.each([
    ['invalid/empty', /not JSON/u],
    ['invalid/missing-envelope', /dsseEnvelope/u],
    ['invalid/missing-verification-material', /verificationMaterial/u],
    ['invalid/missing-tlog-entries', /tlogEntries/u],
    ['invalid-payload/wrong-predicate', /no model signature/u],
  ])('refuses the specification’s %s for its own reason', (name, reason) => {
    const read = (): unknown => {
      const bundle = parseBundle(readFileSync(join(VECTORS, 'oms-spec', `${name}.bundle.json`)), name);
      return parseManifest(parseStatement(bundle.envelope.payload, name), name);
    };
    expect(read).toThrow(reason);
  });
});
