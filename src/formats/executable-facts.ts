import * as z from 'zod';

export const EXECUTABLE_KINDS = [
  'elf',
  'pe',
  'mach-o',
  'wasm',
  'ape',
  'java-class',
  'dex',
  'dos',
  'windows-installer',
  'office-macros',
  'script',
  'python-bytecode',
] as const;

/** Code that an operating system or a virtual machine would run, told by its content. */
export const executableFactsSchema = z.object({
  kind: z.enum(EXECUTABLE_KINDS),
  /** `x86-64`, `aarch64`…; absent where the header names none. */
  machine: z.string().optional(),
  offset: z.number().int().nonnegative(),
  /** The archive member that it is. */
  member: z.string().optional(),
});
export type ExecutableFacts = z.infer<typeof executableFactsSchema>;
