import type * as z from 'zod';
import { GateError } from '../core/errors.ts';

/**
 * Parses a command's options, the one place where a command line becomes typed.
 * @throws GateError USAGE
 */
export function parseOptions<Schema extends z.ZodType>(schema: Schema, options: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map(
    ({ path, message }) => `--${path.join('.').replace(/[A-Z]/gu, (upper) => `-${upper.toLowerCase()}`)}: ${message}`,
  );
  throw new GateError('USAGE', mistakes.join('\n'));
}

/** The one positional argument of a command; commander has already refused its absence. */
export function firstArgument(args: readonly string[]): string {
  const [first] = args;
  if (first === undefined) throw new GateError('USAGE', 'an argument is missing');
  return first;
}
