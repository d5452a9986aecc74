/** A target for every parser of the registry, and for what reads files without being one. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { sha256FromBytes } from '../../src/core/digest.ts';
import { printableJson } from '../../src/core/escape.ts';
import { fileFactsSchema, type FileFacts } from '../../src/formats/facts.ts';
import { parseFile } from '../../src/formats/parse-file.ts';
import { MemorySource } from '../../src/formats/byte-source.ts';
import { PARSERS } from '../../src/formats/registry.ts';
import { scanAnnotations } from '../../src/scan/github.ts';
import { scanReport, scanReportSchema } from '../../src/scan/report.ts';
import { SCAN_RULES } from '../../src/scan/rules.ts';
import { runRules } from '../../src/scan/run-rules.ts';
import { scanSarif } from '../../src/scan/sarif.ts';
import { renderScanText } from '../../src/scan/text.ts';
import { Violation, type Input, type Observation, type Target } from './target.ts';

/** Readers of files beside the registry, by the facts that show them at work. */
const READERS: Readonly<Record<string, (facts: FileFacts) => boolean>> = {
  claims: ({ claims }) => claims !== undefined,
  commands: ({ commands }) => commands !== undefined,
  python: ({ python }) => python !== undefined,
  script: ({ script, text }) => script !== undefined || text?.language === 'shell',
  secrets: ({ secrets }) => (secrets?.found.length ?? 0) > 0,
  templates: ({ chatTemplates }) => (chatTemplates?.length ?? 0) > 0,
};

/** Ids of parsers, and of the readers beside them. A parser that is added to the registry is fuzzed from then on. */
export const FORMAT_IDS: readonly string[] = [...new Set([...PARSERS.map(({ id }) => id), ...Object.keys(READERS)])];

/** Format targets with the seeds among `inputs` that each reads. */
export function formatTargets(inputs: readonly Input[]): Target[] {
  const known = inputs.map((input) => ({ input, facts: parse(input) }));
  return FORMAT_IDS.map((id) => {
    const seeds = known.filter(({ facts }) => readBy(facts).includes(id)).map(({ input }) => input);
    return { id, seeds, run: checkFile };
  });
}

/** Ids of the parsers and readers that had a part in these facts, in the file itself or in a member. */
function readBy(facts: FileFacts): readonly string[] {
  const readers = Object.entries(READERS).filter(([, reads]) => reads(facts));
  return [...facts.formats, ...(facts.members ?? []).flatMap(({ formats }) => formats), ...readers.map(([id]) => id)];
}

function parse({ name, bytes }: Input): FileFacts {
  return parseFile(new MemorySource(bytes), name, new Set([name]));
}

async function checkFile(input: Input, thorough: boolean): Promise<Observation> {
  const facts = parse(input);
  const failed = facts.limits.find(({ limit }) => limit === 'parser.failed');
  if (failed !== undefined) throw new Violation('exception', failed.message);
  checkOffsets(facts, input.bytes.length);
  const { findings, failures } = await runRules(SCAN_RULES, [facts], new AbortController().signal);
  const [failure] = failures;
  if (failure !== undefined) throw new Violation('rule', `${failure.rule}: ${failure.message}`);
  if (!facts.complete || facts.limits.length > 0) {
    const finding = findings.find(({ rule, severity }) => rule === 'file-incomplete' && severity === 'high');
    if (finding === undefined) throw new Violation('silent', 'not read whole, and no finding that blocks');
    const { location } = finding;
    if (location.offset === undefined && location.member === undefined)
      throw new Violation(
        'no-offset',
        `${finding.message} [${facts.problems.map(({ code, offset }) => `${code}@${offset ?? '-'}`).join(' ')}]`,
      );
  }
  if (thorough) {
    checkCrossing(facts);
    if (!isDeepStrictEqual(parse(input), facts)) throw new Violation('unsteady', 'two readings give different facts');
    checkOutput(facts, input, findings);
  }
  const expandedBytes = (facts.expansions ?? []).reduce((sum, { size }) => sum + size, 0);
  return { expandedBytes, readBy: readBy(facts) };
}

const WRAPPERS: ReadonlySet<string> = new Set(['gzip', 'zlib', 'zstd', 'bzip2', 'xz', 'lzma', 'lz4', 'zfile', 'lzip']);

function checkOffsets(facts: FileFacts, size: number): void {
  // In a file that is one compressed stream, offsets are those of what it expands to.
  if (facts.formats.some((format) => WRAPPERS.has(format))) return;
  for (const { offset, member, message } of [...facts.problems, ...facts.limits])
    if (offset !== undefined && member === undefined && offset > size)
      throw new Violation('offset', `byte ${offset} is outside of the file: ${message}`);
}

/** Facts cross a pipe as JSON, and the other side's schema refuses what it does not know. */
function checkCrossing(facts: FileFacts): void {
  const sent: unknown = JSON.parse(JSON.stringify(facts));
  const received = fileFactsSchema.safeParse(sent);
  if (!received.success)
    throw new Violation(
      'schema',
      received.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
    );
  if (!isDeepStrictEqual(received.data, sent)) throw new Violation('schema', 'the schema drops a part of the facts');
}

/** C0 but for the line break, DEL, C1, what reorders or hides text, and what CI runners obey. */
const HOSTILE_TEXT = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|##\[|##vso\[/u;

function checkOutput(
  facts: FileFacts,
  { name, bytes }: Input,
  findings: Awaited<ReturnType<typeof runRules>>['findings'],
): void {
  const files = [{ path: name, sha256: sha256FromBytes(createHash('sha256').update(bytes).digest()) }];
  const report = scanReport({ files, facts: [facts], findings, failOn: 'high' });
  const checked = scanReportSchema.safeParse(JSON.parse(JSON.stringify(report)));
  if (!checked.success) throw new Violation('report', checked.error.message);
  if ((!facts.complete || facts.limits.length > 0) && report.files[0]?.blocking !== true)
    throw new Violation('silent', 'not read whole, and does not block');
  const outputs = {
    text: renderScanText(report).join('\n'),
    json: printableJson(report, 2),
    sarif: printableJson(scanSarif(report)),
    github: scanAnnotations(report).join('\n'),
  };
  for (const [format, output] of Object.entries(outputs)) {
    const hit = HOSTILE_TEXT.exec(output.replaceAll('\n', ''));
    if (hit !== null) throw new Violation('escape', `${format} output holds ${JSON.stringify(hit[0])}`);
  }
}
