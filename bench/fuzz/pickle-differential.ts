/**
 * Holds the interpreter to CPython: every name that either of its unpicklers asks for must be reported.
 *
 *     node bench/fuzz/pickle-differential.ts [streams, default 20000] [seed] [--record FILE]
 *
 * `--record` writes streams and CPython's answers, for the test that needs no Python.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import * as z from 'zod';
import { MemorySource } from '../../src/formats/byte-source.ts';
import { interpret } from '../../src/formats/pickle/interpreter.ts';
import { pickleStream } from './pickle-streams.ts';
import { Random } from './random.ts';

const PYTHON = fileURLToPath(new URL('cpython_names.py', import.meta.url));
const [count = '20000', seed = String(Date.now() % 2 ** 31)] = process.argv
  .slice(2)
  .filter((word) => /^\d+$/u.test(word));
const recordAt = process.argv.indexOf('--record');

const random = new Random(Number(seed));
const streams = Array.from({ length: Number(count) }, () => pickleStream(random));
const input = Buffer.concat(
  streams.flatMap((stream) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(stream.length);
    return [length, stream];
  }),
);
const answer = spawnSync(process.env['PYTHON'] ?? 'python3', ['-I', '-W', 'ignore', PYTHON], {
  input,
  maxBuffer: 1 << 30,
});
if (answer.status !== 0) throw new Error(`python3 failed: ${answer.stderr.toString()}`);
const expected = z
  .array(z.array(z.array(z.string())).transform((unpicklers) => new Set(unpicklers.flat())))
  .length(streams.length)
  .parse(JSON.parse(answer.stdout.toString()));

let names = 0;
let missed = 0;
for (const [index, stream] of streams.entries()) {
  const run = interpret(new MemorySource(stream), { start: 0 });
  const reported = new Set(
    run.machine.uses
      .list()
      .filter(({ kind }) => kind === 'global')
      .map(({ module, name }) => `${module} ${name}`),
  );
  // What is broken blocks the file: how each unpickler reads the torn name then decides nothing.
  const broken = run.outcome !== 'stop' || run.machine.problems.size > 0;
  for (const name of expected[index] ?? []) {
    names += 1;
    if (reported.has(name) || broken) continue;
    missed += 1;
    if (missed <= 20) process.stdout.write(`missed ${JSON.stringify(name)} in ${stream.toString('hex')}\n`);
  }
}
process.stdout.write(`seed ${seed}: ${streams.length} streams, ${names} names, ${missed} missed\n`);
if (recordAt !== -1) {
  const file = process.argv[recordAt + 1] ?? '';
  const kept = streams.flatMap((stream, index) => {
    const wanted = [...(expected[index] ?? [])];
    return wanted.length === 0 ? [] : [[stream.toString('base64'), wanted]];
  });
  writeFileSync(file, gzipSync(JSON.stringify(kept), { level: 9 }));
}
process.exitCode = missed === 0 ? 0 : 1;
