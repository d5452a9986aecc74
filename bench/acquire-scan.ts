/**
 * acquire + facts + scan over a generated safetensors directory, beside `openssl dgst -sha256` over the same files, in turns.
 *   node bench/acquire-scan.ts [--gib 2] [--rounds 3] [--dir DIR]
 */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { quarantine } from '../src/acquire/quarantine.ts';
import { readFacts } from '../src/acquire/read-facts.ts';
import { systemClock } from '../src/core/clock.ts';
import { silentProgress } from '../src/core/progress.ts';
import { profilePolicy } from '../src/decide/load-policy.ts';
import { bubblewrap } from '../src/sandbox/bubblewrap.ts';
import { scanStage } from '../src/scan/stage.ts';
import { PeakMemory } from './process-tree.ts';

const { values } = parseArgs({
  options: {
    gib: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
    dir: { type: 'string', default: tmpdir() },
  },
});
const SHARDS = 4;
const shardBytes = (Number(values.gib) * 1024 ** 3) / SHARDS;
const root = await mkdtemp(join(values.dir, 'modelgate-bench-'));
const working = { signal: new AbortController().signal, progress: silentProgress };

try {
  const model = join(root, 'model');
  await mkdir(model);
  for (let shard = 1; shard <= SHARDS; shard++)
    await writeShard(join(model, `model-0000${shard}-of-0000${SHARDS}.safetensors`));
  const files = execFileSync('find', [model, '-type', 'f']).toString().trim().split('\n');
  for (let round = 1; round <= Number(values.rounds); round++) {
    const openssl = await timed(async () => execFileSync('openssl', ['dgst', '-sha256', ...files]));
    let durable = 0;
    const memory = new PeakMemory(process.pid);
    const gate = await timed(async () => {
      const { submission, syncMs } = await quarantine({ source: model, blobs: join(root, 'blobs'), ...working });
      durable = syncMs;
      const { facts } = await readFacts({ submission, sandbox: bubblewrap, ...working });
      const context = {
        submission,
        policy: profilePolicy('strict').policy,
        clock: systemClock,
        scratch: root,
        ...working,
      };
      const evidence = await scanStage.run(context, { facts });
      if (facts.some(({ complete }) => !complete)) console.log(`incomplete: ${evidence.reason}`);
    });
    const withoutSync = gate - durable;
    console.log(
      `round ${round}: openssl ${openssl.toFixed(0)} ms, acquire + scan ${withoutSync.toFixed(0)} ms + fsync ${durable.toFixed(0)} ms, ` +
        `ratio ${((100 * openssl) / withoutSync).toFixed(0)} % (with fsync ${((100 * openssl) / gate).toFixed(0)} %), peak ${memory.stop().toFixed(0)} MiB in all processes together`,
    );
    await rm(join(root, 'blobs'), { recursive: true, force: true });
  }
} finally {
  await rm(root, { recursive: true, force: true });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** One tensor of pseudo-random bytes that fills the shard. */
async function writeShard(path: string): Promise<void> {
  const count = shardBytes / 2;
  const header = Buffer.from(
    JSON.stringify({ weight: { dtype: 'F16', shape: [count], data_offsets: [0, shardBytes] } }),
  );
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const chunk = Buffer.alloc(16 * 1024 * 1024);
  for (let index = 0; index < chunk.length; index += 4)
    chunk.writeUInt32LE(Math.imul(index + path.length, 2_654_435_761) >>> 0, index);
  const file = await open(path, 'w');
  await file.write(Buffer.concat([length, header]));
  for (let written = 0; written < shardBytes; written += chunk.length)
    await file.write(chunk.subarray(0, Math.min(chunk.length, shardBytes - written)));
  await file.close();
}
