import { stat } from 'node:fs/promises';
import { env } from 'node:process';
import { systemClock } from '../core/clock.ts';
import { printable } from '../core/escape.ts';
import { EXIT, GateError, type ExitCode } from '../core/errors.ts';
import { wrap } from '../core/layout.ts';
import type { Policy } from '../core/policy.ts';
import { checkImage, type ImageCheck } from '../verify/image/check-image.ts';
import { layoutSource } from '../verify/image/layout-source.ts';
import type { OciSource } from '../verify/image/oci-source.ts';
import { parseRegistryReference, registrySource } from '../verify/image/registry-source.ts';
import type { CommandCall } from './command.ts';

/** `user:password` for a registry that asks. */
const CREDENTIALS = 'MODELGATE_REGISTRY_CREDENTIALS';

export async function verifyImage(
  { output, signal }: CommandCall,
  source: string,
  trust: Policy['trust'],
  network: boolean,
): Promise<ExitCode> {
  const image = await open(source, network, signal);
  const check = await checkImage({ source: image, trust, clock: systemClock, signal });
  if (output.format === 'json') output.json(check);
  else for (const line of renderImageText(check)) output.line(line);
  return check.verified ? EXIT.good : EXIT.bad;
}

async function open(source: string, network: boolean, signal: AbortSignal): Promise<OciSource> {
  if (source.startsWith('docker://')) {
    if (!network)
      throw new GateError('USAGE', 'an image in a registry is asked for over the network: say so with --allow-network');
    return registrySource(parseRegistryReference(source.slice('docker://'.length)), env[CREDENTIALS], signal);
  }
  const place = source.slice('oci:'.length);
  const [, byDigest, digest] = /^(.*)@(sha256:[0-9a-f]{64})$/u.exec(place) ?? [];
  if (byDigest !== undefined) return layoutSource(byDigest, digest);
  if ((await stat(place).catch(() => undefined))?.isDirectory() === true) return layoutSource(place, undefined);
  const colon = place.lastIndexOf(':');
  if (colon <= place.lastIndexOf('/')) throw new GateError('SOURCE_NOT_FOUND', `${place} is no directory`);
  return layoutSource(place.slice(0, colon), place.slice(colon + 1));
}

function renderImageText({ verified, image, digest, contentBytes, signatures }: ImageCheck): string[] {
  return [
    ...wrap(`${verified ? 'verified' : 'not verified'}  ${printable(image)}`, { whole: true }),
    `  ${digest}`,
    ...(contentBytes === null ? [] : [`  ${contentBytes} bytes of it were read and have their digests`]),
    ...(signatures.length === 0 ? ['  nobody has signed it'] : []),
    ...signatures.flatMap((one) =>
      wrap(`${one.verified ? '✓' : '✗'} ${printable(one.detail, 600)}`, { first: '  ', rest: '    ' }),
    ),
  ];
}
