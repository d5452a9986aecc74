import { execFile } from 'node:child_process';
import { createPublicKey, type KeyObject } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GateError, systemCode } from '../../core/errors.ts';
import { der, sequence } from '../der.ts';
import { hashesOf } from '../key.ts';
import { readPassphrase } from './passphrase.ts';
import { parsePkcs11Uri, type Pkcs11Uri } from './pkcs11-uri.ts';
import { digestToSign, type Signer } from './signer.ts';

/** OpenSC's tool; why it and no binding: docs/adr/0004-pkcs11-through-opensc.md. */
const TOOL = 'pkcs11-tool';
const TIMEOUT_MS = 60_000;
/** Handed over in the environment of the one process: arguments can be read by everybody on the machine. */
const PIN_VARIABLE = 'MODELGATE_PKCS11_PIN';
/** RFC 5480 §2.1.1: id-ecPublicKey. */
const EC_PUBLIC_KEY = Buffer.from('06072a8648ce3d0201', 'hex');

/**
 * A key on a PKCS#11 token, named by a URI (RFC 7512): P-256, P-384 or P-521. The private key never leaves the token.
 * @param passphrase the user PIN, when the URI has no `pin-source` or `pin-value`
 * @throws GateError USAGE, KEY_INVALID, KEY_SERVICE_FAILED; never with the PIN in it
 */
export async function pkcs11Signer(text: string, passphrase: string | undefined): Promise<Signer> {
  const uri = parsePkcs11Uri(text);
  const pin = uri.pinValue ?? (uri.pinSource === undefined ? passphrase : readPassphrase(sourceOf(uri.pinSource)));
  const slot = await slotOf(uri);
  const token = ['--module', uri.module, '--slot', slot];
  const login = pin === undefined ? [] : ['--login', '--pin', `env:${PIN_VARIABLE}`];
  const name = text.replace(/pin-value=[^&;]*/gu, 'pin-value=…');
  const listing = await tool([...token, ...login, '--list-objects', '--type', 'pubkey'], pin);
  const { publicKey, id } = publicKeyIn(listing, uri, name);
  return {
    name,
    publicKey,
    async sign(bytes) {
      const directory = await mkdtemp(join(tmpdir(), 'modelgate-pkcs11-'));
      try {
        const [input, output] = [join(directory, 'digest'), join(directory, 'signature')];
        await writeFile(input, digestToSign(bytes, publicKey), { mode: 0o600 });
        const files = ['--input-file', input, '--output-file', output, '--signature-format', 'openssl'];
        // By its identifier, which both halves of a key have: when it signs, the tool takes no notice of a label.
        await tool([...token, ...login, '--sign', '--mechanism', 'ECDSA', '--id', id, ...files], pin);
        return await readFile(output);
      } catch (error) {
        if (error instanceof GateError) throw error;
        throw new GateError('KEY_SERVICE_FAILED', `${name} gave no signature`, { cause: error });
      } finally {
        await rm(directory, { recursive: true, force: true });
      }
    },
  };
}

/** RFC 7512 §2.4 has `pin-source=file:/path`, and a plain path for the same. */
function sourceOf(pinSource: string): string {
  if (pinSource.startsWith('|')) throw new GateError('USAGE', 'a pin-source that runs a command is not accepted');
  return pinSource.startsWith('/') ? `file:${pinSource}` : pinSource;
}

/** The one slot whose token is as the URI says. */
async function slotOf({ module, token, slotId }: Pkcs11Uri): Promise<string> {
  const listing = await tool(['--module', module, '--list-token-slots'], undefined);
  const labels = {
    token: 'token label',
    manufacturer: 'token manufacturer',
    model: 'token model',
    serial: 'serial num',
  };
  const slots: string[] = [];
  for (const block of listing.split(/^(?=Slot \d)/mu)) {
    const id = /^Slot \d+ \((0x[0-9a-f]+)\)/u.exec(block)?.[1];
    if (id === undefined || !block.includes('token label') || (slotId !== undefined && Number(id) !== slotId)) continue;
    const lines = new Map(
      block.split('\n').map((line) => [line.split(':', 1)[0]?.trim(), line.slice(line.indexOf(':') + 1).trim()]),
    );
    const holds = Object.entries(labels).every(([attribute, label]) => {
      const wanted = Object.entries(token).find(([one]) => one === attribute)?.[1];
      return wanted === undefined || lines.get(label) === wanted;
    });
    if (holds) slots.push(id);
  }
  const [slot] = slots;
  if (slot !== undefined && slots.length === 1) return slot;
  throw new GateError(
    'KEY_SERVICE_FAILED',
    `${slots.length} tokens of ${module} are as the PKCS#11 URI says; one must be`,
  );
}

/** OpenSC 0.23 can't write out public keys of elliptic curves and doesn't filter what it lists, but lists all their parts. */
function publicKeyIn(
  listing: string,
  { object, id }: Pkcs11Uri,
  name: string,
): { readonly publicKey: KeyObject; readonly id: string } {
  const field = (block: string, label: string): string | undefined =>
    new RegExp(`^ +${label}: +(.*)$`, 'mu').exec(block)?.[1];
  const found = listing
    .split(/^(?=\S)/mu)
    .filter(
      (block) =>
        block.startsWith('Public Key Object; EC') &&
        (object === undefined || field(block, 'label') === object) &&
        (id === undefined || field(block, 'ID') === id),
    );
  const [point, curve, identifier] = ['EC_POINT', 'EC_PARAMS', 'ID'].map((label) => field(found[0] ?? '', label));
  if (found.length !== 1 || point === undefined || curve === undefined || identifier === undefined)
    throw new GateError(
      'KEY_SERVICE_FAILED',
      `${name} names ${found.length} public keys of elliptic curves on its token; it must name one`,
    );
  const octets = Buffer.from(point, 'hex');
  // An OCTET STRING in DER around the point: one byte of length up to P-384, two for P-521.
  const raw = octets.subarray(octets[1] === 0x81 ? 3 : 2);
  const bits = Buffer.concat([Buffer.from([0]), raw]);
  try {
    const spki = sequence(sequence(EC_PUBLIC_KEY, Buffer.from(curve, 'hex')), der(0x03, bits));
    const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    if (hashesOf(publicKey) !== undefined) return { publicKey, id: identifier };
  } catch (error) {
    throw new GateError('KEY_SERVICE_FAILED', `the public key of ${name} can't be read`, { cause: error });
  }
  throw new GateError('KEY_INVALID', `${name}: only P-256, P-384 and P-521 keys are accepted`);
}

function tool(args: readonly string[], pin: string | undefined): Promise<string> {
  // The modules of vendors are configured through the environment, so it is handed on.
  const env = { ...process.env, LC_ALL: 'C', ...(pin === undefined ? {} : { [PIN_VARIABLE]: pin }) };
  return new Promise((resolve, reject) => {
    const child = execFile(TOOL, args, { env, timeout: TIMEOUT_MS, maxBuffer: 1 << 20 }, (error, stdout, stderr) => {
      if (error === null) return resolve(stdout);
      const said = stderr.split('\n').find((line) => line.startsWith('error:')) ?? 'no reason given';
      const why = systemCode(error) === 'ENOENT' ? 'it is not installed (package opensc)' : said;
      reject(new GateError('KEY_SERVICE_FAILED', `${TOOL}: ${why}`, { cause: error }));
    });
    child.stdin?.end(); // it would ask for a PIN and wait
  });
}
