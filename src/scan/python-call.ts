import type { Severity } from '../core/finding.ts';
import type { Origin, PythonCall } from '../formats/python/facts.ts';
import { CALLING_ALL, FRAMEWORK, HOOKS, ON_LOAD } from './data/python-names.ts';

/** How a file of Python comes to run. */
export interface PythonRole {
  /** Loaders import it: what it does then happens to whoever loads the model. */
  readonly loaded: boolean;
  /** A build script, which is there to start programs. */
  readonly build: boolean;
  /** Code of a model, which has no reason to do anything but compute. */
  readonly model: boolean;
}

export interface PythonJudgement {
  readonly severity: Severity;
  readonly what: string;
}

export const has = (call: PythonCall, ...wanted: readonly Origin[]): boolean =>
  call.arguments.some(({ origins }) => origins?.some((origin) => wanted.includes(origin)) === true);

export function textsOf({ arguments: given }: PythonCall): string[] {
  return given.flatMap(({ texts }) => texts ?? []);
}

/** What is worked out stands in a text as U+FFFC. */
export function quote(text: string): string {
  const shown = text.replaceAll('\uFFFC', '…');
  return JSON.stringify(shown.length > 100 ? `${shown.slice(0, 100)}…` : shown);
}

/** Whether a library or tool calls what leads here, whatever the file is called. */
export function hosted({ when, entries, derives }: PythonCall): boolean {
  if (when !== 'function') return false;
  return (
    entries.some((name) => HOOKS.test(name) && name !== 'register') ||
    derives.some((name) => CALLING_ALL.test(name) || (FRAMEWORK.test(name) && name.endsWith('()'))) ||
    (derives.some((name) => FRAMEWORK.test(name)) && entries.some((name) => ON_LOAD.test(name)))
  );
}
