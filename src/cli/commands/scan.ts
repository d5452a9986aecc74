import { statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import * as z from 'zod';
import { EXIT, type ExitCode } from '../../core/errors.ts';
import { FAIL_ON } from '../../core/finding.ts';
import { scan } from '../../gate/scan.ts';
import { scanAnnotations } from '../../scan/github.ts';
import { scanSarif } from '../../scan/sarif.ts';
import { renderScanText } from '../../scan/text.ts';
import type { CommandCall } from '../command.ts';
import { policyFrom, policyOptions } from '../policy-options.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';

const optionsSchema = z.object({
  failOn: z.enum(FAIL_ON).optional(),
  ignore: z.string().min(1).optional(),
  ...policyOptions,
});

export async function run({ args, options, output, signal }: CommandCall): Promise<ExitCode> {
  const { failOn, ignore, ...named } = parseOptions(optionsSchema, options);
  const source = firstArgument(args);
  const stated = named.policy !== undefined || named.profile !== undefined;
  const scanned = await scan(source, {
    signal,
    onProgress: output.progress,
    ...(failOn === undefined ? {} : { failOn }),
    ...(ignore === undefined ? {} : { ignore }),
    // Who names no policy scans for themselves; `strict` would forbid them their own ignore file.
    ...(stated ? { policy: (await policyFrom(named)).policy } : {}),
  });
  if (scanned.isolation === 'process') {
    output.note('no sandbox works here: parsed in a child process with limits only (`modelgate doctor` says why)');
  }
  const { report } = scanned;
  if (output.format === 'json') output.json(report);
  else if (output.format === 'sarif') output.json(scanSarif(report, { under: placeInRepository(source) }));
  else if (output.format === 'github')
    for (const annotation of scanAnnotations(report, placeInRepository(source))) output.command(annotation);
  else for (const line of renderScanText(report)) output.line(line);
  return scanned.passed ? EXIT.good : EXIT.bad;
}

/** Reports name files by their path in the scanned root; viewers of a repository want it from the repository's root. */
function placeInRepository(source: string): string {
  const directory = statSync(source).isDirectory() ? source : dirname(source);
  const place = relative(process.env['GITHUB_WORKSPACE'] ?? process.cwd(), resolve(directory));
  return place === '' || place.startsWith('..') ? '' : `${place}/`;
}
