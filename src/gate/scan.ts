/** What `modelgate/scan` exports: the scan of a directory, a file or bytes, as the command line makes it. docs/guide/library.md */
import { GateError } from '../core/errors.ts';
import { withBytesOnDisk, type Bytes } from './bytes-source.ts';
import { readyToScan, type ScanOptions, type ScanResult } from './scan-path.ts';

export { GateError } from '../core/errors.ts';
export type { FailOn, Finding, Severity } from '../core/finding.ts';
export type { ProgressEvent } from '../core/progress.ts';
export { scanReportSchema, type ScanReport } from '../scan/report.ts';
export { scanSarif } from '../scan/sarif.ts';
export type { Bytes } from './bytes-source.ts';
export type { ScanOptions, ScanResult } from './scan-path.ts';

/**
 * Reads every byte of a model, in a sandbox where one works, and judges what was read; executes nothing of it. `source` is
 * the path of a directory or file, or the bytes of one file with a name. A link or an unreadable file in a tree doesn't end
 * the scan: it is reported, and blocks.
 * @throws GateError USAGE, SOURCE_NOT_FOUND, SOURCE_CHANGED, SOURCE_UNREADABLE, SUBMISSION_EMPTY, SCAN_INCOMPLETE (a rule
 * broke, so nothing passed), DISK_FULL, IGNORE_INVALID, IGNORE_REFUSED, CANCELLED
 */
export async function scan(source: string | Bytes, options: ScanOptions = {}): Promise<ScanResult> {
  const scanPath = await readyToScan(options, typeof source === 'string' ? source : undefined);
  if (typeof source === 'string') return scanPath(source);
  const name = options.name ?? (source instanceof File ? source.name : undefined);
  if (name === undefined) throw new GateError('USAGE', 'bytes without a name: pass `name`, rules go by it');
  return withBytesOnDisk(source, name, options.signal ?? new AbortController().signal, scanPath);
}
