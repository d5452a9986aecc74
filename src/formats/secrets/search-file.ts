import type { ByteSource } from '../byte-source.ts';
import { extensionOf } from '../empty-facts.ts';
import type { FileFacts, PartialFacts } from '../facts.ts';
import { looksLikePickle } from '../pickle/recognise.ts';
import { detectText } from '../text/detect.ts';
import type { SecretsFacts } from './facts.ts';
import { SECRET_LIMITS } from './limits.ts';
import { readSecrets } from './read.ts';

/** What they hold is searched member by member, expanded. */
const CONTAINERS: ReadonlySet<string> = new Set([
  '7z',
  'bzip2',
  'gzip',
  'lz4',
  'lzip',
  'lzma',
  'tar',
  'xz',
  'zfile',
  'zip',
  'zlib',
  'zstd',
]);

export function holdsMembers({ formats }: FileFacts): boolean {
  return formats.some((id) => CONTAINERS.has(id));
}

/** Secrets in text, which is searched whole, in the headers of weight files, and at the start of everything else. */
export function searchFile(source: ByteSource, facts: FileFacts): PartialFacts {
  const { path } = facts;
  const encoding = facts.text?.encoding;
  if (encoding === undefined && holdsMembers(facts)) return {};
  const range = encoding === undefined ? { bytes: headerBytes(facts) } : { encoding };
  const secrets = readSecrets(source, { path, ...range });
  return secrets === undefined ? {} : { secrets };
}

/** The same in a member of a container, by its first bytes. Arrays are most of an archive and hold none. */
export function searchMember(source: ByteSource, name: string, head: Uint8Array): SecretsFacts | undefined {
  const path = name.split('!').at(-1) ?? name;
  const text = detectText({ path, extension: extensionOf(path), size: source.size, head, tail: head });
  const binary = looksLikePickle(head, source.size) ? SECRET_LIMITS.binary : SECRET_LIMITS.member;
  if (text === undefined && binary === SECRET_LIMITS.member && source.size > binary) return undefined;
  const range = text === undefined ? { bytes: binary } : { encoding: text.encoding };
  return readSecrets(source, { path, ...(name === '' ? {} : { member: name }), ...range });
}

function headerBytes({ safetensors, gguf }: FileFacts): number {
  const header = safetensors === undefined ? gguf?.dataOffset : 8 + safetensors.headerBytes;
  return header === undefined ? SECRET_LIMITS.binary : Math.min(header, SECRET_LIMITS.header);
}
