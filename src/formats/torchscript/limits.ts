/** Limits of what is read from TorchScript and exported programs. */
export const TORCHSCRIPT_LIMITS = {
  /** Bytes of one source, or of the bytecode of the lite interpreter. */
  source: 64 << 20,
  /** Operators, targets and expressions that are listed by name. */
  listed: 20_000,
  /** Characters kept of a name. */
  name: 512,
  /** Characters of one expression or target of an exported program. */
  expression: 4_096,
} as const;
