import type { ByteSource } from '../byte-source.ts';
import { quoted, type Collector } from '../collector.ts';
import { Stopped } from '../stopped.ts';
import { checkTree } from '../trees/check-tree.ts';
import type { TreesFacts } from '../trees/facts.ts';
import { TREES_LIMITS } from '../trees/limits.ts';
import { linesOf } from './lines.ts';

/** Lines of a tree that are checked; the others are numbers of the same count, which no reader takes for an index. */
const LISTS: ReadonlySet<string> = new Set([
  'split_feature',
  'threshold',
  'decision_type',
  'left_child',
  'right_child',
  'leaf_value',
  'cat_boundaries',
  'cat_threshold',
  'num_features',
  'leaf_features',
  'leaf_coeff',
]);
/** Bit of `decision_type`: the threshold is an index into the boundaries of sets of categories. */
const CATEGORICAL = 1;

/** Bytes of each tree. The library goes by them and not by the lines, wherever that leads. */
const SIZES = 'tree_sizes';

interface Tree {
  readonly offset: number;
  readonly lists: Map<string, number[]>;
  leaves: string | undefined;
  categories: string;
}

/** A model as `src/io/tree.cpp` and `src/boosting/gbdt_model_text.cpp` write it. The library looks up what the lists say unchecked. */
export class LightgbmReader {
  private readonly source: ByteSource;
  private readonly collector: Collector;
  private readonly settings = new Map<string, string>();
  private tree: Tree | undefined;
  private trees = 0;
  private nodes = 0;
  private features = 0;
  private ended = false;
  /** Where each tree starts, and where the last one ends. */
  private readonly starts: number[] = [];

  constructor(source: ByteSource, collector: Collector) {
    this.source = source;
    this.collector = collector;
  }

  facts(): TreesFacts {
    const { features, trees, nodes, settings } = this;
    return {
      format: 'trees',
      library: 'lightgbm',
      encoding: 'text',
      version: settings.get('version') ?? '',
      booster: 'tree',
      objective: settings.get('objective') ?? '',
      features,
      trees,
      nodes,
      attributes: [],
    };
  }

  read(): void {
    for (const line of linesOf(this.source, TREES_LIMITS.line)) {
      if (line === undefined) this.limit('line', 0);
      else this.line(line.text, line.offset);
    }
    this.finish();
    if (!this.ended) this.fail('truncated', 'the trees have no end', this.source.size);
  }

  private line(text: string, offset: number): void {
    // What follows are importances and the settings of the training, which a loader keeps as text.
    if (this.ended) return;
    const at = text.indexOf('=');
    const [key, value] = at < 0 ? [text.trim(), ''] : [text.slice(0, at), text.slice(at + 1)];
    if (key === 'Tree') this.begin(value, offset);
    else if (key === 'end of trees') {
      this.finish();
      this.ended = true;
      this.starts.push(offset);
      this.sizes(offset);
    } else if (this.tree !== undefined) this.inTree(this.tree, key, value);
    else if (this.settings.size < TREES_LIMITS.attributes)
      this.settings.set(key, key === SIZES ? value : value.slice(0, TREES_LIMITS.name));
  }

  private sizes(offset: number): void {
    const stated = this.settings.get(SIZES);
    if (stated === undefined) return;
    const sizes = numbersOf(stated);
    const wrong = this.starts.slice(1).findIndex((end, tree) => end - (this.starts[tree] ?? 0) !== sizes[tree]);
    if (sizes.length === this.trees && wrong < 0) return;
    const message = `${SIZES} says other places for the trees than they have, from tree ${Math.max(0, wrong)} on`;
    this.collector.problem('lightgbm-sizes', message, offset);
  }

  private begin(number: string, offset: number): void {
    this.finish();
    this.starts.push(offset);
    if (++this.trees > TREES_LIMITS.trees) this.limit('trees', offset);
    this.features = (this.natural(this.settings.get('max_feature_idx') ?? '') ?? -1) + 1;
    if (number.trim() !== String(this.trees - 1))
      this.problem(`tree ${quoted(number)} stands in the place of tree ${this.trees - 1}`, offset);
    this.tree = { offset, lists: new Map(), leaves: undefined, categories: '0' };
  }

  private inTree(tree: Tree, key: string, value: string): void {
    if (key === 'num_leaves') tree.leaves = value;
    else if (key === 'num_cat') tree.categories = value;
    else if (LISTS.has(key)) tree.lists.set(key, numbersOf(value));
  }

  private finish(): void {
    const { tree } = this;
    this.tree = undefined;
    if (tree === undefined) return;
    const leaves = this.natural(tree.leaves ?? '');
    if (leaves === undefined || leaves === 0) {
      this.problem(`the number of leaves is ${quoted(tree.leaves ?? '')}`, tree.offset);
      return;
    }
    if (leaves > TREES_LIMITS.nodesOfTree) this.limit('nodesOfTree', tree.offset);
    this.nodes += leaves * 2 - 1;
    const wrong = this.countsOf(tree, leaves) ?? this.categoriesOf(tree) ?? this.linearOf(tree, leaves);
    if (wrong !== undefined) this.problem(wrong, tree.offset);
    else this.walk(tree, leaves);
  }

  private countsOf({ lists }: Tree, leaves: number): string | undefined {
    for (const name of ['split_feature', 'threshold', 'decision_type', 'left_child', 'right_child', 'leaf_value']) {
      const expected = name === 'leaf_value' ? leaves : leaves - 1;
      const count = lists.get(name)?.length ?? 0;
      // Versions before categories have no types of decisions.
      if (count !== expected && !(name === 'decision_type' && count === 0))
        return `${name} has ${count} entries for ${leaves} leaves`;
    }
    return undefined;
  }

  private categoriesOf({ lists, categories }: Tree): string | undefined {
    const sets = this.natural(categories) ?? -1;
    const boundaries = lists.get('cat_boundaries') ?? [];
    const words = lists.get('cat_threshold')?.length ?? 0;
    if (sets === 0)
      return lists.get('decision_type')?.some((type) => (type & CATEGORICAL) !== 0) === true
        ? 'a split takes a set of categories, and there is none'
        : undefined;
    if (boundaries.length !== sets + 1) return `${sets} sets of categories have ${boundaries.length} boundaries`;
    let last = 0;
    for (const boundary of boundaries) {
      if (!(Number.isInteger(boundary) && boundary >= last && boundary <= words))
        return `a set of categories ends at ${boundary} of ${words}`;
      last = boundary;
    }
    const types = lists.get('decision_type') ?? [];
    const thresholds = lists.get('threshold') ?? [];
    for (const [node, type] of types.entries()) {
      const index = thresholds[node] ?? -1;
      if ((type & CATEGORICAL) !== 0 && !(Number.isInteger(index) && index >= 0 && index < sets))
        return `node ${node} takes the set of categories ${index} of ${sets}`;
    }
    return undefined;
  }

  /** Leaves that are linear in some features. */
  private linearOf({ lists }: Tree, leaves: number): string | undefined {
    const counts = lists.get('num_features');
    if (counts === undefined) return undefined;
    const features = lists.get('leaf_features') ?? [];
    const wanted = counts.reduce((all, count) => all + count, 0);
    if (counts.length !== leaves || features.length !== wanted || lists.get('leaf_coeff')?.length !== wanted)
      return `${leaves} leaves are linear in ${wanted} features, and ${features.length} are listed`;
    const odd = features.find((feature) => !(Number.isInteger(feature) && feature >= 0 && feature < this.features));
    return odd === undefined ? undefined : `a leaf is linear in the feature ${odd} of ${this.features}`;
  }

  /** Inner nodes are numbered from 0, leaves from −1 downwards: they are put behind the inner ones. */
  private walk({ lists, offset }: Tree, leaves: number): void {
    const inner = leaves - 1;
    const list = (name: string): readonly number[] => lists.get(name) ?? [];
    const behind = (child: number): number => (child >= 0 ? (child < inner ? child : -2) : inner - child - 1);
    const ends = Array.from({ length: leaves }, () => -1);
    if (inner === 0) return;
    const shape = {
      left: [...list('left_child').map(behind), ...ends],
      right: [...list('right_child').map(behind), ...ends],
      features: list('split_feature'),
    };
    const tree = this.trees - 1;
    const highest = checkTree(shape, { format: 'lightgbm', tree, offset }, this.collector);
    if (highest >= this.features) this.problem(`a node splits by the feature ${highest} of ${this.features}`, offset);
  }

  private natural(text: string): number | undefined {
    return /^\d{1,10}$/u.test(text.trim()) ? Number(text) : undefined;
  }

  private problem(message: string, offset: number): void {
    this.collector.problem('lightgbm-tree', `tree ${this.trees - 1}: ${message}`, offset);
  }

  private limit(name: 'line' | 'trees' | 'nodesOfTree', offset: number): never {
    this.collector.limit(`trees.${name}`, `more than ${TREES_LIMITS[name]}`, offset);
    throw new Stopped(offset);
  }

  private fail(what: string, message: string, offset: number): never {
    this.collector.problem(`lightgbm-${what}`, message, offset);
    this.collector.complete = false;
    throw new Stopped(offset);
  }
}

function numbersOf(text: string): number[] {
  const trimmed = text.trim();
  return trimmed === '' ? [] : trimmed.split(/ +/u).map(Number);
}
