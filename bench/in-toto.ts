/**
 * Judges the layouts that `bench/in-toto/cases.py` had the reference implementation make and judge, and tells where the two differ:
 *   /usr/bin/python3 bench/in-toto/cases.py DIRECTORY 2000 && node bench/in-toto.ts DIRECTORY
 * Ends with status 1 where a layout holds here that doesn't there, or the other way round.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { inspect } from '../src/acquire/inspect.ts';
import { systemClock } from '../src/core/clock.ts';
import { verifyPredicateSchema } from '../src/core/predicates/verify.ts';
import { silentProgress } from '../src/core/progress.ts';
import { loadPolicy } from '../src/decide/load-policy.ts';
import { readSources } from '../src/verify/attestations/sources.ts';
import { verifyStage } from '../src/verify/stage.ts';

const POLICY = `version: 1
name: layouts
profile: strict
trust:
  keys: [{ name: owner, file: owner.pem }]
attestations:
  layouts: [{ name: chain, file: root.layout, signedBy: [owner] }]
`;
const verdictSchema = z.object({ holds: z.boolean(), why: z.string().optional() });
const [root] = process.argv.slice(2);
if (root === undefined) throw new TypeError('node bench/in-toto.ts DIRECTORY');
const { signal } = new AbortController();

const counts = { same: 0, held: 0, differ: 0 };
for (const name of readdirSync(root).toSorted()) {
  const directory = join(root, name);
  const theirs = verdictSchema.parse(JSON.parse(readFileSync(join(directory, 'verdict.json'), 'utf8')));
  writeFileSync(join(directory, 'policy.yaml'), POLICY);
  const { policy } = await loadPolicy(join(directory, 'policy.yaml'));
  const model = join(directory, 'model');
  const context = {
    submission: await inspect({ source: model, signal, progress: silentProgress }),
    policy,
    clock: systemClock,
    scratch: directory,
    signal,
    progress: silentProgress,
  };
  const evidence = await verifyStage.run(context, { sources: await readSources([join(directory, 'links')]) });
  const [layout] = verifyPredicateSchema.parse(evidence.predicate).layouts ?? [];
  const holds = layout?.status === 'passed';
  if (holds) counts.held++;
  counts[holds === theirs.holds ? 'same' : 'differ']++;
  if (holds === theirs.holds) continue;
  console.log(
    `${name}: ${theirs.holds ? 'holds' : 'does not hold'} by the reference, here: ${layout?.status} ${layout?.detail}`,
  );
  for (const step of layout?.steps ?? [])
    for (const failure of step.failures) console.log(`  ${step.name}: ${failure}`);
  if (theirs.why !== undefined) console.log(`  theirs: ${theirs.why.split('\n')[0]}`);
}
console.log(`${counts.same} alike, of which ${counts.held} hold; ${counts.differ} differ`);
if (counts.differ > 0) process.exitCode = 1;
