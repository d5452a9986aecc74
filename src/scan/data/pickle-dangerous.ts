/** Names that no model file needs and that run, load or reach what the file chooses. Graded critical, with the reason. */
export interface DangerGroup {
  readonly reason: string;
  /** Every name of these modules and of modules under them. */
  readonly modules?: string;
  /** Exact dotted names. */
  readonly names?: string;
}

export const DANGERS: readonly DangerGroup[] = [
  {
    reason: 'runs commands or processes',
    modules:
      'subprocess32 _winapi msvcrt winreg win32api win32process win32com _osx_support _aix_support _pyrepl platform.popen pipes os2 ce riscos java.lang psutil git dulwich fire cmd crypt loky joblib.externals.loky torch.distributed.run torch.distributed.launch torch.multiprocessing.spawn numpy.distutils distutils.ccompiler distutils.cmd distutils.core pywintypes ptyprocess ' +
      'os posix nt subprocess _posixsubprocess pty commands popen2 multiprocessing asyncio concurrent.futures sh pexpect plumbum fabric invoke',
    names:
      'uuid._get_command_stdout uuid._ifconfig_getter uuid._find_mac imaplib.IMAP4_stream shutil._run_zip torch.utils.cpp_extension.load torch.utils.cpp_extension.load_inline ' +
      'distutils.spawn.spawn distutils.spawn.find_executable setuptools._distutils.spawn.spawn IPython.utils.process.system IPython.core.interactiveshell.InteractiveShell',
  },
  {
    reason: 'runs Python code from text, bytes or a file',
    modules:
      'interpreters concurrent.interpreters _interpreters _xxsubinterpreters _xxinterpchannels rlcompleter cgitb tabnanny modulefinder zipapp turtledemo tkinter.test wsgiref smtpd asyncore cython Cython scipy.weave patsy.eval asteval simpleeval RestrictedPython tornado.template chameleon genshi django flask.cli celery twisted past.builtins nbconvert nbclient sage theano pymc3 tensorflow.python.autograph torch._inductor torch._dynamo torch._export torch._functorch torch.fx.experimental torch.utils.bottleneck torch.testing torch.utils.jit torch_geometric.template torch_geometric.inspector numba.pycc lldb gdb pudb ipdb line_profiler memory_profiler ' +
      'runpy code codeop bdb pdb profile cProfile timeit trace doctest unittest test idlelib ensurepip venv pip lib2to3 compileall py_compile pydoc ' +
      'nose pytest _pytest IPython ipykernel jupyter numba.core numexpr sympy jinja2 mako',
    names:
      'numpy.lib.utils.safe_eval numpy.lib._utils_impl.source numpy.ma.testutils pandas.core.computation.expr.Expr torch.serialization._legacy_load sklearn.utils._testing.check_skip_network torch.utils._config_module.ConfigModule.load_config torch.fx.graph_module.reduce_graph_module torch.fx.graph_module._forward_from_src torch_geometric.nn.conv.message_passing.MessagePassing torch_geometric.nn.sequential.Sequential collections.namedtuple dataclasses.make_dataclass dataclasses._create_fn attr.make_class typing.get_type_hints inspect.get_annotations ' +
      'builtins.eval builtins.exec builtins.execfile builtins.compile builtins.input builtins.raw_input builtins.breakpoint builtins.help builtins.exit builtins.quit ' +
      'numpy.testing._private.utils.runstring numpy.testing.utils.runstring numpy.testing.runstring numpy.testing._private.utils.rundocs ' +
      'numpy.f2py.crackfortran.getlincoef numpy.f2py.crackfortran._eval_length numpy.f2py.crackfortran.param_eval numpy.f2py.crackfortran.myeval ' +
      'numpy.f2py.diagnose.run_command numpy.distutils.exec_command.exec_command numpy.core.numerictypes.find_common_type ' +
      'pandas.core.computation.eval.eval pandas.eval pandas.core.frame.DataFrame.query pandas.core.frame.DataFrame.eval ' +
      'torch.utils.collect_env.run torch.utils._config_module.load_config torch.fx.graph_module torch.utils.data.datapipes.utils.decoder.basichandlers ' +
      'torch.fx.experimental.symbolic_shapes.ShapeEnv.evaluate_guards_expression torch.fx.experimental.symbolic_shapes.ShapeEnv.evaluate_guards_for_args ' +
      'torch.utils.bottleneck.__main__.run_cprofile torch.utils.bottleneck.__main__.run_autograd_prof torch.jit.unsupported_tensor_ops.execWrapper ' +
      'torch._dynamo.guards.GuardBuilder.get torch._inductor.codecache.compile_file torch.distributed.elastic.multiprocessing.start_processes ' +
      'transformers.dynamic_module_utils.get_class_from_dynamic_module transformers.utils.import_utils._LazyModule ' +
      'lib2to3.pgen2.pgen.ParserGenerator.make_label lib2to3.pgen2.grammar.Grammar.loads ensurepip._run_pip ' +
      'types.CodeType types.FunctionType types.ModuleType types.MethodType types.LambdaType types.GeneratorType ' +
      'cloudpickle.cloudpickle._make_function cloudpickle.cloudpickle._builtin_type cloudpickle.cloudpickle._make_skel_func ' +
      'cloudpickle.cloudpickle.subimport cloudpickle.cloudpickle.dynamic_subimport cloudpickle.cloudpickle_fast._make_function ' +
      'dill._dill._create_function dill._dill._create_code dill._dill._import_module dill._dill._load_type dill._dill._get_attr dill._dill._eval_repr ' +
      'cloudpickle.cloudpickle._fill_function',
  },
  {
    reason: 'loads further code: modules, libraries or other serialised objects',
    modules:
      'importlib_metadata importlib_resources pkg_resources setuptools _distutils_hack six.moves sysconfig loader zope.dottedname werkzeug.utils hydra.utils hydra._internal jax.experimental.export tensorflow.saved_model tensorflow.python.saved_model tensorflow.compat keras.models keras.saving keras.src.saving keras.src.models.model keras.engine.saving tensorflow.keras.models tensorflow.python.keras.saving h5py onnxruntime skops.io mlflow bentoml ray.cloudpickle pyspark joblib.memory joblib.func_inspect joblib.externals.cloudpickle srsly numba.core.serialize numba.core.runtime sklearn.externals.joblib.memory dask.distributed distributed datasets.load gensim.utils.unpickle nltk.data nltk.downloader torch.onnx torch.utils.model_zoo torchvision.datasets.utils detectron2.config.instantiate langchain pyarrow.plasma blosc zict diskcache klepto pandas.io.pytables tables klepto cython_runtime llvmlite ' +
      'importlib _frozen_importlib _frozen_importlib_external imp pkgutil zipimport ctypes _ctypes cffi _cffi_backend dl marshal _imp site sitecustomize ' +
      'pickle cPickle _pickle dill shelve yaml ruamel jsonpickle cloudpickle dbm torch.hub torch.package torch.utils.cpp_extension torch.ops torch.classes torch.jit',
    names:
      'torch.jit.script torch.load_library torch._C._load_for_lite_interpreter torch.utils.data.datapipes.datapipe._IterDataPipeSerializationWrapper torch.utils.data.datapipes.datapipe._MapDataPipeSerializationWrapper torch.utils.data.datapipes.datapipe._DataPipeSerializationWrapper nltk.corpus.reader.util.PickleCorpusView pandas.compat.pickle_compat.load numpy.lib.format.read_array numpy.lib.npyio.NpzFile numpy._pickle numpy.DataSource xgboost.core.DMatrix lightgbm.basic.Dataset spacy.load nltk.download transformers.AutoModel.from_pretrained transformers.models.auto.auto_factory.get_class_from_dynamic_module keras.layers.Lambda keras.src.layers.core.lambda_layer.Lambda gensim.models.word2vec.Word2Vec.load omegaconf.OmegaConf.load ' +
      'builtins.__import__ pydoc.locate torch.load torch.serialization.load torch.jit.load torch._C._jit_pass_custom torch.ops.load_library torch.classes.load_library ' +
      'numpy.load numpy.lib.npyio.load numpy.lib._npyio_impl.load numpy.ctypeslib.load_library joblib.load joblib.numpy_pickle.load joblib.numpy_pickle_utils._read_fileobject ' +
      'pandas.read_pickle pandas.io.pickle.read_pickle pandas.io.pickle.to_pickle sklearn.externals.joblib.load tensorflow.keras.models.load_model keras.models.load_model ' +
      'cloudpickle.loads cloudpickle.load torch.storage.load torch._utils_internal.get_file_path numpy.core._multiarray_umath._reload_guard transformers.pipeline ' +
      'pkg_resources.load_entry_point logging.config.listen logging.config.dictConfig logging.config._resolve',
  },
  {
    reason: 'reaches any attribute or calls any function, so harmless names lead to dangerous ones',
    names:
      'builtins.getattr builtins.setattr builtins.delattr builtins.hasattr builtins.globals builtins.locals builtins.vars builtins.dir builtins.__build_class__ ' +
      'builtins.map builtins.filter builtins.apply builtins.reduce functools.reduce functools.partialmethod functools.singledispatch functools.cached_property ' +
      'operator.attrgetter operator.methodcaller operator.call _operator.attrgetter _operator.methodcaller _operator.call ' +
      'concurrent.futures.ThreadPoolExecutor concurrent.futures.thread.ThreadPoolExecutor builtins.classmethod.__get__ types.DynamicClassAttribute operator.setitem _operator.setitem operator.delitem _operator.delitem operator.iadd _operator.iadd pkgutil.resolve_name types.coroutine types.new_class types.prepare_class ' +
      'contextlib.ExitStack contextlib.contextmanager functools.wraps functools.update_wrapper functools.cmp_to_key functools.lru_cache unittest.mock.patch gc.callbacks sys.displayhook sys.excepthook sys.setrecursionlimit sys.set_asyncgen_hooks sys.breakpointhook resource.setrlimit ' +
      'inspect.getattr_static inspect.currentframe sys.modules sys._getframe sys.settrace sys.setprofile sys.meta_path sys.path_hooks gc.get_objects gc.get_referrers ' +
      'atexit.register weakref.finalize threading.Thread threading.Timer _thread.start_new_thread _thread.start_new signal.signal sched.scheduler faulthandler ' +
      'itertools.starmap itertools.accumulate itertools.takewhile itertools.dropwhile itertools.filterfalse copyreg.add_extension copyreg.pickle ' +
      'torch.utils._pytree.tree_map torch.nn.Module.apply torch.func.functional_call ' +
      'sys.addaudithook sys.exit sys.call_tracing site.addsitedir',
  },
  {
    reason: 'talks to the network',
    modules:
      'asynchat asyncssh pyftpdlib tftpy dns scapy pysftp minio oss2 telegram discord discord_webhook pymongo redis psycopg2 pymysql kafka pika smb impacket ldap3 requests_toolbelt tornado gevent eventlet nis ' +
      'socket _socket ssl http httplib urllib urllib2 urllib3 requests httpx aiohttp ftplib smtplib poplib imaplib nntplib telnetlib xmlrpc xmlrpclib SimpleXMLRPCServer SimpleHTTPServer ' +
      'BaseHTTPServer CGIHTTPServer socketserver SocketServer webbrowser antigravity paramiko boto3 botocore wget pycurl websocket websockets zmq grpc ' +
      'huggingface_hub fsspec s3fs gcsfs torch.distributed.rpc uuid._get_command_stdout',
  },
  {
    reason: 'reads, writes or removes files',
    modules:
      'filecmp dbm.gnu dbm.ndbm gdbm bsddb gzip bz2 lzma netrc mailbox pyclbr nturl2path send2trash py7zr rarfile patoolib aiofiles scandir winshell ' +
      'shutil tempfile fileinput glob linecache mmap zipfile tarfile sqlite3 _sqlite3 dbm.dumb pathlib.Path.write_text distutils.file_util distutils.dir_util',
    names:
      'linecache.getline linecache.updatecache tokenize.open codecs.EncodedFile fileinput.input torch.utils.file_baton.FileBaton numpy.fromregex numpy.lib.npyio.fromregex pandas.DataFrame.to_pickle pandas.DataFrame.to_csv pandas.core.generic.NDFrame.to_csv pandas.core.generic.NDFrame.to_pickle pandas.io.common.get_handle mimetypes.init mimetypes.read_mime_types ' +
      'distutils.file_util.write_file logging.handlers.WatchedFileHandler logging.handlers.SysLogHandler logging.handlers.HTTPHandler logging.handlers.SMTPHandler logging.handlers.DatagramHandler logging.basicConfig logging.config.fileConfig logging.shutdown ' +
      'pathlib.Path.rename pathlib.Path.replace pathlib.Path.symlink_to pathlib.Path.touch pathlib.Path.mkdir pathlib.Path.chmod pathlib.Path.iterdir pathlib.Path.glob pathlib.Path.read_bytes pathlib.PosixPath.unlink pathlib.PosixPath.write_text pathlib.PosixPath.write_bytes ' +
      'builtins.open builtins.file io.open io.FileIO io.open_code _io.open _io.FileIO _io.open_code codecs.open numpy.save numpy.savez numpy.savetxt numpy.loadtxt numpy.genfromtxt numpy.fromfile numpy.memmap ' +
      'numpy.core.memmap.memmap torch.save torch.from_file torch.FloatStorage.from_file torch.UntypedStorage.from_file pandas.read_csv pandas.io.parsers.readers.read_csv ' +
      'pathlib.Path.write_bytes pathlib.Path.unlink pathlib.Path.rmdir pathlib.Path.open pathlib.Path.read_text logging.FileHandler logging.handlers.RotatingFileHandler logging.handlers.SocketHandler',
  },
];

const MODULES = new Map<string, string>();
const NAMES = new Map<string, string>();
for (const { reason, modules, names } of DANGERS) {
  for (const module of modules?.split(' ') ?? []) MODULES.set(module, reason);
  for (const name of names?.split(' ') ?? []) NAMES.set(name, reason);
}

/** Why the dotted name is dangerous, itself or as part of a dangerous module; undefined if it isn't known to be. */
export function dangerOf(full: string): string | undefined {
  const exact = NAMES.get(full);
  if (exact !== undefined) return exact;
  let end = full.length;
  while (end > 0) {
    const prefix = full.slice(0, end);
    const reason = MODULES.get(prefix) ?? (end < full.length ? NAMES.get(prefix) : undefined);
    if (reason !== undefined) return reason;
    end = full.lastIndexOf('.', end - 1);
  }
  return undefined;
}
