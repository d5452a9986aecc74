import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { systemClock } from '../../core/clock.ts';
import { GateError, type ExitCode } from '../../core/errors.ts';
import type { Policy } from '../../core/policy.ts';
import { standaloneWithoutFacts } from '../../gate/standalone.ts';
import { isAttestation, verifyAttestations } from '../../gate/verify-attestations.ts';
import { readCertificates } from '../../trust/certificate-chain.ts';
import { readPublicKey } from '../../trust/key.ts';
import { verifyStage } from '../../verify/stage.ts';
import { renderVerifyText } from '../../verify/text.ts';
import type { CommandCall } from '../command.ts';
import { OUTCOME_EXIT } from '../outcome-exit.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';
import { policyFrom, policyOptions } from '../policy-options.ts';

const optionsSchema = z.object({
  ...policyOptions,
  publicKey: z.string().optional(),
  certChain: z.array(z.string()).optional(),
  identity: z.string().optional(),
  issuer: z.string().optional(),
});

export async function run({ args, options, output, signal }: CommandCall): Promise<ExitCode> {
  const given = parseOptions(optionsSchema, options);
  const source = firstArgument(args);
  if (await isAttestation(source)) {
    if (given.publicKey === undefined)
      throw new GateError('USAGE', 'the gate’s public key is needed: --public-key gate.pub.pem');
    const checked = await verifyAttestations(source, await readPublicKeyFile(given.publicKey));
    if (output.format === 'json') output.json({ version: 1, ...checked });
    else
      for (const { file, statement } of checked.statements)
        output.line(`verified  ${file}  ${statement.predicateType}`);
    if (output.format === 'text' && checked.logged !== undefined)
      output.line(`verified  entry ${checked.logged.index} of the ledger ${checked.logged.ledger}`);
    return 0;
  }
  const { policy } = await policyFrom(given);
  const { evidence } = await standaloneWithoutFacts(
    { source, policy: await trusting(policy, given), clock: systemClock, signal, progress: output.progress },
    (context) => verifyStage.run(context, {}),
  );
  if (output.format === 'json') output.json({ version: 1, evidence });
  else for (const line of renderVerifyText(evidence)) output.line(line);
  return OUTCOME_EXIT[evidence.outcome];
}

async function trusting(policy: Policy, given: z.infer<typeof optionsSchema>): Promise<Policy> {
  const { identity, issuer, publicKey, certChain } = given;
  if (certChain === undefined && (identity === undefined) !== (issuer === undefined))
    throw new GateError('USAGE', '--identity and --issuer belong together');
  if (certChain !== undefined && issuer !== undefined)
    throw new GateError('USAGE', '--cert-chain and --issuer exclude each other');
  const keys = publicKey === undefined ? [] : [{ name: publicKey, publicKey: await readPublicKeyFile(publicKey) }];
  const authorities = await Promise.all(
    (certChain ?? []).map(async (path) => ({
      name: path,
      certificates: await readCertificateFile(path),
      ...(identity === undefined ? {} : { identity }),
    })),
  );
  const identities = identity === undefined || issuer === undefined ? [] : [{ identity, issuer }];
  return {
    ...policy,
    trust: {
      ...policy.trust,
      keys: [...policy.trust.keys, ...keys],
      identities: [...policy.trust.identities, ...identities],
      authorities: [...policy.trust.authorities, ...authorities],
    },
  };
}

async function readPublicKeyFile(path: string): Promise<string> {
  const pem = await readPem(path);
  readPublicKey(pem, path);
  return pem;
}

async function readCertificateFile(path: string): Promise<string> {
  const pem = await readPem(path);
  readCertificates(pem, path);
  return pem;
}

async function readPem(path: string): Promise<string> {
  const pem = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new GateError('KEY_INVALID', `${path} can't be read`, { cause: error });
  });
  return pem.trim();
}
