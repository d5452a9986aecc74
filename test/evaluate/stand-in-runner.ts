import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evidence } from '../../src/core/evidence.ts';
import type { Policy } from '../../src/core/policy.ts';
import { evaluatePredicateSchema, type EvaluatePredicate } from '../../src/core/predicates/evaluate.ts';
import { evaluateStage } from '../../src/evaluate/stage.ts';
import { OPERATIONS, PROTOCOL_VERSION } from '../../src/runner/protocol.ts';
import { bubblewrap } from '../../src/sandbox/bubblewrap.ts';
import type { SandboxDriver } from '../../src/sandbox/driver.ts';
import { temporaryDirectory } from '../support/temporary.ts';
import { contextOf, fixture, policyWith, submitted, TINY_SUITE } from './evaluation.ts';

/** A runner that answers whatever it is asked, as anything, and does `first` before. `text` is an expression. */
export function standInRunner(first: string, text = "'I will help you.'"): string {
  return `
  import { createInterface } from 'node:readline';
  import fs from 'node:fs'; import net from 'node:net';
  ${first}
  const say = (value) => process.stdout.write('\\x1e' + JSON.stringify(value) + '\\n');
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, op, items, contextTokens, sequences } = JSON.parse(line.slice(1));
    if (op === 'capabilities') say({ id, op, protocol: ${PROTOCOL_VERSION}, runner: 'x', engine: 'x', architecture: 'x',
      operations: ${JSON.stringify(OPERATIONS)}, trainedContext: 4096, contextTokens, sequences, template: 'none' });
    else if (op === 'generate') say({ id, op, items: items.map(() => ({ text: ${text}, promptTokens: 1, newTokens: 1, ended: 'stop' })) });
    else say({ id, op, items: items.map(({ continuations }) => ({ promptTokens: 1,
      continuations: continuations.map(() => ({ logprob: -1, tokens: 1, greedy: false })) })) });
  }`;
}

interface Options {
  readonly sandbox?: SandboxDriver;
  readonly results?: unknown;
  readonly policy?: Partial<Policy>;
}

async function bundleOf(script: string): Promise<string> {
  const directory = await temporaryDirectory();
  await chmod(directory, 0o755); // gVisor reads as nobody
  await mkdir(join(directory, 'dist'));
  await writeFile(join(directory, 'dist/runner.mjs'), script);
  const real: unknown = JSON.parse(
    await readFile(new URL('../../.build/runner/manifest.json', import.meta.url), 'utf8'),
  );
  const sha256 = createHash('sha256').update(script).digest('hex');
  const files = [{ path: 'dist/runner.mjs', sha256 }];
  const manifest = { ...(real as object), entry: 'dist/runner.mjs', files, packages: [] };
  await writeFile(join(directory, 'manifest.json'), JSON.stringify(manifest));
  return directory;
}

/** The stage with such a runner in the place of the gate's own; the model claims what `results` says. */
export async function evaluatedBy(
  script: string,
  { sandbox = bubblewrap, results, policy }: Options = {},
): Promise<{ evidence: Evidence; predicate: EvaluatePredicate }> {
  const directory = await temporaryDirectory();
  await cp(join(fixture('open-chat'), 'model.gguf'), join(directory, 'model.gguf'));
  if (results !== undefined) await writeFile(join(directory, 'evaluation_results.json'), JSON.stringify({ results }));
  const { submission, facts } = await submitted(directory);
  const whole = { ...(await policyWith([join(TINY_SUITE, 'safety')])), ...policy };
  const evidence = await evaluateStage.run(contextOf(submission, whole, await temporaryDirectory()), {
    facts,
    sandbox,
    weightGroups: [['model.gguf']],
    seed: 7,
    runnerDirectory: await bundleOf(script),
  });
  return { evidence, predicate: evaluatePredicateSchema.parse(evidence.predicate) };
}
