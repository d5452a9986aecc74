import type { PythonCall } from '../formats/python/facts.ts';
import {
  ANSWERING,
  CLOUD_DELETE,
  CODE,
  HOME,
  HOOKS,
  KILLS,
  NETWORK,
  ON_LOAD,
  PROCESS,
  REMOTE,
  RUNS_CODE,
  RUNS_FILE,
  SECRET_DIRECTORY,
  SEND,
  SERVICES,
  UNPICKLE,
} from './data/python-names.ts';
import { judgeCode, judgeCodeFile, judgeLoading } from './judge-python-code.ts';
import { judgeConnection, judgeTelling } from './judge-python-network.ts';
import { judgeProcess } from './judge-python-process.ts';
import { judgeShell } from './judge-shell.ts';
import { has, hosted, quote, textsOf, type PythonJudgement, type PythonRole } from './python-call.ts';

/** A function that is looked up in a module under a name that stands nowhere, and is called. */
const SEARCHED =
  /^(?:os|subprocess|pty|socket|ctypes|importlib|runpy|marshal|pickle|builtins|types)(?:\.__dict__)?\.\*$|__dict__(?:\.\*|\[\]|\.get\(\)|\.pop\(\))|^sys\.modules\.\*/u;

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
  if (role.loaded || (callee === 'os.environ[]=' && COMMAND_VARIABLE.test(texts[0] ?? ''))) {
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
    (role.loaded || imported) &&
    callee === 'importlib.import_module().*' &&
    (imported || entries.some((name) => ON_LOAD.test(name)))
  )
    return { severity: 'high', what: 'a function that data names is imported and called' };
  const loads = judgeLoading(call, texts, role);
  if (loads !== undefined) return loads;
  if (callee.startsWith('gc.get_objects()') && (role.loaded || imported))
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
  if (RUNS_CODE.test(callee)) return judgeCode(call, role);
  // The values of a configuration are texts of a file that nobody takes for code.
  if (UNPICKLE.test(callee) && call.derives.some((name) => /\.(?:Pre[tT]rainedConfig|ConfigMixin)$/u.test(name)))
    return { severity: 'high', what: `${callee} unpickles a value of the configuration` };
  if (UNPICKLE.test(callee) && texts.length > 0 && !has(call, 'unknown'))
    return { severity: 'high', what: `${callee} loads a pickle that stands in the source` };
  if (CODE.test(callee) && imported && !role.build && has(call, 'decoded'))
    return { severity: 'high', what: `${callee} makes code` };
  if (NETWORK.test(callee) && !handed) return judgeConnection(call, texts, role);
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

/** Variables whose values other programs start. */
const COMMAND_VARIABLE =
  /^(?:PAGER|MANPAGER|EDITOR|VISUAL|BROWSER|GIT_\w+|LESSOPEN|PROMPT_COMMAND|PYTHONBREAKPOINT|CC|CXX|NVCC|SHELL)$/u;

/** What others rely on is replaced, or told to go elsewhere. */
function judgeReplaced(callee: string, texts: readonly string[]): PythonJudgement | undefined {
  if (callee === 'os.environ[]=') {
    const [name, value = ''] = texts;
    const program =
      /^(?:LD_PRELOAD|BASH_ENV|PYTHONSTARTUP|GIT_SSH_COMMAND|NODE_OPTIONS)$/u.test(name ?? '') ||
      (COMMAND_VARIABLE.test(name ?? '') &&
        (judgeShell(value) !== undefined || /\b(?:ba|z|da)?sh +-c\b|^\/(?:tmp|var\/tmp|dev\/shm)\//u.test(value)));
    if (!program && COMMAND_VARIABLE.test(name ?? '')) return undefined;
    return program || (REMOTE.test(value) && !SERVICES.test(value) && !/^https:\/\/hf-mirror\.com\b/u.test(value))
      ? { severity: 'high', what: `the variable ${name ?? ''} is set to ${quote(value)} for everything that follows` }
      : undefined;
  }
  return callee.endsWith('=')
    ? { severity: 'high', what: `${callee.slice(0, -1)} is replaced for everything that follows` }
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
