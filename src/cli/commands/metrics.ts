import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { EXIT, GateError, type ExitCode } from '../../core/errors.ts';
import { isLedger, ledgerMetrics, runMetrics } from '../../gate/metrics/collect.ts';
import { metricsSchema, PERIODS, type StoreMetrics } from '../../gate/metrics/report.ts';
import { parseVerifierKey } from '../../storage/ledger/signed-note.ts';
import { defaultKeyPath, publicKeyPath } from '../../trust/key-file.ts';
import type { CommandCall } from '../command.ts';
import { renderMetricsText } from '../metrics-text.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';
import { renderPrometheus } from '../prometheus.ts';
import { readPublicKeyFile } from '../trust-options.ts';

const optionsSchema = z.object({
  key: z.string().optional(),
  ledgerKey: z.string().optional(),
  per: z.enum(PERIODS, { error: 'say day, week or month' }).default('week'),
});

/** Good when every entry of every store verified, bad when one did not: a number over a part of them is none. */
export async function run({ args, options, output }: CommandCall): Promise<ExitCode> {
  const { key, ledgerKey, per } = parseOptions(optionsSchema, options);
  firstArgument(args);
  const stores: StoreMetrics[] = [];
  for (const store of args) {
    stores.push(
      (await isLedger(store))
        ? await ledgerMetrics(store, parseVerifierKey(await readVerifierKey(ledgerKey)), per)
        : await runMetrics(store, await readPublicKeyFile(key ?? publicKeyPath(defaultKeyPath())), per),
    );
  }
  const metrics = metricsSchema.parse({ version: 1, per, stores });
  if (output.format === 'json') output.json(metrics);
  else if (output.format === 'prometheus') output.raw(renderPrometheus(metrics));
  else for (const line of renderMetricsText(metrics)) output.line(line);
  return stores.some(({ unverified }) => unverified.entries > 0) ? EXIT.bad : EXIT.good;
}

async function readVerifierKey(path = defaultKeyPath().replace(/(?:\.pem)?$/u, '.ledger.vkey')): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new GateError('KEY_INVALID', `${path} can't be read: the ledger's verifier key, --ledger-key`, {
      cause: error,
    });
  });
}
