/**
 * Modules whose functions are told of beside those that reach out by themselves: they store, listen, compile, install, drive or
 * watch. Code that only computes with tensors has no use for them, which a rule may hold it to.
 */
const ROOTS: ReadonlySet<string> = new Set(
  (
    'ast bdb binhex cgi cgitb code codecs compileall copyreg crypt ctypes curses dbm distutils ensurepip faulthandler fcntl fileinput ' +
    'getpass grp idlelib imaplib lib2to3 mailbox mailcap modulefinder msvcrt multiprocessing netrc nis nntplib pdb pipes pkgutil poplib profile ' +
    'pwd py_compile pyclbr pydoc resource rlcompleter sched select selectors setuptools shelve signal site smtpd socketserver spwd sqlite3 ssl symtable ' +
    'sysconfig syslog tabnanny termios tkinter trace tracemalloc tty turtle unittest venv webbrowser winsound wsgiref zipapp _thread ' +
    'git dulwich pygit2 wandb mlflow comet_ml neptune gspread dropbox pydrive tweepy smbclient netmiko scapy impacket nmap frida cppyy pyximport ' +
    'Cython cython twisted tornado cherrypy bottle flask fastapi uvicorn sanic gevent eventlet asyncssh fsspec s3fs gcsfs smart_open apt virtualenv pipx ' +
    'antigravity posixpath ntpath nturl2path webdav3 fs kaggle gdown yt_dlp playwright selenium pyppeteer docker kubernetes ansible salt celery ray dask'
  ).split(' '),
);
/** What a search, a fold or a frame gives, called as it is; compilers and loaders of libraries that models do use. */
const NAMES =
  /^(?:functools\.reduce\(\)$|operator\.(?:call$|(?:item|attr)getter\(\)\(\))|sys\._getframe\(\)|inspect\.(?:currentframe|stack)\(\)|(?:os|sys|subprocess|socket|shutil|builtins|importlib|ctypes)\.__dict__(?:\[\]|\.\w+\(\))|__builtins__|(?:globals|vars|locals)\(\)\[\])|^(?:numpy\.(?:f2py|distutils|ctypeslib|testing)\.|torch\.(?:hub\.|utils\.(?:cpp_extension|model_zoo|show_pickle|bundled_inputs)\.|distributed\.(?:rpc|elastic|launch|run)|serialization\.add_safe_globals|multiprocessing\.)|transformers\.(?:dynamic_module_utils|commands)\.|huggingface_hub\.(?:snapshot_download|HfApi|login|upload\w*|create_\w+|delete_\w+|commands)|shutil\.(?:unpack_archive|make_archive|chown)|sys\.(?:exit|excepthook|displayhook|setrecursionlimit|breakpointhook)|asyncio\.|concurrent\.|logging\.(?:config|handlers)\.|email\.|xml\.|importlib\.|os\.(?:kill|killpg|setuid|chmod|chown|chroot|mkfifo|nice|link|symlink|truncate|ptrace|setsid|umask|abort|_exit)$|http\.|tempfile\.|platform\.|uuid\.getnode|(?:tarfile|zipfile)\.[\w.()]+\.extractall$|(?:gradio|gr)\.[\w.()]+\.launch$|(?:pyngrok\.)?ngrok\.)/u;

/** What fetches code to run, and installs. */
const LOADERS =
  /(?:^|\.)(?:(?:download|load|pull|install|fetch|get)_(?:loader|llama_pack|pack|tools?|kernel|plugin|module|agent|skill|from_hub|extension)|hub\.pull|load_(?:prompt|chain|agent|tool)|install|run_pip)$/u;

export function rarelyCalled(path: string): boolean {
  if (LOADERS.test(path)) return true;
  const dot = path.indexOf('.');
  return (dot !== -1 && ROOTS.has(path.slice(0, dot))) || NAMES.test(path);
}
