import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import * as z from 'zod';
import { GateError } from '../../core/errors.ts';
import { parseYaml } from '../../storage/parse-yaml.ts';
import { decode } from './read-task-file.ts';
import type { SuiteFiles } from './harness/read-config.ts';

/** `FILE.dvc`, as far as it pins: DVC's own MD5 of each output. */
const pinSchema = z.object({
  outs: z.array(
    z
      .object({
        path: z.string(),
        md5: z.string().regex(/^[0-9a-f]{32}$/u, 'must be the MD5 of a file'),
        size: z.number().optional(),
      })
      .loose(),
  ),
});

/**
 * Holds every file that a DVC file of the suite pins against it. The suite's own digest covers both; this tells data that was
 * pulled from another revision than the task file.
 * @throws GateError SUITE_MISMATCH, SUITE_INVALID
 */
export function checkDvcPins({ directory, files }: SuiteFiles): void {
  for (const [path, bytes] of files) {
    if (!path.endsWith('.dvc')) continue;
    const where = posix.join(directory, path);
    const { outs } = parseYaml({
      text: decode(bytes, where),
      path: where,
      schema: pinSchema,
      what: 'DVC file',
      code: 'SUITE_INVALID',
    });
    for (const { path: name, md5 } of outs) {
      const data = files.get(posix.join(posix.dirname(path), name));
      if (data === undefined)
        throw new GateError('SUITE_INVALID', `${where}: ${name} is not beside it; \`dvc pull\` brings it`);
      const found = createHash('md5').update(data).digest('hex');
      if (found !== md5)
        throw new GateError('SUITE_MISMATCH', `${where}: ${name} has the MD5 ${found}, and ${md5} is pinned`);
    }
  }
}
