import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { GateError } from '../../core/errors.ts';
import { isOrphaned } from '../tidy/instance-name.ts';
import { ApiFailure, type Cluster } from './api.ts';
import { jobOf, LABEL, networkPolicyOf, type Plan } from './objects.ts';
import { checkAlive, createdSchema, eventListSchema, jobListSchema, podListSchema, waitingFor } from './pod-state.ts';
import type { Pod } from './pod-state.ts';

const BATCH = '/apis/batch/v1';
const NETWORKING = '/apis/networking.k8s.io/v1';
const FIRST_POLL_MS = 20;
const LAST_POLL_MS = 1_000;
const REMOVE_MS = 60_000;
const REMOVE_ATTEMPTS = 4;
const MAX_FAILURES = 5;

let host: string | undefined;

/**
 * Which machine's gates an object belongs to: process ids are told apart by the boot that they are of. Objects of another machine
 * can't be judged from here.
 */
export function hostLabel(): string {
  host ??= createHash('sha256')
    .update(readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim())
    .digest('hex')
    .slice(0, 12);
  return host;
}

/** One run's Job and NetworkPolicy in the cluster. */
export class Run {
  readonly #cluster: Cluster;
  readonly #name: string;

  private constructor(cluster: Cluster, name: string) {
    this.#cluster = cluster;
    this.#name = name;
  }

  /** The Job is made suspended, and let go when the policy that is its network's wall is there. Throws GateError SANDBOX_FAILED, CANCELLED. */
  static async begin(cluster: Cluster, plan: Plan, signal: AbortSignal): Promise<Run> {
    const run = new Run(cluster, plan.name);
    try {
      const jobs = { resource: 'jobs', path: cluster.path(BATCH, 'jobs') };
      const created = createdSchema.parse(await cluster.ask({ ...jobs, verb: 'create', body: jobOf(plan) }, signal));
      const body = networkPolicyOf(plan, created.metadata.uid);
      const path = cluster.path(NETWORKING, 'networkpolicies');
      await cluster.ask({ verb: 'create', resource: 'networkpolicies', path, body }, signal);
      const release = { spec: { suspend: false } };
      await cluster.ask({ verb: 'patch', resource: 'jobs', path: `${jobs.path}/${plan.name}`, body: release }, signal);
      return run;
    } catch (error) {
      await run.remove();
      throw error;
    }
  }

  async pods(signal?: AbortSignal): Promise<readonly Pod[]> {
    const path = this.#selected('/api/v1', 'pods');
    return podListSchema.parse(await this.#cluster.ask({ verb: 'list', resource: 'pods', path }, signal)).items;
  }

  /**
   * The pod, once `ready` says so of it. Throws GateError SANDBOX_FAILED where it will never be, or not within `seconds`, with the
   * cluster's own reason; CANCELLED.
   */
  async until(ready: (pod: Pod) => boolean, seconds: number, signal: AbortSignal): Promise<Pod> {
    const end = performance.now() + seconds * 1000;
    let failures = 0;
    for (let pause = FIRST_POLL_MS; ; pause = Math.min(pause * 1.5, LAST_POLL_MS)) {
      let pod: Pod | undefined;
      try {
        [pod] = await this.pods(signal);
        failures = 0;
      } catch (error) {
        failures += 1;
        const passing = error instanceof ApiFailure && (error.status === 0 || error.status >= 500);
        if (!passing || failures >= MAX_FAILURES) throw error;
      }
      if (pod !== undefined && ready(pod)) return pod;
      if (pod !== undefined) checkAlive(pod);
      if (performance.now() > end) {
        const why = pod === undefined ? await this.#events() : waitingFor(pod);
        throw new GateError('SANDBOX_FAILED', `the pod did not run within ${seconds} s: ${why}`);
      }
      await sleep(pause, undefined, { signal }).catch(() => {});
      if (signal.aborted) throw new GateError('CANCELLED', 'the sandbox was not started: cancelled');
    }
  }

  /** Why a Job has no pod stands nowhere but in its events. */
  async #events(): Promise<string> {
    const selector = new URLSearchParams({ fieldSelector: `involvedObject.name=${this.#name}` });
    const path = `${this.#cluster.path('/api/v1', 'events')}?${selector.toString()}`;
    try {
      const { items } = eventListSchema.parse(await this.#cluster.ask({ verb: 'list', resource: 'events', path }));
      const last = items.at(-1);
      if (last !== undefined) return [last.reason, last.message].filter((part) => part !== undefined).join(': ');
    } catch {
      // the right is missing, or there are none
    }
    return waitingFor(undefined);
  }

  /** Removes Job, pods and policy, and waits until no pod is left. Resolves to false where the API server can't be reached for it. */
  async remove(): Promise<boolean> {
    const end = performance.now() + REMOVE_MS;
    for (let attempt = 0; attempt < REMOVE_ATTEMPTS; attempt++) {
      try {
        await remove(this.#cluster, this.#name);
        for (let pause = FIRST_POLL_MS; (await this.pods()).length > 0; pause = Math.min(pause * 1.5, LAST_POLL_MS)) {
          if (performance.now() > end) return false;
          await sleep(pause);
        }
        return true;
      } catch {
        await sleep(FIRST_POLL_MS * 5 ** attempt);
      }
    }
    return false; // the deadline of the Job, and the next gate's sweep
  }

  #selected(group: string, resource: string): string {
    const selector = new URLSearchParams({ labelSelector: `${LABEL.instance}=${this.#name}` });
    return `${this.#cluster.path(group, resource)}?${selector.toString()}`;
  }
}

/** Removes what gates of this machine left that are gone. Nothing of a gate that lives, nothing of another machine. */
export async function sweep(cluster: Cluster): Promise<void> {
  const selector = new URLSearchParams({ labelSelector: `${LABEL.host}=${hostLabel()}` });
  const path = `${cluster.path(BATCH, 'jobs')}?${selector.toString()}`;
  const { items } = jobListSchema.parse(await cluster.ask({ verb: 'list', resource: 'jobs', path }));
  for (const { metadata } of items) if (isOrphaned(metadata.name)) await remove(cluster, metadata.name);
}

async function remove(cluster: Cluster, name: string): Promise<void> {
  const calls = [
    { resource: 'jobs', path: cluster.path(BATCH, 'jobs', name), body: { propagationPolicy: 'Background' } },
    { resource: 'networkpolicies', path: cluster.path(NETWORKING, 'networkpolicies', name), body: {} },
  ];
  for (const call of calls) {
    try {
      await cluster.ask({ ...call, verb: 'delete' });
    } catch (error) {
      if (!(error instanceof ApiFailure) || error.status !== 404) throw error;
    }
  }
}
