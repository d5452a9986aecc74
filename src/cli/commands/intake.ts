import * as z from 'zod';
import { systemClock } from '../../core/clock.ts';
import { printable } from '../../core/escape.ts';
import { EXIT, type ExitCode } from '../../core/errors.ts';
import type { VerdictKind } from '../../core/verdict.ts';
import type { RunEvent } from '../../gate/events.ts';
import { intake } from '../../gate/intake.ts';
import { renderVerdictText } from '../../report/verdict-text.ts';
import { defaultKeyPath } from '../../trust/key-file.ts';
import type { CommandCall } from '../command.ts';
import type { Output } from '../output.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';
import { policyFrom, policyOptions } from '../policy-options.ts';

const optionsSchema = z.object({
  ...policyOptions,
  base: z.string().optional(),
  runDir: z.string().optional(),
  key: z.string().optional(),
});

export const VERDICT_EXIT: Readonly<Record<VerdictKind, ExitCode>> = {
  admit: EXIT.good,
  quarantine: EXIT.quarantined,
  reject: EXIT.bad,
};

export const VERDICT_STYLE = { admit: 'good', quarantine: 'warn', reject: 'bad' } as const;

export async function run({ args, options, output, signal }: CommandCall): Promise<ExitCode> {
  const given = parseOptions(optionsSchema, options);
  const result = await intake({
    source: firstArgument(args),
    base: given.base,
    policy: await policyFrom(given),
    runDir: given.runDir,
    keyPath: given.key ?? defaultKeyPath(),
    clock: systemClock,
    signal,
    progress: output.progress,
    onEvent: (event) => noteEvent(event, output),
  });
  if (output.format === 'json') {
    output.json(result);
  } else {
    output.line(result.verdict.toUpperCase(), VERDICT_STYLE[result.verdict]);
    output.line(result.subject, 'dim');
    output.line();
    for (const line of renderVerdictText(result)) output.line(line);
    output.line();
    output.line(`report: ${printable(result.report, 1_000)}`);
  }
  return VERDICT_EXIT[result.verdict];
}

/** One line per thing that happened, on stderr. */
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
      output.note(`  ${event.stage.padEnd(10)}${event.outcome}: ${printable(event.reason, 300)}`);
      break;
    case 'run-started':
    case 'stage-started':
    case 'verdict':
      break;
  }
}
