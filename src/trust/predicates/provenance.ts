import * as z from 'zod';
import type { AttestedFacts, Resource } from '../../core/predicates/attestation.ts';
import { resourceDescriptor, text, time, utc } from './fields.ts';
import { ATTESTATION_LIMITS } from './limits.ts';

/** https://slsa.dev/spec/v1.2/build-provenance, of which v1.0 and v1.1 have the same type. */
export const PROVENANCE_TYPES = ['https://slsa.dev/provenance/v1'];

/** https://slsa.dev/spec/v0.2/provenance, superseded in 2023. */
export const OLDER_PROVENANCE_TYPES = ['https://slsa.dev/provenance/v0.2'];

const olderProvenanceSchema = z.object({
  builder: z.object({ id: text }),
  buildType: text,
  invocation: z
    .object({ configSource: z.object({ uri: z.string().max(ATTESTATION_LIMITS.text).nullish() }).nullish() })
    .nullish(),
  metadata: z.object({ buildStartedOn: time.nullish(), buildFinishedOn: time.nullish() }).nullish(),
  materials: z.array(resourceDescriptor).max(ATTESTATION_LIMITS.dependencies).nullish(),
});

const provenanceSchema = z.object({
  buildDefinition: z.object({
    buildType: text,
    externalParameters: z.record(z.string(), z.unknown()),
    resolvedDependencies: z.array(resourceDescriptor).max(ATTESTATION_LIMITS.dependencies).nullish(),
  }),
  runDetails: z.object({
    builder: z.object({ id: text }),
    metadata: z.object({ startedOn: time.nullish(), finishedOn: time.nullish() }).nullish(),
  }),
});

const sourceSchema = z.union([text, z.object({ uri: text }).transform(({ uri }) => uri)]);
const workflowSchema = z.object({ repository: text }).transform(({ repository }) => repository);

export function readProvenance(predicate: unknown): AttestedFacts {
  const { buildDefinition, runDetails } = provenanceSchema.parse(predicate);
  const dependencies = (buildDefinition.resolvedDependencies ?? []).map(plain);
  const at = runDetails.metadata?.finishedOn ?? runDetails.metadata?.startedOn;
  return {
    builder: runDetails.builder.id,
    buildType: buildDefinition.buildType,
    sources: sourcesOf(buildDefinition.externalParameters, dependencies),
    dependencies,
    ...(at === undefined || at === null ? {} : { statedAt: utc(at) }),
  };
}

/** Where its configuration came from is what it was told to build from; its materials are its dependencies. */
export function readOlderProvenance(predicate: unknown): AttestedFacts {
  const { builder, buildType, invocation, metadata, materials } = olderProvenanceSchema.parse(predicate);
  const dependencies = (materials ?? []).map(plain);
  const source = invocation?.configSource?.uri ?? '';
  const at = metadata?.buildFinishedOn ?? metadata?.buildStartedOn;
  return {
    builder: builder.id,
    buildType,
    sources: sourcesOf(source === '' ? {} : { source }, dependencies),
    dependencies,
    ...(at === undefined || at === null ? {} : { statedAt: utc(at) }),
  };
}

/**
 * The repositories that the build was told to build from. Where no parameter says so, the one that it fetched, if it is the only
 * one: whoever may add a dependency must not be able to name a repository that the code isn't from.
 */
function sourcesOf(parameters: Readonly<Record<string, unknown>>, dependencies: readonly Resource[]): string[] {
  const told = [
    sourceSchema.safeParse(parameters['source']),
    sourceSchema.safeParse(parameters['repository']),
    workflowSchema.safeParse(parameters['workflow']),
  ].flatMap(({ data }) => (data === undefined ? [] : [repositoryOf(data)]));
  if (told.length > 0) return [...new Set(told)];
  const fetched = new Set(
    dependencies.flatMap(({ uri }) => (uri?.startsWith('git+') === true ? [repositoryOf(uri)] : [])),
  );
  return fetched.size === 1 ? [...fetched] : [];
}

/** `git+https://host/path@refs/heads/main` → `https://host/path` (SPDX's form of download locations). An `@` in front of the host stays. */
function repositoryOf(uri: string): string {
  const plainUri = uri.replace(/^git\+/u, '');
  return /^([a-z][a-z0-9+.-]*:\/\/[^/@]+\/[^@]+)@[^@]*$/u.exec(plainUri)?.[1] ?? plainUri;
}

function plain({ name, uri, digest }: z.infer<typeof resourceDescriptor>): Resource {
  return {
    ...(name === undefined || name === null ? {} : { name }),
    ...(uri === undefined || uri === null ? {} : { uri }),
    ...(digest === undefined || digest === null ? {} : { digest }),
  };
}
