import * as z from 'zod';
import { systemClock } from '../../core/clock.ts';
import { printable } from '../../core/escape.ts';
import { tellEstimate } from '../../evaluate/scheduling/estimate.ts';
import type { KeyElsewhere } from '../../attest/signer-client.ts';
import { EXIT, GateError, unreachable, type ExitCode } from '../../core/errors.ts';
import type { Outcome } from '../../core/evidence.ts';
import { wrap } from '../../core/layout.ts';
import type { VerdictKind } from '../../core/verdict.ts';
import type { RunEvent } from '../../gate/events.ts';
import { intake } from '../../gate/intake.ts';
import { renderVerdictText, verdictInShort } from '../../report/verdict-text.ts';
import { defaultKeyPath } from '../../trust/key-file.ts';
import type { CommandCall } from '../command.ts';
import type { Output, Style } from '../output.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';
import { policyFrom, policyOptions } from '../policy-options.ts';

const optionsSchema = z.object({
  ...policyOptions,
  base: z.string().optional(),
  runDir: z.string().optional(),
  key: z.string().optional(),
  signer: z.string().optional(),
  passphrase: z.string().optional(),
  ledger: z.string().optional(),
  attestations: z.array(z.string()).default([]),
  cache: z.boolean().default(true),
});

export const VERDICT_EXIT: Readonly<Record<VerdictKind, ExitCode>> = {
  admit: EXIT.good,
  quarantine: EXIT.quarantined,
  reject: EXIT.bad,
};

export const VERDICT_STYLE = { admit: 'good', quarantine: 'warn', reject: 'bad' } as const;

const OUTCOME_STYLE: Readonly<Record<Outcome, Style>> = {
  passed: 'good',
  failed: 'bad',
  errored: 'bad',
  inconclusive: 'warn',
  skipped: 'warn',
};

/** Columns of `  evaluate  `, under which a long reason hangs. */
const STAGE_COLUMNS = 12;

export async function run({ args, options, output, signal }: CommandCall): Promise<ExitCode> {
  const given = parseOptions(optionsSchema, options);
  const result = await intake({
    source: firstArgument(args),
    base: given.base,
    policy: await policyFrom(given),
    runDir: given.runDir,
    keyPath: given.key ?? defaultKeyPath(),
    signer: elsewhere(given),
    ledger: given.ledger,
    attestations: given.attestations,
    cache: given.cache,
    clock: systemClock,
    signal,
    progress: output.progress,
    onEvent: (event) => noteEvent(event, output),
  });
  if (output.format === 'json') {
    output.json(result);
  } else {
    const stages = result.stages.map(({ evidence }) => evidence);
    output.line(result.verdict.toUpperCase(), VERDICT_STYLE[result.verdict]);
    for (const line of wrap(verdictInShort(result, stages))) output.line(line);
    output.line(result.subject, 'dim');
    output.line();
    for (const line of renderVerdictText(result)) output.line(line);
    output.line();
    output.line(`report: ${printable(result.report, 1_000)}`);
  }
  return VERDICT_EXIT[result.verdict];
}

function elsewhere({ signer, passphrase }: z.infer<typeof optionsSchema>): KeyElsewhere | undefined {
  if (signer !== undefined) return { reference: signer, passphrase };
  if (passphrase !== undefined)
    throw new GateError('USAGE', '--passphrase is of the key that --signer names: the gate’s own key file has none');
  return undefined;
}

/** What happened, on stderr: a line each, and as many more as its reason needs. */
export function noteEvent(event: RunEvent, output: Output): void {
  switch (event.event) {
    case 'run-resumed':
      output.note('going on with the unfinished run of this submission');
      break;
    case 'sandbox-chosen':
      output.note(`  sandbox   ${event.driver}: every wall that was tried held`);
      break;
    case 'stage-reused':
      output.note(`  ${event.stage.padEnd(10)}finished by the earlier start`);
      break;
    case 'stage-finished':
      noteStage(event.stage, event.outcome, OUTCOME_STYLE[event.outcome], event.reason, output);
      break;
    case 'stage-started':
      output.begin(event.stage);
      break;
    case 'evaluation-estimated':
      output.note(`  ${'evaluate'.padEnd(STAGE_COLUMNS - 2)}${tellEstimate(event)}`);
      break;
    case 'bom-left-out':
      output.note(`  ${event.name} is too large for a bundle and was not signed: modelgate bom writes it`);
      break;
    case 'verdict-logged':
    case 'run-started':
    case 'verdict':
      break;
    default:
      unreachable(event);
  }
}

export function noteStage(name: string, word: string, style: Style, reason: string, output: Output): void {
  const head = `  ${name.padEnd(STAGE_COLUMNS - 2)}`;
  const [first = '', ...rest] = wrap(`${word}: ${printable(reason, 1_000)}`, {
    first: head,
    rest: ' '.repeat(STAGE_COLUMNS),
  });
  output.note(first, word, style);
  for (const line of rest) output.note(line);
}
