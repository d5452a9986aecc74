/**
 * `modelgate scan`, the whole process, over generated inputs, in turns with `openssl dgst -sha256` over the same files.
 *   node bench/scan-speed.ts [tree|zip|pickle|binary …] [--rounds 5] [--dir DIR]
 */
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { torchZip } from '../test/support/zip-assembler.ts';
import * as p from '../test/support/pickle-assembler.ts';
import { costOf, median, type Cost } from './process-tree.ts';

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, dir: { type: 'string', default: tmpdir() } },
  allowPositionals: true,
});
const MIB = 1 << 20;
const MODELGATE = fileURLToPath(new URL('../bin/modelgate', import.meta.url));

interface Case {
  readonly what: string;
  /** Writes the inputs; returns all files. */
  readonly write: (directory: string) => Promise<readonly string[]>;
}

const CASES: Readonly<Record<string, Case>> = {
  tree: { what: '1,750 small files', write: writeTree },
  zip: { what: 'torch zip, 1 GB', write: writeZip },
  pickle: { what: 'pickle, 25 MB, 5.0M opcodes', write: writePickle },
  binary: { what: 'unknown binary, 2 GiB', write: writeBinary },
};

for (const name of positionals.length === 0 ? Object.keys(CASES) : positionals) {
  const chosen = CASES[name];
  if (chosen === undefined) throw new Error(`no case ${name}`);
  const root = await mkdtemp(join(values.dir, 'modelgate-bench-'));
  try {
    const input = join(root, 'input');
    await mkdir(input);
    const files = await chosen.write(input);
    const openssl: Cost[] = [];
    const scan: Cost[] = [];
    for (let round = 0; round <= Number(values.rounds); round++) {
      const reference = await costOf(['openssl', 'dgst', '-sha256', ...files]);
      const ours = await costOf([MODELGATE, 'scan', '--quiet', '--format', 'json', input], [0, 1]);
      if (round === 0) continue; // brings the files and the compiled code into the caches
      openssl.push(reference);
      scan.push(ours);
    }
    const of = (costs: readonly Cost[], key: keyof Cost): number => median(costs.map((cost) => cost[key]));
    const ratios = scan.map(({ seconds }, round) => seconds / (openssl[round]?.seconds ?? Number.NaN));
    console.log(
      `${chosen.what}: openssl ${of(openssl, 'seconds').toFixed(2)} s (cpu ${of(openssl, 'cpuSeconds').toFixed(2)}), ` +
        `scan ${of(scan, 'seconds').toFixed(2)} s (cpu ${of(scan, 'cpuSeconds').toFixed(2)}), ` +
        `${median(ratios).toFixed(2)} times openssl, peak ${of(scan, 'peakMiB').toFixed(0)} MiB`,
    );
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** A repository of sources, configurations and small weights, as many directories as a large Space has. */
async function writeTree(directory: string): Promise<string[]> {
  const files: string[] = [];
  const state = p.pickle(p.proto(2), p.emptyDict, p.mark, p.short('step'), p.int1(7), p.setItems, p.stop);
  const contents: readonly (readonly [string, (index: number) => string | Uint8Array])[] = [
    [
      'py',
      (index) =>
        `import json\n\n\ndef load_${index}(path):\n    with open(path) as file:\n        return json.load(file)\n`.repeat(
          20,
        ),
    ],
    [
      'json',
      (index) =>
        JSON.stringify({ model_type: 'llama', index, layers: Array.from({ length: 60 }, (_, layer) => ({ layer })) }),
    ],
    ['md', (index) => `# Page ${index}\n\n${'Plain words of a document. '.repeat(60)}\n`],
    ['pkl', () => state],
    ['bin', (index) => noise(4_096, index)],
    ['safetensors', (index) => safetensors(index)],
    ['pt', (index) => torchZip(state, [noise(2_048, index)])],
  ];
  for (let index = 0; index < 1_750; index++) {
    const [extension = '', content] = contents[index % contents.length] ?? [];
    const folder = join(directory, `part-${index % 50}`);
    await mkdir(folder, { recursive: true });
    files.push(join(folder, `file-${index}.${extension}`));
    await writeFile(files.at(-1) ?? '', content?.(index) ?? '');
  }
  return files;
}

function safetensors(seed: number): Buffer {
  const header = Buffer.from(JSON.stringify({ weight: { dtype: 'F16', shape: [1_024], data_offsets: [0, 2_048] } }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, noise(2_048, seed)]);
}

async function writeZip(directory: string): Promise<string[]> {
  const storages = Array.from({ length: 20 }, (_, index) => noise(50_000_000, index));
  const tensor = (index: number): Buffer =>
    Buffer.concat([
      p.short(`layer.${index}`),
      p.global('torch._utils', '_rebuild_tensor_v2'),
      p.mark,
      p.mark,
      p.short('storage'),
      p.global('torch', 'HalfStorage'),
      p.short(String(index)),
      p.short('cpu'),
      p.binInt(25_000_000),
      p.tuple,
      p.binPersid,
      p.int1(0),
      p.binInt(25_000_000),
      p.tuple1,
      p.int1(1),
      p.tuple1,
      p.none,
      p.none,
      p.tuple,
      p.reduce,
    ]);
  const object = p.pickle(
    p.proto(2),
    p.emptyDict,
    p.mark,
    ...storages.map((_, index) => tensor(index)),
    p.setItems,
    p.stop,
  );
  const path = join(directory, 'pytorch_model.bin');
  await writeFile(path, torchZip(object, storages));
  return [path];
}

/** A list of records with numbers and text, as protocol 4 writes them: five bytes an opcode. */
async function writePickle(directory: string): Promise<string[]> {
  const record = Buffer.concat([
    p.emptyDict,
    p.memoize,
    p.mark,
    p.get(1),
    p.binInt(123_456),
    p.get(2),
    p.short('twenty-nine characters of it.'),
    p.memoize,
    p.get(3),
    p.binFloat(noise(8, 1)),
    p.setItems,
  ]);
  const batch = Buffer.concat([p.mark, ...Array.from({ length: 1_000 }, () => record), p.appends]);
  const keys = ['count', 'text', 'score'].flatMap((key) => [p.short(key), p.memoize, p.pop]);
  const path = join(directory, 'records.pkl');
  await writeFile(
    path,
    p.pickle(p.proto(4), p.emptyList, p.memoize, ...keys, ...Array.from({ length: 455 }, () => batch), p.stop),
  );
  return [path];
}

async function writeBinary(directory: string): Promise<string[]> {
  const path = join(directory, 'weights.dat');
  const file = await open(path, 'w');
  for (let block = 0; block < 128; block++) await file.write(noise(16 * MIB, block));
  await file.close();
  return [path];
}

/** Pseudo-random bytes; the first one starts no known format. */
function noise(length: number, seed: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let state = (seed + 1) >>> 0;
  for (let at = 0; at + 4 <= length; at += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes.writeInt32LE(state, at);
  }
  bytes[0] = 0;
  return bytes;
}
