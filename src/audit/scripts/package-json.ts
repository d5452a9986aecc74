import * as z from 'zod';
import type { SourceText } from '../source/text.ts';

const schema = z.object({ scripts: z.record(z.string(), z.unknown()).optional() });

export interface PackageScript {
  readonly name: string;
  readonly text: string;
  readonly line: number;
}

/** Scripts of a package.json; undefined if it is none. Lifecycle scripts run at an install. */
export function readPackageScripts(source: SourceText): PackageScript[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(source.text);
  } catch {
    return undefined;
  }
  const result = schema.safeParse(parsed);
  if (!result.success) return undefined;
  return Object.entries(result.data.scripts ?? {}).flatMap(([name, text]) => {
    if (typeof text !== 'string') return [];
    const at = source.text.indexOf(JSON.stringify(name), Math.max(0, source.text.indexOf('"scripts"')));
    return [{ name, text, line: source.placeAt(Math.max(0, at)).line }];
  });
}

/** What npm, pnpm, yarn and bun run of themselves when dependencies are installed. */
export const LIFECYCLE: readonly string[] = [
  'preinstall',
  'install',
  'postinstall',
  'prepare',
  'prepublish',
  'preprepare',
  'postprepare',
];
