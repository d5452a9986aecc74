/**
 * What a long operation tells while it works. `unit` says what `done` and `total` count. `total` is undefined while
 * unknown. Labels may hold text from a submission: the printer escapes them.
 */
export interface ProgressEvent {
  readonly label: string;
  readonly done: number;
  readonly total: number | undefined;
  readonly unit: 'bytes' | 'files' | 'tensors' | 'items' | 'tokens';
}

export type Progress = (event: ProgressEvent) => void;

export const silentProgress: Progress = () => {};
