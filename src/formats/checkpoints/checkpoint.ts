import type { LocatedTensor } from './located-tensor.ts';
import type { ModelSettings } from './model-settings.ts';

export type CheckpointFormat = 'safetensors' | 'gguf' | 'torch';

/** Weights that a loader loads as one model: a file, or a set of shards. */
export interface Checkpoint {
  readonly kind: 'tensors';
  readonly format: CheckpointFormat;
  /** In path order. */
  readonly paths: readonly string[];
  /** By name as stored. */
  readonly tensors: ReadonlyMap<string, LocatedTensor>;
  readonly settings: ModelSettings;
}

/** Weights that a loader may load and this program can't see into: never equal to anything, always listed. */
export interface OpaqueCheckpoint {
  readonly kind: 'opaque';
  readonly paths: readonly string[];
  readonly why: string;
  /** True where a format that carries tensors could not be used: damaged, incomplete, lying. */
  readonly damaged: boolean;
}

export type AnyCheckpoint = Checkpoint | OpaqueCheckpoint;

/** `GGUF` names tensors its own way; the other formats carry PyTorch's names. */
export function usesGgufNames({ format }: Checkpoint): boolean {
  return format === 'gguf';
}
