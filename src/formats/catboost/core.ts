import type { Collector } from '../collector.ts';
import type { FlatBuffer, Table, Vector } from '../flatbuffer/table.ts';
import { Stopped } from '../stopped.ts';
import type { TreesFacts } from '../trees/facts.ts';
import { TREES_LIMITS } from '../trees/limits.ts';

/** An oblivious tree of this depth has more leaves than memory. */
const DEPTH = 30;

/**
 * The trees of a CatBoost model; fields by their number in catboost/libs/model/flatbuffers/model.fbs. FlatBuffers' verifier,
 * which CatBoost runs, holds offsets against the file. The numbers in the lists it believes, and they are checked here.
 */
export class CatboostCore {
  readonly parts: string[] = [];
  private readonly buffer: FlatBuffer;
  private readonly collector: Collector;
  private version = '';
  private oblivious = true;
  private features = 0;
  private trees = 0;
  private nodes = 0;
  private readonly properties: string[] = [];

  constructor(buffer: FlatBuffer) {
    this.buffer = buffer;
    this.collector = buffer.collector;
  }

  facts(): TreesFacts {
    const { version, features, trees, nodes, properties, parts } = this;
    return {
      format: 'trees',
      library: 'catboost',
      encoding: 'flatbuffer',
      version,
      booster: this.oblivious ? 'oblivious' : 'non-symmetric',
      objective: '',
      features,
      trees,
      nodes,
      attributes: [...properties, ...parts],
    };
  }

  read(): void {
    const core = this.buffer.root();
    this.version = core.text(0, TREES_LIMITS.name) ?? '';
    for (const property of core.tables(2)) {
      const name = property.text(0, TREES_LIMITS.name) ?? '';
      property.text(1, TREES_LIMITS.name);
      if (this.properties.length < TREES_LIMITS.attributes) this.properties.push(name);
    }
    // Some names end in a NUL.
    for (const part of this.texts(core, 3)) this.parts.push(part.replace(/\0$/u, ''));
    const trees = core.table(1);
    if (trees !== undefined) this.model(trees);
  }

  private model(model: Table): void {
    const dimension = model.i32(0);
    const [splits, sizes, starts] = [model.vector(1, 4), model.vector(2, 4), model.vector(3, 4)];
    const leaves = model.vector(8, 8)?.count ?? 0;
    model.vector(9, 8);
    model.vector(16, 8);
    const [steps, ids] = [model.vector(10, 4), model.vector(11, 4)];
    this.oblivious = (steps?.count ?? 0) === 0;
    this.trees = sizes?.count ?? 0;
    this.nodes = splits?.count ?? 0;
    if (this.trees > TREES_LIMITS.trees) this.limit('trees', model);
    const conditions = this.conditions(model);
    if (dimension <= 0) return this.problem('tree', `the model has ${dimension} dimensions`, model);
    if ((starts?.count ?? 0) !== this.trees)
      return this.problem('tree', `${this.trees} trees have ${starts?.count ?? 0} offsets`, model);
    if (!this.oblivious && (steps?.count !== this.nodes || ids?.count !== this.nodes))
      return this.problem(
        'tree',
        `${this.nodes} nodes have ${steps?.count ?? 0} steps and ${ids?.count ?? 0} leaves`,
        model,
      );
    for (let node = 0; node < this.nodes; node += 1) {
      const split = this.number(splits, node);
      // Without any condition the nodes of an asymmetric tree are marked with 0.
      if (split >= 0 && (split < conditions || (split === 0 && !this.oblivious))) continue;
      return this.problem('tree', `node ${node} asks for condition ${split} of ${conditions}`, model);
    }
    let wanted = 0;
    let next = 0;
    for (let tree = 0; tree < this.trees; tree += 1) {
      const [start, size] = [this.number(starts, tree), this.number(sizes, tree)];
      // One behind the other: trees that share nodes would take longer to walk than the file is large.
      if (start !== next || size < 0 || start + size > this.nodes)
        return this.problem(
          'tree',
          `tree ${tree} takes ${size} nodes from ${start} on, and there are ${this.nodes}`,
          model,
        );
      next = start + size;
      if (this.oblivious) {
        if (size > DEPTH) return this.problem('tree', `tree ${tree} is ${size} levels deep`, model);
        wanted += 2 ** size * dimension;
      } else if (!this.steps(tree, { start, end: start + size, leaves: leaves - dimension }, { steps, ids, model }))
        return;
    }
    if (this.oblivious && wanted !== leaves)
      this.problem('tree', `the trees need ${wanted} values of leaves, and there are ${leaves}`, model);
  }

  /** Each node leads that many nodes on to its left and right; 0 makes it a leaf on that side. */
  private steps(
    tree: number,
    { start, end, leaves }: { start: number; end: number; leaves: number },
    { steps, ids, model }: { steps: Vector | undefined; ids: Vector | undefined; model: Table },
  ): boolean {
    for (let node = start; node < end; node += 1) {
      const packed = this.buffer.u32((steps?.start ?? 0) + node * 4);
      const [left, right] = [packed & 0xffff, packed >>> 16];
      if (node + left >= end || node + right >= end) {
        this.problem('tree', `tree ${tree}: node ${node} leads ${Math.max(left, right)} nodes on, past ${end}`, model);
        return false;
      }
      const leaf = this.buffer.u32((ids?.start ?? 0) + node * 4);
      if ((left === 0 || right === 0) && leaf > leaves) {
        this.problem('tree', `tree ${tree}: node ${node} takes the value ${leaf} of ${leaves + 1}`, model);
        return false;
      }
    }
    return true;
  }

  /** How many conditions the features make: what splits count through. */
  private conditions(model: Table): number {
    let conditions = 0;
    for (const feature of model.tables(5)) {
      this.features += 1;
      conditions += feature.vector(3, 4)?.count ?? 0;
      feature.text(4, TREES_LIMITS.name);
    }
    for (const feature of model.tables(4)) {
      this.features += 1;
      feature.text(2, TREES_LIMITS.name);
    }
    for (const feature of model.tables(13)) conditions += feature.vector(3, 4)?.count ?? 0;
    for (const feature of model.tables(6)) conditions += feature.vector(1, 4)?.count ?? 0;
    for (const feature of model.tables(7)) conditions += feature.vector(1, 4)?.count ?? 0;
    for (const feature of [...model.tables(12), ...model.tables(18)]) {
      this.features += 1;
      feature.text(2, TREES_LIMITS.name);
    }
    return conditions;
  }

  private *texts(table: Table, field: number): Generator<string> {
    const vector = table.vector(field, 4);
    for (let index = 0; index < (vector?.count ?? 0); index += 1) {
      const at = (vector?.start ?? 0) + index * 4;
      yield this.buffer.text(at + this.buffer.u32(at), TREES_LIMITS.name);
    }
  }

  private number(vector: Vector | undefined, index: number): number {
    return this.buffer.i32((vector?.start ?? 0) + index * 4);
  }

  private problem(what: string, message: string, table: Table): void {
    this.collector.problem(`catboost-${what}`, message, table.position);
  }

  private limit(name: 'trees', table: Table): never {
    this.collector.limit(`trees.${name}`, `more than ${TREES_LIMITS[name]}`, table.position);
    throw new Stopped(table.position);
  }
}
