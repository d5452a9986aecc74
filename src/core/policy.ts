import * as z from 'zod';
import { attestationPolicySchema } from './attestation-policy.ts';
import { sha256Schema } from './digest-schema.ts';
import { HUNT_BUDGETS } from './predicates/hunt.ts';
import { SEVERITIES } from './finding.ts';

/** What a policy can ask of a submission. `decide/requirements.ts` holds one judge for each. */
export const REQUIREMENTS = [
  'signature',
  'scan',
  'base',
  'weights',
  'evaluation',
  'claims',
  'coverage',
  'isolation',
  /** One answer for each statement and layout that the policy demands; none where it demands none. */
  'attestations',
  /** One answer where the policy asks for a search for hidden triggers. */
  'hunt',
] as const;
export type RequirementId = (typeof REQUIREMENTS)[number];

/**
 * What a submission may leave open: it stated nothing there, or we can't measure it, so nothing was disproved. The
 * requirement's answer is `unknown` all the same; a policy that accepts the absence has it recorded instead of
 * quarantining. A lie is never an absence.
 */
export const ABSENCES = [
  'unsigned',
  'untrusted-signer',
  'no-base',
  'unpinned-base',
  'no-claims',
  'unmeasured-claims',
  'not-runnable',
  'over-budget',
  'unevaluated-weights',
] as const;
export type Absence = (typeof ABSENCES)[number];

/**
 * What follows from an answer.
 * `require`: fail rejects, unknown quarantines. `review`: fail and unknown quarantine. `record`: never blocks, and is
 * listed in the verdict all the same.
 */
export const LEVELS = ['require', 'review', 'record'] as const;
export type Level = (typeof LEVELS)[number];

/**
 * The weakest first: what a cluster does with a pod is not seen from here; a container engine is more code that runs as root,
 * around the same walls as bubblewrap's.
 */
export const SANDBOX_DRIVERS = ['kubernetes', 'podman', 'bubblewrap', 'gvisor'] as const;
export type SandboxDriverName = (typeof SANDBOX_DRIVERS)[number];

/** When a task may end before all its items were asked. */
export const EARLY_STOPS = ['refuted', 'answered'] as const;
export type EarlyStop = (typeof EARLY_STOPS)[number];

/** What tasks may be ordered by. */
export const PRIORITIES = ['claimed', 'safety', 'cheap', 'long'] as const;

/** What a signer is trusted for; for both when left out. A build machine that attests need not sign models. */
const purpose = z.enum(['models', 'statements']).optional();

export const trustedKeySchema = z.strictObject({
  name: z.string().min(1),
  for: purpose,
  /** SubjectPublicKeyInfo in PEM. */
  publicKey: z.string().startsWith('-----BEGIN PUBLIC KEY-----'),
  /** When signatures by it count: by the proven time of the signature, else by the time of checking. */
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
});

export const trustedIdentitySchema = z.strictObject({
  for: purpose,
  /** The certificate's subject alternative name, compared whole and literally. */
  identity: z.string().min(1),
  /** The OIDC issuer, compared whole and literally. */
  issuer: z.string().min(1),
});

/** Who may issue certificates to signers (OpenSSF Model Signing, method `certificate`). */
export const trustedAuthoritySchema = z.strictObject({
  name: z.string().min(1),
  for: purpose,
  /** One or more certificates in PEM, each an end of chains. */
  certificates: z.string().includes('-----BEGIN CERTIFICATE-----'),
  /** A name of the leaf, compared whole; without it every signer under the authority is trusted. */
  identity: z.string().min(1).optional(),
});

/** A key that signs no more, by itself or in a certificate. */
export const revokedKeySchema = z.strictObject({
  name: z.string().min(1),
  /** Hexadecimal SHA-256 of the public key in DER. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/u, 'must be 64 hexadecimal digits in lower case'),
  /** Signatures that a trusted timestamp proves to be older still count. */
  since: z.iso.datetime(),
  reason: z.string().min(1).max(500),
});

/** A policy after loading: profile applied, key files read, nothing left out. There is no such thing as no policy. */
export const policySchema = z.strictObject({
  version: z.literal(1),
  name: z.string().min(1),
  profile: z.enum(['strict', 'hub', 'research']),
  trust: z.strictObject({
    keys: z.array(trustedKeySchema),
    identities: z.array(trustedIdentitySchema),
    authorities: z.array(trustedAuthoritySchema),
    /** Whose RFC 3161 timestamps prove when a signature was made. */
    timestampAuthorities: z.array(trustedAuthoritySchema.omit({ identity: true, for: true })).optional(),
    revoked: z.array(revokedKeySchema).max(10_000).optional(),
    /** The content of a Sigstore `trusted_root.json`; undefined means the public-good instance's root as shipped. */
    trustedRoot: z.string().optional(),
  }),
  /** The base models that a submission may claim, pinned by subject. */
  bases: z.array(z.strictObject({ name: z.string().min(1), digest: sha256Schema })),
  /** Statements of others that must be there: absent where none must. */
  attestations: attestationPolicySchema.optional(),
  scan: z.strictObject({
    failOn: z.enum(SEVERITIES),
    /** Whether `scan --ignore` may be used under this policy. A gate run knows no ignore file: its exceptions are waivers. */
    ignore: z.enum(['allow', 'forbid']),
  }),
  evaluate: z.strictObject({
    /** Directories with a `task.yaml`; `digest` pins their content. */
    suites: z.array(z.strictObject({ path: z.string().min(1), digest: sha256Schema })),
    /** One-sided significance at which a claim is refuted, after Holm's correction over all claims. */
    alpha: z.number().gt(0).max(0.1),
    /** How far under a claim the lower confidence bound may lie for the claim to be confirmed. */
    tolerance: z.number().min(0).max(0.5),
    /** Budget of one evaluation, in prompt and generated tokens; more than that is not started. */
    maxTokens: z.number().int().positive(),
    /** Whether answers that an earlier run of this gate was given by the same model, to the byte, may stand for new ones. */
    cache: z.enum(['allow', 'forbid']),
    /** Whether a task may end before all its items were asked: not, where that refutes a claim, or where it answers every claim. */
    earlyStop: z.enum(['never', ...EARLY_STOPS]).optional(),
    /** What is asked first; where that is equal, what next. */
    priority: z.array(z.enum(PRIORITIES)).min(1).max(PRIORITIES.length).optional(),
    /** A GGUF file that is asked where the rules of the refusal judge are unsure, in a sandbox of its own. */
    judge: z.strictObject({ path: z.string().min(1), digest: sha256Schema }).optional(),
    /** Images whose transformers run what no runner of the gate does, in the gate's own walls. */
    runners: z
      .array(
        z.strictObject({
          /** Of the image's manifest; podman must hold it, nothing is fetched. */
          image: sha256Schema,
          /** The image's Python, by its path in it. */
          program: z.string().regex(/^(?:\/[A-Za-z0-9_.+-]+)+$/u, 'must be a plain absolute path'),
          /** `model_type` of the safetensors checkpoints that it is for. */
          architectures: z.array(z.string().min(1).max(100)).min(1).max(100),
        }),
      )
      .max(16)
      .optional(),
  }),
  /** A search for hidden triggers in every model that is evaluated; without it none is made. */
  hunt: z.strictObject({ budget: z.enum(HUNT_BUDGETS) }).optional(),
  sandbox: z.strictObject({
    /** The weakest driver that is acceptable; the order is that of SANDBOX_DRIVERS. */
    minimum: z.enum(SANDBOX_DRIVERS),
    memoryMiB: z.number().int().min(256),
    pids: z.number().int().min(8),
    /** What must hold memory and processes of the model: a control group, or whatever can (the evidence says what did). */
    limits: z.enum(['any', 'control-group']).optional(),
    /** Whether a driver that sees nothing of what the model's side tries is enough. */
    tripwires: z.enum(['record', 'require']).optional(),
    /** What models are evaluated on, pinned: the digest that `modelgate bom --environment` and each evaluation state. */
    environment: sha256Schema.optional(),
  }),
  /** Wall-clock seconds for each stage. */
  timeouts: z.strictObject({
    verify: z.number().int().positive(),
    scan: z.number().int().positive(),
    compare: z.number().int().positive(),
    evaluate: z.number().int().positive(),
    hunt: z.number().int().positive().optional(),
  }),
  requirements: z.strictObject(
    Object.fromEntries(REQUIREMENTS.map((id) => [id, z.enum(LEVELS)])) as Record<
      RequirementId,
      z.ZodEnum<{ [L in Level]: L }>
    >,
  ),
  /** Absences that are recorded instead of quarantined. */
  accept: z.array(z.enum(ABSENCES)),
  waivers: z.array(
    z.strictObject({
      requirement: z.enum(REQUIREMENTS),
      /** A waiver is for these bytes, never for a name. */
      subject: sha256Schema,
      reason: z.string().min(1),
      approvedBy: z.string().min(1),
      expires: z.iso.date(),
    }),
  ),
});
export type Policy = z.infer<typeof policySchema>;
