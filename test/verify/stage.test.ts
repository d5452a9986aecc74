import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../src/acquire/inspect.ts';
import { fixedClock } from '../../src/core/clock.ts';
import { GateError } from '../../src/core/errors.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { verifyPredicateSchema, type VerifyPredicate } from '../../src/core/predicates/verify.ts';
import { profilePolicy } from '../../src/decide/load-policy.ts';
import { omsResources } from '../../src/verify/oms-resources.ts';
import { omsStatement, parseManifest } from '../../src/trust/oms-manifest.ts';
import { parseBundle } from '../../src/trust/sigstore-bundle.ts';
import { parseStatement } from '../../src/trust/statement.ts';
import { verifyStage } from '../../src/verify/stage.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { signStatement } from '../support/statements.ts';

const working = { signal: AbortSignal.timeout(30_000), progress: silentProgress };
const publisher = generateKeyPairSync('ec', { namedCurve: 'P-384' });

async function model(files: Record<string, string>): Promise<string> {
  const root = join(await temporaryDirectory(), 'model');
  for (const [path, content] of Object.entries(files)) await put(root, path, content);
  return root;
}

async function put(root: string, path: string, content: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

async function sign(
  root: string,
  key: KeyObject,
  ignored: string[] = [],
  change = (statement: ReturnType<typeof omsStatement>) => statement,
): Promise<void> {
  const { files } = await inspect({ source: root, ...working });
  const resources = await omsResources(
    files.filter(({ path }) => !ignored.includes(path)),
    'sha256',
    undefined,
    working.signal,
  );
  const statement = omsStatement('model', resources, { hash: 'sha256', ignored: ['model.sig', ...ignored] });
  await writeFile(join(root, 'model.sig'), JSON.stringify(signStatement(change(statement), key)));
}

async function check(root: string): Promise<VerifyPredicate> {
  const { policy } = profilePolicy('strict');
  const publicKey = String(publisher.publicKey.export({ type: 'spki', format: 'pem' })).trim();
  const evidence = await verifyStage.run(
    {
      submission: await inspect({ source: root, ...working }),
      policy: { ...policy, trust: { keys: [{ name: 'publisher', publicKey }], identities: [], authorities: [] } },
      clock: fixedClock(new Date('2026-11-23T10:00:00Z')),
      scratch: root,
      ...working,
    },
    {},
  );
  return verifyPredicateSchema.parse(evidence.predicate);
}

const FILES = { 'config.json': '{}', 'model.safetensors': 'weights', 'sub/a b.txt': 'x', 'sub/a/b.txt': 'y' };

describe('the verify stage', () => {
  it('accepts a trusted key over every file', async () => {
    const root = await model(FILES);
    await sign(root, publisher.privateKey);
    expect(await check(root)).toMatchObject({ status: 'verified', signatures: [{ signer: 'publisher', covered: 4 }] });
  });

  it('calls an unsigned submission unsigned, not broken', async () => {
    expect(await check(await model(FILES))).toEqual({ status: 'unsigned', signatures: [] });
  });

  it('does not trust a stranger', async () => {
    const root = await model(FILES);
    await sign(root, generateKeyPairSync('ed25519').privateKey);
    expect((await check(root)).status).toBe('untrusted');
  });

  it.each([
    ['a changed file', (root: string) => put(root, 'model.safetensors', 'Weights'), 'changed', 'model.safetensors'],
    ['a file more', (root: string) => put(root, 'pytorch_model.bin', 'x'), 'unlisted', 'pytorch_model.bin'],
    ['a file less', (root: string) => rm(join(root, 'config.json')), 'missing', 'config.json'],
  ] as const)('names %s', async (_what, change, list, path) => {
    const root = await model(FILES);
    await sign(root, publisher.privateKey);
    await change(root);
    const { status, signatures } = await check(root);
    expect({ status, paths: signatures[0]?.[list] }).toEqual({ status: 'mismatch', paths: [path] });
  });

  it('lets a signer leave out notes, and never weights or code', async () => {
    const root = await model({ ...FILES, 'NOTES.md': 'n', 'run.py': 'pass' });
    await sign(root, publisher.privateKey, ['NOTES.md']);
    expect(await check(root)).toMatchObject({ status: 'verified', signatures: [{ ignored: ['NOTES.md'] }] });
    await rm(join(root, 'model.sig'));
    await sign(root, publisher.privateKey, ['NOTES.md', 'run.py', 'model.safetensors']);
    expect(await check(root)).toMatchObject({
      status: 'mismatch',
      signatures: [{ unlisted: ['model.safetensors', 'run.py'] }],
    });
  });

  it.each(['../config.json', '/etc/passwd', 'a//b', 'config.json/..'])(
    'refuses a manifest that lists %s',
    async (name) => {
      const root = await model({ 'config.json': '{}' });
      await sign(root, publisher.privateKey, [], (statement) => {
        const resources = statement.predicate['resources'];
        return {
          ...statement,
          predicate: {
            ...statement.predicate,
            resources: Array.isArray(resources) ? resources.map((one: object) => ({ ...one, name })) : [],
          },
        };
      });
      expect(await check(root)).toMatchObject({ status: 'invalid' });
    },
  );

  it('refuses a root that is not the root of the listed digests', async () => {
    const root = await model(FILES);
    await sign(root, publisher.privateKey, [], (statement) => ({
      ...statement,
      subject: [{ name: 'model', digest: { sha256: '00'.repeat(32) } }],
    }));
    expect(await check(root)).toMatchObject({ status: 'invalid' });
  });
});

describe('the readers of signatures', () => {
  it('answer any bytes with a bundle or a GateError', () => {
    const valid = JSON.stringify(
      signStatement(
        omsStatement('m', [{ path: 'a', algorithm: 'sha256', digest: 'ab'.repeat(32) }], {
          hash: 'sha256',
          ignored: [],
        }),
        publisher.privateKey,
      ),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        (edits) => {
          const bytes = Buffer.from(valid);
          for (const [at, value] of edits) bytes[at] = value;
          try {
            parseManifest(parseStatement(parseBundle(bytes, 'x').envelope.payload, 'x'), 'x');
          } catch (error) {
            expect(error).toBeInstanceOf(GateError);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
