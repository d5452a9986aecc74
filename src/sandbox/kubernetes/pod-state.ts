import * as z from 'zod';
import { GateError } from '../../core/errors.ts';
import { printable } from '../../core/escape.ts';
import { CONTAINERS } from './objects.ts';

const terminated = z.object({
  exitCode: z.int(),
  signal: z.int().optional(),
  reason: z.string().optional(),
  message: z.string().optional(),
});
const containerStatus = z.object({
  name: z.string(),
  state: z
    .object({
      waiting: z.object({ reason: z.string().optional(), message: z.string().optional() }).optional(),
      running: z.object({}).optional(),
      terminated: terminated.optional(),
    })
    .default({}),
});
const podSchema = z.object({
  metadata: z.object({ name: z.string().max(253), deletionTimestamp: z.string().optional() }),
  status: z
    .object({
      phase: z.string().optional(),
      reason: z.string().optional(),
      message: z.string().optional(),
      conditions: z
        .array(
          z.object({
            type: z.string(),
            status: z.string(),
            reason: z.string().optional(),
            message: z.string().optional(),
          }),
        )
        .default([]),
      initContainerStatuses: z.array(containerStatus).default([]),
      containerStatuses: z.array(containerStatus).default([]),
    })
    .prefault({}),
});
export const podListSchema = z.object({ items: z.array(podSchema).max(1_000) });
export type Pod = z.infer<typeof podSchema>;
export type Terminated = z.infer<typeof terminated>;

export const jobListSchema = z.object({
  items: z.array(z.object({ metadata: z.object({ name: z.string().max(253), uid: z.string() }) })).max(10_000),
});
export const createdSchema = z.object({ metadata: z.object({ name: z.string(), uid: z.string().min(1) }) });
export const versionSchema = z.object({ gitVersion: z.string().max(100) });
export const eventListSchema = z.object({
  items: z.array(z.object({ reason: z.string().optional(), message: z.string().optional() })).max(10_000),
});

export function stateOf(pod: Pod, container: keyof typeof CONTAINERS): z.infer<typeof containerStatus>['state'] {
  const statuses = [...pod.status.initContainerStatuses, ...pod.status.containerStatuses];
  return statuses.find(({ name }) => name === CONTAINERS[container])?.state ?? {};
}

/** Reasons for which a container that waits will wait for ever. */
const HOPELESS = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
]);

/** Throws GateError SANDBOX_FAILED where the pod will never run: its image, its node, an eviction. */
export function checkAlive(pod: Pod): void {
  const { phase, reason, message } = pod.status;
  if (phase === 'Failed' || pod.metadata.deletionTimestamp !== undefined) {
    const ended = stateOf(pod, 'load').terminated;
    const said = [reason ?? ended?.reason, message ?? ended?.message, ended && `exit code ${ended.exitCode}`];
    throw new GateError('SANDBOX_FAILED', `the pod failed: ${told(said)}`);
  }
  for (const container of ['load', 'run'] as const) {
    const { waiting } = stateOf(pod, container);
    if (waiting?.reason !== undefined && HOPELESS.has(waiting.reason)) {
      throw new GateError(
        'SANDBOX_FAILED',
        `the container "${container}" can't start: ${told([waiting.reason, waiting.message])}`,
      );
    }
  }
}

/** Why a pod doesn't run yet. */
export function waitingFor(pod: Pod | undefined): string {
  if (pod === undefined) return 'the Job has made no pod';
  const unmet = pod.status.conditions.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
  if (unmet !== undefined) return told([unmet.reason, unmet.message]);
  const waiting = stateOf(pod, 'load').waiting ?? stateOf(pod, 'run').waiting;
  return told([pod.status.phase, waiting?.reason, waiting?.message]);
}

function told(parts: readonly (string | undefined)[]): string {
  return (
    printable(parts.filter((part) => part !== undefined && part !== '').join(': '), 400) ||
    'for no reason that it tells'
  );
}
