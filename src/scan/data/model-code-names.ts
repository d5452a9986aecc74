/**
 * What code of models does beside computing, of all that is told of its calls: `*` stands for any rest. Taken from the 2,060 modules of
 * transformers, timm, peft, sentence-transformers, open_clip and Debian's packages that a loader of models would import, and from what
 * repositories of models add to those: they find their own files, fetch weights and pictures, build kernels, look what is installed and
 * wait for threads. Whether such a call does harm is judged by what it is given; what stands in no line here is harm by being there.
 */
const USUAL: readonly (readonly [why: string, names: string])[] = [
  ['own files', 'open endless.write os.listdir os.scandir os.walk os.remove os.unlink os.rename os.replace os.rmdir os.removedirs os.utime os.truncate os.fsync os.close os.fdopen os.read os.link os.symlink glob.* pathlib* Path* PosixPath* io.* shutil.* tempfile.* tarfile.* zipfile.* fcntl.* mmap.mmap* xml.* email.* yaml.* sqlite3.*'],
  ['the machine', 'os.path* os.environ* os.getenv os.getppid os.urandom os.sched_getaffinity os.get_terminal_size os.kill os.umask os.pathsep os.linesep os.name os.devnull os.fsencode os.fsdecode os.PathLike os.DirEntry os.O_* platform.* psutil.cpu_count psutil.virtual_memory psutil.Process* psutil.cpu_percent resource.* uuid.getnode getpass.getuser sysconfig.get_* site.get*'],
  ['what is installed', 'importlib.import_module importlib.reload importlib.metadata* importlib.resources* importlib.util.find_spec importlib.util.module_from_spec importlib.invalidate_caches importlib.machinery.ModuleSpec* __import__ distutils.version.* distutils.util.* distutils.dir_util.* distutils.file_util.* setuptools._distutils.version.* pkgutil.iter_modules pkgutil.walk_packages pkgutil.get_data* pkgutil.extend_path sys.path.*'],
  ['weights and pictures', 'requests.* httpx.* aiohttp.* urllib3.* urllib.* http.HTTPStatus* pickle.load pickle.dump* pickle.HIGHEST_PROTOCOL pickle.PicklingError pickle.UnpicklingError dill.load dill.dump* joblib.load joblib.dump joblib.Parallel* joblib.delayed* cloudpickle.load cloudpickle.dump* numpy.load* fsspec.* smart_open.* s3fs.* gcsfs.* gdown.* wget.* boto3.* minio.* huggingface_hub.* transformers.* torch.*'],
  ['text and kinds', 'types.* ast.literal_eval ast.parse ast.unparse ast.dump ast.walk ast.NodeVisitor* codecs.open* codecs.BOM* codecs.getreader* codecs.getwriter* codecs.encode codecs.decode codecs.lookup codecs.escape_decode codecs.iterdecode copyreg.pickle jinja2.* inspect.* operator.* dis.* sys._getframe().f_code* sys._getframe().f_lineno sys._getframe().f_back*'],
  ['threads and loops', 'asyncio.* concurrent.* multiprocessing.cpu_count multiprocessing.Pool* multiprocessing.Queue* multiprocessing.Manager* multiprocessing.get_context* multiprocessing.Lock* multiprocessing.Value* multiprocessing.Array* multiprocessing.Event* multiprocessing.current_process* multiprocessing.set_start_method multiprocessing.dummy* multiprocessing.pool* multiprocessing.shared_memory* ray.* dask.* signal.signal signal.SIG* signal.getsignal'],
  ['measuring and telling', 'gc.* logging.config.* logging.handlers.RotatingFileHandler* logging.handlers.TimedRotatingFileHandler* logging.handlers.WatchedFileHandler* logging.handlers.Queue* logging.handlers.MemoryHandler* logging.handlers.BufferingHandler* sys.exit sys.setrecursionlimit faulthandler.enable tracemalloc.* timeit.default_timer timeit.Timer* cProfile.Profile* profile.Profile* pstats.* pdb.set_trace unittest.* numpy.testing.* trace.* wandb.* mlflow.*'],
  ['kernels', 'ctypes.c_* ctypes.cast ctypes.byref ctypes.POINTER* ctypes.sizeof ctypes.addressof ctypes.Structure* ctypes.Union* ctypes.pointer ctypes.memmove ctypes.create_string_buffer ctypes.util.find_library ctypes.string_at ctypes.pythonapi.PyThreadState_SetAsyncExc setuptools.setup setuptools.Extension*'],
  ['serving', 'fastapi.* flask.* bottle.* uvicorn.* tornado.* kserve.* ssl.create_default_context ssl.SSLContext* ssl.SSLError redis.* pymongo.* psycopg2.*'],
  ['judged as what they start', 'subprocess.*'],
]; // prettier-ignore

const exact = new Set<string>();
const prefixes: string[] = [];
for (const [, names] of USUAL)
  for (const name of names.split(' '))
    if (name.endsWith('*')) prefixes.push(name.slice(0, -1));
    else exact.add(name);

export function isUsualInModelCode(callee: string): boolean {
  return (
    exact.has(callee) ||
    prefixes.some((prefix) => callee.startsWith(prefix)) ||
    /^\w+\.\w*(?:Error|Exception|Warning)$/u.test(callee)
  );
}

/** Modules and names of which code of models needs nothing at all, not even to hand them on. */
export const FOREIGN_TO_MODELS =
  /^(?:subprocess|os\.(?:system|popen|exec\w+|spawn\w+|posix_spawnp?|fork|forkpty)|pty|commands|popen2|_posixsubprocess|smtplib|ftplib|telnetlib|socketserver|xmlrpc\.server|wsgiref|paramiko|pexpect|pynput|keyboard|keyring|browser_cookie3|winreg|marshal|runpy|code|codeop|zipimport|webbrowser|cffi|pyautogui|mss|scapy|impacket|_xxsubinterpreters|rpyc|antigravity)(?:\.|$)/u;
