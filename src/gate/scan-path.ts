import * as z from 'zod';
import { systemClock, type Clock } from '../core/clock.ts';
import { GateError } from '../core/errors.ts';
import { FAIL_ON, type FailOn } from '../core/finding.ts';
import type { Policy, SandboxDriverName } from '../core/policy.ts';
import { silentProgress, type Progress } from '../core/progress.ts';
import { beginReading, type BegunReading } from './begin-reading.ts';
import type { ScanJudgement } from './scan-judgement.ts';
import { standalone } from './standalone.ts';

export interface ScanOptions {
  /** What bytes are called: `model.safetensors`, `unet/config.json`. Needed for everything but a path and a `File`. */
  readonly name?: string;
  /** The least severity that blocks: the policy's, else `high`. With `none` only a file that was not read whole blocks. */
  readonly failOn?: FailOn;
  /** Only these rules are asked, by id; the report says so. All when left out. */
  readonly rules?: readonly string[];
  readonly signal?: AbortSignal;
  /** Told often; must not throw. Labels hold names from the model: escape them for a terminal. */
  readonly onProgress?: Progress;
  /** A file that names findings to take out of account, docs/guide/scanning.md; outside of what is scanned. */
  readonly ignore?: string;
  /** Whether an ignore file may be used, and what blocks. Without a policy, whoever scans decides. */
  readonly policy?: Policy;
  /** For the days on which entries of the ignore file end. */
  readonly clock?: Clock;
}

export interface ScanResult extends ScanJudgement {
  /** What held the parsers. `process`: no sandbox works here, so it was a child process with limits only. */
  readonly isolation: SandboxDriverName | 'process';
}

/** What callers without types get wrong. */
const optionsSchema = z.object({
  name: z.string().min(1).optional(),
  failOn: z.enum(FAIL_ON).optional(),
  rules: z.array(z.string()).min(1, 'name a rule, or leave it out for all of them').optional(),
});

/**
 * Checks the options, and returns what scans a path by them. The rules, which are most of the program, are loaded while the
 * parsers are at work. `begun` is the reading of that path where it was begun before this was loaded; whoever began it ends it.
 * @throws GateError USAGE, IGNORE_INVALID, IGNORE_REFUSED
 */
export async function readyToScan(
  options: ScanOptions,
  source: string | undefined,
  begun?: BegunReading,
): Promise<(path: string) => Promise<ScanResult>> {
  const parsed = optionsSchema.safeParse(options);
  if (!parsed.success) throw new GateError('USAGE', `the options of scan: ${z.prettifyError(parsed.error)}`);
  const { ignore, policy, rules, signal = new AbortController().signal } = options;
  const judgement = async (): Promise<typeof import('./scan-judgement.ts')> => import('./scan-judgement.ts');
  const stage = rules === undefined ? undefined : (await judgement()).stageOf(rules);
  const ignores =
    ignore === undefined ? undefined : await (await import('./read-ignores.ts')).readIgnores(ignore, source, policy);
  return async (path) => {
    const { clock = systemClock, onProgress: progress = silentProgress } = options;
    const reading = begun ?? beginReading(path, { signal, progress });
    const { refused } = reading;
    const loaded = reading.underWay.then(judgement);
    loaded.catch(() => {}); // told where it is awaited
    const wanted = policy ?? loaded.then(({ strictPolicy }) => strictPolicy());
    const { model, evidence } = await standalone(
      {
        source: path,
        policy: wanted,
        clock,
        signal,
        progress,
        read: reading.read,
      },
      async (context, { facts, parsing: held }) =>
        (stage ?? (await loaded).scanStage).run(context, {
          facts: [...facts, ...refused],
          parsing: held,
          failOn: options.failOn ?? context.policy.scan.failOn,
          ...(ignores === undefined ? {} : { ignores }),
        }),
    );
    const failOn = options.failOn ?? (await wanted).scan.failOn;
    const { report, findings, passed } = (await loaded).reportOn({ path, model, refused, evidence, failOn, rules });
    return { report, findings, passed, isolation: model.parsing.isolation };
  };
}
