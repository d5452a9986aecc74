import type { PythonCall } from '../formats/python/facts.ts';
import { reachesOut } from '../formats/python/reach.ts';
import {
  ADDRESS,
  DNS,
  DROP_HOSTS,
  NATIVE,
  NETWORK,
  ON_LOAD,
  PROCESS,
  PROGRAM_SETTINGS,
  REMOTE,
  RUNS_CODE,
  RUNS_FILE,
  SECRET_DIRECTORY,
  SECRET_FILE,
  CONTROL,
  SEND,
  SERVICES,
  SPY,
  START_FILE,
  UNPICKLE,
  UNPICKLED_CALL,
  UPLOADS,
} from './data/python-names.ts';
import { judgeFetchedPickle, judgeOther, loadsCode } from './judge-python-reach.ts';
import { judgeTime } from './judge-python-time.ts';
import { judgeShell } from './judge-shell.ts';
import { has, quote, textsOf, type PythonJudgement, type PythonRole } from './python-call.ts';

/** Judges a call by what is called, with what, and when. Undefined for what honest code around models does. */
export function judgeCall(call: PythonCall, role: PythonRole): PythonJudgement | undefined {
  const found = judgeContent(call) ?? judgeTime(call, role);
  return found === undefined ? undefined : { severity: found.severity, what: `${found.what}${timeOf(call)}` };
}

function timeOf({ when, entries, quoted }: PythonCall): string {
  const [entry] = entries.filter((name) => ON_LOAD.test(name));
  const inside = quoted ? ', in code that stands in a text' : '';
  if (when === 'import') return `${inside}, as the file is imported`;
  if (when === 'main') return `${inside}, as the file is run`;
  return entry === undefined ? inside : `${inside}, in ${entry}`;
}

/** What no honest file does, whenever it is. */
function judgeContent(call: PythonCall): PythonJudgement | undefined {
  const { callee, hidden, quoted } = call;
  const starts = PROCESS.test(callee);
  const texts = textsOf(call);
  if (
    hidden &&
    (starts ||
      RUNS_CODE.test(callee) ||
      /^(?:socket\.socket|requests\.(?:get|post|put)|urllib\.request\.url\w+)$/u.test(callee) ||
      callee === 'object.__subclasses__')
  ) {
    return {
      severity: callee === 'compile' || callee === 'object.__subclasses__' || callee === 'eval' ? 'high' : 'critical',
      what: `${callee} is called under a name that is put together or reached in a roundabout way`,
    };
  }
  if (/__pyarmor__$|^pytransform\./u.test(callee))
    return { severity: 'critical', what: `${callee} runs code that an obfuscator has encrypted` };
  if (
    callee.startsWith('jinja2.') &&
    texts.some((text) => /__(?:class|globals|builtins|mro|subclasses|import)__/u.test(text))
  )
    return { severity: 'critical', what: `${callee} renders a template that reaches into Python` };
  if (RUNS_FILE.test(callee) && has(call, 'network') && !call.handed)
    return { severity: 'critical', what: `${callee} runs a file that comes from the network` };
  if (NATIVE.test(callee))
    return {
      severity: callee.endsWith('mprotect') ? 'high' : 'critical',
      what: `${callee} makes memory that is executed`,
    };
  if (callee === 'mmap.executable') return { severity: 'high', what: 'mmap.mmap makes memory that is executed' };
  if (callee.startsWith('winreg.') && texts.some((text) => /\\CurrentVersion\\(?:Run|Winlogon)/iu.test(text)))
    return { severity: 'critical', what: `${callee} writes what Windows starts at every login` };
  if (SPY.test(callee)) return { severity: 'high', what: `${callee} watches the person at the machine` };
  if (RUNS_CODE.test(callee) && (has(call, 'network') || (has(call, 'decoded') && callee !== 'compile'))) {
    return {
      severity: 'critical',
      what: has(call, 'network')
        ? `${callee} runs what comes from the network`
        : `${callee} runs code that is hidden by an encoding`,
    };
  }
  if (RUNS_CODE.test(callee) && callee !== 'compile' && has(call, 'request') && !call.handed)
    return { severity: 'high', what: `${callee} runs what somebody sends` };
  if (
    starts &&
    has(call, 'network') &&
    !call.handed &&
    (texts[0] === undefined || /(?:^|&&|;|\|) *(?:sudo +)?\uFFFC/u.test(texts[0]))
  )
    return { severity: 'critical', what: `${callee} starts what comes from the network` };
  if (UNPICKLED_CALL.test(callee) && !call.handed)
    return { severity: 'high', what: `${callee} calls what a pickle holds` };
  if (CONTROL.test(callee) || (callee === 'debugpy.listen' && texts.includes('0.0.0.0')))
    return { severity: 'high', what: `${callee} gives the interpreter to another machine` };
  if (starts && has(call, 'request') && startsWhatIsSent(call, texts))
    return { severity: 'high', what: `${callee} gives what somebody sends to a shell` };
  if (UNPICKLES.test(callee) && !call.handed && has(call, 'request'))
    return { severity: 'high', what: `${callee} unpickles what somebody sends` };
  if (UNPICKLE.test(callee) && !call.handed && has(call, 'network'))
    return { severity: 'high', what: `${callee} unpickles what comes from the network` };
  if (CALLED_BY_TEXT.test(callee))
    return { severity: 'high', what: `${callee} starts a program by a module that is not named` };
  const unpickled = judgeFetchedPickle(call, texts);
  if (unpickled !== undefined) return unpickled;
  const other = judgeOther(call, texts);
  if (other !== undefined) return other;
  const fetched = loadsCode(call, texts);
  if (fetched !== undefined) return fetched;
  if (UNPICKLE.test(callee) && has(call, 'decoded'))
    return { severity: 'high', what: `${callee} loads a pickle that is hidden in the source` };
  if (
    (starts || RUNS_CODE.test(callee)) &&
    /(?:^|\.)__reduce(?:_ex)?__$/u.test(call.entries[0] ?? '') &&
    !callee.endsWith('Popen')
  ) {
    return { severity: 'critical', what: `${callee} is what unpickling an object of the file calls` };
  }
  if (starts) {
    if (has(call, 'decoded'))
      return { severity: 'critical', what: `${callee} starts a program that is hidden by an encoding` };
    for (const text of texts) {
      const shell = judgeShell(text);
      if (shell !== undefined && shell.severity !== 'medium')
        return { severity: shell.severity, what: `${callee} starts a shell that ${shell.what}: ${quote(text)}` };
    }
    if (has(call, 'socket') && callee !== 'os.fork')
      return { severity: 'critical', what: `${callee} runs what comes over a socket` };
    if (quoted) return { severity: 'high', what: `${callee} starts a program: ${quote(texts[0] ?? '')}` };
  }
  // A method of whatever runs commands: of nox, invoke, fabric, SSH.
  if (!starts && (!reachesOut(callee) || /\.(?:exec_command|sudo|run_command)$/u.test(callee))) {
    const shell =
      judgeShell(texts.join(' ')) ?? texts.map((text) => judgeShell(text)).find((found) => found !== undefined);
    if (shell !== undefined && shell.severity !== 'medium')
      return { severity: shell.severity, what: `${callee} starts a shell that ${shell.what}` };
  }
  if (callee === 'os.dup2' && has(call, 'socket'))
    return { severity: 'critical', what: 'os.dup2 gives a shell to a socket' };
  if (!call.handed && (SEND.test(callee) || NETWORK.test(callee)) && has(call, 'environment'))
    return { severity: 'critical', what: `${callee} sends the environment, with the keys in it` };
  if (!call.handed && (SEND.test(callee) || NETWORK.test(callee)) && sendsCredential(call, texts))
    return { severity: 'high', what: `${callee} sends a key to ${quote(texts[0] ?? '')}, which did not issue it` };
  if (DNS.test(callee) && has(call, 'environment'))
    return { severity: 'critical', what: `${callee} sends the environment in a name that it asks for` };
  if (NETWORK.test(callee) || SEND.test(callee)) {
    const host = texts.map((text) => DROP_HOSTS.exec(text)?.[0]).find((name) => name !== undefined);
    if (host !== undefined)
      return {
        severity:
          /^hooks\.slack|discord|telegram/u.test(host) && !call.quoted && call.when !== 'import' ? 'medium' : 'high',
        what: `${callee} reaches ${host}, where data is dropped`,
      };
    if (texts.some((text) => ADDRESS.test(text)))
      return { severity: 'high', what: `${callee} reaches a bare address: ${quote(texts[0] ?? '')}` };
  }
  return judgeFile(call, texts);
}

/** Of a module that is imported by a text: what only the modules that start programs have. */
const CALLED_BY_TEXT =
  /^(?:importlib\.import_module|__import__)\(\)\.(?:system|popen|Popen|check_output|check_call|getoutput|getstatusoutput|exec[lv]p?e?|spawn[lv]p?e?|posix_spawn)$/u;
const UNPICKLES =
  /^(?:(?:pickle|dill|cloudpickle|joblib)\.(?:load|loads|Unpickler)|pandas\.read_pickle|jsonpickle\.(?:decode|loads)|yaml\.unsafe_load|marshal\.loads?)$/u;

/** In the body: a header is where a service is shown who asks. */
function sendsCredential({ arguments: given }: PythonCall, texts: readonly string[]): boolean {
  const body = given.some(
    ({ name, origins }, index) =>
      origins?.includes('credential') === true &&
      (name === undefined ? index > 0 : /^(?:json|data|files|body|content|params)$/u.test(name)),
  );
  return body && texts.some((text) => /^https?:/u.test(text) && REMOTE.test(text) && !SERVICES.test(text));
}

/** Nothing but what was sent, where a shell reads it: a program that is named is the worse for it, and no attack. */
function startsWhatIsSent({ callee, arguments: given }: PythonCall, texts: readonly string[]): boolean {
  const shell = /^os\.(?:system|popen)$|getoutput$|create_subprocess_shell$/u.test(callee);
  // A parameter's default is no constant: the whole of it is what is sent.
  const whole = given[0]?.origins?.includes('request') === true && !given[0].origins.includes('composed');
  return (
    (shell || given.some(({ name }) => name === 'shell')) &&
    (whole || texts[0] === undefined || texts[0].startsWith('\uFFFC'))
  );
}

function judgeFile(call: PythonCall, texts: readonly string[]): PythonJudgement | undefined {
  const { callee } = call;
  const opens =
    callee === 'open' ||
    callee === 'os.open' ||
    callee === 'os.symlink' ||
    callee === 'os.link' ||
    UPLOADS.test(callee) ||
    /\.(?:write_text|write_bytes|open|read_text|read_bytes)$/u.test(callee) ||
    /^shutil\.(?:copy|move|make_archive)|^sqlite3\.connect$|^tarfile\.[\w.()]+\.add$|^zipfile\.[\w.()]+\.write$/u.test(
      callee,
    );
  if (!opens) return undefined;
  const path = texts
    .map((text) => text.replaceAll('\uFFFC', ''))
    .find(
      (text) =>
        SECRET_DIRECTORY.test(text) ||
        START_FILE.test(text) ||
        PROGRAM_SETTINGS.test(text) ||
        SECRET_FILE.test(text) ||
        text.startsWith('/site-packages/'),
    );
  if (path === undefined) return undefined;
  const writes =
    /write/u.test(callee) ||
    /^shutil\.(?:copy\w*|move)$/u.test(callee) ||
    texts.some((text) => /^[rwaxbt+]{1,3}$/u.test(text) && /[wax+]/u.test(text));
  if (writes && path.startsWith('/site-packages/'))
    return {
      severity: call.when === 'import' || call.entries.some((name) => ON_LOAD.test(name)) ? 'high' : 'medium',
      what: `${callee} writes into the installed packages: ${quote(path)}`,
    };
  if (writes && (START_FILE.test(path) || PROGRAM_SETTINGS.test(path)))
    return { severity: 'critical', what: `${callee} writes ${quote(path)}` };
  // Who may log in is read by many an honest program; keys are read by few.
  if (/^\/etc\/passwd|\.netrc$|\.pypirc$|\.npmrc$/u.test(path))
    return { severity: call.when === 'import' ? 'high' : 'medium', what: `${callee} reads ${quote(path)}` };
  return SECRET_FILE.test(path) ||
    ((/^(?:shutil|tarfile|zipfile|sqlite3|os\.(?:sym)?link)\b/u.test(callee) || UPLOADS.test(callee)) &&
      SECRET_DIRECTORY.test(path))
    ? { severity: 'high', what: `${callee} reads ${quote(path)}` }
    : undefined;
}
