import { readFileSync, statSync } from 'node:fs';
import { env } from 'node:process';
import { parse } from 'yaml';
import * as z from 'zod';
import { GateError } from '../../core/errors.ts';
import { SETTINGS_VARIABLE } from './settings-variable.ts';

const MAX_BYTES = 64 * 1024;

const dnsLabel = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u, 'a name of lower-case letters, digits and -');
/** A tag may be moved to another image after it was looked at; a digest can't. */
const pinnedImage = z
  .string()
  .max(512)
  .regex(/^[\w.:/-]+@sha256:[0-9a-f]{64}$/u, 'an image pinned by digest (name@sha256:…); a tag is not enough');
const millicores = z.string().regex(/^[1-9]\d{0,2}(?:\d{0,3}m)?$/u, 'processors: "2", or thousandths: "500m"');

const settingsSchema = z.strictObject({
  version: z.literal(1),
  /** One whose objects nobody else needs: the rights of templates/kubernetes.yaml are for all of it. */
  namespace: dnsLabel,
  /** Holds Node 24 or newer as `node` on its PATH. */
  image: pinnedImage,
  runtimeClassName: dnsLabel.default('gvisor'),
  /** A profile that the operator put on the nodes; without it the container runtime's own. */
  seccompProfile: z
    .string()
    .regex(/^(?!\/)(?!.*\.\.)[\w./-]{1,256}$/u, "a path below the kubelet's seccomp directory")
    .optional(),
  cpus: millicores.default('1'),
  /** How long a pod may take to be scheduled and its image to be pulled. */
  startSeconds: z.int().min(1).max(3_600).default(300),
  /** Of the kubeconfig; without it the current one. */
  context: z.string().min(1).max(256).optional(),
});
export type KubernetesSettings = z.infer<typeof settingsSchema>;

/** The operator's settings; undefined where none are named. Throws GateError SANDBOX_FAILED saying what is wrong with the file. */
export function kubernetesSettings(path = env[SETTINGS_VARIABLE]): KubernetesSettings | undefined {
  if (path === undefined || path === '') return undefined;
  try {
    if (statSync(path).size > MAX_BYTES) throw new GateError('SANDBOX_FAILED', `${path}: more than ${MAX_BYTES} bytes`);
    return settingsSchema.parse(parse(readFileSync(path, 'utf8'), { maxAliasCount: 0 }));
  } catch (error) {
    if (error instanceof GateError) throw error;
    const why = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : '';
    throw new GateError('SANDBOX_FAILED', `${SETTINGS_VARIABLE}: ${path}: ${why}`, { cause: error });
  }
}
