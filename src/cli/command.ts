import type { ExitCode } from '../core/errors.ts';
import type { Output } from './output.ts';

export interface CommandOption {
  /** As commander writes it: `--base <model>`. */
  readonly flags: string;
  readonly description: string;
  readonly default?: string;
  /** May be given several times, a value each; any other option once. */
  readonly repeatable?: boolean;
}

/** What the launcher knows of a command without loading it: `--help` must stay fast. */
export interface CommandSummary {
  readonly name: string;
  readonly summary: string;
  /** As commander writes them: `<model>`, `[path...]`. */
  readonly arguments: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly CommandOption[];
  readonly formats: readonly [string, ...string[]];
  readonly example: string;
  readonly load: () => Promise<{ readonly run: RunCommand }>;
}

export interface CommandCall {
  readonly args: readonly string[];
  /** Untyped as commander hands them over: each command parses its own with zod. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly output: Output;
  /** Aborted by SIGINT, SIGTERM and SIGHUP. */
  readonly signal: AbortSignal;
}

export type RunCommand = (call: CommandCall) => Promise<ExitCode>;
