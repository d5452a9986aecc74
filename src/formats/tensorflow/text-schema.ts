/** A field of a message in text format: its number, and the message in it or how its value is written. */
interface TextField {
  readonly number: number;
  readonly type: 'text' | 'number' | (() => TextMessage);
}
export type TextMessage = ReadonlyMap<string, TextField>;

type Fields = Readonly<Record<string, readonly [number, TextField['type']]>>;
const message = (fields: Fields): TextMessage =>
  new Map(Object.entries(fields).map(([name, [number, type]]) => [name, { number, type }]));

/*
 * The fields of TensorFlow's graph messages that this reader looks at, by their names in text format. Others are passed
 * over: nothing in them can be run.
 */
const nameAttrList: TextMessage = message({ name: [1, 'text'], attr: [2, () => attrEntry] });
const tensor: TextMessage = message({ dtype: [1, 'number'], string_val: [8, 'text'] });
const attrList: TextMessage = message({
  s: [2, 'text'],
  func: [9, () => nameAttrList],
});
const attrValue: TextMessage = message({
  list: [1, () => attrList],
  s: [2, 'text'],
  tensor: [8, () => tensor],
  func: [10, () => nameAttrList],
});
const attrEntry: TextMessage = message({ key: [1, 'text'], value: [2, () => attrValue] });
const node: TextMessage = message({
  name: [1, 'text'],
  op: [2, 'text'],
  input: [3, 'text'],
  attr: [5, () => attrEntry],
});
const argument: TextMessage = message({ name: [1, 'text'], type: [3, 'number'] });
const signature: TextMessage = message({ name: [1, 'text'], input_arg: [2, () => argument] });
const fn: TextMessage = message({ signature: [1, () => signature], node_def: [3, () => node] });
const library: TextMessage = message({ function: [1, () => fn] });
const graph: TextMessage = message({ node: [1, () => node], library: [2, () => library] });
const saver: TextMessage = message({ filename_tensor_name: [1, 'text'] });
const tensorInfo: TextMessage = message({ name: [1, 'text'] });
const asset: TextMessage = message({ tensor_info: [1, () => tensorInfo], filename: [2, 'text'] });
const userObject: TextMessage = message({ metadata: [3, 'text'] });
const savedObject: TextMessage = message({ user_object: [4, () => userObject] });
const objectGraph: TextMessage = message({ nodes: [1, () => savedObject] });
const metaGraph: TextMessage = message({
  graph_def: [2, () => graph],
  saver_def: [3, () => saver],
  asset_file_def: [6, () => asset],
  object_graph_def: [7, () => objectGraph],
});
const savedModel: TextMessage = message({
  saved_model_schema_version: [1, 'number'],
  meta_graphs: [2, () => metaGraph],
});

export const TEXT_MESSAGES = { 'saved-model': savedModel, 'meta-graph': metaGraph, graph } as const;
