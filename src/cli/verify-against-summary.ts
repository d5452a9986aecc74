import { dirname, join } from 'node:path';
import { printable } from '../core/escape.ts';
import { EXIT, GateError, type ExitCode } from '../core/errors.ts';
import { MANIFEST } from '../gate/run-directory.ts';
import { verifyAdmitted } from '../gate/verify-admitted.ts';
import { listed } from '../verify/text.ts';
import type { CommandCall } from './command.ts';
import { readBundleFile } from './read-bundle.ts';
import { readPublicKeyFile } from './trust-options.ts';

interface Given {
  readonly source: string;
  readonly vsa: string;
  readonly key?: string | undefined;
  readonly signature?: string | undefined;
  readonly allowSymlinks: boolean;
}

/** `verify MODEL --vsa FILE --key PUB`: that a model is what a gate admitted, with every byte read again. */
export async function verifyAgainstSummary({ output, signal }: CommandCall, given: Given): Promise<ExitCode> {
  const { source, vsa, key, signature, allowSymlinks: followLinks } = given;
  if (key === undefined || signature !== undefined)
    throw new GateError('USAGE', '--vsa goes with --key, the gate’s public key, and without --signature');
  const { admitted, subject, same, changed, missing, added, excluded } = await verifyAdmitted({
    source,
    summary: await readBundleFile(vsa),
    where: vsa,
    manifest: join(dirname(vsa), MANIFEST),
    publicKey: await readPublicKeyFile(key),
    followLinks,
    signal,
    progress: output.progress,
  });
  if (output.format === 'json')
    output.json({ version: 1, verified: admitted, subject, files: same.length, changed, missing, added, excluded });
  else {
    const headline = admitted
      ? `admitted   ${same.length} ${same.length === 1 ? 'file' : 'files'}, each byte as the gate took it in`
      : 'mismatch   these are not the files that the gate admitted';
    output.line(headline, admitted ? 'good' : 'bad');
    output.line(`           ${printable(subject)}`);
    const lines = [
      ...listed('changed since it was admitted', changed),
      ...listed('admitted, but missing here', missing),
      ...listed('here, but not admitted', added),
      ...listed('here, but left out of what was admitted', excluded),
    ];
    for (const line of lines) output.line(line);
  }
  return admitted ? EXIT.good : EXIT.bad;
}
