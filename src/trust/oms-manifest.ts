import * as z from 'zod';
import { createHash } from 'node:crypto';
import { GateError } from '../core/errors.ts';
import { comparePaths } from '../core/submission.ts';
import type { ByteRange, OmsHash } from './oms-digest.ts';
import { STATEMENT_TYPE, type Statement } from './statement.ts';

export const OMS_PREDICATE = 'https://model_signing/signature/v1.0';
const LEGACY_PREDICATE = 'https://model_signing/Digests/v0.1';

/** Root-level names that the OMS specification leaves out of every manifest. */
export const OMS_IGNORED = ['.git', '.gitattributes', '.github', '.gitignore'] as const;

const HEX = /^(?:[0-9a-f]{2}){16,64}$/u;
const hexSchema = z.string().regex(HEX, 'must be lower-case hexadecimal');

const ALGORITHM = /^(?:file-)?(sha256|blake2b|blake3)(?:-sharded-\d+)?$/u;

/** OMS specification 1.0 §6.2.1: a list of paths inside the model, none a pattern. */
export function isPlainPath(path: string): boolean {
  return !path.startsWith('/') && !/[*?[\0]/u.test(path) && !path.split('/').includes('..');
}

const predicateSchema = z.object({
  resources: z
    .array(z.object({ name: z.string().min(1).max(4_096), algorithm: z.string().max(64), digest: hexSchema }))
    .min(1)
    .max(1_000_000),
  serialization: z
    .object({
      method: z.enum(['files', 'shards']),
      hash_type: z.string().max(64).regex(ALGORITHM, 'is no known hash'),
      allow_symlinks: z.boolean(),
      // The reference implementation writes a float, of a whole number.
      shard_size: z.int().positive().optional(),
      ignore_paths: z
        .array(z.string().max(4_096).refine(isPlainPath, 'is no plain path inside the model'))
        .max(100_000)
        .optional(),
    })
    .refine(({ method, shard_size: size }) => (method === 'shards') === (size !== undefined), {
      error: 'has a shard size where there are shards, and only there',
      path: ['shard_size'],
    }),
});

export interface Resource {
  readonly path: string;
  readonly algorithm: OmsHash;
  /** Hexadecimal. */
  readonly digest: string;
  /** The half-open byte range of a shard; undefined for a whole file. */
  readonly range?: ByteRange;
}

export interface Manifest {
  readonly resources: readonly Resource[];
  /** Whether files are listed in shards, of which an empty file has none. */
  readonly sharded: boolean;
  /** Relative paths that the signer chose to leave out, beside OMS_IGNORED. */
  readonly ignored: readonly string[];
}

/** Whether a statement means to be a model's signature, and not what somebody else attests of it. */
export function isModelSignature({ predicateType }: Pick<Statement, 'predicateType'>): boolean {
  return predicateType === OMS_PREDICATE || predicateType === LEGACY_PREDICATE;
}

/**
 * Reads what a statement says of a model's files, in the current form and in the legacy one, and checks the root that the
 * subject carries against the resources, in the specification's order and in the reference implementation's.
 * @throws GateError ATTESTATION_INVALID
 */
export function parseManifest(statement: Statement, where: string): Manifest {
  if (statement.predicateType === LEGACY_PREDICATE) {
    return {
      resources: checkedNames(
        statement.subject.map(({ name, digest }) =>
          resource(name ?? '', 'sha256', hexOrThrow(digest['sha256'], where), where),
        ),
        where,
      ),
      sharded: false,
      ignored: [],
    };
  }
  if (statement.predicateType !== OMS_PREDICATE) {
    throw new GateError(
      'ATTESTATION_INVALID',
      `${where} is no model signature: its predicate is ${statement.predicateType}`,
    );
  }
  const parsed = predicateSchema.safeParse(statement.predicate);
  if (!parsed.success) {
    throw new GateError('ATTESTATION_INVALID', `${where}: ${z.prettifyError(parsed.error)}`);
  }
  const { hash_type: hash, shard_size: shardSize } = parsed.data.serialization;
  const resources = checkedNames(
    parsed.data.resources.map(({ name, algorithm, digest }) => resource(name, algorithm, digest, where, shardSize)),
    where,
  );
  const [, wanted] = ALGORITHM.exec(hash) ?? [];
  const strange = resources.find(({ algorithm }) => algorithm !== wanted);
  if (strange !== undefined)
    throw new GateError(
      'ATTESTATION_INVALID',
      `${where}: ${strange.path} is hashed with ${strange.algorithm}, not ${hash}`,
    );
  const root = statement.subject[0]?.digest['sha256'];
  const written = parsed.data.resources.map(({ digest }) => digest);
  const sorted = parsed.data.resources.toSorted((a, b) => comparePaths(a.name, b.name)).map(({ digest }) => digest);
  if (statement.subject.length !== 1 || (root !== rootOf(written) && root !== rootOf(sorted))) {
    throw new GateError('ATTESTATION_INVALID', `${where}: the signed root is not the root of the listed digests`);
  }
  return {
    resources,
    sharded: shardSize !== undefined,
    ignored: (parsed.data.serialization.ignore_paths ?? []).filter((path) => !isSpecIgnored(path)),
  };
}

/**
 * The statement to sign over resources, which it puts into the specification's order: by name as it is written, the range of
 * a shard included. `shardSize` when the resources are shards.
 */
export function omsStatement(
  name: string,
  listed: readonly Resource[],
  {
    hash,
    shardSize,
    ignored,
    allowSymlinks = false,
  }: {
    readonly hash: OmsHash;
    readonly shardSize?: number;
    readonly ignored: readonly string[];
    readonly allowSymlinks?: boolean;
  },
): Statement {
  const resources = listed
    .map(({ path, algorithm, digest, range }) => ({
      name: range === undefined ? path : `${path}:${range.start}:${range.end}`,
      algorithm,
      digest,
    }))
    .toSorted((a, b) => comparePaths(a.name, b.name));
  return {
    _type: STATEMENT_TYPE,
    subject: [{ name, digest: { sha256: rootOf(resources.map(({ digest }) => digest)) } }],
    predicateType: OMS_PREDICATE,
    predicate: {
      resources,
      serialization: {
        method: shardSize === undefined ? 'files' : 'shards',
        hash_type: hash,
        allow_symlinks: allowSymlinks,
        ...(shardSize === undefined ? {} : { shard_size: shardSize }),
        ignore_paths: [...OMS_IGNORED, ...ignored],
      },
    },
  };
}

export function isSpecIgnored(path: string): boolean {
  return OMS_IGNORED.some((name) => path === name || path.startsWith(`${name}/`));
}

function rootOf(digests: readonly string[]): string {
  const hash = createHash('sha256');
  for (const digest of digests) hash.update(Buffer.from(digest, 'hex'));
  return hash.digest('hex');
}

function hexOrThrow(text: string | undefined, where: string): string {
  const parsed = hexSchema.safeParse(text);
  if (!parsed.success) throw new GateError('ATTESTATION_INVALID', `${where}: a subject carries no SHA-256 digest`);
  return parsed.data;
}

function resource(name: string, algorithm: string, digest: string, where: string, shardSize?: number): Resource {
  const known = ALGORITHM.exec(algorithm)?.[1];
  if (known !== 'sha256' && known !== 'blake2b' && known !== 'blake3') {
    throw new GateError('ATTESTATION_INVALID', `${where}: unknown hash algorithm ${algorithm}`);
  }
  if (shardSize === undefined) return { path: name, algorithm: known, digest };
  const [, path = '', start = '', end = ''] = /^(.+):(\d{1,16}):(\d{1,16})$/su.exec(name) ?? [];
  const range = { start: Number(start), end: Number(end) };
  const fits = range.start % shardSize === 0 && range.end - range.start <= shardSize;
  if (path === '' || !Number.isSafeInteger(range.end) || range.start >= range.end || !fits) {
    throw new GateError('ATTESTATION_INVALID', `${where}: ${name} names no shard of ${shardSize} bytes`);
  }
  return { path, algorithm: known, digest, range };
}

/** A name that climbs out of the model or stands twice could vouch for something else than it seems to. */
function checkedNames(resources: readonly Resource[], where: string): readonly Resource[] {
  const seen = new Set<string>();
  for (const { path, range } of resources) {
    const parts = path.split('/');
    if (path !== '.' && (path.includes('\0') || parts.some((part) => part === '' || part === '.' || part === '..'))) {
      throw new GateError('ATTESTATION_INVALID', `${where}: ${path} is no path inside a model`);
    }
    const key = `${path}:${range?.start ?? ''}`;
    if (seen.has(key)) throw new GateError('ATTESTATION_INVALID', `${where} lists ${path} twice`);
    seen.add(key);
  }
  return resources;
}
