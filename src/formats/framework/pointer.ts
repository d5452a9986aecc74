/** A pointer of Git LFS lies in the place of the file, under its name. */
export function isLfsPointer(head: Uint8Array): boolean {
  return Buffer.from(head.subarray(0, 30)).toString('latin1').startsWith('version https://git-lfs');
}
