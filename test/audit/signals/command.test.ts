import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { auditReportSchema } from '../../../src/audit/report.ts';
import { columns } from '../../../src/core/layout.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FIXTURES = join(ROOT, 'fixtures/signals');
const GOOD = join(ROOT, 'fixtures/audit/unpinned-model/good-sample');

function run(...args: string[]): Promise<{ exit: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(ROOT, 'src/cli/main.ts'), 'audit', ...args], (error, stdout, stderr) => {
      resolve({ exit: error === null ? 0 : z.object({ code: z.number() }).parse(error).code, stdout, stderr });
    });
  });
}

describe('modelgate audit of logs and exports', () => {
  const secret = join(FIXTURES, 'log-secret-printed/bad-sample.txt');

  it('needs no repository, exits by --fail-on, and says in 80 columns what to do', async () => {
    const { exit, stdout } = await run('--logs', secret);
    expect(exit).toBe(1);
    expect(stdout).toContain('log-secret-printed: Revoke it');
    expect(stdout).toContain('Also read: 1 CI logs with 2 lines.');
    expect(stdout.split('\n').filter((line) => columns(line) > 80 && !line.includes('fixtures'))).toEqual([]);
    expect((await run('--logs', secret, '--fail-on', 'critical')).exit).toBe(0);
  });

  it('adds them to the findings and the metrics of a repository, by its schema', async () => {
    const access = join(FIXTURES, 'access-odd-agent/bad-sample.txt');
    const forge = join(FIXTURES, 'traffic-spike/bad-sample.json');
    const { stdout } = await run(GOOD, '--logs', secret, '--access-log', access, '--export', forge, '--format', 'json');
    const document: unknown = JSON.parse(stdout);
    const report = auditReportSchema.parse(document);
    expect(report.findings.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['log-secret-printed', 'access-odd-agent', 'traffic-spike']),
    );
    expect(report.metrics.signals).toMatchObject({
      logs: { files: 1 },
      access: { clients: 13 },
      exports: { files: 1 },
    });
    const ajv = new Ajv2020({ strict: false });
    const schema = z
      .record(z.string(), z.unknown())
      .parse(JSON.parse(readFileSync(join(ROOT, 'schemas/audit.schema.json'), 'utf8')));
    expect(ajv.validate(schema, document)).toBe(true);
  });

  it('lists its rules in SARIF', async () => {
    const { stdout } = await run('--logs', secret, '--format', 'sarif');
    expect(stdout).toContain('"ruleId":"log-secret-printed"'.replace(':', stdout.includes('": "') ? ': ' : ':'));
  });

  it('refuses to audit nothing, and what is not there', async () => {
    expect((await run()).exit).toBe(2);
    expect((await run('--logs', '/nowhere/run.log')).exit).toBe(2);
  });
});
