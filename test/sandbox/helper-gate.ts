/** A gate that starts a sandbox and waits to be killed: `helper-gate.ts DRIVER MARKER`. */
import { SANDBOX_DRIVERS } from '../../src/core/policy.ts';
import { driverNamed } from '../../src/sandbox/drivers.ts';
import { NODE_INSIDE, runtimeMounts } from '../../src/sandbox/runtime/runtime-mounts.ts';

const [, , name, marker = ''] = process.argv;
const MIB = 1024 * 1024;
process.stdout.write('starting\n');
const instance = await driverNamed(SANDBOX_DRIVERS.find((driver) => driver === name) ?? 'bubblewrap').start(
  {
    argv: [NODE_INSIDE, '-e', 'setInterval(()=>{},1e6);console.log("ready")', marker],
    env: {},
    mounts: runtimeMounts(),
    limits: {
      memoryBytes: 512 * MIB,
      pids: 64,
      cpuSeconds: 30,
      wallClockMs: 30_000,
      tmpBytes: 16 * MIB,
      openFiles: 256,
    },
  },
  new AbortController().signal,
);
instance.stdout.pipe(process.stdout);
await instance.exited;
