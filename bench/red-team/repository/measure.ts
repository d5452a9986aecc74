/**
 * How much of what attacks through everything but a pickle blocks, and how much that is honest blocks too: by family, each sample a
 * repository of its own, read and judged in this process.
 *
 *     node bench/red-team/repository/measure.ts [--missed] [--only FAMILY] [--corpus LIST]
 *
 * `--missed` names what did not block, and what did and should not. `--corpus` takes a file with one path a line, each an honest
 * file that is measured as a repository of its own.
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { parseFile } from '../../../src/formats/parse-file.ts';
import { MemorySource } from '../../../src/formats/byte-source.ts';
import { runRules } from '../../../src/scan/run-rules.ts';
import { SCAN_RULES } from '../../../src/scan/rules.ts';
import { blocks, isIncomplete } from '../../../src/scan/stage.ts';
import { binaries } from './binaries.ts';
import { credentials } from './credentials.ts';
import { fourthRound } from './fourth-round.ts';
import { graphFiles, honestGraphFiles } from './graph-files.ts';
import { graphFilesSecond } from './graph-files-second.ts';
import { honestFiles } from './honest-files.ts';
import { honestPython } from './honest-python.ts';
import { python } from './python.ts';
import { round } from './rounds.ts';
import type { Sample } from './sample.ts';
import { thirdRound } from './third-round.ts';

const { values } = parseArgs({
  options: {
    missed: { type: 'boolean', default: false },
    corpus: { type: 'string' },
    only: { type: 'string', default: '' },
  },
});
const stored = z
  .record(z.string(), z.record(z.string(), z.record(z.string(), z.string())))
  .parse(JSON.parse(readFileSync(new URL('hostile.json', import.meta.url), 'utf8')));
const hostile = Object.entries(stored).flatMap(([family, samples]) =>
  Object.entries(samples).map(([name, files]) => ({ family, name, files })),
);

await measure(
  'hostile, blocked',
  [
    ...python,
    ...hostile,
    ...binaries,
    ...credentials,
    ...thirdRound,
    ...fourthRound,
    ...graphFiles,
    ...graphFilesSecond,
    ...round('fifth-hostile.txt', 'fifth round'),
    ...round('sixth-hostile.txt', 'sixth round'),
    ...round('seventh-hostile.txt', 'seventh round'),
    ...round('eighth-hostile.txt', 'eighth round'),
    ...round('ninth-hostile.txt', 'ninth round'),
    ...round('tenth-hostile.txt', 'tenth round'),
    ...round('eleventh-hostile.txt', 'eleventh round'),
  ],
  true,
);
await measure(
  'honest, blocked',
  [
    ...honestPython,
    ...honestFiles,
    ...honestGraphFiles,
    ...round('fifth-honest.txt', 'fifth round'),
    ...round('sixth-honest.txt', 'sixth round'),
    ...round('eighth-honest.txt', 'eighth round'),
    ...round('ninth-honest.txt', 'ninth round'),
    ...round('tenth-honest.txt', 'tenth round'),
    ...round('eleventh-honest.txt', 'eleventh round'),
  ],
  false,
);
if (values.corpus !== undefined) await measure('corpus, blocked', corpus(values.corpus), false);

async function measure(title: string, samples: Iterable<Sample>, wanted: boolean): Promise<void> {
  const families = new Map<string, { blocked: number; all: number }>();
  let blocked = 0;
  let all = 0;
  for (const sample of samples) {
    if (!sample.family.includes(values.only)) continue;
    const count = families.get(sample.family) ?? { blocked: 0, all: 0 };
    families.set(sample.family, count);
    const reasons = await reasonsOf(sample);
    count.all += 1;
    all += 1;
    if (reasons.length > 0) {
      count.blocked += 1;
      blocked += 1;
    }
    if (values.missed && reasons.length > 0 !== wanted)
      console.log(`  ${sample.family}: ${sample.name}${reasons.length === 0 ? '' : `: ${reasons[0] ?? ''}`}`);
  }
  for (const [family, count] of families) console.log(`${family.padEnd(32)} ${count.blocked}/${count.all}`);
  console.log(`${title}: ${blocked} of ${all}, ${((100 * blocked) / all).toFixed(2)} %\n`);
}

async function reasonsOf({ files }: Sample): Promise<string[]> {
  const paths = new Set(Object.keys(files));
  const facts = Object.entries(files).map(([path, content]) =>
    parseFile(new MemorySource(Buffer.from(content)), path, paths),
  );
  const { findings, failures } = await runRules(SCAN_RULES, facts, new AbortController().signal);
  const [failure] = failures;
  if (failure !== undefined) throw new Error(`the rule ${failure.rule} broke on ${failure.path}: ${failure.message}`);
  return [
    ...findings.filter((finding) => blocks(finding, 'high')).map(({ rule, message }) => `${rule}: ${message}`),
    ...facts.filter(isIncomplete).map(({ path }) => `${path} was not read whole`),
  ];
}

function* corpus(list: string): Generator<Sample> {
  for (const path of readFileSync(list, 'utf8').split('\n')) {
    if (path === '' || !existsSync(path)) continue;
    const name = path.split('/').slice(-2).join('/');
    yield { family: path.slice(path.lastIndexOf('.')), name: path, files: { [name]: readFileSync(path) } };
  }
}
