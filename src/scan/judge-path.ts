/** Why a path that a model names is not one of a file beside it; undefined for a plain relative path. */
export function judgePath(path: string): string | undefined {
  if (path === '') return 'is empty';
  // Readers in C end a path at a NUL, those in Python don't.
  if (path.includes('\0')) return 'holds a NUL, where readers differ on its end';
  // ONNX Runtime's own tag for weights that lie at an address: in a file it reads any memory.
  if (path.includes('_ORT_MEM_ADDR_')) return 'is an address in the memory of the loading process';
  if (/^[a-z][a-z0-9+.-]{1,30}:/iu.test(path)) return 'is a URL';
  if (/^[A-Za-z]:/u.test(path)) return 'starts with a drive letter';
  if (path.startsWith('/') || path.startsWith('\\')) return 'is absolute';
  if (path.startsWith('~')) return 'starts in a home directory';
  if (path.split(/[/\\]/u).includes('..')) return 'leads out of the directory of the model';
  if (/^[./\\]*$/u.test(path)) return 'is a directory';
  // No reader of the format itself expands these; services that hand the path on to a shell or fetch it do.
  if (/^\$(?:\{?[A-Za-z_]\w*\}?|\()|^%[A-Za-z]\w*%/u.test(path)) return 'starts with a variable of the environment';
  if (/%(?:2e|2f|5c|00|25)/iu.test(path)) return 'hides separators or dots behind an encoding of URLs';
  return undefined;
}

/** The path of `reference` as seen from the submission's root, for a plain relative one named by the file at `path`. */
export function besides(path: string, reference: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const part of reference.split(/[/\\]/u)) if (part !== '' && part !== '.') parts.push(part);
  return parts.join('/');
}
