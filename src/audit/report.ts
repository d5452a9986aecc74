import * as z from 'zod';
import { CONFIDENCES, SEVERITIES } from '../core/finding.ts';
import { forgeRepositorySchema } from './forge/report.ts';
import { PERSONAS } from './persona.ts';
import { signalCountsSchema } from './signals/report.ts';

const count = z.number().int().nonnegative();
const spot = { path: z.string(), line: z.number().int().positive() };

const findingSchema = z.object({
  rule: z.string(),
  severity: z.enum(SEVERITIES),
  confidence: z.enum(CONFIDENCES),
  /** From the root of the repository; of several repositories with the directory before it that was given. */
  path: z.string(),
  /** The offending line itself, inside of scripts too. */
  line: z.number().int().positive(),
  column: z.number().int().positive(),
  message: z.string(),
  /** MITRE ATLAS technique ids. */
  atlas: z.array(z.string()),
  related: z.array(z.object(spot)),
  /** Who wants to hear of it; apart from how bad it is and how sure. */
  persona: z.enum(PERSONAS),
  /** The same for the same finding on moved lines: of rule, path, message and the text of the line. */
  fingerprint: z.string(),
  /** The operator takes it out of account: it stays reported, and fails nothing. */
  ignored: z.object({ reason: z.string(), expires: z.string() }).optional(),
  /** The baseline has it. */
  known: z.boolean().optional(),
});

/** What became of ignore files and comments; only where there were any. */
const exceptionsSchema = z.object({
  ignored: count,
  /** Past their day: what they name counts again. */
  expired: z.array(z.object({ rule: z.string(), path: z.string(), expires: z.string() })),
  /** Nothing matches them. */
  unused: z.array(z.object({ rule: z.string(), path: z.string() })),
  /** Comments that ask to ignore something and are not obeyed. */
  refused: z.array(z.object({ ...spot, reason: z.string() })),
});

const gateSchema = z.object({
  kind: z.string(),
  ...spot,
  /** Nobody gets through whom the project does not trust. */
  blocks: z.boolean(),
  /** What was approved can be exchanged before it is used. */
  raced: z.boolean(),
});

const stageSchema = z.object({
  ...spot,
  id: z.string(),
  needs: z.array(z.string()),
  /** What starts it, how far a stranger gets by that, and what stands on the way. */
  starts: z.array(
    z.object({
      event: z.string(),
      exposure: z.enum(['privileged', 'confined', 'trusted', 'called', 'setting']),
      gates: z.array(gateSchema),
    }),
  ),
  /** What comes in from others. `verified` tells whether a signature, a digest or a new measurement stands behind it. */
  sources: z.array(z.object({ kind: z.string(), what: z.string(), verified: z.boolean(), ...spot })),
  /** What leaves. */
  sinks: z.array(z.object({ kind: z.string(), what: z.string(), ...spot })),
});
export type AuditStage = z.infer<typeof stageSchema>;

const requirementSchema = z.object({
  id: z.string(),
  level: count,
  status: z.enum(['met', 'not-met', 'unknown']),
  evidence: z.array(z.object(spot)),
  /** What would meet it; where it is met, what shows that. */
  note: z.string(),
});
const trackSchema = z.object({ level: count, requirements: z.array(requirementSchema) });
export type SlsaTrack = z.infer<typeof trackSchema>;
export type SlsaRequirement = z.infer<typeof requirementSchema>;

const attackPathSchema = z.object({
  rule: z.string(),
  severity: z.enum(SEVERITIES),
  ...spot,
  /** What an attacker does and reaches, in order. */
  steps: z.array(z.string()),
  techniques: z.array(z.object({ id: z.string(), name: z.string() })),
  /** The change that closes it. */
  closes: z.string(),
});
export type AttackPath = z.infer<typeof attackPathSchema>;

/** What `audit --format json` prints. */
export const auditReportSchema = z.object({
  version: z.literal(1),
  findings: z.array(findingSchema),
  stages: z.array(stageSchema),
  metrics: z.object({
    repositories: count,
    files: count,
    workflows: count,
    jobs: count,
    steps: count,
    /** Sources that nothing verifies, and what could not be read. */
    blindSpots: count,
    unread: z.array(
      z.object({
        path: z.string(),
        line: z.number().int().positive().optional(),
        reason: z.string(),
        /** A pipeline of the repository itself, or a part of one: without it the audit is not complete. */
        pipeline: z.literal(true).optional(),
      }),
    ),
    unverifiedSources: count,
    sources: count,
    uses: count,
    /** Of `uses`, those by the digest of a commit or image, or of the repository itself. */
    pinnedUses: count,
    findings: z.record(z.enum(SEVERITIES), count),
    /** Logs, histories and exports that were read. */
    signals: signalCountsSchema.optional(),
  }),
  /** Of the three worst findings that are neither ignored nor known. */
  attackPaths: z.array(attackPathSchema),
  /** What the forge told, where it was asked. */
  forge: z.array(forgeRepositorySchema).optional(),
  exceptions: exceptionsSchema.optional(),
  /** Of the findings that are not ignored. `gone`: entries of the baseline that match nothing any more. */
  baseline: z.object({ known: count, new: count, gone: count }).optional(),
  slsa: z.object({ version: z.literal('1.2'), build: trackSchema, source: trackSchema }),
  /** How dependencies are taken in: the 25 requirements of S2C2F. */
  s2c2f: trackSchema.extend({ version: z.literal('1.1') }),
});
export type AuditReport = z.infer<typeof auditReportSchema>;
