import type { Origin } from './facts.ts';

/** Modules whose functions reach outside of the interpreter or make code. What is bad of them is for rules to say. */
const ROOTS: ReadonlySet<string> = new Set(
  (
    'posix nt subprocess _posixsubprocess pty popen2 commands socket _socket urllib urllib2 urllib3 requests httpx aiohttp http ' +
    'httplib ftplib smtplib telnetlib paramiko websocket websockets pycurl ctypes _ctypes cffi marshal pickle cPickle _pickle dill cloudpickle ' +
    'importlib imp runpy code codeop webbrowser pip zipimport pexpect sh plumbum fabric invoke winreg _winreg pynput keyboard pyautogui ' +
    'redis paho pika kafka nats sentry_sdk pymongo psycopg2 pymysql socketio minio psutil ' +
    'mss keyring pyperclip mmap xmlrpc dns discord telegram boto3 discord_webhook dhooks slack_sdk telebot telethon pyrogram wget _io io types builtins _xxsubinterpreters _interpreters ptyprocess nc gc zmq'
  ).split(' '),
);
const NAMES =
  /^(?:exec|eval|compile|execfile|__import__|open|endless\.write|object\.__subclasses__|os\.(?!path\b|environ\b|getenv\b|sep\b|getcwd|fspath|cpu_count|getpid|stat|makedirs|mkdir|access|uname)[\w.()]+|asyncio\.(?:create_)?subprocess[\w.]*|asyncio\.open_connection|platform\.popen|shutil\.(?:rmtree|move|copy\w*)|timeit\.timeit|cProfile\.run|profile\.run|pdb\.run|bdb\.[\w.()]+|doctest\.\w+|sys\.(?:settrace|setprofile|addaudithook|meta_path[\w.]*|path_hooks[\w.]*)|torch\.(?:load|hub\.load\w*|ops\.load_library|classes\.load_library|utils\.cpp_extension\.load\w*)|numpy\.load|joblib\.load|get_ipython\(\)\.\w+|IPython\.get_ipython\(\)\.\w+|distutils\.spawn\.spawn|setuptools\.\w*spawn|pandas\.eval|glob\.i?glob|(?:pyarmor_runtime\w*\.|pytransform\.)?__pyarmor__|pytransform\.pyarmor_runtime|jinja2\.(?:Template|Environment\(\)\.from_string)|sqlite3\.connect|tarfile\.[\w.()]+\.add|zipfile\.[\w.()]+\.write|shutil\.(?:copytree|make_archive)|numexpr\.evaluate|yaml\.(?:unsafe_)?load|pandas\.read_pickle|jsonpickle\.(?:decode|loads)|(?:\w+\.)*__dict__\.\*[\w.]*|sys\.modules\.\*[\w.]*|os\.\*|sys\.path\.(?:insert|append)|transformers\.trust_remote_code|(?:Path|PosixPath|pathlib\.\w+)\(\)[\w.()]*\.(?:write_text|write_bytes|open|unlink|read_text|read_bytes)|.*__globals__[\w.()]*|.*\.load_module|(?:pathlib|Path|PosixPath)[\w.]*\(\)[\w.()]*\.(?:r?glob|iterdir|walk)|huggingface_hub\.[\w.()]*(?:upload_\w+|create_commit)|doctest\.\w+|rpyc\.[\w.]+|[\w.()[\]]+=|.*\.(?:add_dir|add_file|upload_file|upload_from_filename|fput_object|log_artifacts?|send_document)|debugpy\.listen|(?:numpy|joblib|pickle|dill|cloudpickle)\.load\(\)[\w.()]*(?:\[\])+)$/u;

/** What others rely on to load, fetch and check: whoever replaces it decides for every later model. Named by a library. */
const RELIED_ON =
  /^(?:torch\.(?:load|jit\.load|hub\.\w+|serialization\.\w+|_weights_only_unpickler\.[\w.]+)|safetensors\.(?:\w+\.)?(?:load\w*|safe_open|deserialize)|pickle\.\w+|builtins\.(?:open|exec|eval|compile|__import__|getattr|input)|(?:requests|httpx|urllib3|aiohttp)\.(?:[\w.]+\.)?_?(?:send|request|get|post|urlopen)|urllib\.request\.\w+|ssl\._create_default_https_context|huggingface_hub\.(?:[\w.]+\.)?\w*(?:download|token|upload)\w*|transformers\.(?:dynamic_module_utils\.\w+|(?:[\w.]+\.)?(?:safe_load_file|load_state_dict|check_torch_load_is_safe|resolve_trust_remote_code|cached_file|_?from_pretrained|from_config))|subprocess\.\w+|hashlib\.\w+|importlib\.[\w.]+|os\.(?:system|open|popen)|socket\.(?:socket|create_connection|getaddrinfo))$/u;
/** Variables by which a later fetch, check or program goes elsewhere. */
const REDIRECTS =
  /^(?:HF_ENDPOINT|PIP_(?:EXTRA_)?INDEX_URL|UV_(?:DEFAULT_)?INDEX(?:_URL)?|(?:HTTPS?|ALL)_PROXY|(?:https?|all)_proxy|LD_PRELOAD|BASH_ENV|PYTHONSTARTUP|GIT_SSH_COMMAND|NODE_OPTIONS|PAGER|MANPAGER|EDITOR|VISUAL|BROWSER|GIT_(?:EDITOR|PAGER|EXTERNAL_DIFF|ASKPASS)|LESSOPEN|PROMPT_COMMAND|PYTHONBREAKPOINT|CC|CXX|NVCC|SHELL)$/u;

export const reliedOn = (path: string): boolean => RELIED_ON.test(path);
export const redirects = (variable: string): boolean => REDIRECTS.test(variable);

export function reachesOut(path: string): boolean {
  const dot = path.indexOf('.');
  return (dot !== -1 && ROOTS.has(path.slice(0, dot))) || NAMES.test(path);
}

/** What brokers, mailboxes, name servers and other programs hand over. */
const ORDERS =
  /^(?:websockets|websocket|redis|pika|kafka|nats|zmq|telnetlib|imaplib|poplib|dns|serial|stomp|zerorpc|xmlrpc\.client|multiprocessing\.connection)\.[\w.()]*(?:connect|recv\w*|read\w*|b?[lr]pop\w*|get\w*|fetch|resolve|basic_get|retr|accept|listen|receive\w*|subscribe|consume)$/u;

/** Where the result of calling this comes from. */
export function originOf(path: string): Origin | undefined {
  if (/^huggingface_hub\.(?:hf_hub|snapshot|cached)_download$/u.test(path)) return 'network';
  if (/^(?:requests|httpx|urllib2?|urllib3|aiohttp|http|httplib|ftplib|wget)\./u.test(path)) return 'network';
  if (ORDERS.test(path)) return 'network';
  if (/^(?:socket|_socket|websockets?)\.[\w.()]*\.(?:recv\w*|makefile|fileno|accept|read)$/u.test(path))
    return 'socket';
  if (
    /^(?:socket\.gethostname|socket\.getfqdn|getpass\.getuser|platform\.(?:node|uname)|uuid\.getnode|os\.(?:getlogin|uname)|keyring\.get_password|huggingface_hub\.(?:[\w.()]*\.)?get_token|huggingface_hub\.(?:[\w.()]*\.)?HfFolder\.get_token|(?:google\.colab\.)?userdata\.get|kaggle_secrets\.UserSecretsClient\(\)\.get_secret|dotenv\.dotenv_values|netrc\.netrc|browser_cookie3\.\w+|boto3\.Session\(\)\.get_credentials|pyperclip\.paste|(?:\w+\.)*\w+\(\)\.get_cookies|(?:pyautogui|PIL\.ImageGrab)\.(?:screenshot|grab)|sounddevice\.rec|cv2\.VideoCapture\(\)\.(?:read|retrieve)|kubernetes\.[\w.()]*\.(?:list|read)_\w*secret\w*|boto3\.[\w.()]*\.get_frozen_credentials)$/u.test(
      path,
    )
  )
    return 'machine';
  if (/^getpass\.getpass$/u.test(path)) return 'request';
  if (
    /^(?:input|sys\.stdin\.read(?:line)?|streamlit\.(?:[\w.]+\.)?(?:text_(?:area|input)|chat_input)|flask\.request\..*)$/u.test(
      path,
    )
  )
    return 'request';
  if (
    /^(?:open|io\.open|codecs\.open|os\.open|os\.read|numpy\.(?:load|fromfile|memmap)|torch\.load|joblib\.load|PIL\.Image\.open|safetensors\.safe_open|safetensors\.\w+\.load_file|h5py\.File|json\.load|pickle\.load)$|\.(?:read_(?:text|bytes)|tolist|tobytes)$/u.test(
      path,
    )
  )
    return 'file';
  return undefined;
}

/** Where what stands under this name comes from, before anything of it is called. */
export function originOfName(path: string): Origin | undefined {
  if (/^(?:flask|bottle)\.request\./u.test(path)) return 'request';
  return /^streamlit\.secrets$/u.test(path) ? 'machine' : undefined;
}

/** Attributes through which code walks from any value to the modules that are loaded. */
export const INTROSPECTION: ReadonlySet<string> = new Set(
  (
    '__class__ __base__ __bases__ __mro__ mro __subclasses__ __globals__ __builtins__ func_globals gi_frame cr_frame ' +
    'tb_frame f_globals f_builtins f_locals f_back __self__ __dict__ __getattribute__ __init__ __loader__ __traceback__ __func__'
  ).split(' '),
);
/** Mappings whose items are what is named so. */
export const NAMESPACES =
  /(?:^|\.)(?:__builtins__|__globals__|func_globals|f_globals|f_builtins|f_locals|__dict__)$|^(?:globals|locals|vars|builtins|sys\.modules|__builtin__)(?:\(\))?$|sys\.modules(?:\.copy\(\))?$/u;

/** A module of Python that another one has imported is reached as its attribute: `random._os.system`. */
const IMPORTED =
  /^(?:[A-Za-z_]\w*\.)+_?(os|subprocess|pty|socket|shutil|ctypes|importlib|builtins|pickle|marshal|runpy)\.(?=[a-z_A-Z])/u;

/** `builtins.exec` is `exec`; `posix.system` is `os.system`; names that several modules share keep one. */
export function canonical(path: string): string {
  const stripped = path.replace(/^(?:builtins|__builtin__|__builtins__)\.(?=.)/u, '');
  return stripped
    .replace(IMPORTED, '$1.')
    .replace(/^requests\.(?:api|sessions)\./u, 'requests.')
    .replace(/^(?:posix|nt)\./u, 'os.')
    .replace(/^_socket\./u, 'socket.')
    .replace(/^IPython\.(?:core\.getipython\.)?get_ipython\(\)/u, 'get_ipython()')
    .replace(/^(?:cPickle|_pickle)\./u, 'pickle.')
    .replace(/^io\.open$|^_io\.open$/u, 'open');
}
