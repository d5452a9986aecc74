import type { V1Job, V1NetworkPolicy, V1PodSpec, V1SecurityContext } from '@kubernetes/client-node';
import type { SandboxLimits } from '../driver.ts';
import { NOBODY } from '../nobody.ts';
import type { KubernetesSettings } from './settings.ts';

export const LABEL = { instance: 'modelgate.dev/instance', host: 'modelgate.dev/host' } as const;
/** Where the first container writes and the second has nothing but the parts that are mounted. */
export const LOAD_ROOT = '/load';
/** Where the second container finds the program that enters the sandbox. */
export const ENTER_PATH = '/modelgate/enter';
export const CONTAINERS = { load: 'load', run: 'run' } as const;

const SECONDS_TO_FINISH = 60;
/** For Node itself. */
const LOADER_BYTES = 512 * 1024 * 1024;
const TMP_OVERHEAD_BYTES = 16 * 1024 * 1024;
/** Places that a container runtime leaves writable for everybody, and that count against nothing. */
const COVERED = ['/dev/shm', '/dev/mqueue'];

export interface Plan {
  readonly name: string;
  readonly host: string;
  readonly settings: KubernetesSettings;
  readonly limits: SandboxLimits;
  /** Of the specification's mounts, in their order, as seen inside. */
  readonly targets: readonly string[];
  /** Of all files. */
  readonly bytes: number;
  readonly loader: readonly string[];
}

/**
 * One run as a Job of one pod, suspended: it is let go when its network policy is there. Every field is one of the restricted Pod
 * Security Standard or stricter.
 */
export function jobOf(plan: Plan): V1Job {
  const { name, settings, limits } = plan;
  const labels = labelsOf(plan);
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, labels },
    spec: {
      suspend: true,
      parallelism: 1,
      completions: 1,
      backoffLimit: 0,
      // A gate that died and its pod with it: nothing may run for longer than the gate would have let it.
      activeDeadlineSeconds: settings.startSeconds + Math.ceil(limits.wallClockMs / 1000),
      ttlSecondsAfterFinished: SECONDS_TO_FINISH,
      template: { metadata: { labels }, spec: podOf(plan) },
    },
  };
}

/** Nothing in and nothing out, for the pods of this run alone. Goes with its Job. */
export function networkPolicyOf(plan: Plan, jobUid: string): V1NetworkPolicy {
  const { name } = plan;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name,
      labels: labelsOf(plan),
      ownerReferences: [{ apiVersion: 'batch/v1', kind: 'Job', name, uid: jobUid }],
    },
    spec: {
      podSelector: { matchLabels: { [LABEL.instance]: name } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [],
      egress: [],
    },
  };
}

function labelsOf({ name, host }: Plan): Record<string, string> {
  return { 'app.kubernetes.io/managed-by': 'modelgate', [LABEL.instance]: name, [LABEL.host]: host };
}

/** What every pod of these settings is made of, without what is of one run: part of what the specification's digest covers. */
export function podOf({ settings, limits, targets, bytes, loader }: Omit<Plan, 'name' | 'host'>): V1PodSpec {
  const { image, runtimeClassName, cpus } = settings;
  const memory = String(limits.memoryBytes);
  const storage = String(bytes + TMP_OVERHEAD_BYTES);
  const amounts = { cpu: cpus, memory, 'ephemeral-storage': storage };
  const loading = { ...amounts, memory: String(Math.max(limits.memoryBytes, LOADER_BYTES)) };
  const common = {
    image,
    imagePullPolicy: 'IfNotPresent',
    stdin: true,
    stdinOnce: true,
    tty: false,
    securityContext: containerContext(settings),
    resources: { requests: amounts, limits: amounts },
  };
  return {
    restartPolicy: 'Never',
    runtimeClassName,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    hostUsers: false,
    hostNetwork: false,
    hostPID: false,
    hostIPC: false,
    shareProcessNamespace: false,
    hostname: 'sandbox',
    // Nobody is asked for names; an address that answers nothing takes the place of the cluster's server.
    dnsPolicy: 'None',
    dnsConfig: { nameservers: ['127.0.0.1'], searches: [] },
    // 0 would take the pod off the books before its processes are gone.
    terminationGracePeriodSeconds: 1,
    nodeSelector: {
      'kubernetes.io/os': 'linux',
      'kubernetes.io/arch': process.arch === 'arm64' ? 'arm64' : 'amd64',
    },
    securityContext: {
      runAsNonRoot: true,
      runAsUser: NOBODY,
      runAsGroup: NOBODY,
      seccompProfile: seccompOf(settings),
    },
    volumes: [
      { name: 'files', emptyDir: { sizeLimit: storage } },
      // In memory, so that the size is the file system's own and not a later eviction.
      { name: 'tmp', emptyDir: { medium: 'Memory', sizeLimit: String(limits.tmpBytes) } },
      { name: 'nothing', emptyDir: { medium: 'Memory', sizeLimit: '4096' } },
    ],
    initContainers: [
      {
        ...common,
        name: CONTAINERS.load,
        resources: { requests: loading, limits: loading },
        command: ['node', ...loader],
        volumeMounts: [{ name: 'files', mountPath: LOAD_ROOT }],
      },
    ],
    containers: [
      {
        ...common,
        name: CONTAINERS.run,
        command: [ENTER_PATH],
        workingDir: '/',
        volumeMounts: [
          ...[...targets, ENTER_PATH].map((mountPath, index) => ({
            name: 'files',
            mountPath,
            subPath: String(index),
            readOnly: true,
          })),
          { name: 'tmp', mountPath: '/tmp' },
          ...COVERED.map((mountPath) => ({ name: 'nothing', mountPath, readOnly: true })),
        ],
      },
    ],
  };
}

function containerContext(settings: KubernetesSettings): V1SecurityContext {
  return {
    privileged: false,
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    runAsUser: NOBODY,
    runAsGroup: NOBODY,
    capabilities: { drop: ['ALL'] },
    seccompProfile: seccompOf(settings),
  };
}

function seccompOf({ seccompProfile }: KubernetesSettings): { type: string; localhostProfile?: string } {
  return seccompProfile === undefined
    ? { type: 'RuntimeDefault' }
    : { type: 'Localhost', localhostProfile: seccompProfile };
}
