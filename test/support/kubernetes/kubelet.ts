import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { V1Container, V1ContainerStatus, V1PodSpec } from '@kubernetes/client-node';
import { bubblewrapArguments } from '../../../src/sandbox/bubblewrap.ts';
import type { SandboxExit, SandboxInstance, SandboxSpec } from '../../../src/sandbox/driver.ts';
import { findExecutable } from '../../../src/sandbox/executable.ts';
import { launch } from '../../../src/sandbox/launch.ts';
import { NODE_INSIDE, runtimeMounts } from '../../../src/sandbox/runtime/runtime-mounts.ts';
import { newInstanceName } from '../../../src/sandbox/tidy/instance-name.ts';
import { ALLOW_EVERYTHING } from '../../sandbox/weakened-driver.ts';

const NOBODY = 65_534;
const UNLIMITED_SECONDS = 100_000;
/** What a kubelet puts into every environment, asked or not. */
const SERVICE_VARIABLES = {
  KUBERNETES_SERVICE_HOST: '10.96.0.1',
  KUBERNETES_PORT: 'tcp://10.96.0.1:443',
  HOSTNAME: 'sandbox',
};

/** A pod's volumes on this machine. */
export class Volumes {
  readonly #root = mkdtempSync(join(realpathSync(tmpdir()), 'kubelet-'));
  constructor() {
    chmodSync(this.#root, 0o777);
  }
  get files(): string {
    return this.#root;
  }
  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}

/**
 * A container of a pod as a real sandbox: bubblewrap without a filter of its own and with a process limit of the node's, as a
 * container runtime gives it. The image holds Node and its libraries. Memory, user and read-only mounts are what the pod asks for.
 */
export async function runContainer(pod: V1PodSpec, container: V1Container, volumes: Volumes): Promise<SandboxInstance> {
  const mounted = container.volumeMounts ?? [];
  const own = new Set(mounted.map(({ mountPath }) => mountPath));
  const sizeOf = (name: string): number =>
    Number(pod.volumes?.find((volume) => volume.name === name)?.emptyDir?.sizeLimit ?? 0);
  const files = mounted.filter(({ name }) => name === 'files');
  const written = files.filter(({ readOnly }) => readOnly !== true).map(({ mountPath }) => mountPath);
  const covered = mounted.filter(({ name, readOnly }) => name === 'nothing' && readOnly === true);
  const [program = '', ...rest] = [...(container.command ?? []), ...(container.args ?? [])];
  const spec: SandboxSpec = {
    argv: [program === 'node' ? NODE_INSIDE : program, ...rest],
    env: {
      ...SERVICE_VARIABLES,
      ...Object.fromEntries((container.env ?? []).map(({ name, value }) => [name, value ?? ''])),
    },
    mounts: [
      ...runtimeMounts().filter(({ target }) => !own.has(target)),
      ...files
        .filter(({ readOnly }) => readOnly === true)
        .map(({ mountPath, subPath }) => ({ source: join(volumes.files, subPath ?? ''), target: mountPath })),
    ],
    limits: {
      memoryBytes: Number(container.resources?.limits?.['memory']),
      pids: 1_000,
      cpuSeconds: UNLIMITED_SECONDS,
      wallClockMs: UNLIMITED_SECONDS * 1000,
      tmpBytes: sizeOf('tmp'),
      openFiles: 4_096,
    },
  };
  const args = bubblewrapArguments(spec);
  const at = args.lastIndexOf('--remount-ro');
  const extra = [
    ...written.flatMap((path) => ['--bind', volumes.files, path]),
    ...covered.flatMap(({ mountPath }) => ['--tmpfs', mountPath, '--remount-ro', mountPath]),
  ];
  const dev = args.findIndex((arg, index) => arg === '--remount-ro' && args[index + 1] === '/dev');
  const isRoot = process.getuid?.() === 0;
  return launch(
    {
      bwrap: findExecutable('bwrap') ?? '',
      prlimit: findExecutable('prlimit') ?? '',
      args: [...args.slice(0, dev), ...extra, ...args.slice(dev, at), ...args.slice(at)],
      data: ALLOW_EVERYTHING,
      limits: spec.limits,
      name: newInstanceName(),
      user: isRoot ? NOBODY : undefined,
      evidence: { driver: 'bubblewrap', version: 'a container runtime', hostUid: NOBODY, specification: '' },
    },
    new AbortController().signal,
  );
}

/** How a kubelet tells that a container is over. */
export function terminatedState({ code, signal, killedBy }: SandboxExit): V1ContainerStatus['state'] {
  const SIGKILL = 137;
  const exitCode = signal === 'SIGKILL' ? SIGKILL : (code ?? (signal === 'SIGSEGV' ? 139 : 134));
  const reason = killedBy === 'memory' ? 'OOMKilled' : exitCode === 0 ? 'Completed' : 'Error';
  return { terminated: { exitCode, reason } };
}
