import { MemorySource } from '../../formats/byte-source.ts';
import { SECRET_NAMES } from '../../formats/secrets/names.ts';
import { readSecrets } from '../../formats/secrets/read.ts';
import type { AuditRule } from '../rule.ts';

/** Files that hold no text, and those of made-up secrets. */
const BINARY =
  /\.(?:png|jpe?g|gif|webp|ico|pdf|zip|gz|xz|bz2|tar|7z|woff2?|ttf|otf|eot|mp[34]|wav|mov|bin|pt|pth|onnx|safetensors|gguf|h5|pkl|npy|npz|parquet|so|dll|exe|jar|class|lock|svg|map|csv|tsv|jsonl)$/iu;
const MADE_UP = /(?:^|\/)(?:tests?|fixtures?|testdata|test-data|examples?|mocks?|__snapshots__)\//iu;
const FILES = 20_000;
const BYTES = 512 << 10;

export const rule: AuditRule = {
  id: 'secret-in-repository',
  title: 'A secret lies in the repository',
  severity: 'high',
  confidence: 'high',
  atlas: ['AML.T0055'],
  advice: 'Revoke it where it was issued, then remove it from the files and their history.',
  *check({ map }) {
    let left = FILES;
    for (const path of map.repository.paths) {
      if (BINARY.test(path) || MADE_UP.test(path)) continue;
      if (left-- <= 0) {
        yield {
          path,
          place: { line: 1, column: 1 },
          message: `secrets were looked for in ${FILES} files; this one and those behind it were not read`,
          severity: 'info',
        };
        return;
      }
      const source = map.repository.text(path);
      if (source === undefined || source.text.length > BYTES) continue;
      const bytes = Buffer.from(source.text);
      const found = readSecrets(new MemorySource(bytes), { path, encoding: 'utf-8' });
      for (const { kind, line, offset, length, masked, patterned, checksum } of found?.found ?? []) {
        const { name, severity } = SECRET_NAMES[kind];
        const place = source.placeAt(bytes.subarray(0, offset).toString('utf8').length);
        yield {
          path,
          place: { line: line ?? place.line, column: place.column },
          message: `${name} (${masked === '' ? '' : `${masked}…, `}${length} characters)`,
          severity: patterned === true ? 'low' : severity,
          confidence: patterned === true || checksum === 'fails' ? 'low' : 'high',
        };
      }
    }
  },
};
