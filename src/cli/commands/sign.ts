import { lstat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import * as z from 'zod';
import { inspect } from '../../acquire/inspect.ts';
import { EXIT, type ExitCode } from '../../core/errors.ts';
import { writeAtomic } from '../../storage/atomic-file.ts';
import { readPrivateKey } from '../../trust/key-file.ts';
import { isSpecIgnored, omsStatement } from '../../trust/oms-manifest.ts';
import { signStatement } from '../../trust/sign.ts';
import type { CommandCall } from '../command.ts';
import { firstArgument, parseOptions } from '../parse-options.ts';

const optionsSchema = z.object({
  key: z.string({ error: 'the private key is needed: --key publisher.pem' }),
  signature: z.string().optional(),
});

/** Signs what lies there now: every file but the signature itself and what the specification leaves out. */
export async function run({ args, options, output, signal }: CommandCall): Promise<ExitCode> {
  const { key: keyPath, signature } = parseOptions(optionsSchema, options);
  const source = resolve(firstArgument(args));
  const key = await readPrivateKey(keyPath);
  const submission = await inspect({ source, signal, progress: output.progress });
  const single = (await lstat(source)).isFile();
  const target = resolve(signature ?? (single ? `${source}.sig` : join(source, 'model.sig')));
  const own = single ? undefined : relative(source, target);
  const files = submission.files.filter(({ path }) => path !== own && !isSpecIgnored(path));
  const ignored = own === undefined || own.startsWith('..') ? [] : [own];
  await writeAtomic(target, `${JSON.stringify(signStatement(omsStatement(basename(source), files, ignored), key))}\n`);
  if (output.format === 'json') output.json({ version: 1, signature: target, files: files.length });
  else output.line(`signed ${files.length} ${files.length === 1 ? 'file' : 'files'}: ${target}`);
  return EXIT.good;
}
