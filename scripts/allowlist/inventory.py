#!/usr/bin/env python3
"""Lists the classes of installed libraries that a pickle may allocate and give state to without running anything.

    scripts/allowlist/inventory.py OUT.json LIBRARY…

NEWOBJ calls `cls.__new__`, BUILD `__setstate__` or `__dict__.update`, and whatever is dropped runs `__del__`. A class is
*inert* where none of these is its library's own code, or where that code was read: REVIEWED. The others are printed
and left out. Enumerations are looked up by value. Functions count only in the modules that FUNCTIONS names, and only as
data. Tests, command lines and whatever can't be imported here are left out.
"""

import enum
import importlib
import importlib.metadata
import inspect
import json
import os
import pkgutil
import sys
import types
import warnings

warnings.simplefilter("ignore")
STATE = ("__new__", "__setstate__", "__del__", "__getattr__", "__getattribute__")
ITEMS = ("__setitem__", "append", "extend", "add", "update")

# Hooks that were read: they copy the state, or set up fields from it, and call nothing that the state holds.
REVIEWED = {
    "torch.nn.modules.module.Module", "torch.nn.modules.rnn.RNNBase", "torch.nn.modules.activation.MultiheadAttention", "torch.nn.modules.transformer.TransformerEncoderLayer",
    "torch.nn.modules.transformer.TransformerDecoderLayer", "torch.nn.modules.pooling._LPPoolNd", "torch.nn.modules.pooling.AvgPool3d", "torch.nn.modules.upsampling.Upsample",
    "torch.nn.modules.batchnorm._NormBase", "torch.nn.modules.pixelshuffle.PixelShuffle", "torch.nn.modules.flatten.Unflatten", "torch.nn.modules.activation.Hardtanh",
    "torch.nn.modules.activation.Softmin", "torch.nn.modules.activation.Softmax", "torch.nn.modules.activation.LogSoftmax", "torch.nn.modules.activation.GLU",
    "torch.nn.modules.activation.SiLU", "torch.nn.modules.activation.Mish", "torch.nn.modules.conv._ConvNd", "torch.nn.modules.fold.Fold", "torch.nn.modules.lazy.LazyModuleMixin",
    "torch.optim.optimizer.Optimizer", "torch.optim.adam.Adam", "torch.optim.adamw.AdamW", "torch.optim.sgd.SGD", "torch.optim.adagrad.Adagrad", "torch.optim.adamax.Adamax",
    "torch.optim.asgd.ASGD", "torch.optim.nadam.NAdam", "torch.optim.radam.RAdam", "torch.optim.rmsprop.RMSprop", "torch.optim.rprop.Rprop", "torch.optim.adadelta.Adadelta",
    "sklearn.base.BaseEstimator", "typing.Generic", "typing.Protocol", "abc.ABC", "collections.UserDict", "collections.UserList", "numpy.ndarray", "numpy.ma.core.MaskedArray",
    "torch.amp.grad_scaler.GradScaler", "torch.cuda.amp.grad_scaler.GradScaler", "torch.ao.nn.quantized.modules.conv._ConvNd", "torch.ao.pruning.sparsifier.base_sparsifier.BaseSparsifier",
    "torch.ao.sparsity.sparsifier.base_sparsifier.BaseSparsifier", "torch.ao.nn.sparse.quantized.linear.LinearPackedParams", "torch.distributed.algorithms._checkpoint.checkpoint_wrapper.ActivationWrapper",
    # exec of _parse_arg_template from the state: the machine holds that text to SciPy's own template.
    "scipy.stats._distn_infrastructure.rv_generic", "scipy.stats._distn_infrastructure.rv_discrete",
    "scipy.sparse.linalg._interface.LinearOperator", "scipy._lib._util._RichResult", "scipy.optimize._optimize.OptimizeResult", "scipy.signal._ltisys.TransferFunction", "scipy.signal._ltisys.ZerosPolesGain",
    "scipy.signal._ltisys.StateSpace", "scipy.signal._ltisys.lti", "scipy.signal._ltisys.dlti", "scipy.signal._ltisys.LinearTimeInvariant", "scipy.sparse._base.spmatrix", "scipy.sparse._coo.coo_matrix",
    "scipy.interpolate._rbfinterp.RBFInterpolator", "scipy.spatial.transform._rotation.Rotation", "scipy.stats._new_distributions.Normal", "scipy.spatial._qhull._QhullUser", "scipy.odr._odrpack.Model",
    "scipy.odr._odrpack.Data", "scipy.odr._odrpack.RealData", "numpy.polynomial._polybase.ABCPolyBase", "numpy.matrix", "numpy.recarray", "numpy.rec.recarray", "numpy.record", "numpy.chararray",
    "numpy.char.chararray", "numpy.finfo", "numpy.ma.MaskedArray", "numpy.ma.core.mvoid", "numpy.ma.mrecords.MaskedRecords", "numpy.object_", "sklearn.isotonic.IsotonicRegression", "sklearn.utils._bunch.Bunch",
    "sklearn_pandas.dataframe_mapper.DataFrameMapper", "sklearn.utils._metadata_requests.MetadataRequest", "sklearn.frozen._frozen.FrozenEstimator", "statsmodels.base.wrapper.ResultsWrapper", "statsmodels.discrete.discrete_model.NegativeBinomial", "statsmodels.tsa.statespace.kalman_filter.PredictionResults",
    # evaluates the formula of the state where it says restore_design_info or restore_model_spec: the machine reports those keys.
    "statsmodels.base.data.ModelData",
    "gensim.models.rpmodel.RpModel", "nltk.tokenize.punkt.PunktLanguageVars", "networkx.classes.graph.Graph", "networkx.classes.digraph.DiGraph", "networkx.classes.multigraph.MultiGraph",
    "networkx.classes.multidigraph.MultiDiGraph", "xgboost.core.Booster", "omegaconf.base.Node", "omegaconf.basecontainer.BaseContainer", "omegaconf.dictconfig.DictConfig", "omegaconf.listconfig.ListConfig",
    "pydantic.main.BaseModel", "pydantic.root_model.RootModel", "torchmetrics.metric.Metric", "torchmetrics.detection._mean_ap.BaseMetricResults", "transformers.configuration_utils.PreTrainedConfig", "transformers.integrations.heterogeneity.configuration_utils.HeterogeneousConfigMixin",
    "transformers.tokenization_utils_base.PreTrainedTokenizerBase", "transformers.tokenization_utils_base.BatchEncoding", "transformers.feature_extraction_utils.BatchFeature",
    "peft.tuners.tuners_utils.BaseTuner", "peft.peft_model.PeftModel", "peft.mixed_model.PeftMixedModel", "peft.utils.other.AuxiliaryTrainingWrapper", "peft.tuners.adaption_prompt.model.AdaptionPromptModel",
    "peft.tuners.xlora.model.XLoraModel", "accelerate.optimizer.AcceleratedOptimizer", "accelerate.state.PartialState", "accelerate.state.AcceleratorState", "accelerate.data_loader.DataLoaderAdapter",
    "sentence_transformers.base.modules.module.Module", "lightning.pytorch.strategies.strategy.Strategy", "pytorch_lightning.strategies.strategy.Strategy", "lightning.fabric.utilities.data.AttributeDict",
    "lightning_fabric.utilities.data.AttributeDict", "lightning.pytorch.core.optimizer.LightningOptimizer", "pytorch_lightning.core.optimizer.LightningOptimizer", "lightning.fabric.wrappers._FabricModule",
    "lightning_fabric.wrappers._FabricModule", "timm.layers.ml_decoder.TransformerDecoderLayerOptimal", "torch_geometric.data.data.Data", "torch_geometric.data.data.BaseData", "torch_geometric.data.storage.BaseStorage",
    "torch_geometric.data.hetero_data.HeteroData", "torch_geometric.data.temporal.TemporalData", "torch_geometric.data.in_memory_dataset.InMemoryDataset", "torchvision.tv_tensors._image.Image",
    "torchvision.tv_tensors._mask.Mask", "torchvision.tv_tensors._video.Video", "torchvision.tv_tensors._bounding_boxes.BoundingBoxes", "datetime.datetime", "datetime.timedelta", "datetime.tzinfo", "datetime.date",
    "torch.distributions.distribution.Distribution", "torch.utils.data.dataset.Dataset", "torch.utils.data.sampler.Sampler", "huggingface_hub.hub_mixin.ModelHubMixin", "gymnasium.spaces.space.Space", "gymnasium.spaces.box.Box", "gymnasium.spaces.discrete.Discrete", "gymnasium.spaces.multi_discrete.MultiDiscrete",
    "optuna.study.study.Study", "optuna.storages._in_memory.InMemoryStorage", "PIL.Image.Image", "nltk.redos.TimedPattern", "torch.utils._contextlib._NoParamDecoratorContextManager",
}  # fmt: skip
# Modules whose functions models and estimators keep as attributes.
FUNCTIONS = (
    "torch.nn.functional", "torch.nn.init", "torch.nn.modules", "torchvision.transforms.functional", "torchvision.ops", "transformers.activations", "timm.layers", "timm.models.layers",
    "sklearn.metrics", "sklearn.feature_selection", "sklearn.preprocessing", "sklearn.gaussian_process", "sklearn.utils.extmath", "scipy.special", "scipy.stats", "scipy.spatial.distance", "numpy",
    "gensim.models", "gensim.utils", "spacy.lang", "timm.data.auto_augment", "torchmetrics.metric", "optuna.samplers", "optuna.pruners", "torch.optim.swa_utils", "torch.utils.data._utils.collate",
    "peft.tuners", "open_clip.transformer", "torchvision.models", "nltk.tokenize", "nltk.stem", "skimage.filters", "statsmodels.tools", "torchmetrics.functional", "torchmetrics.utilities",
)  # fmt: skip
# Packages whose classes files also name by the package: what some writers, and people, use.
PUBLIC = ("torch.nn", "torch.optim", "torch.optim.lr_scheduler", "torch.utils.data", "scipy.sparse", "xgboost", "lightgbm", "sklearn.", "torchvision.models", "torchvision.transforms", "statsmodels.api", "nltk")
# Containers of libraries: their constructors copy what they are given, their item assignment stores it.
CONTAINERS = (
    "transformers.utils.generic.ModelOutput", "nltk.probability.FreqDist", "nltk.probability.ConditionalFreqDist", "nltk.tree.tree.Tree", "sklearn.utils._bunch.Bunch", "deap.tools.support.Logbook",
    "deap.tools.support.HallOfFame", "scipy._lib._util._RichResult", "scipy.optimize._optimize.OptimizeResult", "confection._config.Config", "spacy.strings.StringStore", "gymnasium.spaces.dict.Dict",
    "collections.UserDict", "statsmodels.tools.tools.Bunch", "omegaconf.base.Node", "lightning.fabric.utilities.data.AttributeDict", "lightning_fabric.utilities.data.AttributeDict",
)  # fmt: skip
SKIPPED = ("test", "tests", "testing", "__main__", "_test", "conftest", "benchmarks", "examples", "cli", "commands", "scripts", "onnx", "tpu", "f2py", "distutils", "agents", "hub", "package", "_inductor", "_dynamo", "rpc", "elastic", "cpp_extension", "bottleneck", "_export", "_functorch", "onnxruntime", "tensorboard", "_higher_order_ops", "pydoc", "serving", "cloudpickle", "externals", "_vendor", "vendor")  # fmt: skip


def modules(library):
    """The library's modules, imported; those that fail are left out."""
    root = importlib.import_module(library)
    yield root
    if not hasattr(root, "__path__"):
        return
    for found in pkgutil.walk_packages(root.__path__, f"{library}.", onerror=lambda _: None):
        parts = found.name.split(".")[1:]
        if any(part in SKIPPED or part.startswith(("test_", "_test")) for part in parts):
            continue
        try:
            yield importlib.import_module(found.name)
        except BaseException:  # noqa: BLE001, S112  (an optional dependency is missing, or it wants a display or a device)
            continue


def name_of(thing):
    return f"{getattr(thing, '__module__', None)}.{getattr(thing, '__qualname__', '')}"


def resolves(thing):
    """Whether unpickling `module`, `qualname` would give this very object."""
    module, name = getattr(thing, "__module__", None), getattr(thing, "__qualname__", "")
    if not isinstance(module, str) or not name or "<" in name:
        return False
    found = sys.modules.get(module)
    for part in name.split("."):
        found = getattr(found, part, None)
    return found is thing


def hooks(cls):
    """The hooks that are neither Python's own nor reviewed, as `class.hook`."""
    found = []
    for base in cls.__mro__:
        if base.__module__ in ("builtins", "abc", "typing", "collections", "enum", "_collections_abc", "collections.abc") or name_of(base) in REVIEWED:
            continue
        for hook in STATE:
            value = vars(base).get(hook)
            if value is None or (hook == "__setstate__" and getattr(value, "__name__", "") == "_dataclass_setstate"):
                continue
            # pybind11's enumerations: the state is their number.
            if hook == "__setstate__" and type(value).__name__ == "instancemethod" and hasattr(base, "__entries") or hasattr(base, "__members__"):
                continue
            if base.__module__.startswith(("networkx.classes.", "timm.optim.", "torch.optim.")):
                continue
            if hook == "__new__" and (issubclass(base, tuple) and hasattr(base, "_fields")):
                continue
            # Extension types have a `__new__` in C that only allocates; `__setstate_cython__` checks its tuple.
            if hook in ("__new__", "__setstate__") and (isinstance(value, (types.BuiltinFunctionType, types.WrapperDescriptorType, types.MethodDescriptorType)) or type(value).__name__ == "cython_function_or_method"):
                continue
            found.append(f"{name_of(base)}.{hook}")
    return found


def permissions(cls):
    if issubclass(cls, enum.Enum):
        return ["call", "member"]
    if issubclass(cls, BaseException):
        return ["call", "build"]
    may = ["new", "build"]
    outside = [base for base in cls.__mro__ if base.__module__ not in ("builtins", "collections", "abc", "typing")]
    if any(name_of(base) in CONTAINERS for base in cls.__mro__):
        return ["new", "build", "items", "call"]
    if issubclass(cls, (dict, list, set)) or any(base.__module__ == "collections" for base in cls.__mro__):
        if not any(name in vars(base) for base in outside for name in ITEMS):
            may.append("items")
        if not any(name in vars(base) for base in outside for name in ("__init__", "__new__")):
            may.append("call")
    return may


def inventory(library):
    entries, left_out = {}, {}
    for module in list(modules(library)):
        for thing in list(vars(module).values()):
            if inspect.isclass(thing):
                if name_of(thing).split(".")[0] != library or not resolves(thing) or issubclass(thing, type):
                    continue
                if issubclass(thing, BaseException) and any(hook in vars(base) for base in thing.__mro__ if base.__module__ != "builtins" for hook in ("__init__", "__reduce__")):
                    continue
                if any(part in SKIPPED for part in thing.__module__.split(".")[1:]):
                    continue
                found = [] if issubclass(thing, enum.Enum) else hooks(thing)
                if found:
                    left_out[name_of(thing)] = found
                else:
                    entries[thing.__module__, thing.__qualname__] = permissions(thing)
            elif isinstance(thing, (types.FunctionType, types.BuiltinFunctionType)) or type(thing).__name__ in ("ufunc", "cython_function_or_method", "_ArrayFunctionDispatcher", "fused_cython_function"):
                where = getattr(thing, "__module__", None) or module.__name__
                name = getattr(thing, "__qualname__", None) or getattr(thing, "__name__", "")
                if isinstance(where, str) and where.split(".")[0] == library and where.startswith(FUNCTIONS) and name.isidentifier() and getattr(sys.modules.get(where), name, None) is thing:
                    entries[where, name] = ["refer"]
        # The same classes under the name of their package.
        public = module.__name__
        if public in PUBLIC or (public.startswith("sklearn.") and "sklearn." in PUBLIC and public.count(".") == 1 and "._" not in public):
            for name, thing in list(vars(module).items()):
                known = entries.get((getattr(thing, "__module__", None), getattr(thing, "__qualname__", None))) if inspect.isclass(thing) else None
                if known is not None and thing.__name__ == name:
                    entries[public, name] = known
    return entries, left_out


def main(out, libraries):
    result = []
    for library in libraries:
        try:
            entries, left_out = inventory(library)
        except ImportError as error:
            print(f"left out: {library}: {error}", file=sys.stderr)
            continue
        version = getattr(sys.modules[library], "__version__", "")
        groups = {}
        for (module, name), may in sorted(entries.items()):
            groups.setdefault(" ".join(may), {}).setdefault(module, []).append(name)
        result.append({"library": library, "version": str(version).split("+")[0], "groups": groups})
        print(f"{library} {version}: {len(entries)} names, {len(left_out)} left out", file=sys.stderr)
        reasons = {}
        for cls, found in left_out.items():
            reasons.setdefault(found[0], []).append(cls)
        for reason, classes in sorted(reasons.items(), key=lambda item: -len(item[1]))[: int(os.environ.get("SHOWN", "12"))]:
            print(f"   {len(classes):5} {reason}", file=sys.stderr)
    with open(out, "w", encoding="utf-8") as file:
        json.dump(result, file, indent=1)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
