import type { Collector } from '../collector.ts';
import type { FileReference } from '../graph/facts.ts';
import { GRAPH_LIMITS } from '../graph/limits.ts';
import { OperatorTally } from '../graph/operators.ts';
import type { Message } from '../protobuf/wire.ts';
import { Stopped } from '../stopped.ts';
import type { CoremlFacts } from './facts.ts';

/** Fields of Model that hold a neural network: regressor, classifier, network. */
const NETWORKS: ReadonlySet<number> = new Set([303, 403, 500]);
const CUSTOM_LAYER = 500;
const BRANCH_LAYER = 605;
const LOOP_LAYER = 615;
/** The fields of a layer from here on are its type. */
const FIRST_LAYER = 100;

/** Walks a Model. Field numbers are those of Model.proto, NeuralNetwork.proto, MIL.proto and LinkedModel.proto. */
export class CoremlReader {
  private readonly collector: Collector;
  private readonly operators: OperatorTally;
  private readonly customClasses: CoremlFacts['customClasses'] = [];
  private readonly externalFiles: FileReference[] = [];
  private specification = 0;
  private models = 0;
  private nodes = 0;

  constructor(collector: Collector) {
    this.collector = collector;
    this.operators = new OperatorTally(collector);
  }

  facts(): CoremlFacts {
    const { specification, models, customClasses, externalFiles } = this;
    return {
      format: 'coreml',
      specification,
      models,
      operators: this.operators.facts,
      customClasses,
      externalFiles,
    };
  }

  model(model: Message, depth: number): void {
    this.enter(model, depth);
    this.models += 1;
    while (model.next()) {
      const { field } = model;
      if (model.isVarint(1)) this.specification = Math.max(this.specification, Math.min(model.natural, 1_000_000));
      else if (model.is(200) || model.is(201)) {
        const classifier = model.message();
        while (classifier.next()) if (classifier.is(1)) this.pipeline(classifier.message(), depth);
      } else if (model.is(202)) this.pipeline(model.message(), depth);
      else if (NETWORKS.has(field) && model.is(field)) this.network(model.message(), depth);
      else if (model.is(502)) this.program(model.message());
      else if (model.is(555)) this.customClass(model.message(), 'model', model.offset);
      else if (model.is(556)) this.linkedModel(model.message(), model.offset);
      else if (model.is(3000)) this.serialized(model.message(), model.offset);
    }
  }

  private pipeline(pipeline: Message, depth: number): void {
    while (pipeline.next()) if (pipeline.is(1)) this.model(pipeline.message(), depth + 1);
  }

  private network(network: Message, depth: number): void {
    this.enter(network, depth);
    while (network.next()) if (network.is(1)) this.layer(network.message(), network.offset, depth);
  }

  private layer(layer: Message, offset: number, depth: number): void {
    this.count(offset);
    while (layer.next()) {
      const { field } = layer;
      if (field < FIRST_LAYER || !layer.is(field)) continue;
      this.operators.add('layer', String(field), offset, '');
      if (field === CUSTOM_LAYER) this.customClass(layer.message(), 'layer', offset);
      else if (field === BRANCH_LAYER || field === LOOP_LAYER) {
        // ifBranch and elseBranch, conditionNetwork and bodyNetwork.
        const [first, second] = field === BRANCH_LAYER ? [1, 2] : [3, 4];
        const body = layer.message();
        while (body.next()) if (body.is(first) || body.is(second)) this.network(body.message(), depth + 1);
      }
    }
  }

  private customClass(custom: Message, kind: 'layer' | 'model', offset: number): void {
    let name = '';
    while (custom.next()) if (custom.is(10)) name = custom.text(GRAPH_LIMITS.name);
    this.addClass({ name, kind, offset });
  }

  /** A model in a format that only a framework of the system knows. */
  private serialized(model: Message, offset: number): void {
    let name = '';
    while (model.next()) if (model.is(1)) name = model.text(GRAPH_LIMITS.name);
    this.addClass({ name, kind: 'serialized', offset });
  }

  private addClass(entry: CoremlFacts['customClasses'][number]): void {
    if (this.customClasses.length < GRAPH_LIMITS.operatorKinds) this.customClasses.push(entry);
    else {
      const message = `more than ${GRAPH_LIMITS.operatorKinds} custom classes`;
      this.collector.limit('graph.operatorKinds', message, entry.offset);
    }
  }

  private linkedModel(linked: Message, offset: number): void {
    while (linked.next()) {
      if (!linked.is(1)) continue;
      let name = '';
      const file = linked.message();
      const paths: string[] = [];
      while (file.next()) {
        if (file.is(1)) name = stringParameter(file.message());
        else if (file.is(2)) paths.push(...stringParameter(file.message()).split(':').slice(0, 64));
      }
      for (const path of paths.length === 0 ? [''] : paths)
        this.refer({ path: path === '' || path === '.' ? name : `${path}/${name}`, by: 'linkedModel', offset });
    }
  }

  /** A program of MIL: functions of blocks of operations. */
  private program(program: Message): void {
    while (program.next()) {
      if (program.is(2)) {
        const fn = mapValue(program.message());
        while (fn?.next() === true) {
          if (!fn.is(3)) continue;
          const block = mapValue(fn.message());
          if (block !== undefined) this.block(block, 0);
        }
      } else if (program.is(4)) this.mapOfValues(program.message(), 'attribute', 0);
    }
  }

  private block(block: Message, depth: number): void {
    this.enter(block, depth);
    while (block.next()) {
      if (block.is(3)) this.operation(block.message(), block.offset, depth);
      else if (block.is(4)) this.mapOfValues(block.message(), 'attribute', depth);
    }
  }

  private operation(operation: Message, offset: number, depth: number): void {
    this.count(offset);
    let type = '';
    const first = operation.copy();
    while (first.next()) if (first.is(1)) type = first.text(GRAPH_LIMITS.name);
    this.operators.add('operation', type, offset, '');
    if (/custom/iu.test(type)) this.addClass({ name: type, kind: 'layer', offset });
    while (operation.next()) {
      if (operation.is(2)) this.argument(operation.message(), type, depth);
      else if (operation.is(4)) this.block(operation.message(), depth + 1);
      else if (operation.is(5)) this.mapOfValues(operation.message(), type, depth);
    }
  }

  /** An entry of `map<string, Argument>`. */
  private argument(entry: Message, by: string, depth: number): void {
    const argument = mapValue(entry);
    while (argument?.next() === true) {
      if (!argument.is(1)) continue;
      const binding = argument.message();
      while (binding.next()) if (binding.is(2)) this.value(binding.message(), by, depth + 1);
    }
  }

  private mapOfValues(entry: Message, by: string, depth: number): void {
    const value = mapValue(entry);
    if (value !== undefined) this.value(value, by, depth + 1);
  }

  /** A Value: immediate tuples, lists and dictionaries hold further ones; a blob names a file. */
  private value(value: Message, by: string, depth: number): void {
    this.enter(value, depth);
    while (value.next()) {
      if (value.is(5)) this.blob(value.message(), by, value.offset);
      else if (value.is(3)) {
        const immediate = value.message();
        while (immediate.next()) {
          if (immediate.is(2) || immediate.is(3)) this.values(immediate.message(), by, depth);
          else if (immediate.is(4)) this.dictionary(immediate.message(), by, depth);
        }
      }
    }
  }

  private values(list: Message, by: string, depth: number): void {
    while (list.next()) if (list.is(1)) this.value(list.message(), by, depth + 1);
  }

  private dictionary(dictionary: Message, by: string, depth: number): void {
    while (dictionary.next()) {
      if (!dictionary.is(1)) continue;
      const pair = dictionary.message();
      while (pair.next()) if (pair.is(1) || pair.is(2)) this.value(pair.message(), by, depth + 1);
    }
  }

  private blob(blob: Message, by: string, offset: number): void {
    const reference: FileReference = { path: '', by, offset };
    while (blob.next()) {
      // The loader puts the model's own directory in place of the marker.
      if (blob.is(1)) reference.path = blob.text(GRAPH_LIMITS.name).replace(/^@model_path\//u, '');
      else if (blob.isVarint(2) && Number.isSafeInteger(blob.natural)) reference.from = blob.natural;
    }
    this.refer(reference);
  }

  private refer(reference: FileReference): void {
    if (this.externalFiles.length < GRAPH_LIMITS.references) this.externalFiles.push(reference);
    else {
      const message = `more than ${GRAPH_LIMITS.references} references to files`;
      this.collector.limit('graph.references', message, reference.offset);
    }
  }

  private count(offset: number): void {
    if (++this.nodes <= GRAPH_LIMITS.nodes) return;
    this.collector.limit('graph.nodes', `more than ${GRAPH_LIMITS.nodes} nodes`, offset);
    throw new Stopped(offset);
  }

  private enter(message: Message, depth: number): void {
    if (depth <= GRAPH_LIMITS.depth) return;
    this.collector.limit('graph.depth', `nested more than ${GRAPH_LIMITS.depth} deep`, message.position);
    throw new Stopped(message.position);
  }
}

/** The value of a map's entry. */
function mapValue(entry: Message): Message | undefined {
  let value: Message | undefined;
  while (entry.next()) if (entry.is(2)) value = entry.message();
  return value;
}

function stringParameter(parameter: Message): string {
  let text = '';
  while (parameter.next()) if (parameter.is(1)) text = parameter.text(GRAPH_LIMITS.name);
  return text;
}
