import type { Collector } from '../collector.ts';
import { quoted } from '../collector.ts';
import type { JsonScalar } from '../json/reader.ts';
import { Stopped } from '../stopped.ts';
import { checkTree } from '../trees/check-tree.ts';
import type { TreesFacts } from '../trees/facts.ts';
import { TREES_LIMITS } from '../trees/limits.ts';
import type { UbjsonHandler } from '../ubjson/reader.ts';

/** Lists of a tree that have an entry for each node, and the names of those whose values are needed. */
const PER_NODE: ReadonlySet<string> = new Set([
  'left_children',
  'right_children',
  'parents',
  'split_indices',
  'split_conditions',
  'default_left',
  'split_type',
  'loss_changes',
  'sum_hessian',
]);
const CHECKED: ReadonlySet<string> = new Set(['left_children', 'right_children', 'split_indices']);

interface Tree {
  readonly offset: number;
  readonly depth: number;
  readonly counts: Map<string, number>;
  readonly values: Map<string, number[]>;
  nodes: string | undefined;
}

/** A model of XGBoost as a document (doc/model.schema), in JSON or UBJSON, tree by tree. */
export class XgboostDocument implements UbjsonHandler {
  private readonly collector: Collector;
  /** Key of the current value in each open container; an array has the key that it stands under. */
  private readonly path: string[] = [];
  private tree: Tree | undefined;
  private trees = 0;
  private nodes = 0;
  private stated: number | undefined;
  private features = 0;
  private highest = -1;
  private readonly version: string[] = [];
  private booster = '';
  private objective = '';
  private readonly attributes: string[] = [];
  private lastOffset = 0;

  constructor(collector: Collector) {
    this.collector = collector;
  }

  /** Whether a learner was seen: any document may be read this way. */
  found = false;

  facts(encoding: 'json' | 'ubjson'): TreesFacts {
    const { booster, objective, features, trees, nodes, attributes } = this;
    if (this.stated !== undefined && this.stated !== trees)
      this.problem('count', `${this.stated} trees are stated and ${trees} are there`, this.lastOffset);
    if (this.highest >= features && trees > 0)
      this.problem('feature', `a node splits by the feature ${this.highest} of ${features}`, this.lastOffset);
    const version = this.version.join('.');
    return {
      format: 'trees',
      library: 'xgboost',
      encoding,
      version,
      booster,
      objective,
      features,
      trees,
      nodes,
      attributes,
    };
  }

  enter(kind: 'object' | 'array', offset: number): void {
    const parents = this.path.length;
    if (kind === 'object' && this.path.at(-1) === 'trees' && this.tree === undefined) {
      if (++this.trees > TREES_LIMITS.trees) this.limit('trees', offset);
      this.tree = { offset, depth: parents, counts: new Map(), values: new Map(), nodes: undefined };
    }
    this.path.push(kind === 'object' ? '' : (this.path.at(-1) ?? ''));
    this.lastOffset = offset;
  }

  leave(): void {
    this.path.pop();
    if (this.tree?.depth === this.path.length) this.finish(this.tree);
  }

  key(name: string): void {
    this.path[this.path.length - 1] = name.slice(0, TREES_LIMITS.name);
    if (this.path.length === 1 && name === 'learner') this.found = true;
  }

  wantsNumbers(): boolean {
    const name = this.path.at(-1) ?? '';
    return this.tree === undefined ? name === 'version' : CHECKED.has(name);
  }

  counted(count: number): void {
    const name = this.path.at(-1) ?? '';
    if (this.tree !== undefined && PER_NODE.has(name)) this.tree.counts.set(name, count);
  }

  scalar(kind: JsonScalar, text: string, offset: number): void {
    if (this.tree !== undefined) {
      this.inTree(this.tree, text);
      return;
    }
    this.lastOffset = offset;
    const name = this.path.at(-1) ?? '';
    const parent = this.path.at(-2) ?? '';
    if (name === 'version' && this.version.length < 3) this.version.push(text.slice(0, 20));
    else if (parent === 'attributes' && this.path.length === 3) this.attribute(name);
    else if (name === 'name' && parent === 'gradient_booster') this.booster = text.slice(0, TREES_LIMITS.name);
    else if (name === 'name' && parent === 'objective') this.objective = text.slice(0, TREES_LIMITS.name);
    else if (name === 'num_trees') this.stated = this.natural(name, text, offset);
    else if (name === 'num_feature') this.features = this.natural(name, text, offset) ?? 0;
  }

  private inTree(tree: Tree, text: string): void {
    const name = this.path.at(-1) ?? '';
    if (name === 'num_nodes') tree.nodes = text;
    if (!PER_NODE.has(name) || this.path.length !== tree.depth + 2) return;
    const count = (tree.counts.get(name) ?? 0) + 1;
    tree.counts.set(name, count);
    if (count > TREES_LIMITS.nodesOfTree) this.limit('nodesOfTree', tree.offset);
    if (!CHECKED.has(name)) return;
    const values = tree.values.get(name);
    if (values === undefined) tree.values.set(name, [Number(text)]);
    else values.push(Number(text));
  }

  private finish(tree: Tree): void {
    this.tree = undefined;
    const number = this.trees - 1;
    const stated = /^\d{1,10}$/u.test(tree.nodes ?? '') ? Number(tree.nodes) : undefined;
    if (stated === undefined) {
      this.problem('tree', `tree ${number}: the number of nodes is ${quoted(tree.nodes ?? '')}`, tree.offset);
      return;
    }
    this.nodes += stated;
    for (const [name, count] of tree.counts) {
      if (count === stated) continue;
      this.problem('tree', `tree ${number}: ${name} has ${count} entries for ${stated} nodes`, tree.offset);
      return;
    }
    const [left, right, features] = [...CHECKED].map((name) => tree.values.get(name) ?? []);
    if (left?.length !== stated || right?.length !== stated || features?.length !== stated) {
      this.problem('tree', `tree ${number}: the lists of children and splits are not all there`, tree.offset);
      return;
    }
    const place = { format: 'xgboost', tree: number, offset: tree.offset };
    this.highest = Math.max(this.highest, checkTree({ left, right, features }, place, this.collector));
  }

  private attribute(name: string): void {
    if (this.attributes.length < TREES_LIMITS.attributes) this.attributes.push(name);
  }

  private natural(name: string, text: string, offset: number): number | undefined {
    if (/^\d{1,15}$/u.test(text)) return Number(text);
    this.problem('count', `${name} is ${quoted(text)}`, offset);
    return undefined;
  }

  private problem(what: string, message: string, offset: number): void {
    this.collector.problem(`xgboost-${what}`, message, offset);
  }

  private limit(name: 'trees' | 'nodesOfTree', offset: number): never {
    this.collector.limit(
      `trees.${name}`,
      `more than ${TREES_LIMITS[name]} ${name === 'trees' ? 'trees' : 'nodes'}`,
      offset,
    );
    throw new Stopped(offset);
  }
}
