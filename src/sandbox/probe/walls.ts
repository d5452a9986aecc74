import * as z from 'zod';
import { sha256Schema } from '../../core/digest-schema.ts';
import { SANDBOX_DRIVERS } from '../../core/policy.ts';
import { enforcementSchema } from '../driver.ts';

/** What the probe tries to get through; one line of its report for each. */
export const WALLS = [
  'sockets',
  'connections',
  'names',
  'host-files',
  'environment',
  'descriptors',
  'read-only-root',
  'temporary-space',
  'processes',
  'devices',
  'kernel-settings',
  'privileges',
  'system-calls',
  'process-limit',
  'memory-limit',
] as const;
export type Wall = (typeof WALLS)[number];

const wallReportSchema = z.object({
  wall: z.enum(WALLS),
  held: z.boolean(),
  /** One sentence: what was tried and what came of it. */
  detail: z.string().min(1),
});
export type WallReport = z.infer<typeof wallReportSchema>;

export const probeReportSchema = z.object({
  driver: z.enum(SANDBOX_DRIVERS),
  /** The digest of the specification that was probed; a run with the same digest has the same walls. */
  specification: sha256Schema,
  enforcement: enforcementSchema,
  walls: z.array(wallReportSchema),
});
export type ProbeReport = z.infer<typeof probeReportSchema>;
