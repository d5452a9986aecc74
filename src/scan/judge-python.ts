import type { Severity } from '../core/finding.ts';
import type { Origin, PythonCall } from '../formats/python/facts.ts';
import { judgeShell } from './judge-shell.ts';

/** How a file of Python comes to run. */
export interface PythonRole {
  /** Loaders import it: what it does then happens to whoever loads the model. */
  readonly loaded: boolean;
  /** A build script, which is there to start programs. */
  readonly build: boolean;
}

export interface PythonJudgement {
  readonly severity: Severity;
  readonly what: string;
}

const PROCESS =
  /^(?:os\.(?:system|popen[234]?|exec[lv]p?e?|spawn[lv]p?e?|posix_spawnp?|startfile|fork|forkpty)|subprocess\.(?:run|call|check_call|check_output|Popen|getoutput|getstatusoutput)|commands\.get(?:status)?output|popen2\.\w+|pty\.(?:spawn|fork)|asyncio\.(?:create_)?subprocess\w*(?:\.\w+)?|platform\.popen|_posixsubprocess\.fork_exec|pexpect\.(?:run|spawn)|sh\.\w+|plumbum\.[\w.]+|invoke\.run|get_ipython\(\)\.(?:system|getoutput|run_cell|run_line_magic)|IPython\.get_ipython\(\)\.system|distutils\.spawn\.spawn|ctypes\.(?:CDLL|cdll\.LoadLibrary|PyDLL)\(\)\.(?:system|popen|exec\w*)|ctypes\.windll\.[\w.]*(?:WinExec|ShellExecute\w*|CreateProcess\w*)|pip\.(?:main|_internal(?:\.cli\.main)?\.main))$/u;
const CODE =
  /^(?:exec|eval|execfile|compile|code\.(?:InteractiveInterpreter|InteractiveConsole)\(\)\.\w+|runpy\.run_(?:path|module)|timeit\.timeit|cProfile\.run|profile\.run|types\.(?:CodeType|FunctionType)|marshal\.loads?|imp\.load_\w+|pandas\.eval|numexpr\.evaluate|codeop\.\w+)$/u;
const RUNS_CODE =
  /^(?:exec|eval|execfile|runpy\.run_path|timeit\.timeit|cProfile\.run|profile\.run|code\.\w+\(\)\.(?:runcode|runsource|push)|types\.(?:CodeType|FunctionType)|marshal\.loads?|compile)$/u;
const UNPICKLE = /^(?:pickle|dill|cloudpickle)\.(?:loads|Unpickler)$/u;
const SEND =
  /^(?:requests|httpx)\.(?:\w+\(\)\.)*(?:post|put|patch|request)$|^urllib3\.[\w.()]*request$|^(?:smtplib|ftplib|telnetlib|paramiko|boto3|discord|telegram)\.[\w.()]+$|^http(?:\.client|lib)\.HTTPS?Connection\(\)\.request$|^(?:_?socket\.[\w.()]*\.|websocket\.[\w.()]*\.)send(?:all|to)?$/u;
const NETWORK =
  /^(?:_?socket\.(?:socket|create_connection)(?:\(\)\.connect(?:_ex)?)?|urllib2?\.(?:request\.)?(?:urlopen|urlretrieve|Request)|urllib3\.[\w.()]+|requests\.[\w.()]+|httpx\.[\w.()]+|aiohttp\.[\w.()]+|http(?:\.client|lib)\.HTTPS?Connection[\w.()]*|ftplib\.[\w.()]+|smtplib\.[\w.()]+|telnetlib\.[\w.()]+|paramiko\.[\w.()]+|websockets?\.[\w.()]+|pycurl\.[\w.()]+|wget\.download|asyncio\.open_connection)$/u;
const RAW = /^_?socket\.(?:socket\(\)\.connect(?:_ex)?|create_connection)$|^telnetlib\.|^asyncio\.open_connection$/u;
const NATIVE =
  /^ctypes\.[\w.()]*(?:VirtualAlloc\w*|CreateThread|CreateRemoteThread|WriteProcessMemory|mprotect|VirtualProtect|NtCreateThreadEx)$/u;
const SPY = /^(?:pynput\.[\w.()]*Listener|keyboard\.(?:on_press|hook|record)|pyautogui\.screenshot)$/u;

const SECRET_FILE =
  /(?:^|[/\\~])(?:\.ssh[/\\](?:id_|authorized|config)|\.aws[/\\]credentials|\.netrc$|\.git-credentials|\.docker[/\\]config\.json|\.kube[/\\]config|\.gnupg|\.pypirc$|\.npmrc$|\.huggingface[/\\]token|huggingface[/\\](?:stored_)?tokens?$|\.config[/\\]gcloud)|^\/etc\/(?:shadow|passwd|sudoers)|^\/proc\/(?:self|1)\/environ|Login Data$|wallet\.dat/u;
const START_FILE =
  /(?:^|[/\\~])(?:\.ssh[/\\]authorized_keys|\.bashrc|\.bash_profile|\.profile|\.zshrc|\.zprofile|\.zshenv|\.config[/\\]autostart|Library[/\\]Launch(?:Agents|Daemons))|^\/etc\/(?:cron|passwd|shadow|sudoers|profile|ld\.so\.preload|systemd|init\.d|rc\.local)|^\/var\/spool\/cron|\/site-packages\/[^/]*\.pth$|(?:^|\/)site-packages\/(?:site|user)customize\.py$|Start Menu[/\\]Programs[/\\]Startup/u;
const DROP_HOSTS =
  /webhook\.site|discord(?:app)?\.com\/api\/webhooks|api\.telegram\.org\/bot|hooks\.slack\.com|ngrok\.(?:io|app|dev)|ngrok-free|requestbin|pipedream\.net|burpcollaborator|oastify\.com|\boast\.(?:fun|live|me|online|pro|site)|interact\.sh|canarytokens|trycloudflare\.com|serveo\.net|pastebin\.com\/raw|transfer\.sh|beeceptor|\.onion\b|dnslog\.cn|ceye\.io/iu;
const ADDRESS =
  /\b(?:https?|ftp):\/\/(?!169\.254\.169\.254\/metadata\/instance|127\.|0\.0\.0\.0|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)\d{1,3}(?:\.\d{1,3}){3}\b/iu;
/** Programs that honest code around models starts: they tell of the machine, build, convert media or fetch versions. */
const TOOLS =
  /^(?:sudo )?(?:\S*\/)?(?:nvidia-smi|wmic|\/?usr\/libexec\/java_home|java_home|rocm-smi|rocminfo|nvcc|hipcc|hipconfig|ffmpeg|ffprobe|fc-list|luatex|pdftex|latex|xelatex|kpsewhich|defaults|newuidmap|newgidmap|xargs (?:readlink|dirname)|readlink|dirname|basename|grep|awk|sed|cut|sort|uniq|tr|date|whoami|id -u|echo|true|sleep|printf|chtag|sox|git|git-lfs|cmake|make|ninja|gcc|g\+\+|cc|c\+\+|clang|clang\+\+|ld|ldconfig|uname|which|where|lscpu|sysctl|lspci|df|du|ls|cp|mv|mkdir|ln|tar|unzip|gzip|gunzip|python[\d.]* -m pip|pip[\d.]*|uv|conda|mamba|apt(?:-get)?|brew|yum|apk|dnf|huggingface-cli|hf|accelerate|torchrun|deepspeed|pkg-config|llvm-config|locate|cat|head|wc|protoc|swig|cython|cargo|rustc|npm|node -v|tensorboard|streamlit|pandoc|pdftotext|tesseract|espeak(?:-ng)?|lsb_release|sw_vers|hostname|ps|free|nproc|stty|tput|clear|cls|chmod \+x|wget|curl|xcode-select|xcrun|dpkg|rpm|ruff|black|pytest|flake8|mypy|isort|sphinx-build|doxygen|dot|svn|hg|java|gdb|objdump|nm|readelf|file|ldd|man|less|more|vi|emacs|notepad|open|xdg-open)(?:$|[\s\uFFFC.])/u;

/** Methods that run because a model is made or unpickled, with nobody calling anything of it by name. */
const ON_LOAD =
  /(?:^|\.)(?:__init__|__new__|__post_init__|__reduce(?:_ex)?__|__setstate__|__getstate__|__del__|__init_subclass__|__set_name__|__class_getitem__|__getattr__|__getattribute__|__call__|__enter__|__torch_function__|from_pretrained|_from_pretrained|from_config|load|load_model|load_state_dict|_load_from_state_dict|_load_state_dict_pre_hook|post_init|_init_weights|init_weights|forward|generate|prepare_inputs_for_generation|build|call|from_dict|__len__|__iter__|__getitem__|tokenize|_tokenize|encode|decode|initialize|preprocess|inference|postprocess|handle|predict|init_fn|setup)$/u;
/** Of these: where fetching something for the caller is no honest business. */
const MAKING =
  /(?:^|\.)(?:__init__|__new__|__post_init__|__reduce(?:_ex)?__|__setstate__|__init_subclass__|__set_name__|__getattr__|_load_from_state_dict|load_state_dict|_init_weights|init_weights|post_init|forward)$/u;

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

const has = (call: PythonCall, ...wanted: readonly Origin[]): boolean =>
  call.arguments.some(({ origins }) => origins?.some((origin) => wanted.includes(origin)) === true);

function textsOf({ arguments: given }: PythonCall): string[] {
  return given.flatMap(({ texts }) => texts ?? []);
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
  if (NATIVE.test(callee))
    return {
      severity: callee.endsWith('mprotect') ? 'high' : 'critical',
      what: `${callee} makes memory that is executed`,
    };
  if (SPY.test(callee)) return { severity: 'high', what: `${callee} watches the person at the machine` };
  if (RUNS_CODE.test(callee) && (has(call, 'network') || (has(call, 'decoded') && callee !== 'compile'))) {
    return {
      severity: 'critical',
      what: has(call, 'network')
        ? `${callee} runs what comes from the network`
        : `${callee} runs code that is hidden by an encoding`,
    };
  }
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
  if (callee === 'os.dup2' && has(call, 'socket'))
    return { severity: 'critical', what: 'os.dup2 gives a shell to a socket' };
  if ((SEND.test(callee) || NETWORK.test(callee)) && has(call, 'environment'))
    return { severity: 'critical', what: `${callee} sends the environment, with the keys in it` };
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

function judgeFile(call: PythonCall, texts: readonly string[]): PythonJudgement | undefined {
  const { callee } = call;
  const opens =
    callee === 'open' ||
    callee === 'os.open' ||
    /\.(?:write_text|write_bytes|open|read_text|read_bytes)$/u.test(callee) ||
    /^shutil\.(?:copy|move)/u.test(callee);
  if (!opens) return undefined;
  const path = texts
    .map((text) => text.replaceAll('\uFFFC', ''))
    .find((text) => START_FILE.test(text) || SECRET_FILE.test(text));
  if (path === undefined) return undefined;
  const writes =
    /write/u.test(callee) ||
    callee.startsWith('shutil') ||
    texts.some((text) => /^[rwaxbt+]{1,3}$/u.test(text) && /[wax+]/u.test(text));
  if (writes && START_FILE.test(path)) return { severity: 'critical', what: `${callee} writes ${quote(path)}` };
  // Who may log in is read by many an honest program; keys are read by few.
  if (/^\/etc\/passwd|\.netrc$|\.pypirc$|\.npmrc$/u.test(path))
    return { severity: call.when === 'import' ? 'high' : 'medium', what: `${callee} reads ${quote(path)}` };
  return SECRET_FILE.test(path) ? { severity: 'high', what: `${callee} reads ${quote(path)}` } : undefined;
}

/** What is bad as a model is loaded, and ordinary in a program that somebody starts. */
function judgeTime(call: PythonCall, role: PythonRole): PythonJudgement | undefined {
  const { callee, when, entries, handed } = call;
  const imported = when === 'import';
  const onLoad =
    when === 'function' &&
    (role.loaded || role.build) &&
    entries.some((name) => ON_LOAD.test(name) || (role.build && name.endsWith('.run')));
  if (!imported && !onLoad) return undefined;
  const texts = textsOf(call);
  if (PROCESS.test(callee)) return judgeProcess(call, texts, role);
  if (RUNS_CODE.test(callee)) return judgeCode(call, texts, role);
  if (UNPICKLE.test(callee) && texts.length > 0 && !has(call, 'unknown'))
    return { severity: 'high', what: `${callee} loads a pickle that stands in the source` };
  if (CODE.test(callee) && imported && !role.build && has(call, 'decoded'))
    return { severity: 'high', what: `${callee} makes code` };
  if (NETWORK.test(callee) && !handed) {
    if (RAW.test(callee))
      return {
        severity: role.loaded ? 'high' : 'medium',
        what: `${callee} connects to ${quote(texts[0] ?? 'a machine')}`,
      };
    if (
      !/^(?:requests|httpx)\.(?:get|post|put|patch|request|head)$|urlopen$|urlretrieve$|\.request$|^wget\.download$|^(?:smtplib|ftplib|paramiko|telnetlib)\./u.test(
        callee,
      )
    )
      return undefined;
    const local = texts[0] !== undefined && /^https?:\/\/(?:localhost|127\.)/u.test(texts[0]);
    const told = texts.length > 0 || has(call, 'composed', 'decoded');
    const bad = role.loaded && told && !local && (imported || entries.some((name) => MAKING.test(name)));
    return {
      severity: bad ? 'high' : 'medium',
      what: `${callee} reaches the network (${quote(texts[0] ?? 'an address that is computed')})`,
    };
  }
  if (
    imported &&
    (callee === 'shutil.rmtree' || callee === 'os.remove' || callee === 'os.unlink') &&
    texts.some((text) => /^(?:\/|~|[A-Z]:\\)/u.test(text) && !text.startsWith('/tmp/'))
  ) {
    return { severity: 'high', what: `${callee} deletes ${quote(texts[0] ?? '')}` };
  }
  if (imported && callee.includes('__globals__') && role.loaded)
    return { severity: 'medium', what: `${callee} walks to another function's names` };
  return undefined;
}

function judgeProcess(call: PythonCall, texts: readonly string[], role: PythonRole): PythonJudgement | undefined {
  const [command] = texts;
  const { callee, handed } = call;
  if (handed || callee === 'os.fork')
    return call.when === 'import' && !/Popen$|fork$/u.test(callee)
      ? { severity: 'high', what: `${callee} is handed to what calls it` }
      : undefined;
  const plain = command?.replace(/^\uFFFC(?: |$)/u, 'python3 ').trim();
  const known =
    plain !== undefined &&
    TOOLS.test(plain) &&
    !/[`]|\$\(|https?:\/\/(?!github\.com|huggingface\.co|download\.pytorch\.org|pypi\.)/u.test(plain);
  const python = plain !== undefined && /^(?:\S*\/)?python[\d.]* (?!-c)/u.test(plain);
  if (known || python) return { severity: 'medium', what: `${callee} starts ${quote(command ?? '')}` };
  if (command === undefined)
    return {
      severity: role.loaded && call.when === 'import' ? 'high' : 'medium',
      what: `${callee} starts a program whose name is computed`,
    };
  return {
    severity: role.build && call.when !== 'import' ? 'medium' : 'high',
    what: `${callee} starts ${quote(command)}`,
  };
}

function judgeCode(call: PythonCall, texts: readonly string[], role: PythonRole): PythonJudgement | undefined {
  const { callee, handed, when } = call;
  if (callee === 'compile' || callee === 'types.FunctionType' || callee === 'types.CodeType') return undefined;
  if (handed) return when === 'import' ? { severity: 'high', what: `${callee} is handed to what calls it` } : undefined;
  const unknown = has(call, 'unknown', 'file');
  // A constant's own calls are judged as if they stood here.
  if (!unknown && texts.length > 0) return { severity: 'low', what: `${callee} runs a constant text` };
  if (when !== 'import') return { severity: 'medium', what: `${callee} runs a text that is computed` };
  // Code that is put together from a text of the file, as libraries make their functions.
  const template = texts.length > 0 && !has(call, 'file', 'decoded');
  return {
    severity: role.build || template ? 'medium' : 'high',
    what: `${callee} runs a text that is not in the file`,
  };
}

function quote(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
}
