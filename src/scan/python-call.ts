import type { Severity } from '../core/finding.ts';
import type { Origin, PythonCall } from '../formats/python/facts.ts';

/** How a file of Python comes to run. */
export interface PythonRole {
  /** Loaders import it: what it does then happens to whoever loads the model. */
  readonly loaded: boolean;
  /** A build script, which is there to start programs. */
  readonly build: boolean;
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

export function quote(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}
