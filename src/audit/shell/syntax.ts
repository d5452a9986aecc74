/** What stands between two commands. `` at the end of the text. */
export type Joint = '' | ';' | '&' | '&&' | '||' | '|' | 'newline';

export interface ShellWord {
  /** Without quotes; variables and substitutions stay as they are written. */
  readonly text: string;
  /** Index into the text that was parsed. */
  readonly at: number;
  /** Whether any of it stands in quotes. */
  readonly quoted: boolean;
  /** Whether a variable or substitution in it stands outside of double quotes, where a shell splits and expands what it gives. */
  readonly split: boolean;
}

export interface ShellRedirect {
  readonly operator: string;
  readonly target: string;
  readonly at: number;
}

export interface HereDocument {
  readonly text: string;
  readonly at: number;
  /** Its mark stands in quotes: nothing in it is put in. */
  readonly quoted: boolean;
}

/** A simple command. What it is part of is told by its neighbours in the list. */
export interface ShellCommand {
  /** The name and what is given; without assignments and redirects. May be empty. */
  readonly words: readonly ShellWord[];
  readonly assignments: readonly { readonly name: string; readonly value: string; readonly at: number }[];
  readonly redirects: readonly ShellRedirect[];
  readonly documents: readonly HereDocument[];
  readonly at: number;
  readonly end: number;
  /** Before and after it. */
  readonly before: Joint;
  readonly after: Joint;
  /** Behind `if`, `while`, `until` or `!`: its failure ends nothing. */
  readonly tested: boolean;
  /** Inside of `$(…)` or backticks. */
  readonly substituted: boolean;
  /** Blocks (`if`, loops, functions, cases) around it. */
  readonly blocks: number;
  /** Brackets around it: what they change of directories ends with them. */
  readonly subshells: number;
}

export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  /** False where quotes or substitutions are never closed, or a limit was met. */
  readonly complete: boolean;
}
