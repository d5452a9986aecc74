import { createHash, type Hash } from 'node:crypto';
import { SliceSource, type ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import { member, readJsonTree, stringOf, type JsonNode } from '../json/tree.ts';
import type { SamplesFacts } from './facts.ts';
import { CLAIM_LIMITS } from './limits.ts';
import { numberText } from './number.ts';
import { pythonJson, pythonJsonWithFloats } from './python-json.ts';
import { isCountMetric, metricName } from './metrics.ts';
import { SampleTally } from './sample-tally.ts';

const WINDOW = 8 << 10;
/** What stands in a sample beside scores. */
const NOT_SCORES: ReadonlySet<string> = new Set([
  'doc_id',
  'doc',
  'target',
  'arguments',
  'resps',
  'filtered_resps',
  'filter',
  'metrics',
  'doc_hash',
  'prompt_hash',
  'target_hash',
]);

/**
 * `samples_TASK_TIME.jsonl` as lm-evaluation-harness writes it: an answer a line, for each filter. A line that is none, such
 * as the last one of a file that was cut, ends the reading.
 */
export function readSamples(source: ByteSource, collector: Collector): SamplesFacts | undefined {
  const tally = new SampleTally();
  const hashes = new SampleHashes();
  const answers = new SingleAnswers();
  let whole = true;
  let number = 0;
  for (const node of samplesIn(source, collector)) {
    number++;
    const id = numberText(member(node, 'doc_id'));
    if (node?.kind !== 'object' || id === undefined) {
      if (number === 1) return undefined;
      whole = false;
      break;
    }
    const filter = stringOf(member(node, 'filter'));
    tally.items.add(id);
    for (const [name, value] of node.members) {
      if (NOT_SCORES.has(name)) continue;
      tally.add(id, name, filter, value);
      answers.add(node, name, filter, value);
    }
    hashes.add(node, id, number);
  }
  if (number === 0) return undefined;
  return { ...tally.facts(), whole, ...answers.facts(), ...(whole ? hashes.facts() : hashes.documents()) };
}

/** A sample a line; versions before 0.4.2 wrote one list. */
function* samplesIn(source: ByteSource, collector: Collector): Generator<JsonNode | undefined> {
  if (source.size <= CLAIM_LIMITS.sampleBytes && source.read(0, 1)[0] === 0x5b) {
    const list = readJsonTree(source, new Collector(), { trailing: 'refuse' });
    yield* list?.kind === 'array' ? list.items : [undefined];
    return;
  }
  for (const line of linesOf(source, collector))
    yield line === undefined ? undefined : readJsonTree(line, new Collector(), { trailing: 'refuse' });
}

/** Each line that isn't blank; undefined for one that is too long, which is the last. */
function* linesOf(source: ByteSource, collector: Collector): Generator<ByteSource | undefined> {
  const tooLarge = source.size > CLAIM_LIMITS.sampleFileBytes;
  const size = tooLarge ? 0 : source.size;
  if (tooLarge) collector.limit('claims.sampleFileBytes', `a file of samples of ${source.size} bytes`, 0);
  let start = 0;
  let lines = 0;
  while (start < size) {
    const end = endOfLine(source, start);
    if (end === undefined) {
      collector.limit('claims.sampleBytes', `a sample of more than ${CLAIM_LIMITS.sampleBytes} bytes`, start);
      yield undefined;
      break;
    }
    if (++lines > CLAIM_LIMITS.sampleLines) {
      collector.limit('claims.sampleLines', `more than ${CLAIM_LIMITS.sampleLines} samples`, start);
      break;
    }
    if (!isBlank(source, start, end)) yield new SliceSource(source, start, end - start);
    start = end + 1;
  }
}

/** Where the line that starts there ends; undefined for one that is too long. */
function endOfLine(source: ByteSource, start: number): number | undefined {
  for (let at = start; at - start <= CLAIM_LIMITS.sampleBytes; at += WINDOW) {
    if (at >= source.size) return source.size;
    const found = source.read(at, Math.min(WINDOW, source.size - at)).indexOf(0x0a);
    if (found >= 0) return at + found;
  }
  return undefined;
}

function isBlank(source: ByteSource, start: number, end: number): boolean {
  return (
    end - start < 64 &&
    Buffer.from(source.read(start, end - start))
      .toString('latin1')
      .trim() === ''
  );
}

/** The hashes that the harness keeps of what was asked: of each document, and over all of a task. */
class SampleHashes {
  private right = 0;
  private wrong = 0;
  private firstWrongLine: number | undefined;
  private readonly inOrder: Hash = createHash('sha256');
  private readonly byItem: { readonly id: number; readonly hashes: string }[] = [];
  private every = true;

  add(sample: JsonNode, id: string, line: number): void {
    const stated = ['doc_hash', 'prompt_hash', 'target_hash'].map((name) => stringOf(member(sample, name)));
    const [documentHash] = stated;
    const document = member(sample, 'doc');
    if (
      documentHash !== undefined &&
      document !== undefined &&
      this.right + this.wrong < CLAIM_LIMITS.hashedDocuments
    ) {
      const text = pythonJson(document);
      if (text !== undefined) this.document(sha256(text) === documentHash, line);
    }
    if (stated.every((hash) => hash !== undefined && /^[0-9a-f]{64}$/u.test(hash))) {
      this.inOrder.update(stated.join(''));
      this.byItem.push({ id: Number(id), hashes: stated.join('') });
    } else this.every = false;
  }

  documents(): Pick<SamplesFacts, 'documents'> {
    const { right, wrong, firstWrongLine } = this;
    if (right + wrong === 0) return {};
    return { documents: { right, wrong, ...(firstWrongLine === undefined ? {} : { firstWrongLine }) } };
  }

  facts(): Pick<SamplesFacts, 'documents' | 'hashes'> {
    if (!this.every || this.byItem.length === 0) return this.documents();
    const sorted = this.byItem.toSorted((a, b) => a.id - b.id).map(({ hashes }) => hashes);
    return { ...this.documents(), hashes: [this.inOrder.digest('hex'), sha256(sorted.join(''))] };
  }

  private document(right: boolean, line: number): void {
    if (right) this.right++;
    else {
      this.wrong++;
      this.firstWrongLine ??= line;
    }
  }
}

const HASH = /^[0-9a-f]{64}$/u;
/** Enough of a hash to tell the documents of one task apart. */
const HASH_DIGITS = 16;

/** Right or wrong by document and metric, for pairing. */
class SingleAnswers {
  private readonly documents = new Map<string, number>();
  private readonly metrics = new Map<
    string,
    { readonly metric: string; readonly filter: string | undefined; readonly right: string[] }
  >();
  private whole = true;

  add(sample: JsonNode, stated: string, filter: string | undefined, score: JsonNode): void {
    const right = score.kind === 'true' || (score.kind === 'number' && Number(score.text) === 1);
    const wrong = score.kind === 'false' || (score.kind === 'number' && Number(score.text) === 0);
    const metric = metricName(stated);
    if (!this.whole || !(right || wrong) || !isCountMetric(metric)) return;
    const hash = hashOf(sample)?.slice(0, HASH_DIGITS);
    if (hash === undefined) return;
    const index = this.documents.get(hash) ?? this.documents.size;
    if (index >= CLAIM_LIMITS.pairedDocuments) {
      this.whole = false;
      return;
    }
    this.documents.set(hash, index);
    const key = JSON.stringify([metric, filter]);
    const own = this.metrics.get(key) ?? { metric, filter: filter?.slice(0, CLAIM_LIMITS.name), right: [] };
    if (!this.metrics.has(key) && this.metrics.size >= CLAIM_LIMITS.sampleMetrics) return;
    this.metrics.set(key, own);
    while (own.right.length < index) own.right.push('-');
    own.right[index] = right ? '1' : '0';
  }

  facts(): Pick<SamplesFacts, 'answers'> {
    if (!this.whole || this.documents.size === 0) return {};
    return {
      answers: {
        documents: [...this.documents.keys()],
        metrics: [...this.metrics.values()].map(({ metric, filter, right }) => ({
          metric,
          ...(filter === undefined ? {} : { filter }),
          right: right.join(''),
        })),
      },
    };
  }
}

/** As the sample states it; of one without, that of its document. */
function hashOf(sample: JsonNode): string | undefined {
  const stated = stringOf(member(sample, 'doc_hash'));
  if (stated !== undefined) return HASH.test(stated) ? stated : undefined;
  const document = member(sample, 'doc');
  const text = document === undefined ? undefined : pythonJsonWithFloats(document);
  return text === undefined ? undefined : sha256(text);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
