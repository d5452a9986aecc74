/** One file, directory or link, as the loader in the pod is told of it. */
export interface Entry {
  readonly kind: 'file' | 'directory' | 'link';
  /** Below the volume; the first part is the number of the mount. */
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly executable: boolean;
  /** Where the image may hold the same file. */
  readonly at?: string;
  /** Of a link: never followed outside, and inside it leads nowhere but inside. */
  readonly to?: string;
}
