import * as z from 'zod';
import { systemClock } from '../../core/clock.ts';
import { sha256Schema } from '../../core/digest.ts';
import { printable } from '../../core/escape.ts';
import { EXIT, GateError, type ExitCode } from '../../core/errors.ts';
import { checkAttestation } from '../../verify/attestation.ts';
import type { CommandCall } from '../command.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';
import { readBundleFile } from '../read-bundle.ts';
import { trustFlags } from '../trust-flags.ts';
import { trustFrom } from '../trust-options.ts';

const { key, certChain, identity, issuer, trustRoot, tsaCertChain } = trustFlags;
const optionsSchema = z.object({
  key,
  certChain,
  identity,
  issuer,
  trustRoot,
  tsaCertChain,
  subject: z
    .string({ error: 'what must it be about? --subject sha256:…' })
    .transform((text) => `sha256:${text.replace(/^sha256:/iu, '').toLowerCase()}`)
    .pipe(sha256Schema),
  type: z.string().optional(),
});

const resultSchema = z.looseObject({ verificationResult: z.string().max(100) });

/** One signed in-toto statement: who signed it, that it is about the subject, of the type. */
export async function run({ args, options, output }: CommandCall): Promise<ExitCode> {
  const { subject, type, ...given } = parseOptions(optionsSchema, options);
  if (given.key === undefined && given.identity === undefined && given.certChain === undefined)
    throw new GateError('USAGE', 'whose signature? --key PUB, --cert-chain PEM, or --identity ID --issuer URL');
  const path = firstArgument(args);
  const trust = await trustFrom({ keys: [], identities: [], authorities: [] }, given);
  const { signer, statement } = await checkAttestation({
    bytes: await readBundleFile(path),
    where: path,
    trust,
    clock: systemClock,
    subject,
    ...(type === undefined ? {} : { type }),
  });
  if (output.format === 'json') output.json({ version: 1, verified: true, signer, statement });
  else {
    output.line(`verified  ${printable(statement.predicateType)}, signed by ${printable(signer)}`, 'good');
    // A signed refusal is genuine, and no reason to use the model.
    const result = resultSchema.safeParse(statement.predicate).data?.verificationResult;
    if (result !== undefined)
      output.line(`          it says ${printable(result)}`, result === 'PASSED' ? 'good' : 'bad');
  }
  return EXIT.good;
}
