import * as z from 'zod';
import { systemClock } from '../../core/clock.ts';
import { printable } from '../../core/escape.ts';
import { EXIT, GateError, type ExitCode } from '../../core/errors.ts';
import { subjectDigest } from '../../trust/statement.ts';
import { checkAttestation } from '../../verify/attestation.ts';
import type { CommandCall } from '../command.ts';
import { orUnverified } from '../or-unverified.ts';
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
  subject: z.array(z.string(), { error: 'what must it be about? --subject sha256:…' }),
  type: z.string().min(1).optional(),
});

const resultSchema = z.looseObject({ verificationResult: z.string().max(100) });

/** One signed in-toto statement: who signed it, that it is about the subjects, of the type, and what the type asks for. */
export async function run(call: CommandCall): Promise<ExitCode> {
  return orUnverified(call.output, () => check(call));
}

async function check({ args, options, output }: CommandCall): Promise<ExitCode> {
  const { subject, type, ...given } = parseOptions(optionsSchema, options);
  if (given.key === undefined && given.identity === undefined && given.certChain === undefined)
    throw new GateError('USAGE', 'whose signature? --key PUB, --cert-chain PEM, or --identity ID --issuer URL');
  const path = firstArgument(args);
  const trust = await trustFrom({ keys: [], identities: [], authorities: [] }, given);
  const { signer, detail, statement, older, otherSignatures } = await checkAttestation({
    bytes: await readBundleFile(path),
    where: path,
    trust,
    clock: systemClock,
    subjects: subject.map(subjectDigest),
    ...(type === undefined ? {} : { type }),
  });
  if (output.format === 'json') output.json({ version: 1, verified: true, signer, otherSignatures, older, statement });
  else {
    output.line(`verified  ${printable(statement.predicateType)}, ${printable(detail)}`, 'good');
    if (older.length > 0)
      output.line(`          in a superseded form: ${older.map((type) => printable(type)).join(', ')}`, 'warn');
    // A signed refusal is genuine, and no reason to use the model.
    const result = resultSchema.safeParse(statement.predicate).data?.verificationResult;
    if (result !== undefined)
      output.line(`          it says ${printable(result)}`, result === 'PASSED' ? 'good' : 'bad');
  }
  return EXIT.good;
}
