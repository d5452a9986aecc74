import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { env } from 'node:process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const TIMEOUT_MS = 30_000;

/** On every container that a gate makes, so that any gate finds those that are left. */
export const CONTAINER_LABEL = 'dev.modelgate.instance';

/** Where no systemd runs, podman must make control groups itself. */
export function podmanOptions(): readonly string[] {
  return existsSync('/run/systemd/system') ? [] : ['--cgroup-manager=cgroupfs'];
}

/**
 * Asks podman one thing. Its name in the process list is `name`, by which whoever tidies up finds it; it gets PATH and
 * where its state lies, and nothing else of the gate's environment. Rejects with what it wrote to stderr.
 */
export async function askEngine(
  engine: string,
  args: readonly string[],
  { name, signal }: { readonly name?: string; readonly signal?: AbortSignal },
): Promise<string> {
  const { stdout } = await run(engine, [...podmanOptions(), '--runtime=runc', ...args], {
    ...(name === undefined ? {} : { argv0: name }),
    ...(signal === undefined ? {} : { signal }),
    cwd: '/',
    env: engineEnvironment(),
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
  });
  return stdout;
}

export function engineEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'XDG_RUNTIME_DIR', 'CONTAINERS_CONF', 'CONTAINERS_STORAGE_CONF', 'TMPDIR'];
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
