import type { Rule } from '../rule.ts';

/** Codecs of numcodecs, zarr and tensorstore that turn bytes into numbers or text. */
const KNOWN: ReadonlySet<string> = new Set(
  'blosc zstd zlib gzip bz2 lzma lz4 lz4hc snappy shuffle delta quantize fixedscaleoffset packbits astype bitround categorize json2 json json3 msgpack2 msgpack vlen-utf8 vlen-bytes vlen-array base64 crc32 crc32c adler32 fletcher32 jenkins_lookup3 bytes endian transpose sharding_indexed sharding zfpy pcodec n5_wrapper imagecodecs_jpeg2k jpeg png string_vlen bitpacking cast_value scale_offset'.split(
    ' ',
  ),
);

export const rule: Rule = {
  id: 'zarr-codec',
  title: 'An array store has its chunks decoded by code',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0011.000', 'AML.T0010.003'],
  advice: 'Do not open the store: ask for one whose arrays hold numbers or text.',
  appliesTo: (file) => file.json?.notable.some(({ kind }) => kind === 'codec') ?? false,
  *check(file) {
    for (const { kind, value, pointer, offset } of file.json?.notable ?? []) {
      if (kind !== 'codec') continue;
      const name = value.replace(/^numcodecs\./u, '');
      if (name === 'pickle')
        yield {
          message: `${pointer} is the codec pickle: reading any chunk unpickles it`,
          severity: 'critical',
          offset,
        };
      else if (!KNOWN.has(name)) {
        const message = `${pointer} is the codec ${JSON.stringify(value)}, which a plug-in brings`;
        yield { message, severity: 'medium', confidence: 'medium', offset };
      }
    }
  },
};
