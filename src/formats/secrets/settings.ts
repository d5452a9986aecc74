import type { SecretMatch } from './match.ts';
import { isPatterned, plausible } from './plausible.ts';

/** Bytes of a settings file that is read line by line. */
const BYTES = 1 << 20;
const LINE = 4_096;
const ENVIRONMENT = /^\.?env(?:rc)?(?:\.|$)|\.env$/u;
/** What people commit on purpose, without values. */
const TEMPLATE = /\.(?:example|sample|template|dist|defaults?)$/u;
const NETRC = /^[._]?netrc$/u;
const ASSIGNMENT = /^[ \t]{0,64}(?:export[ \t]{1,8})?([A-Za-z_][\w.]{0,127})[ \t]{0,64}=[ \t]{0,64}(["']?)/u;
const SECRET_NAME = /(?:TOKEN|SECRET|PASSWORD|PASSWD|PWD|CREDENTIALS?|APIKEY|API_KEY|ACCESS_KEY|PRIVATE_KEY|AUTH)$/iu;
/** A reference to another setting, a path, a command. */
const REFERENCE = /^(?:\$|<|\{|%|\/|\.\/|~|`|https?:)/u;
const LEAST = { token: 16, password: 8 } as const;
const ENTROPY = { token: 3.2, password: 2.5 } as const;

/** Secrets that only the file's purpose makes one: values of a `.env`, passwords of a `.netrc`. Linear in the file. */
export function settingsIn(path: string, bytes: Buffer): SecretMatch[] {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (bytes.length > BYTES) return [];
  if (NETRC.test(name)) return netrc(bytes);
  if (name === 'kaggle.json' || name === '.pypirc') return byName(bytes);
  if (name === '.htpasswd' || name === 'shadow') return hashes(bytes);
  if (/^\.?(?:key|der|p8|pk8)$/u.test(name.slice(name.lastIndexOf('.') + 1))) return derKey(bytes);
  if (ENVIRONMENT.test(name) && !TEMPLATE.test(name)) return environment(bytes);
  return [];
}

function environment(bytes: Buffer): SecretMatch[] {
  const found: SecretMatch[] = [];
  for (const { start, text } of linesOf(bytes)) {
    const [head, name = '', quote = ''] = ASSIGNMENT.exec(text) ?? [];
    if (head === undefined || !SECRET_NAME.test(name)) continue;
    const rest = text.slice(head.length);
    const close = quote === '' ? rest.search(/[\s#]/u) : rest.indexOf(quote);
    const value = close === -1 ? rest.trimEnd() : rest.slice(0, close);
    const kind = /PASS|PWD/iu.test(name) ? 'password' : 'token';
    if (value.length < LEAST[kind] || REFERENCE.test(value) || !plausible(value, ENTROPY[kind])) continue;
    if (kind === 'token' && !/\d/u.test(value)) continue;
    found.push(match('environment-secret', start + head.length, value));
  }
  return found;
}

/** `"key": "32 hexadecimal digits"` of Kaggle, `password = …` of a .pypirc. */
function byName(bytes: Buffer): SecretMatch[] {
  const found: SecretMatch[] = [];
  for (const { start, text } of linesOf(bytes)) {
    for (const key of text.matchAll(/"key"[ \t]{0,8}:[ \t]{0,8}"([0-9a-f]{32})"/gu))
      found.push(match('kaggle-key', start + key.index + key[0].indexOf(key[1] ?? ''), key[1] ?? ''));
    const [head, value] = /^[ \t]{0,16}password[ \t]{0,16}[=:][ \t]{0,16}(\S{8,200})[ \t]{0,64}$/u.exec(text) ?? [];
    if (head !== undefined && value !== undefined && !REFERENCE.test(value) && plausible(value, ENTROPY.password))
      found.push(match('environment-secret', start + head.indexOf(value), value));
  }
  return found;
}

/** What crypt(3) writes; whoever has it can try passwords as fast as the machine goes. */
function hashes(bytes: Buffer): SecretMatch[] {
  const found: SecretMatch[] = [];
  for (const { start, text } of linesOf(bytes)) {
    const [, user = '', hash] = /^([\w.-]{1,64}:)(\$(?:2[abxy]|5|6|y|apr1|1)\$[\w./$=,-]{20,120})/u.exec(text) ?? [];
    if (hash !== undefined) found.push(match('password-hash', start + user.length, hash));
  }
  return found;
}

/** RFC 5208 (PKCS #8) and RFC 8017 (PKCS #1): version 0, then the algorithm or a modulus; a certificate starts otherwise. */
function derKey(bytes: Buffer): SecretMatch[] {
  if (bytes[0] !== 0x30 || bytes.length < 40) return [];
  const inner = bytes[1] === 0x82 ? 4 : bytes[1] === 0x81 ? 3 : 2;
  const [tag, length, version, next] = bytes.subarray(inner, inner + 4);
  if (tag !== 2 || length !== 1 || (version ?? 9) > 1 || !(next === 0x30 || next === 0x02 || next === 0x04)) return [];
  return [{ kind: 'private-key', start: 0, end: bytes.length, secret: bytes.toString('latin1'), prefix: 0 }];
}

/** `machine NAME login USER password SECRET`, in any order of lines. Source: the netrc manual page of GNU inetutils. */
function netrc(bytes: Buffer): SecretMatch[] {
  const found: SecretMatch[] = [];
  let before = '';
  for (const { start, text } of linesOf(bytes)) {
    for (const word of text.matchAll(/[^ \t]+/gu)) {
      const [value] = word;
      if (before === 'password' && plausible(value, 2)) found.push(match('netrc-password', start + word.index, value));
      before = value;
    }
  }
  return found;
}

function match(kind: SecretMatch['kind'], start: number, secret: string): SecretMatch {
  const patterned = isPatterned(secret) ? { patterned: true } : {};
  return { kind, start, end: start + secret.length, secret, prefix: 0, ...patterned };
}

function* linesOf(bytes: Buffer): Generator<{ readonly start: number; readonly text: string }> {
  for (let start = 0; start < bytes.length;) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed === -1 ? bytes.length : feed;
    yield { start, text: bytes.toString('latin1', start, Math.min(end, start + LINE)).replace(/\r$/u, '') };
    start = end + 1;
  }
}
