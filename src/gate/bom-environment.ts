import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { arch, version } from 'node:process';
import { hexOf, sha256FromBytes, type Sha256 } from '../core/digest.ts';
import type { Evidence } from '../core/evidence.ts';
import { evaluatePredicateSchema } from '../core/predicates/evaluate.ts';
import type { SandboxDriverName } from '../core/policy.ts';
import { evaluationEnvironment } from '../runner/client/environment.ts';
import { runnerBundle, type NpmPackage, type RunnerKind } from '../runner/client/runner-bundle.ts';
import { findExecutable } from '../sandbox/executable.ts';
import { debianPackages, type DebianPackage } from '../sandbox/runtime/debian-packages.ts';
import type { EnvironmentContents, EnvironmentFile, SoftwarePackage } from '../trust/bom/contents.ts';
import { cycloneDxOfEnvironment } from '../trust/bom/cyclonedx-environment.ts';
import { spdxOfEnvironment } from '../trust/bom/spdx-environment.ts';
import { STATEMENT_TYPE, type Statement } from '../trust/statement.ts';
import { CYCLONEDX_PREDICATE, SPDX_PREDICATE } from './bom-documents.ts';

/** Programs that put up the walls, outside of them. */
const PROGRAMS: Readonly<Record<SandboxDriverName, readonly string[]>> = {
  kubernetes: [], // they are the cluster's
  podman: ['podman', 'conmon', 'runc', 'prlimit'],
  bubblewrap: ['bwrap', 'prlimit'],
  gvisor: ['runsc', 'bwrap', 'prlimit'],
};

export const ENVIRONMENT_NAME = 'evaluation-environment';

/**
 * What models are evaluated on here, down to each file's digest.
 * @param driver of the sandbox around it, whose programs are listed too
 * @param at RFC 3339 in UTC with seconds
 * @throws GateError RUNNER_MISSING, SANDBOX_FAILED
 */
export async function environmentContents(
  driver: SandboxDriverName | undefined,
  at: string,
  runner: RunnerKind = 'gguf',
): Promise<EnvironmentContents> {
  const bundle = await runnerBundle(undefined, runner);
  const { digest, files, sources } = await evaluationEnvironment(bundle);
  const programs = (driver === undefined ? [] : PROGRAMS[driver]).flatMap((name) => findExecutable(name) ?? []);
  const owners = debianPackages([...sources.values(), ...programs]);
  const packageOf = ({ path, role }: EnvironmentFile): SoftwarePackage | undefined => {
    if (role === 'runtime') return { name: 'node', version, purl: `pkg:generic/node@${version.slice(1)}` };
    if (role === 'engine') return npmPackage(bundle.engine);
    const owner = owners.get(sources.get(path) ?? path);
    return owner === undefined ? undefined : debianPackage(owner);
  };
  const outside = await Promise.all(
    programs.map(async (path): Promise<EnvironmentFile> => {
      const bytes = await readFile(path);
      const sha256 = sha256FromBytes(createHash('sha256').update(bytes).digest());
      return { path, size: bytes.length, sha256, role: 'sandbox' };
    }),
  );
  return {
    digest,
    at,
    machine: arch,
    files: [...files, ...outside].map((file) => {
      const own = packageOf(file);
      return own === undefined ? file : { ...file, package: own };
    }),
    bundled: bundle.packages.map(npmPackage),
  };
}

function npmPackage({ name, version: of, license }: NpmPackage): SoftwarePackage {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${of}`;
  return { name, version: of, purl, ...(license === undefined ? {} : { licence: license }) };
}

function debianPackage({ name, version: of, architecture, distribution }: DebianPackage): SoftwarePackage {
  const purl = `pkg:deb/${distribution}/${encodeURIComponent(name)}@${encodeURIComponent(of)}?arch=${architecture}`;
  return { name, version: of, purl };
}

/** About the environment itself, under the digest that the evaluation's own statement names. */
export function environmentStatements(
  contents: EnvironmentContents,
  /** Of a run with several, the second and further ones. */
  runner?: RunnerKind,
): { readonly name: string; readonly statement: Statement }[] {
  const about = (predicateType: string, predicate: object): Statement => ({
    _type: STATEMENT_TYPE,
    subject: [{ name: ENVIRONMENT_NAME, digest: { sha256: hexOf(contents.digest) } }],
    predicateType,
    predicate: { ...predicate },
  });
  const name = runner === undefined ? ENVIRONMENT_BOM : `${ENVIRONMENT_BOM}-${runner}`;
  return [
    { name: `${name}-cyclonedx`, statement: about(CYCLONEDX_PREDICATE, cycloneDxOfEnvironment(contents)) },
    { name: `${name}-spdx`, statement: about(SPDX_PREDICATE, spdxOfEnvironment(contents)) },
  ];
}

/** How the files of these statements begin. */
export const ENVIRONMENT_BOM = 'bom-environment';

/** Digests of the environments that an evaluation names, the first one's first. */
export function environmentsOf(
  evidence: Evidence | undefined,
): { readonly kind: RunnerKind; readonly digest: Sha256 }[] {
  const predicate = evaluatePredicateSchema.safeParse(evidence?.predicate).data;
  const runners = predicate?.runner === undefined ? [] : [predicate.runner, ...(predicate.otherRunners ?? [])];
  return runners.flatMap(({ name, environment }) =>
    environment !== undefined && (name === 'gguf' || name === 'onnx') ? { kind: name, digest: environment } : [],
  );
}

/** Whether a statement is about one of these environments of an evaluation. */
export function isAboutEnvironment(file: string, statement: Statement, digests: readonly Sha256[]): boolean {
  const digest = statement.subject.length === 1 ? statement.subject[0]?.digest['sha256'] : undefined;
  return file.startsWith(ENVIRONMENT_BOM) && digests.some((one) => digest === hexOf(one));
}
