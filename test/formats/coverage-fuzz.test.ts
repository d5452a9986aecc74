import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { PARSERS } from '../../src/formats/registry.ts';

const RUN = fileURLToPath(new URL('../../bench/fuzz/run.ts', import.meta.url));
/** Of processor time for each target, on one seed; `npm run fuzz` explores. */
const SECONDS = '0.05';

const reportSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('ready'), targets: z.array(z.string()) }),
  z.object({ event: z.literal('started'), target: z.string() }),
  z.looseObject({ event: z.literal('crash'), target: z.string(), kind: z.string(), message: z.string() }),
  z.looseObject({
    event: z.literal('done'),
    target: z.string(),
    executions: z.number(),
    blocks: z.number(),
    recognised: z.number(),
  }),
]);
type Report = z.infer<typeof reportSchema>;

let reports: readonly Report[] = [];
const done = (): Extract<Report, { event: 'done' }>[] => reports.filter((report) => report.event === 'done');

beforeAll(async () => {
  const output = await new Promise<string>((resolve) => {
    const args = [RUN, '--check', '--seconds', SECONDS, '--seed', '1'];
    execFile(process.execPath, args, { maxBuffer: 64 << 20 }, (_error, stdout) => resolve(stdout));
  });
  reports = output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => reportSchema.parse(JSON.parse(line)));
}, 600_000);

describe('every reader of hostile bytes, on the kept corpus and on mutations that reach further', () => {
  it('keeps its promises', () => {
    expect(reports.filter(({ event }) => event === 'crash')).toEqual([]);
  });

  it('was run: every target to its end, with files that its reader takes for its own', () => {
    const [ready] = reports.filter((report) => report.event === 'ready');
    expect(done().map(({ target }) => target)).toEqual(ready?.targets);
    // A reader without such a file is fuzzed in name only: give it a fixture, or a file in bench/fuzz/corpus/<target>/.
    expect(
      done().filter(({ recognised, executions, blocks }) => recognised === 0 || executions < 2 || blocks === 0),
    ).toEqual([]);
  });

  it('has every parser of the registry among its targets', () => {
    const targets = done().map(({ target }) => target);
    expect(PARSERS.map(({ id }) => id).filter((id) => !targets.includes(id))).toEqual([]);
  });
});
