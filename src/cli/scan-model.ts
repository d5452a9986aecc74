import * as z from 'zod';
import { EXIT, type ExitCode } from '../core/errors.ts';
import { FAIL_ON } from '../core/finding.ts';
import type { BegunReading } from '../gate/begin-reading.ts';
import { readyToScan } from '../gate/scan-path.ts';
import type { ScanReport } from '../scan/report.ts';
import type { CommandCall } from './command.ts';
import type { Output } from './output.ts';
import { firstArgument, parseOptions } from './parse-options.ts';
import { placeInRepository } from './place-in-repository.ts';
import { policyFrom, policyOptions } from './policy-options.ts';

const optionsSchema = z.object({
  failOn: z.enum(FAIL_ON).optional(),
  ignore: z.string().min(1).optional(),
  ...policyOptions,
});

/** `begun`: the reading of the path that is named, under way already. */
export async function scanModel(
  { args, options, output, signal }: CommandCall,
  begun: BegunReading,
): Promise<ExitCode> {
  const { failOn, ignore, ...named } = parseOptions(optionsSchema, options);
  const source = firstArgument(args);
  const stated = named.policy !== undefined || named.profile !== undefined;
  const scanPath = await readyToScan(
    {
      signal,
      onProgress: output.progress,
      ...(failOn === undefined ? {} : { failOn }),
      ...(ignore === undefined ? {} : { ignore }),
      // Who names no policy scans for themselves; `strict` would forbid them their own ignore file.
      ...(stated ? { policy: (await policyFrom(named)).policy } : {}),
    },
    source,
    begun,
  );
  const scanned = await scanPath(source);
  if (scanned.isolation === 'process') {
    output.note('no sandbox works here: parsed in a child process with limits only (`modelgate doctor` says why)');
  }
  await tell(scanned.report, source, output);
  return scanned.passed ? EXIT.good : EXIT.bad;
}

async function tell(report: ScanReport, source: string, output: Output): Promise<void> {
  switch (output.format) {
    case 'json':
      output.json(report);
      break;
    case 'sarif': {
      const { scanSarif } = await import('../scan/sarif.ts');
      output.json(scanSarif(report, { under: placeInRepository(source) }));
      break;
    }
    case 'github': {
      const { scanAnnotations } = await import('../scan/github.ts');
      for (const annotation of scanAnnotations(report, placeInRepository(source))) output.command(annotation);
      break;
    }
    default: {
      const { renderScanText } = await import('../scan/text.ts');
      for (const line of renderScanText(report)) output.line(line);
    }
  }
}
