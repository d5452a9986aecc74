import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import type { FileReference } from '../graph/facts.ts';
import type { Parser } from '../parser.ts';
import { OCDBT_LIMITS } from './limits.ts';
import { readNode, startsAsNode } from './node.ts';

const MANIFEST = /(?:^|\/)manifest\.(?:ocdbt|[0-9a-f]{16})$/u;
const DATA = /(?:^|\/)d\/[0-9a-f]{32}$/u;
const BLOCK = 1 << 20;
/** What the magics of all nodes start with. */
const START = Buffer.from('0cdb', 'hex');

/** TensorStore's OCDBT, which orbax stores checkpoints in: manifests, and files of values with nodes of a tree between them. */
export const ocdbtParser: Parser = {
  id: 'ocdbt',
  recognise: ({ head, path }) => startsAsNode(head) || MANIFEST.test(path) || DATA.test(path),
  parse: (source, { path }) => readOcdbt(source, MANIFEST.test(path)),
};

function readOcdbt(source: ByteSource, manifest: boolean): PartialFacts | undefined {
  const collector = new Collector();
  const files = new Map<string, FileReference>();
  let nodes = 0;
  let behind = 0;
  for (const position of candidates(source)) {
    if (position < behind) continue;
    const node = readNode(source, position);
    if ('what' in node) {
      // Four bytes alone are no node: values may hold them. At the start of a file they are what the name promises.
      if (node.what === 'checksum' || (node.what === 'length' && position > 0)) {
        if (position === 0) fault(collector, node.what, node.message);
        continue;
      }
      if (node.what === 'limit') collector.limit('ocdbt.node', `${node.message}, more than is read`, position);
      else if (node.what === 'length') fault(collector, node.what, node.message);
      else collector.problem(`ocdbt-${node.what}`, node.message, position);
      continue;
    }
    if (++nodes > OCDBT_LIMITS.nodes) {
      collector.limit('ocdbt.nodes', `more than ${OCDBT_LIMITS.nodes} nodes`, position);
      break;
    }
    behind = position + node.length;
    for (const path of node.files) {
      if (files.has(path)) continue;
      if (files.size >= OCDBT_LIMITS.listed) {
        collector.limit('ocdbt.listed', `more than ${OCDBT_LIMITS.listed} files of one store`, position);
        break;
      }
      files.set(path, { path, by: 'node', offset: position });
    }
  }
  if (manifest && (nodes !== 1 || behind !== source.size) && collector.complete)
    fault(collector, 'manifest', 'the file is no manifest from its start to its end');
  if (nodes === 0 && collector.problems.length === 0 && collector.complete) return undefined;
  return { documents: [{ format: 'ocdbt', nodes, files: [...files.values()] }], ...collector.facts() };
}

function fault(collector: Collector, what: string, message: string): void {
  collector.problem(`ocdbt-${what}`, message, 0);
  collector.complete = false;
}

/** Where a node may start. */
function* candidates(source: ByteSource): Generator<number> {
  for (let block = 0; block < source.size; block += BLOCK) {
    // Four bytes may lie across two blocks.
    const bytes = Buffer.from(new Uint8Array(source.read(block, BLOCK + 3)));
    for (let at = bytes.indexOf(START); at >= 0 && at < BLOCK; at = bytes.indexOf(START, at + 1))
      if (startsAsNode(bytes.subarray(at, at + 4))) yield block + at;
  }
}
