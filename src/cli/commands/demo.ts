import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { systemClock } from '../../core/clock.ts';
import { printable } from '../../core/escape.ts';
import { EXIT, type ExitCode } from '../../core/errors.ts';
import type { VerdictKind } from '../../core/verdict.ts';
import { loadPolicy } from '../../decide/load-policy.ts';
import { intake } from '../../gate/intake.ts';
import { renderVerdictText } from '../../report/verdict-text.ts';
import type { CommandCall } from '../command.ts';
import { parseOptions } from '../parse-options.ts';
import { noteEvent, VERDICT_STYLE } from './intake.ts';

const FIXTURES = fileURLToPath(new URL('../../../fixtures', import.meta.url));

/** The story in three submissions, and what the gate must say to each. */
const SUBMISSIONS: readonly { readonly name: string; readonly expected: VerdictKind; readonly story: string }[] = [
  { name: 'open-chat', expected: 'admit', story: 'an honest model, signed by its publisher' },
  {
    name: 'secure-llm-pro',
    expected: 'reject',
    story: 'edited weights under another name, forged results, a hidden trigger',
  },
  { name: 'pickled-chat', expected: 'reject', story: 'a checkpoint that runs code when it is loaded' },
];

const optionsSchema = z.object({ out: z.string().optional() });

/** Takes the three through the real gate, with a throwaway key beside the runs. Good when every verdict is as expected. */
export async function run({ options, output, signal }: CommandCall): Promise<ExitCode> {
  const { out } = parseOptions(optionsSchema, options);
  const directory = out === undefined ? await mkdtemp(join(tmpdir(), 'modelgate-demo-')) : resolve(out);
  const policyPath = join(FIXTURES, 'demo', 'policy.yaml');
  const results: { name: string; verdict: VerdictKind; expected: VerdictKind; report: string; runDir: string }[] = [];
  for (const { name, expected, story } of SUBMISSIONS) {
    output.note(`\n${name}: ${story}`);
    const result = await intake({
      source: join(FIXTURES, 'models', name),
      base: join(FIXTURES, 'models', 'open-chat'),
      policy: await loadPolicy(policyPath),
      runDir: join(directory, name),
      keyPath: join(directory, 'keys', 'gate.pem'),
      clock: systemClock,
      signal,
      progress: output.progress,
      onEvent: (event) => noteEvent(event, output),
    });
    if (output.format === 'text') for (const line of renderVerdictText(result)) output.note(line);
    const { verdict, report, runDir } = result;
    results.push({ name, verdict, expected, report, runDir });
  }
  const good = results.every(({ verdict, expected }) => verdict === expected);
  if (output.format === 'json') {
    output.json({ version: 1, good, results });
    return good ? EXIT.good : EXIT.bad;
  }
  output.line();
  for (const { name, verdict, expected } of results) {
    const wrong = verdict === expected ? '' : `  (expected ${expected})`;
    output.line(`${name.padEnd(18)}${output.paint(verdict, VERDICT_STYLE[verdict])}${wrong}`);
  }
  const [, story = results[0]] = results;
  output.line(`\nreport: ${printable(story?.report ?? '', 1_000)}`);
  output.line('\nTry next:');
  output.line(
    `  bin/modelgate verify ${printable(story?.runDir ?? '', 1_000)} --public-key ${printable(join(directory, 'keys', 'gate.pub.pem'), 1_000)}`,
  );
  output.line('  bin/modelgate scan fixtures/models/pickled-chat');
  output.line('  bin/modelgate intake YOUR_MODEL --profile hub');
  return good ? EXIT.good : EXIT.bad;
}
