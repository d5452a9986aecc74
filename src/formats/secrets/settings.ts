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

function match(kind: 'environment-secret' | 'netrc-password', start: number, secret: string): SecretMatch {
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
