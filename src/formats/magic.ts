/** Formats that are told by their first bytes and not parsed. */
interface Magic {
  readonly id: string;
  readonly offset: number;
  readonly bytes: Buffer;
  /** It can hold or name code or further files, so that an unparsed one leaves something unread. */
  readonly opaque: boolean;
}

const hex = (id: string, bytes: string, options: { offset?: number; opaque?: boolean } = {}): Magic => ({
  id,
  bytes: Buffer.from(bytes.replaceAll(' ', ''), 'hex'),
  offset: options.offset ?? 0,
  opaque: options.opaque ?? false,
});

const MAGICS: readonly Magic[] = [
  hex('png', '89504e470d0a1a0a'),
  hex('jpeg', 'ffd8ff'),
  hex('gif', '474946383961'),
  hex('gif', '474946383761'),
  hex('webp', '57454250', { offset: 8 }),
  hex('wav', '57415645', { offset: 8 }),
  hex('mp4', '66747970', { offset: 4 }),
  hex('flac', '664c6143'),
  hex('ogg', '4f676753'),
  hex('mp3', '494433'),
  hex('pdf', '255044462d'),
  // Feather before version 2: columns of numbers and text, and no types of their own.
  hex('feather', '46454131'),
  hex('sqlite', '53514c69746520666f726d6174203300'),
  hex('bzip2', '425a68', { opaque: true }),
  hex('xz', 'fd377a585a00', { opaque: true }),
  hex('lz4', '04224d18', { opaque: true }),
  hex('7z', '377abcaf271c', { opaque: true }),
  hex('rar', '526172211a07', { opaque: true }),
  hex('cab', '4d53434600000000', { opaque: true }),
  // Also .deb and static libraries.
  hex('ar', '213c617263683e0a', { opaque: true }),
  hex('rpm', 'edabeedb', { opaque: true }),
  hex('cpio', '303730373031', { opaque: true }),
  hex('cpio', '303730373032', { opaque: true }),
  hex('cpio', '303730373037', { opaque: true }),
  hex('squashfs', '68737173', { opaque: true }),
  hex('iso', '4344303031', { offset: 0x8001, opaque: true }),
  hex('udf', '4245413031', { offset: 0x8001, opaque: true }),
  hex('erofs', 'e2e1f5e0', { offset: 0x400, opaque: true }),
  hex('cramfs', '453dcd28', { opaque: true }),
  hex('qcow', '514649fb', { opaque: true }),
  hex('wim', '4d5357494d000000', { opaque: true }),
  hex('xar', '78617221', { opaque: true }),
  hex('ace', '2a2a4143452a2a', { offset: 7, opaque: true }),
  hex('lzop', '894c5a4f000d0a1a0a', { opaque: true }),
  hex('snappy', 'ff060000734e61507059', { opaque: true }),
  hex('compress', '1f9d90', { opaque: true }),
  // Before 0.8: read by libzstd where it is built for that.
  hex('zstd-legacy', '25b52ffd', { opaque: true }),
  hex('zstd-legacy', '26b52ffd', { opaque: true }),
  hex('zstd-legacy', '27b52ffd', { opaque: true }),
  hex('rknn', '524b4e4e', { opaque: true }),
  hex('tensorrt', '66747274', { opaque: true }),
  hex('tensorrt', '70747274', { opaque: true }),
  hex('java-serialized', 'aced0005', { opaque: true }),
  hex('windows-shortcut', '4c0000000114020000000000c000000000000046', { opaque: true }),
  // Formats before GGUF, with a header of each program's own; only whisper.cpp's is parsed.
  hex('ggml', '6c6d6767', { opaque: true }),
  hex('ggml', '666d6767', { opaque: true }),
  hex('ggml', '746a6767', { opaque: true }),
  hex('ggml', '616c6767', { opaque: true }),
];

export interface KnownFormat {
  readonly id: string;
  readonly opaque: boolean;
}

export function knownByMagic(head: Uint8Array): readonly KnownFormat[] {
  return MAGICS.filter(({ offset, bytes }) => bytes.equals(head.subarray(offset, offset + bytes.length))).map(
    ({ id, opaque }) => ({ id, opaque }),
  );
}
