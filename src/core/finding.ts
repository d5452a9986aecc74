import * as z from 'zod';

export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const CONFIDENCES = ['low', 'medium', 'high'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** The least severity that blocks; with `none` no finding does, and a file that was not read whole still does. */
export const FAIL_ON = ['none', ...SEVERITIES] as const;
export type FailOn = (typeof FAIL_ON)[number];

export function severityAtLeast(severity: Severity, floor: FailOn): boolean {
  return floor !== 'none' && SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(floor);
}

/**
 * Where a finding lies. `path` is relative to the submission's root. `member` names a file inside an archive
 * (nested with `!`). `offset` is a byte offset from the start of the member, or of the file without one.
 */
export const locationSchema = z.object({
  path: z.string(),
  member: z.string().optional(),
  offset: z.number().int().nonnegative().optional(),
  line: z.number().int().positive().optional(),
  column: z.number().int().positive().optional(),
  tensor: z.string().optional(),
});

/** A rule's hit. Text in it may come from the submission: every printer escapes it (see escape.ts). */
export const findingSchema = z.object({
  rule: z.string(),
  severity: z.enum(SEVERITIES),
  confidence: z.enum(CONFIDENCES),
  message: z.string(),
  location: locationSchema,
  /** MITRE ATLAS technique ids. */
  atlas: z.array(z.string()),
  /** The operator takes it out of account: it stays reported, and doesn't block. */
  ignored: z.object({ reason: z.string(), expires: z.string() }).optional(),
});
export type Finding = z.infer<typeof findingSchema>;
