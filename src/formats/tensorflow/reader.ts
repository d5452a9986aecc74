import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import type { FileReference } from '../graph/facts.ts';
import { GRAPH_LIMITS } from '../graph/limits.ts';
import { Message, WireBytes } from '../protobuf/wire.ts';
import { Stopped } from '../stopped.ts';
import type { TensorflowFacts } from './facts.ts';
import { GraphWalk } from './graph-walk.ts';
import { objectGraphDescriptions, withDescriptions } from './keras-metadata.ts';
import { TENSORFLOW_LIMITS } from './limits.ts';
import { nodeName } from './scope.ts';

/** Reads a SavedModel, MetaGraphDef or GraphDef whole. Field numbers are those of TensorFlow's own .proto files. */
export function readTensorflow(source: ByteSource, kind: TensorflowFacts['kind']): PartialFacts {
  const collector = new Collector();
  const bytes = new WireBytes(source, collector, 'tensorflow');
  const walk = new GraphWalk(bytes, collector);
  const assets: FileReference[] = [];
  const descriptions: { start: number; length: number }[] = [];
  const found = { assets, descriptions, collector };
  try {
    const whole = new Message(bytes, 0, source.size);
    if (kind === 'graph') walk.graph(0, source.size, { saver: new Set(), assets: new Set() });
    else if (kind === 'meta-graph') metaGraph(whole, walk, found);
    else savedModel(whole, walk, found);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  const { nodes, functions, uses } = walk;
  const facts: TensorflowFacts = {
    format: 'tensorflow',
    kind,
    nodes,
    functions,
    operators: walk.operatorFacts(),
    uses,
    assets,
  };
  return { graphs: [facts], ...withDescriptions(source, descriptions, collector) };
}

/** What lies beside the graphs. */
interface Found {
  readonly assets: FileReference[];
  /** Ranges of Keras' descriptions of layers. */
  readonly descriptions: { start: number; length: number }[];
  readonly collector: Collector;
}

function savedModel(model: Message, walk: GraphWalk, found: Found): void {
  let graphs = 0;
  while (model.next()) {
    if (!model.is(2)) continue;
    if (++graphs > TENSORFLOW_LIMITS.metaGraphs) {
      found.collector.limit(
        'tensorflow.metaGraphs',
        `more than ${TENSORFLOW_LIMITS.metaGraphs} meta graphs`,
        model.offset,
      );
      return;
    }
    metaGraph(model.message(), walk, found);
  }
}

/** The tensors that the loader feeds may be named after the graph that has them, so they are read first. */
function metaGraph(meta: Message, walk: GraphWalk, { assets, descriptions, collector }: Found): void {
  const saver = new Set<string>();
  const assetTensors = new Set<string>();
  const first = meta.copy();
  while (first.next()) {
    if (first.is(3)) saverTensor(first.message(), saver);
    else if (first.is(6)) {
      const asset = readAsset(first.message());
      if (asset.tensor !== '') assetTensors.add(asset.tensor);
      if (assets.length < GRAPH_LIMITS.references)
        assets.push({ path: assetPath(asset.filename), by: asset.tensor, offset: first.offset });
    }
  }
  while (meta.next()) {
    if (meta.is(2)) walk.graph(meta.start, meta.end, { saver, assets: assetTensors });
    else if (meta.is(7)) objectGraphDescriptions(meta.message(), descriptions, collector);
  }
}

/** Python joins directory and name, so that a name from the root replaces the directory. */
function assetPath(name: string): string {
  return name.startsWith('/') ? name : `assets/${name}`;
}

function saverTensor(saver: Message, tensors: Set<string>): void {
  while (saver.next()) if (saver.is(1)) tensors.add(nodeName(saver.text(TENSORFLOW_LIMITS.text)));
}

/** AssetFileDef. */
function readAsset(asset: Message): { tensor: string; filename: string } {
  let tensor = '';
  let filename = '';
  while (asset.next()) {
    if (asset.is(2)) filename = asset.text(GRAPH_LIMITS.name);
    else if (asset.is(1)) {
      const info = asset.message();
      while (info.next()) if (info.is(1)) tensor = nodeName(info.text(TENSORFLOW_LIMITS.text));
    }
  }
  return { tensor, filename };
}
