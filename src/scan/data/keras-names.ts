import { dangerOf } from './pickle-dangerous.ts';
import { TENSORFLOW_GRADES } from './tensorflow-operators.ts';

/** Packages whose classes are layers, losses and the like, and need nothing but themselves. */
const PACKAGES: ReadonlySet<string> = new Set(
  'keras tf_keras tensorflow tensorflow_addons tensorflow_probability tensorflow_hub tensorflow_text tensorflow_recommenders tensorflow_model_optimization keras_nlp keras_hub keras_cv keras_core keras_tuner keras_contrib keras_self_attention keras_preprocessing keras_applications transformers qkeras official tf_slim larq'.split(
    ' ',
  ),
);

/** Functions of Keras itself that fetch, load, write or unlock; CVE-2025-8747 and CVE-2025-9906 each used one. */
const KERAS_FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['set_global_attribute', 'changes what Keras itself goes by, its safe mode among it'],
  ['get_file', 'downloads a file to a path of its choice'],
  ['load_model', 'loads another model'],
  ['load_weights', 'loads weights from a path'],
  ['load_model_from_hdf5', 'loads another model'],
  ['load_weights_from_hdf5_group', 'loads weights from a path'],
  ['load_weights_only', 'loads weights from a path'],
  ['save_model_to_hdf5', 'writes a file'],
  ['save_weights_only', 'writes a file'],
  ['save_model', 'writes a file'],
  ['save_weights', 'writes a file'],
  ['model_from_json', 'builds another model'],
  ['model_from_yaml', 'builds another model from YAML, which can name any object'],
  ['model_from_config', 'builds another model'],
  ['enable_unsafe_deserialization', 'switches the protection against code off'],
  ['deserialize_keras_object', 'builds any object'],
  ['deserialize', 'builds any object'],
  ['func_load', 'runs marshalled code'],
  ['load_img', 'reads a file'],
  ['save_img', 'writes a file'],
  ['array_to_img', 'reads a file'],
  ['plot_model', 'starts a program'],
  ['model_to_dot', 'starts a program'],
  ['image_dataset_from_directory', 'reads files'],
  ['text_dataset_from_directory', 'reads files'],
  ['audio_dataset_from_directory', 'reads files'],
  ['timeseries_dataset_from_array', 'reads files'],
  ['extract_archive', 'unpacks an archive to a path of its choice'],
  ['run', 'runs what it is given'],
  ['system', 'runs a command'],
  ['py_function', 'calls any Python function'],
  ['numpy_function', 'calls any Python function'],
]);

const KERAS: ReadonlySet<string> = new Set(['keras', 'tf_keras', 'keras_core']);
/** Modules of Keras whose functions compute; those of `utils`, `saving`, `datasets`, `models` … read, write, fetch or build. */
const KERAS_PURE: ReadonlySet<string> = new Set(
  'activations backend constraints dtype_policies initializers layers legacy losses metrics nn numpy ops optimizers quantizers random regularizers image linalg math'.split(
    ' ',
  ),
);
const UTILITIES: ReadonlySet<string> = new Set(
  'to_categorical normalize pad_sequences l2_normalize standardize_dtype standardize_shape'.split(' '),
);

/** `keras.src.ops.numpy`, `keras.api._v2.keras.activations` and `keras.ops` alike. */
function computes(module: string, last: string): boolean {
  const [part] = module
    .split('.')
    .filter((name) => !/^(?:keras|tf_keras|keras_core|src|api|_v[12]|engine|core)$/u.test(name));
  return part === undefined || KERAS_PURE.has(part) || (/utils?$/u.test(part) && UTILITIES.has(last));
}

/** Layers that run code or load further models from their settings. */
const CLASSES: ReadonlyMap<string, string> = new Map([
  ['TorchModuleWrapper', 'unpickles a PyTorch module (CVE-2025-49655)'],
  ['TFSMLayer', 'loads a SavedModel from a path of its choice'],
  ['TFSavedModelLayer', 'loads a SavedModel from a path of its choice'],
  ['JaxLayer', 'calls functions that its settings name'],
  ['FlaxLayer', 'builds a Flax module that its settings name'],
  ['KerasLayer', 'loads a module from an address of its choice'],
]);

/** Namespaces of TensorFlow's public interface that compute and nothing else. */
const TENSORFLOW_PURE: ReadonlySet<string> = new Set(
  'math nn linalg signal image strings sparse ragged bitwise random quantization sets dtypes autodiff nest experimental initializers losses metrics audio feature_column keras errors tensor_scatter_nd_update lite xla'.split(
    ' ',
  ),
);
/** Top-level functions and methods of TensorFlow that reach out. */
const TENSORFLOW_REACHING: ReadonlySet<string> = new Set(
  'py_function numpy_function py_func load_library load_op_library load_file_system_library import_graph_def print read_file write_file matching_files save restore save_v2 restore_v2 get_file load_model group init_scope Module device function'.split(
    ' ',
  ),
);

export interface KerasJudgement {
  readonly severity: 'medium' | 'high' | 'critical';
  readonly why: string;
}

/** A function that deserializing looks up as `module.name`. Undefined for one that only computes. */
export function judgeKerasFunction(module: string | undefined, name: string): KerasJudgement | undefined {
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (isOwn(module)) {
    const danger = dangerOf(`builtins.${name}`) ?? (name.includes('.') ? dangerOf(name) : undefined);
    if (danger !== undefined) return { severity: 'critical', why: danger };
    return name.includes('.') ? { severity: 'high', why: 'is reached through another object' } : undefined;
  }
  if (/^(?:tensorflow|tf)$/u.test(root(module)))
    return judgeTensorflowSymbol(`${module.split('.').slice(1).join('.')}.${name}`);
  const reaches = KERAS_FUNCTIONS.get(last);
  if (reaches !== undefined) return { severity: 'critical', why: reaches };
  if (KERAS.has(root(module)) && !computes(module, last))
    return { severity: 'high', why: 'is a function of Keras that does more than compute' };
  return PACKAGES.has(root(module)) ? undefined : foreign(`${module}.${name}`, 'is no function of Keras');
}

/** A class that deserializing instantiates. */
export function judgeKerasClass(
  module: string | undefined,
  name: string,
  registeredName: string | undefined,
): KerasJudgement | undefined {
  const last = name.slice(Math.max(name.lastIndexOf('>'), name.lastIndexOf('.')) + 1);
  const runs = CLASSES.get(last);
  if (isOwn(module)) {
    const danger = dangerOf(`builtins.${name}`);
    if (danger !== undefined) return { severity: 'critical', why: danger };
    return runs === undefined ? undefined : { severity: 'high', why: runs };
  }
  if (PACKAGES.has(root(module))) {
    if (runs !== undefined) return { severity: 'high', why: runs };
    // A class can stand where a function is meant, and the other way round.
    const reaches = KERAS_FUNCTIONS.get(last);
    return reaches === undefined ? undefined : { severity: 'critical', why: reaches };
  }
  const judged = foreign(`${module}.${name}`, 'is imported from outside of Keras');
  // The registry comes first, and only where the loading process has filled it: Keras imports the module otherwise.
  return judged.severity === 'high' && registeredName?.includes('>') === true
    ? { severity: 'high', why: 'is imported from outside of Keras, unless who loads it has registered the class' }
    : judged;
}

function isOwn(module: string | undefined): module is undefined | '' | 'builtins' | '__main__' {
  return module === undefined || module === '' || module === 'builtins' || module === '__main__';
}

function foreign(full: string, why: string): KerasJudgement {
  const danger = dangerOf(full);
  return danger === undefined ? { severity: 'high', why } : { severity: 'critical', why: danger };
}

/** A public TensorFlow symbol, as the layers of Keras 2 name it: `math.add`, `io.write_file`. */
export function judgeTensorflowSymbol(symbol: string): KerasJudgement | undefined {
  const parts = symbol.split('.').filter((part) => part !== '' && part !== 'compat' && !/^v[12]$/u.test(part));
  const last = parts.at(-1) ?? '';
  if (parts[0] === 'python' || parts.some((part) => part.startsWith('__') && part !== '__operators__'))
    return parts.some((part) => part === '__operators__')
      ? undefined
      : { severity: 'high', why: 'lies inside of TensorFlow' };
  if (parts[0] === 'raw_ops') {
    const grade = TENSORFLOW_GRADES.get(last);
    return grade === undefined ? undefined : { severity: 'critical', why: grade.does };
  }
  const reaches = KERAS_FUNCTIONS.get(last);
  if (reaches !== undefined) return { severity: 'critical', why: reaches };
  if (TENSORFLOW_REACHING.has(last)) return { severity: 'critical', why: 'reaches out of the graph' };
  if (parts.length <= 1 || TENSORFLOW_PURE.has(parts[0] ?? '')) return undefined;
  // Methods: `Tensor.shape`, `RaggedTensor.to_tensor`.
  if (/^[A-Z]/u.test(parts[0] ?? '') || parts[0] === '__operators__') return undefined;
  if (parts[0] === 'io')
    return /^(?:decode|encode|parse|serialize|deserialize)_/u.test(last)
      ? undefined
      : { severity: 'critical', why: 'reads or writes files' };
  return { severity: 'high', why: 'is no function that only computes' };
}

function root(module: string): string {
  return module.split('.')[0] ?? '';
}
