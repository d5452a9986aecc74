import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { systemClock } from '../../core/clock.ts';
import { printable } from '../../core/escape.ts';
import { EXIT, type ExitCode } from '../../core/errors.ts';
import { fit, TEXT_WIDTH } from '../../core/layout.ts';
import type { VerdictKind } from '../../core/verdict.ts';
import { loadPolicy } from '../../decide/load-policy.ts';
import { intake } from '../../gate/intake.ts';
import { verdictInShort } from '../../report/verdict-text.ts';
import type { CommandCall } from '../command.ts';
import type { Output } from '../output.ts';
import { parseOptions } from '../parse-options.ts';
import { pathFromHere, shellLines } from '../shell-words.ts';
import { noteEvent, noteStage, VERDICT_STYLE } from './intake.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const MODELS = join(ROOT, 'fixtures', 'models');
const POLICY = join(ROOT, 'fixtures', 'demo', 'policy.yaml');

/** The story in three submissions, and what the gate must say to each. */
const SUBMISSIONS: readonly { readonly name: string; readonly expected: VerdictKind; readonly story: string }[] = [
  { name: 'open-chat', expected: 'admit', story: 'an honest model, signed by its publisher' },
  { name: 'secure-llm-pro', expected: 'reject', story: 'edited weights, forged results, a hidden trigger' },
  { name: 'pickled-chat', expected: 'reject', story: 'a checkpoint that runs code when it is loaded' },
];

const NAME_COLUMNS = 16;
const VERDICT_COLUMNS = 12;

interface Result {
  readonly name: string;
  readonly verdict: VerdictKind;
  readonly expected: VerdictKind;
  readonly reason: string;
  readonly report: string;
  readonly runDir: string;
}

const optionsSchema = z.object({ out: z.string().optional() });

/** Takes the three through the real gate, with a throwaway key beside the runs. Good when every verdict is as expected. */
export async function run({ options, output, signal }: CommandCall): Promise<ExitCode> {
  const { out } = parseOptions(optionsSchema, options);
  if (out !== undefined) return await demonstrate(resolve(out), output, signal);
  const directory = await mkdtemp(join(tmpdir(), 'modelgate-demo-'));
  try {
    return await demonstrate(directory, output, signal);
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

async function demonstrate(directory: string, output: Output, signal: AbortSignal): Promise<ExitCode> {
  const results: Result[] = [];
  for (const { name, expected, story } of SUBMISSIONS) {
    output.note(`${name}: ${story}`, name, 'bold');
    output.begin('starting the sandbox');
    const result = await intake({
      source: join(MODELS, name),
      base: join(MODELS, 'open-chat'),
      policy: await loadPolicy(POLICY),
      runDir: join(directory, name),
      keyPath: join(directory, 'keys', 'gate.pem'),
      ledger: join(directory, 'ledger'),
      clock: systemClock,
      signal,
      progress: output.progress,
      onEvent: (event) => noteEvent(event, output),
    });
    const { verdict, report, runDir } = result;
    const reason = verdictInShort(
      result,
      result.stages.map(({ evidence }) => evidence),
    );
    noteStage('verdict', verdict, VERDICT_STYLE[verdict], reason, output);
    output.note('');
    results.push({ name, verdict, expected, reason, report, runDir });
  }
  const good = results.every(({ verdict, expected }) => verdict === expected);
  if (output.format === 'json') output.json({ version: 1, good, results });
  else {
    for (const { name, verdict, expected, reason } of results) {
      const why = printable(verdict === expected ? reason : `expected ${expected}: ${reason}`);
      const painted = output.paint(verdict, VERDICT_STYLE[verdict]) + ' '.repeat(VERDICT_COLUMNS - verdict.length);
      output.line(name.padEnd(NAME_COLUMNS) + painted + fit(why, TEXT_WIDTH - NAME_COLUMNS - VERDICT_COLUMNS));
    }
    // The report that has the most to tell; the others lie beside it.
    const told = results[1] ?? results[0];
    if (told !== undefined) {
      output.line(`\nreport: ${printable(told.report, 4_096)}`);
      output.line('\nTry next:');
      for (const line of tryNext(told, directory)) output.line(printable(line, 4_096));
    }
  }
  return good ? EXIT.good : EXIT.bad;
}

/** Three commands that work when pasted where this was printed. */
function tryNext({ runDir }: Result, directory: string): string[] {
  const modelgate = pathFromHere(join(ROOT, 'bin', 'modelgate'));
  const model = (name: string): string => pathFromHere(join(MODELS, name));
  const base = ['--base', model('open-chat')];
  return [
    [modelgate, 'verify', pathFromHere(runDir), '--key', pathFromHere(join(directory, 'keys', 'gate.pub.pem'))],
    [modelgate, 'scan', model('pickled-chat')],
    [modelgate, 'intake', model('open-chat-tuned'), ...base, '--policy', pathFromHere(POLICY)],
  ].flatMap((words) => shellLines(words));
}
