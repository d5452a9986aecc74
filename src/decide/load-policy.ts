import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import * as z from 'zod';
import { attestationDemandSchema, layoutDemandSchema, type AttestationPolicy } from '../core/attestation-policy.ts';
import { canonicalJson } from '../core/canonical-json.ts';
import { sha256FromBytes, type Sha256 } from '../core/digest.ts';
import { GateError, systemCode } from '../core/errors.ts';
import {
  policySchema,
  revokedKeySchema,
  trustedAuthoritySchema,
  trustedIdentitySchema,
  trustedKeySchema,
  type Policy,
} from '../core/policy.ts';
import { checkDemands } from './check-demands.ts';
import { levelsOf, PROFILES, type ProfileName } from './profiles.ts';

const MAX_POLICY_BYTES = 1024 * 1024;
const MAX_KEY_BYTES = 64 * 1024;
const MAX_TRUSTED_ROOT_BYTES = 1024 * 1024;
const MAX_LAYOUT_BYTES = 16 * 1024 * 1024;

const shape = policySchema.shape;

/**
 * A policy as people write it: a profile and what differs from it. Keys are named by file, relative to the policy file.
 * `schemas/policy.schema.json` is generated from this.
 */
export const policyFileSchema = z.strictObject({
  version: z.literal(1),
  name: z.string().min(1),
  profile: shape.profile,
  trust: z
    .strictObject({
      keys: z.array(trustedKeySchema.omit({ publicKey: true }).extend({ file: z.string().min(1) })).optional(),
      identities: z.array(trustedIdentitySchema).optional(),
      authorities: z
        .array(
          z.strictObject({
            name: z.string().min(1),
            file: z.string().min(1),
            identity: z.string().min(1).optional(),
            for: trustedAuthoritySchema.shape.for,
          }),
        )
        .optional(),
      timestampAuthorities: z.array(z.strictObject({ name: z.string().min(1), file: z.string().min(1) })).optional(),
      revoked: z.array(revokedKeySchema).optional(),
      trustedRoot: z.string().min(1).optional(),
    })
    .optional(),
  bases: shape.bases.optional(),
  attestations: z
    .strictObject({
      required: z.array(attestationDemandSchema).max(100).optional(),
      layouts: z
        .array(layoutDemandSchema.omit({ content: true }).extend({ file: z.string().min(1) }))
        .max(20)
        .optional(),
    })
    .optional(),
  scan: shape.scan.partial().optional(),
  hunt: shape.hunt,
  evaluate: shape.evaluate.partial().optional(),
  sandbox: shape.sandbox.partial().optional(),
  timeouts: shape.timeouts.partial().optional(),
  requirements: shape.requirements.partial().optional(),
  accept: shape.accept.optional(),
  waivers: shape.waivers.optional(),
});
export type PolicyFile = z.infer<typeof policyFileSchema>;

export interface LoadedPolicy {
  readonly policy: Policy;
  /** Over the policy's meaning (keys by content, suites and judge by digest), so that moving the file doesn't change it. */
  readonly digest: Sha256;
}

/** A profile without any file: no trusted key, no pinned base, no suite. */
export function profilePolicy(profile: ProfileName): LoadedPolicy {
  return withDigest(
    complete({ version: 1, name: profile, profile }, '.', { keys: [], identities: [], authorities: [] }, undefined),
  );
}

/**
 * Reads a policy file.
 * @throws GateError POLICY_INVALID naming file, line and column of each mistake; POLICY_UNREADABLE.
 */
export async function loadPolicy(path: string): Promise<LoadedPolicy> {
  const text = await readText(path, MAX_POLICY_BYTES);
  const { parseYaml } = await import('../storage/parse-yaml.ts'); // a profile needs none
  const file = parseYaml({ text, path, schema: policyFileSchema, what: 'policy', code: 'POLICY_INVALID' });
  const directory = dirname(resolve(path));
  const attestations = await readDemands(file.attestations, directory);
  const loaded = withDigest(complete(file, directory, await readTrust(file.trust, directory), attestations));
  checkDemands(loaded.policy, path);
  return loaded;
}

/** Layouts by content, as keys are: a layout that changes is another policy. */
async function readDemands(
  demands: PolicyFile['attestations'],
  directory: string,
): Promise<AttestationPolicy | undefined> {
  if (demands === undefined) return undefined;
  const layouts = (demands.layouts ?? []).map(async ({ file, ...layout }) => ({
    ...layout,
    content: (await readText(resolve(directory, file), MAX_LAYOUT_BYTES)).trim(),
  }));
  return { required: demands.required ?? [], layouts: await Promise.all(layouts) };
}

/** Trust by content: replacing a key file changes the policy's digest. */
async function readTrust(trust: PolicyFile['trust'], directory: string): Promise<Policy['trust']> {
  const text = async (file: string, limit: number): Promise<string> =>
    (await readText(resolve(directory, file), limit)).trim();
  const trustedRoot = async (file: string): Promise<string> => {
    const root = await text(file, MAX_TRUSTED_ROOT_BYTES);
    const { readSigstoreInstance } = await import('../trust/sigstore-instance.ts');
    readSigstoreInstance(root, file);
    return root;
  };
  return {
    keys: await Promise.all(
      (trust?.keys ?? []).map(async ({ file, ...key }) => ({ ...key, publicKey: await text(file, MAX_KEY_BYTES) })),
    ),
    identities: trust?.identities ?? [],
    authorities: await Promise.all(
      (trust?.authorities ?? []).map(async ({ file, ...authority }) => ({
        ...authority,
        certificates: await text(file, MAX_KEY_BYTES),
      })),
    ),
    ...(trust?.timestampAuthorities === undefined
      ? {}
      : {
          timestampAuthorities: await Promise.all(
            trust.timestampAuthorities.map(async ({ name, file }) => ({
              name,
              certificates: await text(file, MAX_KEY_BYTES),
            })),
          ),
        }),
    ...(trust?.revoked === undefined ? {} : { revoked: trust.revoked }),
    ...(trust?.trustedRoot === undefined ? {} : { trustedRoot: await trustedRoot(trust.trustedRoot) }),
  };
}

function complete(
  file: PolicyFile,
  directory: string,
  trust: Policy['trust'],
  attestations: AttestationPolicy | undefined,
): Policy {
  const profile = PROFILES[file.profile];
  const judge = file.evaluate?.judge;
  const checked = policySchema.safeParse({
    version: 1,
    name: file.name,
    profile: file.profile,
    trust,
    bases: file.bases ?? [],
    ...(attestations === undefined ? {} : { attestations }),
    scan: { ...profile.scan, ...file.scan },
    evaluate: {
      alpha: 0.001,
      tolerance: 0.05,
      maxTokens: 2_000_000,
      cache: file.profile === 'strict' ? 'forbid' : 'allow',
      ...file.evaluate,
      suites: (file.evaluate?.suites ?? []).map((suite) => ({ ...suite, path: resolve(directory, suite.path) })),
      ...(judge === undefined ? {} : { judge: { ...judge, path: resolve(directory, judge.path) } }),
    },
    ...(file.hunt === undefined ? {} : { hunt: file.hunt }),
    sandbox: { minimum: 'bubblewrap', memoryMiB: 4096, pids: 64, ...file.sandbox },
    timeouts: { verify: 600, scan: 3_600, compare: 3_600, evaluate: 7_200, ...file.timeouts },
    requirements: { ...levelsOf(file.profile), ...file.requirements },
    accept: file.accept ?? profile.accept,
    waivers: file.waivers ?? [],
  });
  if (!checked.success) throw new GateError('POLICY_INVALID', `policy ${file.name}: ${z.prettifyError(checked.error)}`);
  return checked.data;
}

function withDigest(policy: Policy): LoadedPolicy {
  const { suites, judge, ...evaluate } = policy.evaluate;
  const meaning = {
    ...policy,
    evaluate: {
      ...evaluate,
      suites: suites.map(({ digest }) => digest),
      ...(judge === undefined ? {} : { judge: judge.digest }),
    },
  };
  return { policy, digest: sha256FromBytes(createHash('sha256').update(canonicalJson(meaning)).digest()) };
}

async function readText(path: string, limit: number): Promise<string> {
  try {
    const text = await readFile(path, 'utf8');
    if (text.length > limit) throw new GateError('POLICY_INVALID', `${path} is larger than ${limit} bytes`);
    return text;
  } catch (error) {
    if (error instanceof GateError) throw error;
    throw new GateError('POLICY_UNREADABLE', `can't read ${path}: ${systemCode(error) ?? 'unknown error'}`, {
      cause: error,
    });
  }
}
