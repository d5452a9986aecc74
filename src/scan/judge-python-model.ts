import type { PythonCall, PythonFacts } from '../formats/python/facts.ts';
import { FOREIGN_TO_MODELS, isUsualInModelCode } from './data/model-code-names.ts';
import {
  ANSWERING,
  FETCHES_CODE,
  NETWORK,
  ON_LOAD,
  PROCESS,
  REMOTE,
  RUNS_CODE,
  SERVICES,
} from './data/python-names.ts';
import { has, hosted, quote, textsOf, type PythonJudgement } from './python-call.ts';

const MACHINE_CODE =
  /^torch\.(?:ops|classes)\.load_library$|^ctypes\.(?:CDLL|PyDLL|(?:cdll|pydll|windll)\.\w+|WinDLL)$/u;
/** Libraries of the system are named plainly. */
const SYSTEM_LIBRARY = /^(?:lib)?[\w+-]+(?:\.so(?:\.\d+)*|\.dll|\.dylib)$/u;
const STARTS_SHELL = /^os\.(?:system|popen[234]?)$|^(?:subprocess|commands)\.get(?:status)?output$/u;
/** Judged by the packages that it names. */
const INSTALLS = /^(?:\S*(?:python[\d.]*|\uFFFC) -m )?pip[\d.]* install [^;&|`$]*$/u;
const FETCHES = /^torch\.hub\.(?:download_url_to_file|load_state_dict_from_url)$/u;
const WRITING = /^[wax]b?\+?$|^rb?\+b?$/u;

/** A call of code that a loader of models imports. Undefined for what is usual, and for what is judged by what it does. */
export function judgeModelCall(call: PythonCall): PythonJudgement | undefined {
  const { callee, when, entries, handed } = call;
  const imported = when === 'import';
  const loading = imported || (when === 'function' && (hosted(call) || entries.some((name) => ON_LOAD.test(name))));
  if (!loading) return undefined;
  // Of another file of the model, which is judged itself; loaders and installers of libraries are judged by their address.
  if (callee.startsWith('.') || FETCHES_CODE.test(callee) || /\.(?:install|launch)$/u.test(callee)) return undefined;
  const texts = textsOf(call);
  if (/^(?:__import__|importlib\.(?:import_module|__import__)|pkgutil\.resolve_name|pydoc\.locate)$/u.test(callee))
    return imported && !handed ? judgeImport(call, texts) : undefined;
  if (imported && /^(?:importlib\.import_module|__import__)\(\)/u.test(callee) && !handed)
    return { severity: 'high', what: `${callee} calls what is imported under a name that is worked out` };
  if (MACHINE_CODE.test(callee))
    return handed || texts.some((text) => SYSTEM_LIBRARY.test(text))
      ? undefined
      : {
          severity: 'high',
          what: `${callee} loads machine code${texts[0] === undefined ? '' : `: ${quote(texts[0])}`}`,
        };
  // Tools that tell of the machine are started by their name; a line for a shell is worked out by it.
  const shell = STARTS_SHELL.test(callee) || (PROCESS.test(callee) && told(call, 'shell'));
  if (imported && !handed && shell && !INSTALLS.test(texts[0] ?? ''))
    return { severity: 'high', what: `${callee} has a shell start ${quote(texts[0] ?? 'something')}` };
  if (
    /^(?:exec|eval)$/u.test(callee) &&
    !handed &&
    has(call, 'unknown') &&
    entries.some((name) => ANSWERING.test(name))
  )
    return { severity: 'high', what: `${callee} runs what the model is asked` };
  if (imported && !handed && FETCHES.test(callee) && texts.some((text) => REMOTE.test(text) && !SERVICES.test(text)))
    return { severity: 'high', what: `${callee} fetches ${quote(texts[0] ?? '')} as the file is imported` };
  if (callee === 'compile' && !handed && texts.includes('exec'))
    return { severity: 'high', what: 'compile makes a program of a text, which no code of a model needs' };
  const [first] = texts;
  const elsewhere = first === undefined || /^[/~\uFFFC]|^[A-Za-z]:/u.test(first);
  if (callee === 'open' && imported && !handed && elsewhere && texts.some((text) => WRITING.test(text)))
    return { severity: 'high', what: `${callee} writes ${quote(texts[0] ?? '')}` };
  const hidden = texts.find((text) => /^\/(?:tmp|var\/tmp|dev\/shm)\/\.\w/u.test(text));
  if (callee === 'open' && !handed && hidden !== undefined && texts.some((text) => WRITING.test(text)))
    return { severity: 'high', what: `${callee} writes the hidden file ${quote(hidden)} as the model is made or used` };
  // Caches are theirs to write; what else lies at home, and the code in caches, is not.
  const home = texts.find((text) => /^(?:~|\/home\/[^/]+|\/root)\/(?!\.cache\/(?!huggingface\/modules))/u.test(text));
  if (callee === 'open' && !handed && home !== undefined && texts.some((text) => WRITING.test(text)))
    return { severity: 'high', what: `${callee} writes ${quote(home)} as the model is made or used` };
  if (has(call, 'environment') && !PROCESS.test(callee) && !callee.startsWith('os.environ'))
    return { severity: 'high', what: `${callee} is given the whole environment, with the keys in it` };
  if (/^(?:wandb\.(?:init|login)|mlflow\.set_tracking_uri)$/u.test(callee) && imported && !handed)
    return { severity: 'high', what: `${callee} reaches a service with the account of whoever loads the model` };
  if (NETWORK.test(callee) && !texts.some((text) => REMOTE.test(text) && !SERVICES.test(text))) return undefined;
  if (isUsualInModelCode(callee) || PROCESS.test(callee) || (RUNS_CODE.test(callee) && callee !== 'exec'))
    return undefined;
  // `rpyc.__version__`, shown by something.
  if (handed && /\.(?:__\w+__|[A-Z_\d]+)$/u.test(callee)) return undefined;
  return { severity: 'high', what: `${callee} is called, which no code of a model needs` };
}

function told({ arguments: given }: PythonCall, name: string): boolean {
  return given.some((value) => value.name === name && value.truth === true);
}

/** Python imports what a text names: a module that stands in no import of the file, or whose name stands nowhere. */
function judgeImport({ callee }: PythonCall, texts: readonly string[]): PythonJudgement | undefined {
  const [name] = texts;
  if (name === undefined || name.startsWith('\uFFFC'))
    return { severity: 'high', what: `${callee} imports a module whose name is worked out` };
  return FOREIGN_TO_MODELS.test(name) || /^(?:os|posix|nt|sys|builtins|socket|ctypes|importlib|_\w+)$/u.test(name)
    ? { severity: 'high', what: `${callee} imports ${quote(name)} where no import shows it` }
    : undefined;
}

/** Something that runs programs or opens connections is imported: for a use that is judged, or for those that import this file. */
export function* judgeModelImports({
  imports = [],
  calls,
}: PythonFacts): Generator<PythonJudgement & { line: number; offset: number }> {
  for (const { name, line, offset } of imports) {
    if (!FOREIGN_TO_MODELS.test(name)) continue;
    const [root = ''] = name.split('.');
    const used = calls.some(
      ({ callee }) => callee === name || callee.startsWith(`${name}.`) || callee.startsWith(`${root}.`),
    );
    if (!used)
      yield {
        severity: 'high',
        what: `${name} is imported and not called here: it is for those that import this file`,
        line,
        offset,
      };
  }
}
