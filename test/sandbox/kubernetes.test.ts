import { readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, assert, beforeAll, describe, expect, it } from 'vitest';
import { baselineSpecification, chooseSandbox } from '../../src/sandbox/choose.ts';
import type { SandboxSpec } from '../../src/sandbox/driver.ts';
import { hostLabel, sweep } from '../../src/sandbox/kubernetes/job.ts';
import { Cluster } from '../../src/sandbox/kubernetes/api.ts';
import { kubernetesSettings, type KubernetesSettings } from '../../src/sandbox/kubernetes/settings.ts';
import { kubernetes } from '../../src/sandbox/kubernetes.ts';
import { NODE_INSIDE } from '../../src/sandbox/runtime/runtime-mounts.ts';
import { strangeFields, unrestricted } from '../support/kubernetes/admission.ts';
import { TestCluster, type Trouble } from '../support/kubernetes/cluster.ts';
import { sharedTemporaryDirectory, temporaryDirectory } from '../support/temporary.ts';
import { sandboxContract } from './contract.ts';

const { signal } = new AbortController();
const directory = sharedTemporaryDirectory();
let cluster: TestCluster;

beforeAll(async () => {
  cluster = await TestCluster.start(directory);
  Object.assign(process.env, TestCluster.variables(directory));
});
afterAll(() => cluster.stop());

sandboxContract(kubernetes, {
  probeMs: 6_000,
  ownVariables: {},
  endings: ['exit'],
  rounds: 1,
  killedAfter: [500],
  // Asked again as a cluster's own controllers are: what is deleted goes when its processes are gone.
  nextGate: async () => {
    while (cluster.jobs.size + cluster.pods.size > 0) {
      await sweep(await Cluster.open(settings()));
      await sleep(50);
    }
  },
});

function settings(): KubernetesSettings {
  const found = kubernetesSettings();
  assert(found !== undefined);
  return found;
}

function running(script: string): SandboxSpec {
  return { ...baselineSpecification(), argv: [NODE_INSIDE, '-e', script] };
}

/** A cluster of its own, whose settings the gate takes while the test runs. */
async function troubled(trouble: Trouble, own: Record<string, unknown> = {}): Promise<TestCluster> {
  const place = await temporaryDirectory();
  const other = await TestCluster.start(place, { startSeconds: 1, ...own });
  other.trouble = trouble;
  Object.assign(process.env, TestCluster.variables(place));
  return other;
}

describe('what the cluster is asked for', () => {
  it('was taken by an API server that refuses what it does not know, is not restricted, or not in the shipped role', () => {
    expect(cluster.refused).toEqual([]);
    expect(cluster.made.length).toBeGreaterThan(1);
    expect([cluster.jobs.size, cluster.pods.size, cluster.policies.size]).toEqual([0, 0, 0]);
    // Only for a Job without a pod, and for older servers.
    expect(cluster.unused()).toEqual(['get pods/attach', 'list events']);
    expect(JSON.stringify(cluster.made)).not.toContain(TestCluster.token);
  });

  it('is a Job that can not outlive its run, in a pod of the runtime class with nothing of host, cluster or writable root', () => {
    const job = cluster.made.find(({ kind }) => kind === 'Job');
    const amounts = {
      cpu: '1',
      memory: expect.stringMatching(/^\d+$/u),
      'ephemeral-storage': expect.stringMatching(/^\d+$/u),
    };
    expect(job?.spec).toMatchObject({
      suspend: true,
      backoffLimit: 0,
      activeDeadlineSeconds: expect.any(Number),
      ttlSecondsAfterFinished: 60,
      template: {
        spec: {
          runtimeClassName: 'gvisor',
          hostUsers: false,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          restartPolicy: 'Never',
          containers: [
            {
              image: expect.stringMatching(/@sha256:[0-9a-f]{64}$/u),
              command: ['/modelgate/enter'],
              resources: { requests: amounts, limits: amounts },
              securityContext: { readOnlyRootFilesystem: true, runAsUser: 65_534, capabilities: { drop: ['ALL'] } },
            },
          ],
        },
      },
    });
    expect(JSON.stringify(job)).not.toContain('hostPath');
  });

  it('is a policy that lets nothing in or out of exactly this run, and goes with its Job', () => {
    const policy = cluster.made.find(({ kind }) => kind === 'NetworkPolicy');
    const name = policy?.metadata?.name;
    expect(policy?.spec).toEqual({
      podSelector: { matchLabels: { 'modelgate.dev/instance': name } },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [],
      egress: [],
    });
    expect(policy?.metadata?.ownerReferences).toMatchObject([{ kind: 'Job', name, uid: expect.any(String) }]);
  });

  it('is held against rules that notice what is wrong', () => {
    expect(strangeFields({ kind: 'Job', spec: { backofLimit: 0 } }, 'V1Job')).toEqual([
      'V1Job.spec.backofLimit is not known',
    ]);
    expect(strangeFields({ spec: { suspend: 'yes' } }, 'V1Job')).toEqual(['V1Job.spec.suspend is no boolean']);
    expect(
      unrestricted({ containers: [{}], initContainers: [], securityContext: {}, volumes: [{ hostPath: {} }] }).length,
    ).toBeGreaterThan(3);
  });
});

describe('the evidence of a run in a cluster', () => {
  it('says that its limits were asked for, and is accepted only by a policy that says so', async () => {
    await expect(chooseSandbox({ minimum: 'podman', signal, candidates: [kubernetes] })).rejects.toMatchObject({
      code: 'NO_SANDBOX',
    });
    const { report } = await chooseSandbox({ minimum: 'kubernetes', signal, candidates: [kubernetes] });
    expect(report.enforcement).toMatchObject({
      driver: 'kubernetes',
      version: 'v1.36.0 (gvisor)',
      memory: 'asked',
      pids: 'asked',
      cpu: 'asked',
    });
  });
});

describe('a cluster in trouble', () => {
  it.each([
    [
      'no right to make jobs',
      { without: (right) => right.resource === 'jobs' && right.verb === 'create' },
      /right to create jobs in the namespace models is missing/u,
    ],
    ['no right to attach', { without: (right) => right.resource === 'pods/attach' }, /right to create pods\/attach/u],
    [
      'no right to make policies',
      { without: (right) => right.resource === 'networkpolicies' && right.verb === 'create' },
      /right to create networkpolicies/u,
    ],
    [
      'an image that can not be pulled',
      { waiting: { reason: 'ImagePullBackOff', message: 'no such image' } },
      /ImagePullBackOff: no such image/u,
    ],
    ['no room', { unschedulable: '0/3 nodes are available' }, /within 1 s: Unschedulable: 0\/3 nodes are available/u],
    ['a quota', { noPod: 'exceeded quota: pods' }, /FailedCreate: exceeded quota: pods/u],
  ] satisfies [string, Trouble, RegExp][])('%s: is told, and leaves nothing', async (_, trouble, message) => {
    const other = await troubled(trouble);
    await expect(kubernetes.start(running('0'), signal)).rejects.toMatchObject({
      code: 'SANDBOX_FAILED',
      message: expect.stringMatching(message),
    });
    expect([other.jobs.size, other.pods.size, other.policies.size]).toEqual([0, 0, 0]);
    await other.stop();
  });

  it('a pod that is evicted, an attachment that is cut: the run is no result, and leaves nothing', async () => {
    const other = await troubled({}, { startSeconds: 60 });
    const endings = [
      [() => other.evict('The node was low on resource: memory'), /Evicted: The node was low/u],
      [() => other.attachments.forEach((socket) => socket.terminate()), /connection to the pod was cut/u],
    ] as const;
    for (const [trouble, said] of endings) {
      const instance = await kubernetes.start(running('setInterval(()=>{},1e6);console.log("up")'), signal);
      await new Promise((resolve) => instance.stdout.once('data', resolve));
      instance.stdout.resume();
      trouble();
      expect(await instance.exited).toMatchObject({
        code: null,
        signal: 'SIGKILL',
        stderrTail: expect.stringMatching(said),
      });
      expect([other.jobs.size, other.pods.size, other.policies.size]).toEqual([0, 0, 0]);
    }
    await other.stop();
  });

  it('an API server that is gone in the middle: the run is no result', async () => {
    const other = await troubled({}, { startSeconds: 60 });
    const instance = await kubernetes.start(running('setInterval(()=>{},1e6);console.log("up")'), signal);
    await new Promise((resolve) => instance.stdout.once('data', resolve));
    instance.stdout.resume();
    other.vanish();
    expect(await instance.exited).toMatchObject({ code: null, signal: 'SIGKILL', killedBy: 'none' });
    await other.stop();
  });

  it("another gate's objects are not touched, a dead one's of this machine are removed", async () => {
    const other = await troubled({}, { startSeconds: 60 });
    const dead = `modelgate-${namespaceOf()}-4194305-1-1-x`;
    const add = (name: string, host: string): void => {
      other.jobs.set(name, { metadata: { name, uid: 'u', labels: { 'modelgate.dev/host': host } } });
    };
    add(dead, hostLabel());
    add(`${dead}elsewhere`, 'another-host');
    const instance = await kubernetes.start(running('setInterval(()=>{},1e6)'), signal);
    instance.stdout.resume();
    await sweep(await Cluster.open(settings()));
    expect([...other.jobs.keys()].includes(dead)).toBe(false);
    expect(other.jobs.has(`${dead}elsewhere`)).toBe(true);
    expect(other.jobs.size).toBe(2); // the living one
    instance.kill();
    await instance.exited;
    await other.stop();
  });

  it('is not asked where the settings name a tag, or the kubeconfig trusts anybody', async () => {
    const tagged = await troubled({}, { image: 'registry.invalid/node:24' });
    expect(await kubernetes.detect()).toMatchObject({
      available: false,
      why: expect.stringContaining('pinned by digest'),
    });
    await tagged.stop();
    const credulous = await troubled({});
    const config = process.env['KUBECONFIG'] ?? '';
    const text = readFileSync(config, 'utf8');
    writeFileSync(config, text.replace(/"certificate-authority":"[^"]*"/u, '"insecure-skip-tls-verify":true'));
    expect(await kubernetes.detect()).toMatchObject({ available: false, why: expect.stringContaining('certificate') });
    await credulous.stop();
  });
});

function namespaceOf(): string {
  return readlinkSync('/proc/self/ns/pid').replace(/\D/gu, '');
}
