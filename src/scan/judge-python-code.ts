import type { PythonCall } from '../formats/python/facts.ts';
import { ANSWERING } from './data/python-names.ts';
import { has, quote, type PythonJudgement, type PythonRole } from './python-call.ts';

/** Publishers whose repositories `torch.hub` is known for. */
const HUBS =
  /^(?:pytorch|facebookresearch|facebookincubator|snakers4|ultralytics|huggingface|nvidia|intel-isl|isl-org|rwightman|datvuthanh|hustvl|milesial|mateuszbuda|harritaylor|sigsep|nicolalandro|s3prl|tarepan|bshall|descriptinc|lucasnewman|magicleap)\//iu;
/** Where anybody may write, and files that are no packages: Python imports from a zip archive under any name. */
const ODD_PATH =
  /^\/(?:tmp|var\/tmp|dev\/shm)(?:\/|$)|\.(?:bin|pt|pth|dat|safetensors|ckpt|pkl|npy|npz|onnx|gguf|model|png|jpg|jpeg|json|txt)$/iu;

export function judgeCode(call: PythonCall, role: PythonRole): PythonJudgement | undefined {
  const { callee, handed, when } = call;
  // What follows the code are its names.
  const texts = call.arguments[0]?.texts ?? [];
  if (callee === 'compile' || callee === 'types.CodeType') return undefined;
  if (callee === 'types.FunctionType')
    return role.loaded && has(call, 'file', 'network', 'decoded')
      ? { severity: 'high', what: `${callee} makes a function of what is not in the file` }
      : undefined;
  if (handed)
    // `type=eval` of argparse: whoever starts a script says what it reads.
    return (when === 'import' && (role.loaded || callee !== 'eval')) || (role.loaded && texts.length > 0)
      ? { severity: 'high', what: `${callee} is handed to what calls it` }
      : undefined;
  const unknown = has(call, 'unknown', 'file');
  // A constant's own calls are judged as if they stood here.
  if (!unknown && texts.length > 0) return { severity: 'low', what: `${callee} runs a constant text` };
  if (when !== 'import')
    return {
      severity:
        role.loaded &&
        (has(call, 'file', 'machine') ||
          (texts.length === 0 &&
            callee === 'exec' &&
            call.entries.some((name) => /(?:^|\.)(?:__init__|__new__|__post_init__|__setstate__)$/u.test(name))) ||
          (texts.length === 0 &&
            (callee === 'exec' || /handler|inference/u.test(call.entries.join(' ').toLowerCase())) &&
            call.entries.some((name) => ANSWERING.test(name))))
          ? 'high'
          : 'medium',
      what: `${callee} runs a text that is computed`,
    };
  // Nothing shows where it comes from, and nothing that it would be hidden: compatibility modules and caches.
  const plain = texts.length === 0 && !has(call, 'file', 'network', 'decoded', 'composed', 'machine', 'socket');
  if (plain && (call.quoted || (callee === 'eval' && !role.loaded) || callee.startsWith('marshal.')))
    return { severity: 'medium', what: `${callee} runs a text that is computed` };
  // Code that is put together from a text of the file, as libraries make their functions.
  const template = texts.some((text) => /\w{3}/u.test(text)) && !has(call, 'file', 'decoded');
  return {
    severity: role.build || template ? 'medium' : 'high',
    what: `${callee} runs a text that is not in the file`,
  };
}

/** Machine code, or a text of jsonpickle, that is loaded as the module is. */
export function judgeLoading(
  call: PythonCall,
  texts: readonly string[],
  role: PythonRole,
): PythonJudgement | undefined {
  const { callee } = call;
  if (/^jsonpickle\.(?:decode|loads)$/u.test(callee))
    return {
      severity:
        role.loaded || texts.some((text) => /py\/(?:object|reduce|type|function|repr)/u.test(text)) ? 'high' : 'medium',
      what: `${callee} builds what a text names`,
    };
  if (callee === 'transformers.trust_remote_code') {
    const repository = texts.find((text) => /^[\w.-]+\/[\w.-]+$/u.test(text));
    return role.loaded && repository !== undefined
      ? { severity: 'high', what: `code of another repository, ${quote(repository)}, is trusted` }
      : undefined;
  }
  if (/^torch\.hub\.load$/u.test(callee) && role.loaded) {
    const repository = texts.find((text) => /^[\w.-]+\/[\w.-]+(?::[\w./-]+)?$/u.test(text));
    if (repository !== undefined && !HUBS.test(repository))
      return { severity: 'high', what: `${callee} runs code of another repository, ${quote(repository)}` };
  }
  if (/^sys\.path\.(?:insert|append)$/u.test(callee)) {
    const path = texts.find((text) => ODD_PATH.test(text));
    if (path !== undefined && (role.loaded || path.startsWith('/')))
      return { severity: 'high', what: `${callee} has modules imported from ${quote(path)}` };
  }
  // What PyTorch is not told to unpickle, it refuses.
  const unpickles =
    /^(?:pickle|dill|cloudpickle|joblib)\.load$|^pandas\.read_pickle$/u.test(callee) ||
    (callee === 'torch.load' && call.arguments.some(({ name, truth }) => name === 'weights_only' && truth !== true));
  if (unpickles && role.loaded && has(call, 'network'))
    return { severity: 'high', what: `${callee} unpickles what comes from the network` };
  if (/^torch\.(?:ops|classes)\.load_library$/u.test(callee) && role.loaded && texts.length > 0)
    return { severity: 'high', what: `${callee} loads machine code: ${quote(texts[0] ?? '')}` };
  // Libraries of the system are named plainly, and those of a package end as one.
  if (/^ctypes\.(?:CDLL|PyDLL|cdll\.LoadLibrary|WinDLL)$/u.test(callee) && role.loaded) {
    const path = texts.find((text) => /[^.]\.[a-z\d]{1,12}$/iu.test(text));
    if (path !== undefined && /^\/(?:tmp|var\/tmp|dev\/shm)\//u.test(path))
      return { severity: 'high', what: `${callee} loads machine code from ${quote(path)}, where anybody may write` };
    if (path !== undefined && !/\.(?:so(?:\.\d+)*|dll|dylib|pyd)$/iu.test(path))
      return { severity: 'high', what: `${callee} loads machine code from ${quote(path)}` };
  }
  return undefined;
}

/** A module that is made of a file by its path, so that no import shows it. */
export function judgeCodeFile(
  call: PythonCall,
  texts: readonly string[],
  role: PythonRole,
): PythonJudgement | undefined {
  const { callee, when } = call;
  const [path] = texts.filter((text) => /[./\\]/u.test(text) && /[\w-]{3}/u.test(text));
  const source = /run_path|load_source|SourceFileLoader|spec_from_file_location/u.test(callee);
  const odd =
    path !== undefined && (/^\/(?:tmp|var\/tmp|dev\/shm)\//u.test(path) || (source && !/\.pyw?$|\uFFFC$/u.test(path)));
  if (role.build && !odd) return undefined;
  if (odd || (!source && path !== undefined && (role.loaded || when === 'import')))
    return { severity: 'high', what: `${callee} runs ${quote(path)}, a file that does not look like code` };
  return when === 'import'
    ? { severity: 'medium', what: `${callee} runs a file that is named by its path` }
    : undefined;
}
