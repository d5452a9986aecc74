import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { EscapeRoom, type Ending } from '../../bench/escape/contract.ts';
import { leftovers, processesWith } from '../../bench/escape/leftovers.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type {
  SandboxDriver,
  SandboxExit,
  SandboxInstance,
  SandboxLimits,
  SandboxSpec,
} from '../../src/sandbox/driver.ts';
import { reportOnSandbox } from '../../src/sandbox/probe/probe.ts';
import { NODE_INSIDE, runtimeMounts } from '../../src/sandbox/runtime/runtime-mounts.ts';

const MIB = 1024 * 1024;
const LIMITS: SandboxLimits = {
  memoryBytes: 512 * MIB,
  pids: 64,
  cpuSeconds: 20,
  wallClockMs: 20_000,
  tmpBytes: 16 * MIB,
  openFiles: 256,
};
const never = new AbortController().signal;

async function eventually(check: () => boolean, milliseconds = 5_000): Promise<boolean> {
  for (const end = performance.now() + milliseconds; performance.now() < end; await sleep(20)) if (check()) return true;
  return check();
}

/** How many times longer than on an idle machine it takes to start Node just now; at least 1. */
async function slowness(): Promise<number> {
  const IDLE_MS = 60;
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 4; round++) {
    const begun = performance.now();
    await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
    best = Math.min(best, performance.now() - begun);
  }
  return Math.max(1, best / IDLE_MS);
}

interface Result extends SandboxExit {
  readonly stdout: string;
  readonly instance: SandboxInstance;
}

/**
 * What every driver must hold to. The escapes that the isolation probe tries are part of it: the contract demands that each
 * of its walls holds, and adds what needs a second party (pipes, floods, kills, orphans, planted files).
 */
export function sandboxContract(
  driver: SandboxDriver,
  expectations: {
    readonly probeMs: number;
    /** How often start and probe are timed. */
    readonly rounds?: number;
    readonly ownVariables: Readonly<Record<string, string>>;
    readonly endings: readonly Ending[];
    /** Milliseconds after which a gate that starts a sandbox is killed. */
    readonly killedAfter?: readonly number[];
    /** What the next gate does, where nothing on this machine can tidy up after a killed one. */
    readonly nextGate?: () => Promise<unknown>;
  },
): void {
  describe(`${driver.name} keeps the sandbox contract`, () => {
    let directory = '';

    beforeAll(() => {
      directory = mkdtempSync(join(realpathSync(tmpdir()), 'sandbox-contract-'));
      chmodSync(directory, 0o755);
    });
    afterAll(() => rmSync(directory, { recursive: true, force: true }));
    afterEach(() => expect(leftovers(process.pid)).toEqual([]));

    const specification = (
      script: string,
      options: Partial<SandboxSpec> & { limit?: Partial<SandboxLimits> } = {},
    ): SandboxSpec => {
      const { limit, ...rest } = options;
      return {
        argv: [NODE_INSIDE, '-e', script],
        env: {},
        mounts: runtimeMounts(),
        ...rest,
        limits: { ...LIMITS, ...limit },
      };
    };
    const run = async (spec: SandboxSpec, signal = never): Promise<Result> => {
      const instance = await driver.start(spec, signal);
      const chunks: Buffer[] = [];
      instance.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
      const closed = once(instance.stdout, 'close');
      instance.stdin.end();
      const exit = await instance.exited;
      await closed;
      return { ...exit, stdout: Buffer.concat(chunks).toString('utf8'), instance };
    };

    it('passes 10 MB both ways through the pipe, unchanged', async () => {
      const sent = randomBytes(10 * MIB);
      const instance = await driver.start(specification('process.stdin.pipe(process.stdout)'), never);
      const hash = createHash('sha256');
      instance.stdout.on('data', (chunk: Buffer) => hash.update(chunk));
      const closed = once(instance.stdout, 'close');
      instance.stdin.end(sent);
      const exit = await instance.exited;
      await closed;
      expect(exit).toMatchObject({ code: 0, killedBy: 'none' });
      expect(hash.digest('hex')).toBe(createHash('sha256').update(sent).digest('hex'));
    });

    it('holds every wall that the probe tries, within the time allowed for start and probe', async () => {
      let best = Number.POSITIVE_INFINITY; // the machine is shared: the time that it can take, not what a neighbour made of it
      for (let round = 0; round < (expectations.rounds ?? 4); round++) {
        const begun = performance.now();
        const { walls, specification: digest, enforcement } = await reportOnSandbox(driver, specification(''), never);
        best = Math.min(best, performance.now() - begun);
        expect(walls.filter(({ held }) => !held)).toEqual([]);
        expect(enforcement.specification).toBe(digest);
      }
      expect(best).toBeLessThan(expectations.probeMs * (await slowness()));
    });

    it('lets nothing out that a program inside tries, however it ends, and leaves nothing', async () => {
      const room = await EscapeRoom.open();
      try {
        for (const ending of expectations.endings) {
          const { tried, escapes, leaks } = await room.run(driver, ending);
          expect({ ending, escapes, leaks }).toEqual({ ending, escapes: [], leaks: [] });
          expect(tried).toBeGreaterThan(400);
        }
      } finally {
        room.close();
      }
    });

    it('gives the run the digest that the probe vouched for, and another one to other walls', async () => {
      const spec = specification('0');
      const { specification: probed } = await reportOnSandbox(driver, spec, never);
      expect((await run(spec)).instance.enforcement.specification).toBe(probed);
      const weaker = { ...spec, limits: { ...spec.limits, pids: spec.limits.pids + 1 } };
      expect((await run(weaker)).instance.enforcement.specification).not.toBe(probed);
    });

    it('hands in the environment of the specification and nothing of the gate', async () => {
      const { stdout } = await run(
        specification('console.log(JSON.stringify(process.env))', { env: { GREETING: 'a b=c' } }),
      );
      expect(JSON.parse(stdout)).toEqual({ GREETING: 'a b=c', ...expectations.ownVariables });
    });

    it('passes exit codes on', async () => {
      expect(await run(specification('process.exit(7)'))).toMatchObject({ code: 7, signal: null, killedBy: 'none' });
    });

    it('kills what takes too much memory, and says so', async () => {
      const hog = 'const kept=[];for(;;)kept.push(Buffer.alloc(16<<20,1))';
      const exit = await run(specification(hog, { limit: { memoryBytes: 256 * MIB } }));
      expect(exit.killedBy).toBe('memory');
      expect(exit.code).not.toBe(0);
    });

    it('kills what spins, and says so', async () => {
      const exit = await run(specification('for(;;);', { limit: { cpuSeconds: 2, wallClockMs: 50_000 } }));
      expect(exit).toMatchObject({ signal: 'SIGKILL', killedBy: 'cpu' });
    });

    it('kills what is deaf and sleeps past the wall clock, and says so', async () => {
      const deaf = 'for(const s of["SIGTERM","SIGINT","SIGHUP","SIGUSR1"])process.on(s,()=>{});setInterval(()=>{},1e6)';
      const exit = await run(specification(deaf, { limit: { wallClockMs: 700 } }));
      expect(exit).toMatchObject({ signal: 'SIGKILL', killedBy: 'wall-clock' });
    });

    it('bounds a fork bomb and survives it', async () => {
      const bomb =
        'const{spawn}=require("child_process");let n=0,bad=0;' +
        `for(let i=0;i<40;i++){const c=spawn("${NODE_INSIDE}",["-e","setInterval(()=>{},1e6)"],{stdio:"ignore"});` +
        'c.on("spawn",()=>n++);c.on("error",()=>bad++)}setTimeout(()=>{console.log(n);process.exit(0)},1500)';
      const exit = await run(specification(bomb, { limit: { pids: 32, memoryBytes: 1024 * MIB, wallClockMs: 8_000 } }));
      if (exit.code === 0) expect(Number(exit.stdout)).toBeLessThan(32);
    });

    it('ends orphans with the process that made them', async () => {
      const marker = `orphan-${randomBytes(6).toString('hex')}`;
      const parent =
        `const{spawn}=require("child_process");const c=spawn("${NODE_INSIDE}",["-e","setInterval(()=>{},1e6)","${marker}"],` +
        '{detached:true,stdio:"ignore"});c.on("spawn",()=>{c.unref();process.exit(0)})';
      expect((await run(specification(parent))).code).toBe(0);
      expect(processesWith(marker)).toEqual([]);
    });

    it('ends at once when it is killed or cancelled', async () => {
      const marker = `killed-${randomBytes(6).toString('hex')}`;
      const spec = specification('setInterval(()=>{},1e6)', {
        argv: [NODE_INSIDE, '-e', 'setInterval(()=>{},1e6)', marker],
      });
      const instance = await driver.start(spec, never);
      instance.kill();
      instance.kill();
      expect(await instance.exited).toMatchObject({ signal: 'SIGKILL', killedBy: 'cancelled' });
      const controller = new AbortController();
      const other = await driver.start(spec, controller.signal);
      controller.abort();
      expect(await other.exited).toMatchObject({ killedBy: 'cancelled' });
      expect(processesWith(marker)).toEqual([]);
    });

    it('does not start at all when it is cancelled before, and keeps no pipe that would keep the gate', async () => {
      const pipes = (): number => process.getActiveResourcesInfo().filter((name) => name === 'PipeWrap').length;
      const before = pipes();
      for (const watched of [{}, { tripwires: { file: '/home/operator/.netrc', address: '10.20.30.40' } }])
        await expect(driver.start({ ...specification('0'), ...watched }, AbortSignal.abort())).rejects.toMatchObject({
          code: 'CANCELLED',
        });
      expect(await eventually(() => pipes() <= before)).toBe(true);
    });

    it('holds back a flood on stdout while nobody reads, and takes no memory for it', async () => {
      const instance = await driver.start(
        specification('const b=Buffer.alloc(1<<20);for(;;)require("fs").writeSync(1,b)'),
        never,
      );
      await sleep(300);
      const before = process.memoryUsage().rss;
      await sleep(700);
      expect(process.memoryUsage().rss - before).toBeLessThan(30 * MIB);
      instance.kill();
      await instance.exited;
    });

    it('keeps only the end of a flood on stderr', async () => {
      const flood =
        'for(let i=0;i<400;i++)require("fs").writeSync(2,"x".repeat(65536));require("fs").writeSync(2,"the end")';
      const { stderrTail, code } = await run(specification(flood));
      expect(code).toBe(0);
      expect(stderrTail.length).toBe(16 * 1024);
      expect(stderrTail.endsWith('the end')).toBe(true);
    });

    it('survives a reader who writes to a process that is gone', async () => {
      const instance = await driver.start(specification('process.exit(0)'), never);
      instance.stdout.resume();
      await instance.exited;
      instance.stdin.write('late');
      instance.stdin.end();
      await sleep(20);
    });

    it('follows no link out of a mount, writes nothing through one, and honours no setuid bit', async () => {
      const shown = join(directory, 'shown');
      mkdirSync(shown);
      writeFileSync(join(directory, 'secret'), 'secret', { mode: 0o666 });
      writeFileSync(join(shown, 'plain'), 'plain', { mode: 0o666 });
      symlinkSync(join(directory, 'secret'), join(shown, 'absolute'));
      symlinkSync('../secret', join(shown, 'relative'));
      symlinkSync('/proc/1/root/etc/shadow', join(shown, 'proc'));
      const attempts =
        'const fs=require("fs");const t=f=>{try{return String(f())}catch(e){return e.code}};const d="/model/";console.log(JSON.stringify([' +
        't(()=>fs.readFileSync(d+"plain","utf8")),t(()=>fs.readFileSync(d+"absolute")),t(()=>fs.readFileSync(d+"relative")),' +
        't(()=>fs.readFileSync(d+"proc")),t(()=>fs.readFileSync("/model/../secret")),t(()=>fs.writeFileSync(d+"plain","x")),' +
        't(()=>fs.writeFileSync(d+"new","x")),t(()=>fs.linkSync(d+"plain","/tmp/hard")),t(()=>fs.renameSync(d+"plain",d+"moved")),' +
        't(()=>{fs.symlinkSync("/etc/shadow","/tmp/l");return fs.readFileSync("/tmp/l")}),t(()=>fs.chmodSync(d+"plain",0o4755))]))';
      const mounts = [...runtimeMounts(), { source: shown, target: '/model' }];
      const { stdout, stderrTail } = await run(specification(attempts, { mounts }));
      expect(stderrTail).toBe('');
      const [plain, ...refused]: unknown[] = JSON.parse(stdout);
      expect(plain).toBe('plain');
      expect(refused).toHaveLength(10);
      for (const code of refused) expect(code).toMatch(/^(ENOENT|EROFS|EXDEV|EACCES|EPERM)$/u);
      expect(readFileSync(join(shown, 'plain'), 'utf8')).toBe('plain');
    });

    it('refuses specifications that would weaken the walls', async () => {
      const bad: Partial<SandboxSpec>[] = [
        { argv: [] },
        { argv: ['/not/there'] },
        { mounts: [...runtimeMounts(), { source: '/etc', target: '/etc' }] },
        { mounts: [...runtimeMounts(), { source: '/usr/share', target: '/proc/x' }] },
        { mounts: [...runtimeMounts(), { source: '/usr/share', target: '/a/../etc' }] },
        { mounts: [...runtimeMounts(), { source: '/dev/null', target: '/null' }] },
        { mounts: [...runtimeMounts(), { source: '/usr/share', target: '/' }] },
        { mounts: [...runtimeMounts(), { source: '/no/such/file', target: '/file' }] },
        { probeMounts: [{ source: '/etc/passwd', target: '/passwd' }] },
        { env: { 'A B': 'x' } },
        { env: { A: 'x\0y' } },
        { limits: { ...LIMITS, memoryBytes: Number.NaN } },
        { limits: { ...LIMITS, pids: 0 } },
      ];
      for (const part of bad) {
        await expect(driver.start({ ...specification('0'), ...part }, never)).rejects.toMatchObject({
          code: 'SANDBOX_FAILED',
        });
      }
    });

    it('leaves nothing when the gate is killed, before, while and after a sandbox starts', async () => {
      const gate = fileURLToPath(new URL('./helper-gate.ts', import.meta.url));
      for (const after of [...(expectations.killedAfter ?? [0, 60, 90, 130]), 'ready' as const]) {
        const marker = `gate-${randomBytes(6).toString('hex')}`;
        const child = spawn(process.execPath, [gate, driver.name, marker], { stdio: ['ignore', 'pipe', 'ignore'] });
        const pid = child.pid ?? 0;
        await once(child.stdout, 'data'); // its modules are loaded, it begins to start a sandbox
        if (after === 'ready') await once(child.stdout, 'data');
        else await sleep(after);
        child.kill('SIGKILL');
        await once(child, 'exit');
        await expectations.nextGate?.();
        const tidy = await eventually(() => processesWith(marker).length === 0 && leftovers(pid).length === 0);
        expect({ after, tidy, processes: processesWith(marker), leftovers: leftovers(pid) }).toMatchObject({
          tidy: true,
        });
      }
    });
  });
}
