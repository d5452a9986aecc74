import { SMALL_LANGUAGE } from '../formats/python/small-language.ts';
import type { PythonCall } from '../formats/python/facts.ts';
import {
  FETCHES_CODE,
  HOME,
  NETWORK,
  PROCESS,
  REMOTE,
  RUNS_CODE,
  SEND,
  SERVICES,
  STARTS_WORKERS,
  UPLOADS,
} from './data/python-names.ts';
import { judgeShell } from './judge-shell.ts';
import { has, quote, type PythonJudgement } from './python-call.ts';

/** Objects out of what a plain address gives. What a hub's client fetched is judged where it lies. */
export function judgeFetchedPickle(call: PythonCall, texts: readonly string[]): PythonJudgement | undefined {
  const { callee, arguments: given, handed } = call;
  if (handed) return undefined;
  const foreign = texts.some((text) => /^(?:https?|ftp):\/\//u.test(text) && !SERVICES.test(text));
  const fetched = (has(call, 'network') && !has(call, 'hub')) || (foreign && callee === 'pandas.read_pickle');
  if (!fetched) return undefined;
  const told = (name: string, truth: boolean): boolean =>
    given.some((value) => value.name === name && value.truth === truth);
  const unpickles =
    /^(?:joblib\.load|pandas\.read_pickle|(?:pickle|dill|cloudpickle)\.load|yaml\.unsafe_load)$/u.test(callee) ||
    (callee === 'torch.load' && told('weights_only', false)) ||
    (callee === 'numpy.load' && told('allow_pickle', true));
  return unpickles ? { severity: 'high', what: `${callee} makes objects of what comes from the network` } : undefined;
}

/** What runs texts and libraries in passing: databases, compilers, plots, loaders of machine code. */
export function judgeOther(call: PythonCall, texts: readonly string[]): PythonJudgement | undefined {
  const { callee, handed, arguments: given } = call;
  if (handed) return undefined;
  const small = texts.map((text) => SMALL_LANGUAGE.exec(text)?.[0]).find((found) => found !== undefined);
  if (small !== undefined && !RUNS_CODE.test(callee))
    return { severity: 'high', what: `${callee} is given ${quote(small)}, which starts programs` };
  if (
    MACHINE_CODE.test(callee) &&
    (has(call, 'network') || texts.some((text) => /^\/(?:tmp|var\/tmp|dev\/shm)\//u.test(text)))
  )
    return { severity: 'high', what: `${callee} loads machine code that was fetched or lies where anybody may write` };
  if (COMPILES.test(callee)) {
    if (has(call, 'network')) return { severity: 'critical', what: `${callee} compiles what comes from the network` };
    const flag = texts
      .flatMap((text) => text.split(' '))
      .find((text) =>
        /^-(?:fplugin|specs|B|wrapper|-f90exec|fuse-ld)=?\S*\/|^--f90exec=|-l:?\/|-rpath,\/(?:tmp|var\/tmp|dev\/shm)/u.test(
          text,
        ),
      );
    if (flag !== undefined) return { severity: 'high', what: `${callee} has the compiler load ${quote(flag)}` };
  }
  if (callee.endsWith('.load_extension') && callee.startsWith('sqlite3.') && given[0]?.origins !== undefined)
    return { severity: 'high', what: `${callee} loads machine code whose name is worked out` };
  if (callee === 'sys.path.insert' && has(call, 'network'))
    return { severity: 'high', what: `${callee} has modules imported from what was fetched` };
  if (callee === 'runpy.run_module' && /^(?:pip|ensurepip|easy_install|uv|pipx)$/u.test(texts[0] ?? ''))
    return { severity: 'high', what: `${callee} installs packages from inside the program` };
  if (
    /\.write_(?:text|bytes)$/u.test(callee) &&
    call.when === 'import' &&
    has(call, 'network') &&
    texts.some((text) => /\.pyw?$|\/\uFFFC$/u.test(text))
  )
    return { severity: 'high', what: `${callee} writes code that comes from the network` };
  if (/\.extractall$|^shutil\.unpack_archive$/u.test(callee) && texts.some((text) => HOME.test(text)))
    return { severity: 'high', what: `${callee} unpacks over a home directory` };
  if (
    /^(?:gradio|gr)\..*\.launch$/u.test(callee) &&
    given.some(
      ({ name, texts: paths = [] }) =>
        name === 'allowed_paths' && paths.some((text) => text.split(' ').some((path) => HOME.test(path))),
    )
  )
    return { severity: 'high', what: `${callee} shows whoever connects a home directory` };
  if (/(?:^|\.)ngrok\.connect$/u.test(callee) && texts.includes('tcp'))
    return { severity: 'high', what: `${callee} opens a way into the machine` };
  if (
    /get_class_from_dynamic_module$|get_imports$/u.test(callee) &&
    texts.some((text) => /^[\w.-]+\/[\w.-]+$/u.test(text))
  )
    return { severity: 'high', what: `${callee} fetches code of another repository` };
  if (
    has(call, 'environment') &&
    !PROCESS.test(callee) &&
    !NETWORK.test(callee) &&
    /(?:^|\.)(?:create|send|post|publish|upload|put|push|insert|notify|emit|capture)(?:_\w+)?$/u.test(callee) &&
    callee.includes('.')
  )
    return { severity: 'high', what: `${callee} hands on the environment, with the keys in it` };
  if (
    call.derives.some((name) => name.startsWith(INSTEAD)) &&
    (SEND.test(callee) || NETWORK.test(callee) || UPLOADS.test(callee)) &&
    (texts.some((text) => REMOTE.test(text) && /^(?:https?|wss?):/u.test(text) && !SERVICES.test(text)) ||
      UPLOADS.test(callee))
  )
    return { severity: 'high', what: `${callee} is reached from a function that stands in the place of a library's` };
  // An agent's tool is called with what a model makes up, out of what it read.
  if (
    /^os\.(?:system|popen)$|getoutput$/u.test(callee) &&
    texts.length === 0 &&
    call.derives.some((name) => AGENTS_TOOL.test(name))
  )
    return { severity: 'high', what: `${callee} gives what a model asks for to a shell` };
  if (call.when === 'import' && UNUSUAL_ON_IMPORT.test(callee))
    return { severity: 'high', what: `${callee} is called, which no module does as it is imported` };
  if (
    /^http\.server\.\w*HTTPServer$/u.test(callee) &&
    call.when === 'import' &&
    texts.some((text) => text === '' || /^0\.0\.0\.0|^::$/u.test(text))
  )
    return { severity: 'high', what: `${callee} serves files of this machine to others` };
  return OPEN_DOORS.test(callee) && !texts.some((text) => /^(?:localhost|127\.0\.0\.1|::1)$/u.test(text))
    ? { severity: 'high', what: `${callee} lets other machines run code here` }
    : undefined;
}

/** Parts of Python's library that none of 5,902 modules of Debian's packages calls as it is imported. */
const UNUSUAL_ON_IMPORT =
  /^(?:pydoc\.(?:\w*pager|pipepager|locate|importfile|safeimport|resolve)|webbrowser\.(?:register|open\w*|\w+Browser)|shelve\.(?:open|\w+Shelf)|dbm\.open|codecs\.register|code\.\w+|codeop\.\w+|bdb\.Bdb[\w.()]*|trace\.Trace\(\)\.run\w*|ensurepip\.\w+|venv\.\w+|zipapp\.\w+|compileall\.\w+|py_compile\.\w+|lib2to3\.[\w.]+|distutils\.(?:core\.run_setup|ccompiler\.new_compiler\(\)\.\w+|cmd\.\w+)|setuptools\.sandbox\.\w+|sys\.(?:settrace|setprofile|addaudithook)|xmlrpc\.server\.\w+|wsgiref\.[\w.]*make_server|socketserver\.\w+Server|smtpd\.\w+|telnetlib\.Telnet|poplib\.\w+|imaplib\.\w+|nntplib\.\w+|mailbox\.\w+|crypt\.\w+|spwd\.\w+|pty\.\w+|antigravity|os\.(?:setuid|chroot|ptrace|memfd_create|mkfifo))$/u;
const INSTEAD = 'instead of ';
const AGENTS_TOOL =
  /^(?:smolagents|langchain(?:_core)?\.tools|transformers|llama_index\.core\.tools|crewai(?:\.tools)?|qwen_agent\.tools)\.(?:[\w.]*\.)?(?:Base)?Tool$/u;
const MACHINE_CODE =
  /^torch\.(?:ops|classes)\.load_library$|^ctypes\.(?:CDLL|PyDLL|(?:cdll|pydll|windll)\.\w+|WinDLL)$/u;
const COMPILES =
  /^(?:numpy\.f2py\.(?:compile|run_main)|torch\.utils\.cpp_extension\.load(?:_inline)?|cffi\.FFI\(\)\.(?:set_source|verify)|cppyy\.(?:cppdef|include|load_library)|pyximport\.\w+|[Cc]ython\.inline)$/u;
/** What runs code, or unpickles, for whoever connects. */
const OPEN_DOORS =
  /^(?:logging\.config\.listen|xmlrpc\.server\.[\w.()]*register_instance|torch\.distributed\.rpc\.init_rpc|multiprocessing\.connection\.Listener)$/u;
/** Code of another place: by what fetches tools, packs and kernels, and by what starts a cluster's workers. */
export function loadsCode(
  { callee, arguments: given }: PythonCall,
  texts: readonly string[],
): PythonJudgement | undefined {
  const foreign = texts
    .flatMap((text) => text.split(' '))
    .find((text) => /(?:^|[=@+])https?:\/\//u.test(text) && !SERVICES.test(text.slice(text.search(/https?:/u))));
  if (foreign !== undefined && (FETCHES_CODE.test(callee) || STARTS_WORKERS.test(callee)))
    return { severity: 'high', what: `${callee} takes code from ${quote(foreign)}` };
  if (STARTS_WORKERS.test(callee) && texts.some((text) => /\b(?:LD_PRELOAD|PYTHONSTARTUP|BASH_ENV)=/u.test(text)))
    return { severity: 'high', what: `${callee} has workers load a library of its own` };
  if (/(?:\.install|\.run_pip)$/u.test(callee) && given.length > 0) {
    const url = texts
      .flatMap((text) => text.split(' '))
      .find(
        (text) =>
          /^(?:git\+)?http:|^https?:\S+\.(?:whl|tar\.gz|zip|txt)$/u.test(text) &&
          !SERVICES.test(text.replace(/^git\+/u, '')),
      );
    if (url !== undefined) return { severity: 'high', what: `${callee} installs ${quote(url)}` };
    const shell = judgeShell(`pip install ${texts.join(' ').replace(/^install /u, '')}`);
    if (shell?.severity === 'high' || shell?.severity === 'critical')
      return { severity: shell.severity, what: `${callee} ${shell.what}` };
  }
  return undefined;
}
