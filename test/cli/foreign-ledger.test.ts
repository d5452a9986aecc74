import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { modelgate, type Said } from '../support/modelgate.ts';
import { temporaryDirectory } from '../support/temporary.ts';

/*
 * A log as C2SP tlog-tiles, tlog-checkpoint, signed-note and tlog-cosignature describe it, written from those pages and with none of the product's code.
 */
const SIZE = 700;
const ORIGIN = 'Behind the Sofa, log 42';
const sha256 = (...parts: readonly Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
const entry = (at: number): Buffer => Buffer.from(`entry ${at}`);
const leaf = (bytes: Buffer): Buffer => sha256(Buffer.of(0), bytes);
const node = (left: Buffer, right: Buffer): Buffer => sha256(Buffer.of(1), left, right);

function root(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (leaves.length === 1 && only !== undefined) return only;
  let half = 1;
  while (half * 2 < leaves.length) half *= 2;
  return node(root(leaves.slice(0, half)), root(leaves.slice(half)));
}

interface Signer {
  readonly name: string;
  readonly key: KeyObject;
  readonly vkey: string;
  readonly id: Buffer;
}

function signer(name: string, kind: number): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  const typed = Buffer.concat([Buffer.of(kind), raw]);
  const id = sha256(Buffer.from(`${name}\n`), typed).subarray(0, 4);
  return { name, key: privateKey, id, vkey: `${name}+${id.toString('hex')}+${typed.toString('base64')}` };
}

const line = ({ name, id }: Signer, signature: Buffer): string =>
  `— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;

function cosign(by: Signer, text: string, time: bigint): string {
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(time);
  return line(by, Buffer.concat([stamp, sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), by.key)]));
}

const log = signer('keys.example/log', 1);
const [first, second] = [signer('witness.example/1', 4), signer('witness.example/2', 4)];
const quantum = { ...signer('mldsa.example', 6) };
const PAST = 1_700_000_000n;

let directory = '';
const at = (path: string): string => join(directory, path);

function put(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), bytes);
}

/** The log of `size` entries, as another writer leaves it: full tiles, and partial ones of exactly this size. */
function writeLog(size: number, cosignatures: (text: string) => string): void {
  const leaves = Array.from({ length: size }, (_, index) => leaf(entry(index)));
  let row = leaves;
  for (let level = 0; row.length > 0; level++) {
    for (let n = 0; n * 256 < row.length; n++) {
      const tile = row.slice(n * 256, (n + 1) * 256);
      put(`tile/${level}/00${n}${tile.length === 256 ? '' : `.p/${tile.length}`}`, Buffer.concat(tile));
    }
    row = Array.from({ length: Math.floor(row.length / 256) }, (_, n) => root(row.slice(n * 256, (n + 1) * 256)));
  }
  for (let n = 0; n * 256 < size; n++) {
    const bundle = Array.from({ length: Math.min(256, size - n * 256) }, (_, index) => entry(n * 256 + index));
    const framed = bundle.flatMap((one) => [Buffer.of(one.length >> 8, one.length & 0xff), one]);
    put(`tile/entries/00${n}${bundle.length === 256 ? '' : `.p/${bundle.length}`}`, Buffer.concat(framed));
  }
  const text = `${ORIGIN}\n${size}\n${root(leaves).toString('base64')}\nan extension\n`;
  const rotated = line(signer(log.name, 1), Buffer.alloc(64, 7));
  const own = line(log, sign(null, Buffer.from(text), log.key));
  put(
    'checkpoint',
    Buffer.from(`${text}\n${rotated}${own}${line(quantum, Buffer.alloc(2_428, 1))}${cosignatures(text)}`),
  );
}

function ledger(action: string, ...more: readonly string[]): Promise<Said> {
  const origin = more.includes('--origin') ? [] : ['--origin', ORIGIN];
  return modelgate('ledger', action, directory, '--key', log.vkey, ...origin, ...more);
}

beforeEach(async () => {
  directory = await temporaryDirectory();
  writeLog(SIZE, (text) => cosign(first, text, PAST) + cosign(second, text, PAST + 5n));
});

describe('a log that another implementation wrote', () => {
  it('verifies with its witnesses, whatever other keys signed its checkpoint', async () => {
    const both = ['--witness', first.vkey, second.vkey];
    expect(await ledger('verify', ...both)).toMatchObject({ exit: 0, text: expect.stringContaining('700 entries') });
    // One key may sign for several logs: only the one that is asked for will do.
    expect((await ledger('verify', '--origin', log.name)).exit).toBe(1);
    writeFileSync(at('checkpoint'), readFileSync(at('checkpoint'), 'utf8').replace(/— witness\.example\/2 .*\n/u, ''));
    expect((await ledger('verify', ...both)).exit).toBe(1);
    expect((await ledger('verify', ...both, '--quorum', '1')).exit).toBe(0);
    expect((await ledger('verify', '--witness', first.vkey, first.vkey, '--quorum', '2')).exit).toBe(1);
  });

  it('does not count a witness of a time to come, nor one whose signature is another’s', async () => {
    writeLog(SIZE, (text) => cosign(first, text, 2n ** 40n));
    expect((await ledger('verify', '--witness', first.vkey)).exit).toBe(1);
    writeLog(SIZE, (text) => cosign(first, text, 2n ** 63n));
    expect((await ledger('verify', '--witness', first.vkey)).exit).toBe(1);
    writeLog(SIZE, (text) => cosign({ ...first, key: second.key }, text, PAST));
    expect((await ledger('verify', '--witness', first.vkey)).exit).toBe(1);
    expect((await ledger('verify')).exit).toBe(0);
  });

  it('proves an entry in a partial tile and in a full one', async () => {
    const leaves = Array.from({ length: SIZE }, (_, index) => leaf(entry(index)));
    for (const index of [0, 300, 699]) {
      const { text, exit } = await ledger('prove', '--index', String(index), '--format', 'json');
      expect(exit).toBe(0);
      const told = z.object({ leaf: z.string(), proof: z.array(z.string()) }).parse(JSON.parse(text));
      expect(told.leaf).toBe(leaves[index]?.toString('base64'));
      // RFC 9162 §2.1.3.2.
      let [fn, sn] = [index, SIZE - 1];
      let hash: Buffer = Buffer.from(told.leaf, 'base64');
      for (const one of told.proof.map((text64) => Buffer.from(text64, 'base64'))) {
        if (fn % 2 === 1 || fn === sn) {
          hash = node(one, hash);
          while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
        } else hash = node(hash, one);
        [fn, sn] = [fn >> 1, sn >> 1];
      }
      expect(sn).toBe(0);
      expect(hash).toEqual(root(leaves));
    }
  });

  it('is watched while it grows, from full tiles alone where the partial ones are gone', async () => {
    const state = ['--state', join(directory, 'seen'), '--format', 'json'];
    expect((await ledger('monitor', ...state)).exit).toBe(0);
    writeLog(SIZE + 68, () => '');
    for (const gone of ['tile/0/002.p', 'tile/entries/002.p', 'tile/1/000.p/2']) rmSync(at(gone), { recursive: true });
    const grown = await ledger('monitor', ...state);
    expect(grown.exit).toBe(0);
    const fresh = z.object({ from: z.number(), entries: z.array(z.string()) }).parse(JSON.parse(grown.text));
    expect([fresh.from, fresh.entries.length, fresh.entries.at(-1)]).toEqual([SIZE, 68, 'entry 767']);
    writeLog(SIZE, () => '');
    expect((await ledger('monitor', ...state)).exit).toBe(1);
  });

  it('does not verify once a byte of an entry or a tile changed', async () => {
    for (const path of ['tile/entries/001', 'tile/0/000', 'tile/1/000.p/2', 'tile/entries/002.p/188']) {
      const before = readFileSync(at(path));
      const changed = Buffer.from(before);
      changed[40] = (changed[40] ?? 0) ^ 1;
      writeFileSync(at(path), changed);
      expect((await ledger('verify')).exit, path).toBe(1);
      writeFileSync(at(path), before);
    }
    appendFileSync(at('checkpoint'), '\n');
    expect((await ledger('verify')).exit).toBe(1);
  });
});
