/** `oci:DIR[:TAG|@DIGEST]` is a layout on disk, `docker://HOST/NAME[:TAG|@DIGEST]` an image in a registry, as skopeo writes them. */
export function isImage(source: string): boolean {
  return source.startsWith('oci:') || source.startsWith('docker://');
}
