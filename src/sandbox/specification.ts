import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { posix } from 'node:path';
import { canonicalJson } from '../core/canonical-json.ts';
import { sha256FromBytes, type Sha256 } from '../core/digest.ts';
import { GateError, systemCode } from '../core/errors.ts';
import type { Mount, SandboxSpec } from './driver.ts';

/** Where only the probe's own files are shown. */
export const PROBE_ROOT = '/probe';
/** Made by the drivers themselves; a mount there would hide a wall. */
const RESERVED = ['/proc', '/dev', '/tmp', '/sys', '/etc', PROBE_ROOT];
const MAX_MOUNTS = 512;
const ENV_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/u;

/**
 * Names the walls of one run: SHA-256 over `walls` (the driver's own settings, seccomp program included), environment,
 * mounts and limits. `argv` and `probeMounts` are left out, so that the probe and the run that it vouches for agree.
 */
export function specificationDigest(spec: SandboxSpec, walls: Readonly<Record<string, unknown>>): Sha256 {
  const { env, mounts, limits, scratch, tripwires } = spec;
  const scratchBytes = scratch === undefined ? {} : { scratchBytes: scratch.bytes };
  const watched = tripwires === undefined ? {} : { tripwires };
  const text = canonicalJson({ walls, env, mounts, limits, ...scratchBytes, ...watched });
  return sha256FromBytes(createHash('sha256').update(text).digest());
}

/** All mounts of a run, the probe's own last. */
export function allMounts(spec: SandboxSpec): readonly Mount[] {
  return [...spec.mounts, ...(spec.probeMounts ?? [])];
}

/** Throws GateError SANDBOX_FAILED on a specification that no driver may start: it would weaken the walls or can't work. */
export function checkSpecification(spec: SandboxSpec): void {
  const program = spec.argv[0];
  if (program === undefined) refuse('argv is empty');
  for (const text of [...spec.argv, ...Object.values(spec.env)])
    if (text.includes('\0')) refuse('an argument holds NUL');
  for (const name of Object.keys(spec.env)) if (!ENV_NAME.test(name)) refuse(`the environment names "${name}"`);
  for (const [name, value] of Object.entries(spec.limits) as [string, unknown][]) {
    if (!Number.isSafeInteger(value) || Number(value) <= 0) refuse(`the limit ${name} is ${String(value)}`);
  }
  checkMounts(spec);
  if (!allMounts(spec).some(({ target }) => program === target || program.startsWith(`${target}/`))) {
    refuse(`the program ${program} lies in no mount (Node is at NODE_INSIDE of runtime-mounts.ts)`);
  }
}

function checkMounts(spec: SandboxSpec): void {
  const mounts = allMounts(spec);
  if (mounts.length > MAX_MOUNTS) refuse(`${mounts.length} mounts, ${MAX_MOUNTS} at most`);
  const targets = new Set<string>();
  for (const { source, target } of mounts) {
    for (const path of [source, target]) {
      if (
        !path.startsWith('/') ||
        path === '/' ||
        path.includes('\0') ||
        posix.normalize(path) !== path ||
        path.endsWith('/')
      ) {
        refuse(`"${path}" is not a plain absolute path`);
      }
    }
    if (targets.has(target)) refuse(`two mounts on ${target}`);
    targets.add(target);
    checkSource(source);
  }
  const under = (target: string, root: string): boolean => target === root || target.startsWith(`${root}/`);
  for (const { target } of spec.mounts) {
    const root = RESERVED.find((reserved) => under(target, reserved));
    if (root !== undefined) refuse(`${target} lies under ${root}, which is not for mounts`);
  }
  for (const { target } of spec.probeMounts ?? []) {
    if (!target.startsWith(`${PROBE_ROOT}/`)) refuse(`${target} is not under ${PROBE_ROOT}`);
  }
}

function checkSource(source: string): void {
  try {
    const stat = statSync(source);
    if (!stat.isFile() && !stat.isDirectory()) refuse(`${source} is neither a plain file nor a directory`);
  } catch (error) {
    if (error instanceof GateError) throw error;
    refuse(`${source} can't be shown inside (${systemCode(error) ?? 'unknown error'})`);
  }
}

function refuse(message: string): never {
  throw new GateError('SANDBOX_FAILED', `sandbox specification: ${message}`);
}
