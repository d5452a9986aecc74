import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod';
import { scanReportSchema, type ScanReport } from '../../src/scan/report.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

function scan(path: string): Promise<{ readonly exit: number; readonly report: ScanReport }> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [MAIN, 'scan', path, '--format', 'json'], (error, stdout) => {
      const exit = error === null ? 0 : z.object({ code: z.number() }).parse(error).code;
      try {
        resolve({ exit, report: scanReportSchema.parse(JSON.parse(stdout)) });
      } catch (cause) {
        reject(cause);
      }
    });
  });
}

describe('modelgate scan', () => {
  it('scans a tree with entries that it can’t take, blocks those, and says of every other what it holds', async () => {
    const root = mkdtempSync(join(tmpdir(), 'modelgate-test-'));
    onTestFinished(() => rmSync(root, { recursive: true, force: true }));
    mkdirSync(join(root, 'sub'));
    writeFileSync(join(root, 'README.md'), '# fine');
    writeFileSync(join(root, 'sub', 'Notes.txt'), 'fine');
    writeFileSync(join(root, 'sub', 'notes.txt'), 'fine too');
    writeFileSync(join(root, 'bad.pkl'), 'cos\nsystem\n(S"true"\ntR.');
    symlinkSync('/etc/passwd', join(root, 'link'));
    symlinkSync('.', join(root, 'sub', 'loop'));
    const { exit, report } = await scan(root);
    expect(exit).toBe(1);
    expect(report.files.map(({ path, blocking, sha256 }) => [path, blocking, sha256 === null])).toEqual([
      ['README.md', false, false],
      ['bad.pkl', true, false],
      ['sub/Notes.txt', false, false],
      ['sub/notes.txt', false, false],
      ['link', true, true],
      ['sub/loop', true, true],
    ]);
    expect(report.files.find(({ path }) => path === 'link')?.limits[0]?.message).toContain('/etc/passwd');
  });
});
