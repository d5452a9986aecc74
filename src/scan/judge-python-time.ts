import type { PythonCall } from '../formats/python/facts.ts';
import {
  ANSWERING,
  BROKER,
  CALLING_ALL,
  CLOUD_DELETE,
  CODE,
  DNS,
  FRAMEWORK,
  HOME,
  HOOKS,
  KILLS,
  MAKING,
  NETWORK,
  ON_LOAD,
  PACKAGES,
  PROCESS,
  RAW,
  REMOTE,
  RUNS_CODE,
  RUNS_FILE,
  SECRET_DIRECTORY,
  SEND,
  SERVICES,
  TOOLS,
  UNPICKLE,
} from './data/python-names.ts';
import { has, quote, textsOf, type PythonJudgement, type PythonRole } from './python-call.ts';

/** What is bad as a model is loaded, and ordinary in a program that somebody starts. */
export function judgeTime(call: PythonCall, given: PythonRole): PythonJudgement | undefined {
  const { callee, when, entries, handed } = call;
  const role = hosted(call) ? { ...given, loaded: true } : given;
  const imported = when === 'import';
  const onLoad =
    when === 'function' &&
    (role.loaded || role.build) &&
    (hosted(call) ||
      entries.some((name) => ON_LOAD.test(name) || HOOKS.test(name) || (role.build && name.endsWith('.run'))));
  if (!imported && !onLoad) return undefined;
  const texts = textsOf(call);
  if (PROCESS.test(callee)) return judgeProcess(call, texts, role);
  if (
    SEND.test(callee) &&
    !handed &&
    ((call.derives.some((name) => name.startsWith('transformers.')) && entries.some((name) => ANSWERING.test(name))) ||
      (call.derives.some((name) => name.startsWith('litellm.')) &&
        texts.some((text) => REMOTE.test(text) && !SERVICES.test(text))))
  )
    return { severity: 'high', what: `${callee} sends what the model is asked` };
  if (role.loaded) {
    const changed = judgeReplaced(callee, texts);
    if (changed !== undefined) return changed;
  }
  if (role.loaded && callee === 'endless.write')
    return { severity: 'high', what: 'a loop without an end writes to a file' };
  if (KILLS.test(callee) && !handed) return { severity: 'high', what: `${callee} ends other programs` };
  if (role.loaded && CLOUD_DELETE.test(callee) && !handed)
    return { severity: 'high', what: `${callee} deletes with the account of whoever loads the model` };
  // Compilers at run time do so too, in packages of their own.
  if (callee === 'ctypes.CFUNCTYPE()()')
    return { severity: role.loaded ? 'critical' : 'medium', what: 'an address is called as if it were a function' };
  if (RUNS_FILE.test(callee)) return judgeCodeFile(call, texts, role);
  if (role.loaded && SEARCHED.test(callee) && (texts.length > 0 || callee.endsWith('*')))
    return { severity: 'high', what: `${callee} calls what a search through names finds` };
  if (
    role.loaded &&
    callee === 'importlib.import_module().*' &&
    (imported || entries.some((name) => /(?:__call__|handle|inference|predict)$/u.test(name)))
  )
    return { severity: 'high', what: 'a function that data names is imported and called' };
  const loads = judgeLoading(call, texts, role);
  if (loads !== undefined) return loads;
  if (callee.startsWith('gc.get_objects()') && role.loaded)
    return { severity: 'high', what: `${callee} calls what it finds among all objects` };
  if (/^yaml\.(?:unsafe_)?load$/u.test(callee) && texts.some((text) => text.includes('!!python/')))
    return { severity: 'critical', what: `${callee} builds what a YAML text in the source names` };
  if (
    /^torch\.utils\.cpp_extension\.load_inline$/u.test(callee) &&
    texts.some((text) => /\b(?:system|popen|exec[lv]\w*|fork|socket|dlopen)\s*\(/u.test(text))
  )
    return { severity: 'high', what: `${callee} compiles code that starts a program` };
  if (role.loaded && /^huggingface_hub\..*(?:upload_\w+|create_commit)$/u.test(callee))
    return { severity: 'high', what: `${callee} uploads with the token of whoever loads the model` };
  if (imported && callee === 'pyperclip.copy') return { severity: 'high', what: `${callee} changes what is copied` };
  const walked = judgeWalk(callee, texts);
  if (walked !== undefined) return walked;
  const told = judgeTelling(call, texts, role);
  if (told !== undefined) return told;
  if (RUNS_CODE.test(callee)) return judgeCode(call, texts, role);
  // The values of a configuration are texts of a file that nobody takes for code.
  if (UNPICKLE.test(callee) && call.derives.some((name) => /\.(?:Pre[tT]rainedConfig|ConfigMixin)$/u.test(name)))
    return { severity: 'high', what: `${callee} unpickles a value of the configuration` };
  if (UNPICKLE.test(callee) && texts.length > 0 && !has(call, 'unknown'))
    return { severity: 'high', what: `${callee} loads a pickle that stands in the source` };
  if (CODE.test(callee) && imported && !role.build && has(call, 'decoded'))
    return { severity: 'high', what: `${callee} makes code` };
  if (NETWORK.test(callee) && !handed) {
    if (RAW.test(callee))
      return {
        severity: role.loaded || REMOTE.test(texts[0] ?? '') ? 'high' : 'medium',
        what: `${callee} connects to ${quote(texts[0] ?? 'a machine')}`,
      };
    if (
      !/^(?:requests|httpx)\.(?:\w+\(\)\.)?(?:get|post|put|patch|request|head)$|urlopen$|urlretrieve$|\.request$|^wget\.download$|^(?:smtplib|ftplib|paramiko|telnetlib)\./u.test(
        callee,
      )
    )
      return undefined;
    const [address] = texts;
    const local =
      address !== undefined &&
      (/^https?:\/\/(?:localhost|127\.)/u.test(address) || (!imported && SERVICES.test(address)));
    const told = texts.length > 0 || has(call, 'composed', 'decoded');
    const answering =
      role.loaded &&
      !imported &&
      entries.some((name) => ANSWERING.test(name)) &&
      texts.some((text) => REMOTE.test(text) && /^https?:/u.test(text) && !SERVICES.test(text));
    const bad =
      answering ||
      (role.loaded && told && !local && (imported || entries.some((name) => MAKING.test(name)))) ||
      (imported && /^(?:smtplib|ftplib|paramiko)\./u.test(callee) && texts.some((text) => REMOTE.test(text)));
    return {
      severity: bad ? 'high' : 'medium',
      what: `${callee} reaches the network (${quote(texts[0] ?? 'an address that is computed')})`,
    };
  }
  if (
    (imported || role.loaded) &&
    (callee === 'shutil.rmtree' || callee === 'os.remove' || callee === 'os.unlink') &&
    texts.some((text) => /^(?:\/|~|[A-Z]:\\)/u.test(text) && !text.startsWith('/tmp/'))
  ) {
    return { severity: 'high', what: `${callee} deletes ${quote(texts[0] ?? '')}` };
  }
  if (imported && callee.includes('__globals__') && role.loaded)
    return { severity: 'medium', what: `${callee} walks to another function's names` };
  return undefined;
}

/** What others rely on is replaced, or told to go elsewhere. */
function judgeReplaced(callee: string, texts: readonly string[]): PythonJudgement | undefined {
  if (callee === 'os.environ[]=') {
    const [name, value = ''] = texts;
    const program = /^(?:LD_PRELOAD|BASH_ENV|PYTHONSTARTUP|GIT_SSH_COMMAND|NODE_OPTIONS)$/u.test(name ?? '');
    return program || (REMOTE.test(value) && !SERVICES.test(value) && !/^https:\/\/hf-mirror\.com\b/u.test(value))
      ? { severity: 'high', what: `the variable ${name ?? ''} is set to ${quote(value)} for everything that follows` }
      : undefined;
  }
  return callee.endsWith('=')
    ? { severity: 'high', what: `${callee.slice(0, -1)} is replaced for everything that follows` }
    : undefined;
}

/** Whether a library or tool calls what leads here, whatever the file is called. */
function hosted({ when, entries, derives }: PythonCall): boolean {
  if (when !== 'function') return false;
  return (
    entries.some((name) => HOOKS.test(name) && name !== 'register') ||
    derives.some((name) => CALLING_ALL.test(name)) ||
    (derives.some((name) => FRAMEWORK.test(name)) && entries.some((name) => ON_LOAD.test(name)))
  );
}

/** A function that is looked up in a module under a name that stands nowhere, and is called. */
const SEARCHED =
  /^(?:os|subprocess|pty|socket|ctypes|importlib|runpy|marshal|pickle|builtins|types)(?:\.__dict__)?\.\*$|__dict__\.\*|^sys\.modules\.\*/u;

/** Publishers whose repositories `torch.hub` is known for. */
const HUBS =
  /^(?:pytorch|facebookresearch|facebookincubator|snakers4|ultralytics|huggingface|nvidia|intel-isl|isl-org|rwightman|datvuthanh|hustvl|milesial|mateuszbuda|harritaylor|sigsep|nicolalandro|s3prl|tarepan|bshall|descriptinc|lucasnewman|magicleap)\//iu;
/** Where anybody may write, and files that are no packages: Python imports from a zip archive under any name. */
const ODD_PATH =
  /^\/(?:tmp|var\/tmp|dev\/shm)(?:\/|$)|\.(?:bin|pt|pth|dat|safetensors|ckpt|pkl|npy|npz|onnx|gguf|model|png|jpg|jpeg|json|txt)$/iu;

/** Machine code, or a text of jsonpickle, that is loaded as the module is. */
function judgeLoading(call: PythonCall, texts: readonly string[], role: PythonRole): PythonJudgement | undefined {
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
function judgeCodeFile(call: PythonCall, texts: readonly string[], role: PythonRole): PythonJudgement | undefined {
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

/** Who looks through a home directory or for keys as a module is imported. */
function judgeWalk(callee: string, texts: readonly string[]): PythonJudgement | undefined {
  if (!/^(?:os\.(?:walk|listdir|scandir)|glob\.i?glob)$|\.r?glob$|\.iterdir$/u.test(callee)) return undefined;
  const path = callee.startsWith('pathlib.') ? texts.at(-1) : texts[0];
  if (path === undefined) return undefined;
  if (SECRET_DIRECTORY.test(path)) return { severity: 'high', what: `${callee} looks through ${quote(path)}` };
  return HOME.test(path.replace(/\/?\*+$/u, ''))
    ? { severity: 'high', what: `${callee} looks through ${quote(path)}` }
    : undefined;
}

/** What tells of the machine goes to somebody that no key of the environment is meant for. */
function judgeTelling(call: PythonCall, texts: readonly string[], role: PythonRole): PythonJudgement | undefined {
  const { callee, handed } = call;
  if (DNS.test(callee)) {
    const built = texts.some((text) => /^\uFFFC?.{0,200}\.[a-z]{2,}$/u.test(text) && text.includes('\uFFFC'));
    return built || (has(call, 'machine') && has(call, 'composed'))
      ? { severity: 'high', what: `${callee} asks for a name that is put together from what it found` }
      : undefined;
  }
  if (callee === 'webbrowser.open' && role.loaded && REMOTE.test(texts[0] ?? ''))
    return { severity: 'high', what: `${callee} opens ${quote(texts[0] ?? '')}` };
  if (handed || !(NETWORK.test(callee) || SEND.test(callee)) || !has(call, 'machine')) return undefined;
  if (BROKER.test(callee) && role.loaded)
    return { severity: 'high', what: `${callee} tells another machine of this one or its keys` };
  const address = texts.find((text) => /^(?:https?|wss?|ftp):\/\//u.test(text));
  if (address === undefined || SERVICES.test(address)) return undefined;
  return { severity: 'high', what: `${callee} tells ${quote(address)} of the machine or its keys` };
}

function judgeProcess(call: PythonCall, texts: readonly string[], role: PythonRole): PythonJudgement | undefined {
  // The verb of ShellExecute stands before what it starts.
  const [command] = call.callee.includes('ShellExecute') ? texts.slice(1) : texts;
  const { callee, handed } = call;
  if (callee === 'os.fork' && role.loaded && call.when === 'import')
    return { severity: 'high', what: `${callee} copies the process` };
  if (handed || callee === 'os.fork')
    return (call.when === 'import' || (role.loaded && texts.length > 0)) && !/Popen$|fork$/u.test(callee)
      ? { severity: 'high', what: `${callee} is handed to what calls it` }
      : undefined;
  const plain = command?.replace(/^\uFFFC(?: |$)/u, 'python3 ').trim();
  const known =
    plain !== undefined &&
    TOOLS.test(plain) &&
    !/[`]|\$\(|https?:\/\/(?!github\.com|huggingface\.co|download\.pytorch\.org|pypi\.)/u.test(plain);
  const python =
    plain !== undefined &&
    /^(?:\S*\/)?python[\d.]* (?!-c)(?!["']?(?:\/tmp|\/var\/tmp|\/dev\/shm|~|\/home|\/root)\/)/u.test(plain);
  const package_ = plain !== undefined && role.loaded ? unknownPackage(plain) : undefined;
  if (package_ !== undefined)
    return {
      severity: 'high',
      what: `${callee} installs ${quote(package_)}, which is no package that models are known to need`,
    };
  if (known || python) return { severity: 'medium', what: `${callee} starts ${quote(command ?? '')}` };
  // What a user types, or a configuration says, is given to a shell.
  const shell = /^os\.(?:system|popen)|getoutput$/u.test(callee) || call.arguments.some(({ name }) => name === 'shell');
  const always = /^os\.(?:system|popen)$/u.test(callee);
  const reached =
    hosted(call) ||
    call.entries.some(
      (name) =>
        /\.__(?!init__|new__|del__)\w+__$/u.test(name) ||
        ANSWERING.test(name) ||
        (always && (MAKING.test(name) || /(?:^|\.)_?from_\w+$/u.test(name))),
    );
  if (command === undefined && shell && role.loaded && reached)
    return { severity: 'high', what: `${callee} starts what it is given` };
  if (command === undefined)
    return {
      severity: role.loaded && call.when === 'import' ? 'high' : 'medium',
      what: `${callee} starts a program whose name is computed`,
    };
  return {
    severity:
      role.build && call.when !== 'import' && /^(?:\.{0,2}\/|(?:ba)?sh \S+\.sh|\uFFFC)/u.test(command)
        ? 'medium'
        : 'high',
    what: `${callee} starts ${quote(command)}`,
  };
}

/** The package that an installer is told of, where it is none of those that code around models needs. */
function unknownPackage(command: string): string | undefined {
  const words = /^(?:\S*python[\d.]* -m )?(?:uv )?pip[\d.]* install((?: [^\s;&|]+)+)$/u
    .exec(command)?.[1]
    ?.trim()
    .split(' ');
  if (words === undefined || words.some((word) => /^-(?:r|e|-requirement|-editable)$|[/\uFFFC$]/u.test(word)))
    return undefined;
  const names = words
    .filter((word) => !word.startsWith('-'))
    .map((word) => /^["']?([A-Za-z][\w.-]*)/u.exec(word)?.[1] ?? '');
  return names.find((name) => name !== '' && !PACKAGES.test(name));
}

function judgeCode(call: PythonCall, texts: readonly string[], role: PythonRole): PythonJudgement | undefined {
  const { callee, handed, when } = call;
  if (callee === 'compile' || callee === 'types.CodeType') return undefined;
  if (callee === 'types.FunctionType')
    return role.loaded && has(call, 'file', 'network', 'decoded')
      ? { severity: 'high', what: `${callee} makes a function of what is not in the file` }
      : undefined;
  if (handed)
    return when === 'import' || (role.loaded && texts.length > 0)
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
  if (plain && (call.quoted || callee.startsWith('marshal.')))
    return { severity: 'medium', what: `${callee} runs a text that is computed` };
  // Code that is put together from a text of the file, as libraries make their functions.
  const template = texts.some((text) => /\w{3}/u.test(text)) && !has(call, 'file', 'decoded');
  return {
    severity: role.build || template ? 'medium' : 'high',
    what: `${callee} runs a text that is not in the file`,
  };
}
