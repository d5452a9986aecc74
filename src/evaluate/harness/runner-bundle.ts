import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { sha256FromBytes, sha256Schema, type Sha256 } from '../../core/digest.ts';
import { GateError } from '../../core/errors.ts';

const DIRECTORY = fileURLToPath(new URL('../../../.build/runner', import.meta.url));
const MAX_FILES = 400;

const manifestSchema = z.object({
  version: z.literal(1),
  entry: z.string().min(1),
  digest: sha256Schema,
  sources: sha256Schema,
  files: z.array(z.object({ path: z.string().min(1), sha256: z.string() })).max(MAX_FILES),
});

export interface RunnerBundle {
  readonly directory: string;
  /** Relative to `directory`. */
  readonly entry: string;
  /** SHA-256 over lines of hexadecimal digest and path, of all files in order. */
  readonly digest: Sha256;
  /** Native libraries, whose own libraries must be shown inside too. Absolute. */
  readonly addons: readonly string[];
}

/**
 * The program that runs models, as scripts/build-runner.ts built it. Every file is hashed against the manifest, so that the
 * evidence names the bytes that ran. Throws GateError RUNNER_MISSING.
 */
export async function runnerBundle(directory: string = DIRECTORY): Promise<RunnerBundle> {
  const manifest = await readManifest(directory);
  const lines: string[] = [];
  for (const file of manifest.files) {
    if (posix.normalize(file.path) !== file.path || file.path.startsWith('../')) missing(`it names ${file.path}`);
    const bytes = await readFile(join(directory, file.path)).catch((error: unknown) =>
      missing(`${file.path} is not there`, error),
    );
    const actual = createHash('sha256').update(bytes).digest('hex');
    if (actual !== file.sha256) missing(`${file.path} is not the file that was built`);
    lines.push(`${actual}  ${file.path}\n`);
  }
  const digest = sha256FromBytes(createHash('sha256').update(lines.join('')).digest());
  if (digest !== manifest.digest) missing('its manifest contradicts itself');
  return {
    directory,
    entry: manifest.entry,
    digest,
    addons: manifest.files
      .map(({ path }) => path)
      .filter((path) => /\.(?:node|so)$/u.test(path))
      .map((path) => join(directory, path)),
  };
}

async function readManifest(directory: string): Promise<z.infer<typeof manifestSchema>> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(join(directory, 'manifest.json'), 'utf8')));
  } catch (error) {
    return missing('it has no readable manifest', error);
  }
}

function missing(why: string, cause?: unknown): never {
  throw new GateError('RUNNER_MISSING', `the sandbox runner's bundle can't be used: ${why}`, { cause });
}
