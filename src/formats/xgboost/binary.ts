import { BinaryReader, EndOfBytes } from '../binary-reader.ts';
import type { ByteSource } from '../byte-source.ts';
import { quoted, type Collector } from '../collector.ts';
import { Stopped } from '../stopped.ts';
import { checkTree } from '../trees/check-tree.ts';
import type { TreesFacts } from '../trees/facts.ts';
import { TREES_LIMITS } from '../trees/limits.ts';

const MARK = Buffer.from('binf', 'latin1');
/** Bytes of the structures of src/learner.cc, src/gbm/gbtree_model.h, src/gbm/gblinear_model.h and include/xgboost/tree_model.h. */
const LEARNER = 136;
const MODEL = 160;
const LINEAR = 136;
const TREE = 148;
const NODE = 20;
const STATISTICS = 16;
const OBJECTIVE = /^(?:reg|binary|multi|count|rank|survival):[a-z0-9]{1,40}$/u;

/** A name of a loss behind the learner's parameters: the format has no mark of its own that is always there. */
export function startsAsBinary(head: Uint8Array): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 512));
  const at = (MARK.equals(bytes.subarray(0, 4)) ? 4 : 0) + LEARNER;
  if (bytes.length < at + 8) return false;
  const length = bytes.readBigUInt64LE(at);
  return length <= 64n && OBJECTIVE.test(bytes.toString('latin1', at + 8, at + 8 + Number(length)));
}

/**
 * The binary format of XGBoost, up to 1.7: structures as they lie in memory, little endian. The library trusts their
 * counts; every one is held against the file here. @throws Stopped
 */
export class XgboostBinary {
  private readonly reader: BinaryReader;
  private readonly collector: Collector;
  private version = '';
  private booster = '';
  private objective = '';
  private features = 0;
  private highest = -1;
  private trees = 0;
  private nodes = 0;
  private readonly attributes: string[] = [];

  constructor(source: ByteSource, collector: Collector) {
    this.reader = new BinaryReader(source);
    this.collector = collector;
  }

  facts(): TreesFacts {
    const { version, booster, objective, features, trees, nodes, attributes } = this;
    return {
      format: 'trees',
      library: 'xgboost',
      encoding: 'binary',
      version,
      booster,
      objective,
      features,
      trees,
      nodes,
      attributes,
    };
  }

  read(): void {
    try {
      this.learner();
    } catch (error) {
      if (!(error instanceof EndOfBytes)) throw error;
      this.fail('truncated', 'a count leads past the end of the file', error.offset);
    }
    const { remaining, position } = this.reader;
    if (remaining > 0) this.fail('trailing-data', `${remaining} bytes follow the model`, position);
  }

  private learner(): void {
    const { reader } = this;
    if (MARK.equals(reader.bytes(4))) reader.skip(4);
    else {
      reader.seek(0);
      reader.skip(4);
    }
    this.features = reader.u32();
    reader.skip(4);
    const attributed = reader.i32() !== 0;
    const measured = reader.i32() !== 0;
    const [major, minor] = [reader.u32(), reader.u32()];
    this.version = `${major}.${minor}`;
    reader.skip(LEARNER - 28);
    this.objective = this.text();
    this.booster = this.text();
    this.model();
    if (attributed) {
      const count = this.count(16);
      for (let index = 0; index < count; index += 1) {
        const name = this.text();
        if (this.attributes.length < TREES_LIMITS.attributes) this.attributes.push(name);
        this.text();
      }
    }
    if (major < 1 && this.objective === 'count:poisson') this.text();
    if (measured) for (let left = this.count(8); left > 0; left -= 1) this.text();
  }

  private model(): void {
    const { reader, booster } = this;
    if (booster === 'gblinear') {
      reader.skip(LINEAR);
      reader.skip(this.count(4) * 4);
    } else if (booster === 'gbtree' || booster === 'dart') {
      const start = reader.position;
      this.trees = reader.i32();
      if (this.trees < 0 || this.trees > reader.remaining / TREE)
        this.fail('count', `${this.trees} trees are more than the file holds`, start);
      if (this.trees > TREES_LIMITS.trees) this.limit('trees', start);
      reader.skip(MODEL - 4);
      for (let tree = 0; tree < this.trees; tree += 1) this.tree(tree);
      reader.skip(this.trees * 4);
      if (booster === 'dart' && this.trees > 0) reader.skip(this.count(4) * 4);
      if (this.highest >= this.features)
        this.collector.problem(
          'xgboost-feature',
          `a node splits by the feature ${this.highest} of ${this.features}`,
          start,
        );
    } else this.fail('booster', `there is no booster ${quoted(booster)}`, reader.position);
  }

  private tree(tree: number): void {
    const { reader } = this;
    const offset = reader.position;
    reader.skip(4);
    const nodes = reader.i32();
    reader.skip(12);
    const leafVector = reader.i32();
    reader.skip(TREE - 24);
    if (nodes <= 0 || nodes > reader.remaining / (NODE + STATISTICS))
      this.fail('count', `tree ${tree} states ${nodes} nodes, and the file can not hold them`, offset);
    if (nodes > TREES_LIMITS.nodesOfTree) this.limit('nodesOfTree', offset);
    this.nodes += nodes;
    const [left, right, features] = [new Int32Array(nodes), new Int32Array(nodes), new Int32Array(nodes)];
    for (let node = 0; node < nodes; node += 1) {
      reader.skip(4);
      left[node] = reader.i32();
      right[node] = reader.i32();
      features[node] = reader.u32() & 0x7fff_ffff;
      reader.skip(4);
    }
    reader.skip(nodes * STATISTICS);
    if (leafVector > 0) reader.skip(this.count(4) * 4);
    const place = { format: 'xgboost', tree, offset };
    this.highest = Math.max(this.highest, checkTree({ left, right, features }, place, this.collector));
  }

  /** A count of elements that take at least `bytes` each. */
  private count(bytes: number): number {
    const offset = this.reader.position;
    const count = this.reader.u64();
    if (count > BigInt(this.reader.remaining) / BigInt(bytes))
      this.fail('count', `${count} elements are more than the file holds`, offset);
    return Number(count);
  }

  private text(): string {
    const length = this.count(1);
    if (length > TREES_LIMITS.attribute) this.limit('attribute', this.reader.position);
    const kept = Buffer.from(this.reader.bytes(Math.min(length, TREES_LIMITS.name))).toString('utf8');
    this.reader.skip(Math.max(0, length - TREES_LIMITS.name));
    return kept;
  }

  private limit(name: 'trees' | 'nodesOfTree' | 'attribute', offset: number): never {
    this.collector.limit(`trees.${name}`, `more than ${TREES_LIMITS[name]}`, offset);
    throw new Stopped(offset);
  }

  private fail(what: string, message: string, offset: number): never {
    this.collector.problem(`xgboost-${what}`, message, offset);
    this.collector.complete = false;
    throw new Stopped(offset);
  }
}
