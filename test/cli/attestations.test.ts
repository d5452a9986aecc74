import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../src/acquire/inspect.ts';
import { hexOf } from '../../src/core/digest.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { omsStatement } from '../../src/trust/oms-manifest.ts';
import { bundle, newKey, pemOf, provenance, PROVENANCE, sha256, write, signStatement } from '../support/statements.ts';
import { modelgate } from '../support/modelgate.ts';
import { temporaryDirectory } from '../support/temporary.ts';

describe('modelgate verify, under a policy that demands statements', () => {
  it('is good only when each demand is met, and says what became of each', async () => {
    const directory = await temporaryDirectory();
    const [model, statements] = [join(directory, 'model'), join(directory, 'statements')];
    const ci = newKey();
    write(model, { 'model.safetensors': 'weights' });
    write(directory, {
      'ci.pem': pemOf(ci.publicKey),
      'policy.yaml': `version: 1
name: p
profile: strict
trust: { keys: [{ name: ci, file: ci.pem }] }
attestations:
  required: [{ name: build, type: provenance, signedBy: [ci], builder: https://ci.example/builder }]
`,
      'statements/none.txt': '',
    });
    const resource = { path: 'model.safetensors', algorithm: 'sha256' as const, digest: sha256('weights') };
    const signature = signStatement(omsStatement('model', [resource], { hash: 'sha256', ignored: [] }), ci.privateKey);
    write(model, { 'model.sig': JSON.stringify(signature) });
    const { subject } = await inspect({ source: model, signal: AbortSignal.timeout(9_000), progress: silentProgress });
    const verify = ['verify', model, '--policy', join(directory, 'policy.yaml'), '--attestations', statements];
    expect(await modelgate(...verify)).toMatchObject({ exit: 1, text: expect.stringMatching(/^unknown +build/mu) });
    const signed = (build: object): string => bundle([hexOf(subject)], PROVENANCE, provenance(build), ci.privateKey);
    write(statements, { 'p.json': signed({ builder: 'https://other.example' }) });
    expect(await modelgate(...verify)).toMatchObject({ exit: 1, text: expect.stringMatching(/^fail +build/mu) });
    write(statements, { 'p.json': signed({}) });
    expect(await modelgate(...verify)).toMatchObject({ exit: 0, text: expect.stringMatching(/^pass +build/mu) });
    const alone = await modelgate(...verify, '--signature', join(model, 'model.sig'));
    expect(alone.exit).toBe(2);
  });
});
