/** Tries limits, or descriptors, as whoever it is started as: `helper-limits.ts limits|descriptors`. Prints JSON. */
import { once } from 'node:events';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import type { SandboxExit, SandboxLimits } from '../../src/sandbox/driver.ts';
import { NODE_INSIDE, runtimeMounts } from '../../src/sandbox/runtime/runtime-mounts.ts';

const MIB = 1024 * 1024;

async function run(
  script: string,
  limit: Partial<SandboxLimits> = {},
): Promise<SandboxExit & { stdout: string; mechanisms: string[] }> {
  const limits = {
    memoryBytes: 1024 * MIB,
    pids: 64,
    cpuSeconds: 20,
    wallClockMs: 15_000,
    tmpBytes: 16 * MIB,
    openFiles: 256,
    ...limit,
  };
  const instance = await bubblewrap.start(
    { argv: [NODE_INSIDE, '-e', script], env: {}, mounts: runtimeMounts(), limits },
    new AbortController().signal,
  );
  const chunks: Buffer[] = [];
  instance.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const closed = once(instance.stdout, 'close');
  const exit = await instance.exited;
  await closed;
  const { memory, pids, cpu } = instance.enforcement;
  return { ...exit, stdout: Buffer.concat(chunks).toString('utf8'), mechanisms: [memory, pids, cpu] };
}

const spawnMany = (count: number, script: string): string =>
  `const{spawn}=require("child_process");let n=0,bad=0;for(let i=0;i<${count};i++){const c=spawn("${NODE_INSIDE}",["-e",${JSON.stringify(script)}],` +
  '{stdio:"ignore"});c.on("spawn",()=>n++);c.on("error",()=>bad++)}';

if (process.argv[2] === 'descriptors') {
  // Node opens its own descriptors on anonymous inodes, pipes and /dev/null; anything else was handed in.
  const { stdout } = await run(
    'const fs=require("fs");console.log(JSON.stringify(fs.readdirSync("/proc/self/fd").filter(f=>f>2).map(f=>{try{return fs.readlinkSync("/proc/self/fd/"+f)}catch{return "pipe:"}})' +
      '.filter(l=>!/^(anon_inode:|pipe:|\\/dev\\/null$)/.test(l))))',
  );
  process.stdout.write(stdout);
} else {
  const hog = await run('const kept=[];for(;;)kept.push(Buffer.alloc(16<<20,1))', { memoryBytes: 900 * MIB });
  const hogs = await run(
    `${spawnMany(8, 'const b=Buffer.alloc(200<<20,1);setInterval(()=>b,1e6)')}setInterval(()=>{},1e6)`,
    { memoryBytes: 900 * MIB, pids: 200 },
  );
  const spin = await run('for(;;);', { cpuSeconds: 1 });
  const spins = await run(`${spawnMany(3, 'for(;;);')}setInterval(()=>{},1e6)`, {
    cpuSeconds: 2,
    wallClockMs: 30_000,
    pids: 100,
  });
  const children = await run(
    `${spawnMany(20, 'setInterval(()=>{},1e6)')}setTimeout(()=>{console.log(n);process.exit()},1500)`,
    { pids: 40 },
  );
  const sleep = await run('setInterval(()=>{},1e6)', { wallClockMs: 500 });
  const report = {
    mechanisms: spin.mechanisms,
    hog: hog.code !== 0,
    hogs: hogs.killedBy,
    spin: spin.killedBy,
    spins: spins.killedBy,
    children: children.code !== 0 || Number(children.stdout) < 40,
    sleep: sleep.killedBy,
  };
  process.stdout.write(JSON.stringify(report));
}
