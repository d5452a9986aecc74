/**
 * How many files of each folder the scan blocks: `node bench/red-team.ts DIR [--blocked|--passed]`, where DIR has
 * a folder per family. With a flag, also lists the files on that side, with what was found.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const MODELGATE = fileURLToPath(new URL('../bin/modelgate', import.meta.url));
const reportSchema = z.object({
  files: z.array(
    z.object({
      path: z.string(),
      formats: z.array(z.string()),
      blocking: z.boolean(),
      findings: z.array(z.object({ rule: z.string(), severity: z.string(), message: z.string() })),
      limits: z.array(z.unknown()),
    }),
  ),
});

const [directory = '.', list] = process.argv.slice(2);
const { stdout } = spawnSync(MODELGATE, ['scan', directory, '--format', 'json', '--quiet'], {
  encoding: 'utf8',
  maxBuffer: 2 ** 30,
});
const { files } = reportSchema.parse(JSON.parse(stdout));
// Modules beside a pickle belong to the sample of the pickle that imports them.
const samples = files.filter(({ path }) => !path.endsWith('.py'));
const families = new Map<string, { blocked: number; total: number }>();
for (const { path, blocking, findings, formats } of samples) {
  const family = path.includes('/') ? path.slice(0, path.indexOf('/')) : '.';
  const counts = families.get(family) ?? { blocked: 0, total: 0 };
  families.set(family, { blocked: counts.blocked + Number(blocking), total: counts.total + 1 });
  if ((list === '--blocked' && blocking) || (list === '--passed' && !blocking)) {
    const why = findings.map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`).join(' | ');
    process.stdout.write(`${path}  (${formats.join(', ')})  ${why.slice(0, 300)}\n`);
  }
}
const all = { blocked: samples.filter(({ blocking }) => blocking).length, total: samples.length };
for (const [family, { blocked, total }] of [...families, ['all', all] as const])
  process.stdout.write(`${family.padEnd(24)} ${blocked} / ${total} blocked\n`);
