import { execFileSync } from 'node:child_process';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../src/formats/parse-file.ts';
import { MemorySource } from '../../src/formats/byte-source.ts';
import { secretsFactsSchema, type SecretFacts } from '../../src/formats/secrets/facts.ts';
import { SECRET_LIMITS } from '../../src/formats/secrets/limits.ts';
import { redactSecrets } from '../../src/formats/secrets/redact.ts';
import { readSecrets } from '../../src/formats/secrets/read.ts';
import { factsOfBytes } from '../support/facts-of.ts';
import { GgufWriter } from '../support/gguf-writer.ts';
import * as p from '../support/pickle-assembler.ts';
import { safetensors } from '../support/safetensors-writer.ts';
import { AWS, drawn, openSshKey, privateKeyPem, publicPem, SECRETS } from '../support/secrets.ts';
import { zip } from '../support/zip-assembler.ts';

const INSIDE: ReadonlySet<string> = new Set([
  'azure-client-secret',
  'telegram-token',
  'terraform-token',
  'url-password',
]);
const HUB = SECRETS['hugging-face-token'];

function ggufWith(key: string, value: string): Buffer {
  const w = new GgufWriter();
  return w.file({
    metadata: [
      ['general.architecture', w.string('llama')],
      [key, w.string(value)],
    ],
  });
}

function secretsOf(path: string, content: string | Uint8Array): readonly SecretFacts[] {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const { secrets } = factsOfBytes(path, bytes);
  if (secrets !== undefined) secretsFactsSchema.parse(secrets);
  return secrets?.found ?? [];
}
const kindsOf = (path: string, content: string | Uint8Array): string[] =>
  secretsOf(path, content).map(({ kind }) => kind);

describe('secrets in text', () => {
  it.each(Object.entries(SECRETS))('are found: %s', (kind, secret) => {
    for (const text of [
      secret,
      `token = "${secret}"\n`,
      `a: b\nkey: ${secret}\n`,
      `"x\\n${secret}\\n"`,
      `see ${secret}.`,
    ]) {
      const [found] = secretsOf('notes.txt', text);
      expect([found?.kind, text]).toEqual([kind, text]);
      // The letter of an escape could be the first one of a scheme.
      if (kind === 'url-password' && text.startsWith('"')) continue;
      // Of a kind whose own text stands inside, the first characters are the secret's.
      const masked = INSIDE.has(kind) ? '' : secret.slice(0, 4);
      expect(found).toMatchObject({ offset: text.indexOf(secret), length: secret.length, masked });
    }
  });

  it('are found beside one another, each at its line', () => {
    const all = Object.values(SECRETS);
    const found = secretsOf('all.txt', all.map((secret) => `key: ${secret}\n`).join(''));
    expect(found.map(({ kind }) => kind)).toEqual(Object.keys(SECRETS));
    expect(found.map(({ line }) => line)).toEqual(all.map((_, index) => index + 1));
  });

  it('are found wherever a block of a large file ends', () => {
    const line = 'some words that fill the file without any meaning\n';
    for (const at of [1 << 20, (1 << 20) - (32 << 10), 2 * ((1 << 20) - (32 << 10))])
      for (const shift of [-40, -20, -1, 0, 1]) {
        const text = `${line.repeat(Math.ceil(at / line.length)).slice(0, at + shift - 1)} ${HUB}\n${line.repeat(1_000)}`;
        expect(secretsOf('large.txt', text)).toMatchObject([{ kind: 'hugging-face-token', offset: at + shift }]);
      }
  });

  it('are found in UTF-16, in either byte order', () => {
    const little = Buffer.from(`\ufeffüber\ntoken=${HUB}\n`, 'utf16le');
    expect(secretsOf('notes.txt', little)).toMatchObject([{ offset: 2 + 2 * 11, line: 2, length: HUB.length }]);
    expect(secretsOf('notes.txt', Buffer.from(little).swap16())).toMatchObject([{ offset: 2 + 2 * 11, line: 2 }]);
  });

  it('are the two halves of an access key, together or by name', () => {
    const { id, secret } = AWS;
    expect(kindsOf('a.txt', `client("s3", "${id}", "${secret}")`)).toEqual(['aws-access-key', 'aws-secret-key']);
    expect(kindsOf('a.txt', `[default]\naws_secret_access_key = ${secret}\naws_access_key_id = ${id}\n`)).toEqual([
      'aws-secret-key',
      'aws-access-key',
    ]);
    expect(kindsOf('a.json', JSON.stringify({ secretAccessKey: secret }))).toEqual(['aws-secret-key']);
    expect(kindsOf('a.txt', `${id} ${drawn('sha', 40, '0123456789abcdef')}`)).toEqual(['aws-access-key']);
    expect(kindsOf('a.py', `WANDB_API_KEY = "${drawn('wb', 40, '0123456789abcdef')}"`)).toEqual(['wandb-key']);
  });

  it('carry what their checksum says', () => {
    for (const kind of ['github-token', 'npm-token'] as const) {
      const secret = SECRETS[kind];
      expect(secretsOf('a.txt', secret)).toMatchObject([{ kind, checksum: 'holds' }]);
      const other = secret.endsWith('a') ? 'b' : 'a';
      expect(secretsOf('a.txt', secret.slice(0, -1) + other)).toMatchObject([{ kind, checksum: 'fails' }]);
    }
  });

  it('are private keys, also inside of JSON and Python strings, and say whether a passphrase guards them', () => {
    for (const type of ['ed25519', 'rsa'] as const) {
      const pem = privateKeyPem(type);
      expect(secretsOf('key.pem', pem)).toMatchObject([{ kind: 'private-key', offset: 0, line: 1, masked: '' }]);
      expect(secretsOf('key.pem', pem)[0]?.encrypted).toBeUndefined();
      expect(kindsOf('a.json', JSON.stringify({ key: pem }))).toEqual(['private-key']);
      expect(kindsOf('a.py', `KEY = """${pem.replaceAll('\n', '\r\n')}"""\n`)).toEqual(['private-key']);
      expect(kindsOf('key.pem', publicPem(pem))).toEqual([]);
      expect(secretsOf('key.pem', privateKeyPem(type, 'guess'))).toMatchObject([{ encrypted: true }]);
    }
    const account = {
      type: 'service_account',
      project_id: 'p',
      private_key: privateKeyPem('rsa'),
      client_email: 'a@b',
    };
    expect(kindsOf('account.json', JSON.stringify(account, null, 2))).toEqual(['google-service-account']);
    expect(secretsOf('id_ed25519', openSshKey('none'))).toMatchObject([{ kind: 'private-key' }]);
    expect(secretsOf('id_ed25519', openSshKey('none'))[0]?.encrypted).toBeUndefined();
    expect(secretsOf('id_ed25519', openSshKey('aes256-ctr'))).toMatchObject([{ encrypted: true }]);
  });

  it('are told by the name that a program gives them', () => {
    const key = drawn('named', 40);
    for (const text of [
      `COHERE_API_KEY = "${key}"`,
      `os.environ["COHERE_API_KEY"] = "${key}"`,
      JSON.stringify({ cohere_api_key: key }),
      `export COHERE_API_KEY=${key}`,
    ])
      expect([text, kindsOf('a.txt', text)]).toEqual([text, ['named-secret']]);
  });

  it('are what files of tools keep: logins, hashes of passwords, keys in DER and base64', () => {
    const pem = privateKeyPem('rsa');
    const login = Buffer.from(`me:${drawn('login', 20)}`).toString('base64');
    expect(kindsOf('.docker/config.json', JSON.stringify({ auths: { hub: { auth: login } } }))).toEqual([
      'docker-login',
    ]);
    expect(
      kindsOf('kaggle.json', JSON.stringify({ username: 'me', key: drawn('kaggle', 32, '0123456789abcdef') })),
    ).toEqual(['kaggle-key']);
    expect(kindsOf('.pypirc', `[pypi]\nusername = me\npassword = ${drawn('pypirc', 20)}\n`)).toEqual([
      'environment-secret',
    ]);
    expect(kindsOf('.htpasswd', `me:$2y$10$${drawn('hash', 53)}\n`)).toEqual(['password-hash']);
    expect(kindsOf('.npmrc', `//registry.example.org/:_authToken=${drawn('npmrc', 36)}\n`)).toEqual(['npm-token']);
    expect(kindsOf('kubeconfig', `client-key-data: ${Buffer.from(pem).toString('base64')}\n`)).toEqual(['private-key']);
    expect(
      kindsOf('kubeconfig', `client-certificate-data: ${Buffer.from(publicPem(pem)).toString('base64')}\n`),
    ).toEqual([]);
    expect(kindsOf('key.der', createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' }))).toEqual(['private-key']);
    expect(kindsOf('key.der', createPublicKey(pem).export({ type: 'spki', format: 'der' }))).toEqual([]);
    expect(kindsOf('key.jwk', JSON.stringify(createPrivateKey(pem).export({ format: 'jwk' })))).toEqual([
      'private-key',
    ]);
    expect(kindsOf('key.jwk', JSON.stringify(createPublicKey(pem).export({ format: 'jwk' })))).toEqual([]);
  });

  it('are what a .env or a .netrc is for', () => {
    const value = drawn('env', 24);
    expect(secretsOf('conf/.env', `A=1\nexport SERVICE_TOKEN='${value}' # live\n`)).toMatchObject([
      { kind: 'environment-secret', line: 2, length: 24, masked: '' },
    ]);
    expect(kindsOf('prod.env', `DB_PASSWORD=${drawn('db', 12)}\r\n`)).toEqual(['environment-secret']);
    expect(kindsOf('.env', `HF_TOKEN=${HUB}\n`)).toEqual(['hugging-face-token']);
    for (const name of ['.env.example', 'environment.yml', 'settings.txt'])
      expect(kindsOf(name, `SERVICE_TOKEN=${value}\n`)).toEqual([]);
    expect(
      kindsOf('.env', 'TOKEN=$OTHER_TOKEN_OF_MINE1\nMAX_TOKENS=20480\nTOKEN=\nKEY_PASSWORD=your-password-here\n'),
    ).toEqual([]);
    const netrc = `machine a.example login b password ${value}\nmachine c login d\npassword\n${drawn('n', 9)}\n`;
    expect(kindsOf('.netrc', netrc)).toEqual(['netrc-password', 'netrc-password']);
  });

  it('are none where people write what a secret would look like', () => {
    const placeholders = [
      `hf_${'x'.repeat(34)}`,
      `hf_${'abc'.repeat(12)}`,
      'hf_YourTokenGoesHereYourTokenGoesHere12',
      'sk-...',
      'sk-your-key-here',
      'AKIAIOSFODNN7EXAMPLE',
      `aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY`,
      `ghp_${'0'.repeat(36)}`,
      'sk-estimator-doc-link-hidden-in-a-notebook-1234567890',
      `prefix_hf_${drawn('inside', 34)}`,
      `${HUB}${'a'.repeat(20)}`,
      '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----',
      `-----BEGIN CERTIFICATE-----\n${drawn('certificate', 400)}\n-----END CERTIFICATE-----`,
      drawn('digest', 64, '0123456789abcdef'),
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c',
      'postgresql://user:password@localhost:5432/db',
      'https://user:$PASSWORD123@registry.models.invalid/simple',
      `redis://app:${drawn('local', 20)}@localhost:6379/0`,
      '"pad_token": "<|endoftext|>", "eos_access_token": "</s>"',
      'OPENAI_API_KEY = os.environ["OPENAI_API_KEY"]',
      'COHERE_API_KEY="this-is-where-the-key-goes"',
      '//registry.example.org/:_authToken=${NPM_TOKEN}',
      'see https://example.com/?a=1:2@3',
    ];
    expect(placeholders.filter((text) => kindsOf('a.txt', `${text}\n`).length > 0)).toEqual([]);
    expect(secretsOf('a.txt', 'hf_abcdefghijklmnopqrstuvwxyz12345678')).toMatchObject([{ patterned: true }]);
    expect(secretsOf('a.txt', HUB)[0]?.patterned).toBeUndefined();
  });
});

describe('secrets in other files', () => {
  it('are found in the headers of weight files, in pickles and in archives', () => {
    expect(kindsOf('a.safetensors', safetensors({ __metadata__: { note: HUB } }, Buffer.alloc(0)))).toEqual([
      'hugging-face-token',
    ]);
    const gguf = ggufWith('general.source.url', `https://user:${HUB}@hub.example/a`);
    expect(kindsOf('a.gguf', gguf)).toEqual(['hugging-face-token']);
    expect(JSON.stringify(factsOfBytes('a.gguf', gguf).gguf)).not.toContain(HUB.slice(4, 12));
    const pickle = p.pickle(p.proto(2), p.emptyDict, p.binUnicode('token'), p.binUnicode(HUB), p.setItem, p.stop);
    expect(kindsOf('a.pkl', pickle)).toEqual(['hugging-face-token']);
    for (const [kind, secret] of Object.entries(SECRETS)) {
      if (secret.length > 255) continue;
      const short = p.pickle(p.proto(4), p.short(secret), p.memoize, p.stop);
      expect([kindsOf('a.pkl', short), secret.length]).toEqual([[kind], secret.length]);
    }
    const inner = zip([{ name: 'conf/a.yaml', data: Buffer.from(`# é\ntoken: ${HUB}\n`), method: 8 }]);
    const outer = zip([
      { name: 'inner.zip', data: inner, method: 8 },
      { name: 'model/data.pkl', data: pickle },
      { name: '.env', data: Buffer.from(`SOME_TOKEN=${drawn('member', 20)}\n`) },
    ]);
    expect(secretsOf('a.zip', outer)).toMatchObject([
      { kind: 'hugging-face-token', member: 'inner.zip!conf/a.yaml', line: 2, offset: 12 },
      { kind: 'hugging-face-token', member: 'model/data.pkl' },
      { kind: 'environment-secret', member: '.env', line: 1 },
    ]);
  });

  it('are told equal by a fingerprint that another process would not make', () => {
    const [one] = secretsOf('a.txt', HUB);
    const [two] = secretsOf('b.txt', `x ${HUB}`);
    expect(one?.fingerprint).toBe(two?.fingerprint);
    const script = `import { readSecrets } from '${join(import.meta.dirname, '../../src/formats/secrets/read.ts')}';
const bytes = Buffer.from(process.argv[1]);
console.log(readSecrets({ size: bytes.length, read: (at, n) => bytes.subarray(at, at + n) }, { path: 'a' }).found[0].fingerprint);`;
    const other = execFileSync(process.execPath, ['--input-type=module', '-e', script, HUB], { encoding: 'utf8' });
    expect(other.trim()).toMatch(/^[0-9a-f]{16}$/u);
    expect(other.trim()).not.toBe(one?.fingerprint);
  });
});

describe('the search', () => {
  it('never puts a secret into the facts', () => {
    const all = [...Object.values(SECRETS), AWS.secret, privateKeyPem('rsa')];
    const facts = JSON.stringify(secretsOf('a.txt', `${AWS.id}\n${all.join('\n')}`));
    for (const secret of all)
      for (let at = 4; at + 8 <= secret.length; at += 4) expect(facts).not.toContain(secret.slice(at, at + 8));
  });

  it('lists so many and counts the rest', () => {
    const count = SECRET_LIMITS.listed + 50;
    const text = Array.from({ length: count }, (_, index) => `hf_${drawn(`many ${index}`, 34)}\n`).join('');
    const found = readSecrets(new MemorySource(Buffer.from(text)), { path: 'a', encoding: 'ascii' });
    expect([found?.found.length, found?.leftOut]).toEqual([SECRET_LIMITS.listed, 50]);
  });

  it('copes with any bytes, states places inside the file and is the same in every run', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...Object.values(SECRETS),
        AWS.id,
        AWS.secret,
        'hf_',
        'sk-ant-',
        '-----BEGIN PRIVATE KEY-----',
        'AKIA',
        'eyJ',
        '\\n',
        '\0',
        '=',
        '.',
        'secret_access_key = ',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 20 }),
        fc.constantFrom('.env', '.netrc', 'a.json', 'a.bin'),
        (pieces, path) => {
          const bytes = Buffer.from(pieces.join(''));
          const facts = parseFile(new MemorySource(bytes), path, new Set([path]));
          for (const { offset, length } of facts.secrets?.found ?? []) {
            expect(offset).toBeLessThan(bytes.length);
            expect(length).toBeGreaterThan(0);
          }
          expect(parseFile(new MemorySource(bytes), path, new Set([path])).secrets).toEqual(facts.secrets);
        },
      ),
    );
  });

  it.each([
    'sk-ant-',
    'AKIAZ7Q2M4NXLTR5WYHB ',
    '-----BEGIN PRIVATE KEY-----\nMIIE',
    'eyJ.',
    'secret_access_key=',
    '-',
    'hf_aB3',
    '{"private_key": "\\n',
  ])('takes time in proportion to a file of %j', (unit) => {
    const run = (bytes: number): number => {
      const source = new MemorySource(Buffer.from(unit.repeat(bytes / unit.length)));
      const before = process.cpuUsage();
      readSecrets(source, { path: '.env', encoding: 'ascii' });
      return process.cpuUsage(before).user / 1_000;
    };
    run(1 << 18);
    expect(run(1 << 21)).toBeLessThan(3_000);
  });
});

describe('a message that quotes a submission', () => {
  it('keeps everything but its secrets, also of one that was cut short', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.constantFrom(...Object.values(SECRETS)), fc.constantFrom('torch.nn', 'naïve 模型', 'a-b')),
          {
            minLength: 1,
            maxLength: 6,
          },
        ),
        fc.nat(400),
        (words, length) => {
          const text = words.join(' ');
          const cut = `"${text.slice(0, length)}…" is what it says`;
          const redacted = redactSecrets(cut);
          expect(redacted.endsWith('is what it says')).toBe(true);
          for (const secret of words.filter((word) => word.length > 12))
            for (const at of [8, secret.length - 12].filter((it) => cut.includes(secret.slice(it, it + 8))))
              if (cut.includes(secret)) expect(redacted).not.toContain(secret.slice(at, at + 8));
        },
      ),
    );
    expect(redactSecrets(`login("${HUB}") and ${HUB.slice(0, 20)}…`)).toBe(
      `login("${HUB.slice(0, 4)}…(37)") and ${HUB.slice(0, 4)}…(20)…`,
    );
    expect(redactSecrets('calls hf_transformers.load, sk-learn and 模型')).toBe(
      'calls hf_transformers.load, sk-learn and 模型',
    );
    const key = privateKeyPem('rsa');
    expect(redactSecrets(`echo ${JSON.stringify(key)} > key`)).toMatch(
      /^echo "…\(\d+\)-----END PRIVATE KEY-----\\n" > key$/u,
    );
    expect(redactSecrets(`${key.slice(0, 60)}…`)).not.toContain(key.slice(30, 50));
  });
});
