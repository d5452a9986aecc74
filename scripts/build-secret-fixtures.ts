/**
 * Writes fixtures/rules/secret-in-tree/. No secret in there was ever issued: they are drawn from a name (test/support/secrets.ts).
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { honestGguf } from '../test/support/gguf-writer.ts';
import { AWS, drawn, privateKeyPem, publicPem, SECRETS } from '../test/support/secrets.ts';
import { zip } from '../test/support/zip-assembler.ts';

const root = join(import.meta.dirname, '../fixtures/rules/secret-in-tree');

function write(path: string, content: Uint8Array | string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

const hub = SECRETS['hugging-face-token'];
write(
  'bad-hub-token/README.md',
  `# A model\n\n\`\`\`python\nfrom huggingface_hub import login\nlogin(token="${hub}")\n\`\`\`\n`,
);
write(
  'bad-notebook/train.ipynb',
  `${JSON.stringify({ cells: [{ cell_type: 'code', source: ['import os\n', `os.environ["GITHUB"] = "${SECRETS['github-token']}"\n`] }], metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`,
);
write('bad-aws/credentials', `[default]\naws_access_key_id = ${AWS.id}\naws_secret_access_key = ${AWS.secret}\n`);
write('bad-environment/.env', `# settings\nMODEL=llama\nINTERNAL_TOKEN="${drawn('environment', 32)}"\nDEBUG=1\n`);
write('bad-netrc/.netrc', `machine api.wandb.ai\n  login user\n  password ${drawn('netrc', 40, '0123456789abcdef')}\n`);
write('bad-archive.zip', zip([{ name: 'conf/settings.yaml', data: Buffer.from(`token: ${hub}\n`), method: 8 }]));
const gguf = honestGguf();
write('good-model.gguf', gguf);

// A new key would change the file in every run.
const keys = join(root, 'bad-private-key/key.pem');
const key = existsSync(keys) ? readFileSync(keys, 'utf8') : privateKeyPem('ed25519');
write('bad-private-key/key.pem', key);
write('good-public-key/key.pem', publicPem(key));

write(
  'good-placeholders/README.md',
  `# A model

Log in first:

\`\`\`sh
export HF_TOKEN=hf_${'x'.repeat(34)}
export HF_TOKEN=hf_YourTokenGoesHereYourTokenGoesHere12
export OPENAI_API_KEY=sk-...
export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE
export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
git clone https://user:ghp_${'0'.repeat(36)}@github.com/someone/model
\`\`\`

    -----BEGIN PRIVATE KEY-----
    ...
    -----END PRIVATE KEY-----
`,
);
write('good-placeholders/.env.example', 'HF_TOKEN=\nDB_PASSWORD=change-me-please-now1\n');
write(
  'good-placeholders/.env',
  'MODEL_NAME=open-chat\nHF_TOKEN=$HF_TOKEN\nMAX_TOKENS=2048\nTOKENIZER_PATH=./tokenizer.json\n',
);
write(
  'good-digests/checksums.txt',
  `${drawn('digest', 64, '0123456789abcdef')}  model.safetensors\n${drawn('digest 1', 40, '0123456789abcdef')}  config.json\n`,
);
