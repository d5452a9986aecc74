import { statSync } from 'node:fs';
import { join } from 'node:path';
import { auditRepository, type Audited } from '../audit/audit.ts';
import { fixesFor } from '../audit/fix/fix.ts';
import { joinPins, parsePins, pinsIn, type Pins } from '../audit/fix/pins.ts';
import { unifiedDiff } from '../audit/fix/unified.ts';
import { mapPipelines } from '../audit/map/build.ts';
import { openRepository } from '../audit/source/repository.ts';
import { printable } from '../core/escape.ts';
import { GateError, systemCode } from '../core/errors.ts';
import { readAtMost } from '../storage/bounded-file.ts';
import { writeAtomic } from '../storage/atomic-file.ts';
import type { Output } from './output.ts';

export interface FixRequest {
  readonly write: boolean;
  readonly pins: Pins;
  readonly verifyPolicy: string | undefined;
}

const PINS_BYTES = 4 << 20;
const TOLD = 20;

/** @throws GateError USAGE */
export async function readPins(file: string | undefined): Promise<Pins> {
  if (file === undefined) return { actions: new Map(), images: new Map() };
  let bytes: Buffer | undefined;
  try {
    bytes = await readAtMost(file, PINS_BYTES);
  } catch (error) {
    throw new GateError('USAGE', `can't read ${file}: ${systemCode(error) ?? 'unknown error'}`, { cause: error });
  }
  if (bytes === undefined) throw new GateError('USAGE', `${file} is larger than ${PINS_BYTES} bytes`);
  return parsePins(bytes.toString('utf8'), file);
}

/** Shows what would be changed as a unified diff; with `write` changes it, and audits what came of it. */
export async function fixAudited(
  { directory, repository, report }: Audited,
  { write, pins, verifyPolicy }: FixRequest,
  output: Output,
): Promise<void> {
  const map = mapPipelines(repository);
  const { changes, texts, left } = fixesFor(report.findings, map, {
    pins: joinPins(pins, pinsIn(map)),
    verifyPolicy,
  });
  for (const change of changes) for (const line of unifiedDiff(change)) output.line(line);
  for (const { finding, reason } of left.slice(0, TOLD))
    output.note(`left: ${finding.rule} in ${printable(finding.path)}:${finding.line}: ${printable(reason)}`);
  if (left.length > TOLD) output.note(`left: ${left.length - TOLD} more`);
  if (!write) {
    output.note(`${changes.length} files would be changed in ${printable(directory)}; --write changes them`);
    return;
  }
  for (const [path, text] of texts) {
    const file = statSync(directory).isDirectory() ? join(directory, path) : directory;
    await writeAtomic(file, text, statSync(file).mode & 0o777);
  }
  const after = auditRepository(openRepository(directory));
  const gone = report.findings.length - after.findings.length;
  output.note(`${changes.length} files were changed in ${printable(directory)}, and ${gone} findings are gone`);
}
