import { ARCHIVE_LIMITS } from './archive/limits.ts';
import type { ByteSource } from './byte-source.ts';
import { readClaims } from './claims/read.ts';
import type { FileFacts } from './facts.ts';
import { attempt, join, nestingAt, parseContent, probeOf } from './parse-content.ts';
import type { ParseContext } from './parser.ts';
import type { Scratch } from './scratch.ts';
import { redactFacts } from './secrets/redact-facts.ts';
import { searchFile } from './secrets/search-file.ts';
import { shardOf } from './shard.ts';

/** All facts about one file. `scratch` takes what expands to more than memory holds. Never throws on any content: what a parser could not cope with is stated. */
export function parseFile(source: ByteSource, path: string, paths: ReadonlySet<string>, scratch?: Scratch): FileFacts {
  const probe = probeOf(source, path);
  const nesting = nestingAt(
    0,
    scratch === undefined ? { bytes: ARCHIVE_LIMITS.expandedTotal } : { bytes: scratch.size, scratch },
  );
  const context: ParseContext = { path, extension: probe.extension, paths, nesting };
  const facts = parseContent(source, probe, context);
  join(facts, attempt('claims', source, (watched) => readClaims(watched, probe, context)) ?? {});
  // A file that was not read whole blocks: its limits must not be passed over to look for more reasons.
  if (facts.complete) join(facts, attempt('secrets', source, (watched) => searchFile(watched, facts)) ?? {});
  const shard = shardOf(path, paths);
  if (shard !== undefined) facts.shard = shard;
  redactFacts(facts);
  return facts;
}
