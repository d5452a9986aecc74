"""Checkpoints in the shape of libraries that are not installed: classes of their true dotted names, made here, written by pickle and PyTorch."""

import argparse
import collections
import enum
import functools
import io
import pickle
import sys
import types
import uuid

import numpy as np
import torch
from torch import nn

from values import write


def module(name):
    """The module of that name, its parents too, made of nothing where it isn't imported already."""
    parent = None
    for end in range(1, name.count(".") + 2):
        full = ".".join(name.split(".")[:end])
        made = sys.modules.setdefault(full, types.ModuleType(full))
        if parent is not None:
            setattr(parent, full.rsplit(".", 1)[1], made)
        parent = made
    return parent


def kind(where, name, base=object, **members):
    made = type(name, (base,), {"__module__": where, **members})
    setattr(module(where), name, made)
    return made


def members(where, name, values, base=enum.Enum):
    made = base(name, values, module=where)
    setattr(module(where), name, made)
    return made


def function(where, name):
    def made(*_arguments, **_keywords):
        return 1.0

    made.__module__, made.__qualname__, made.__name__ = where, name, name
    setattr(module(where), name, made)
    return made


def filled(made, **state):
    made.__dict__.update(state)
    return made


def layers(where, names, holder):
    """A module of `holder` that holds one of each layer, as whole-model saves do."""
    outer = kind(*holder, base=nn.Module)()
    for name in names.split():
        inner = kind(where, name, base=nn.Module)()
        inner.conv, inner.bn, inner.act = nn.Conv2d(1, 2, 1), nn.BatchNorm2d(2), nn.SiLU()
        outer.add_module(name, inner)
    return outer


def yolo():
    model = layers("ultralytics.nn.modules.block", "C2f Bottleneck SPPF DFL C3k2 C2PSA PSABlock Attention C3k", ("ultralytics.nn.tasks", "DetectionModel"))
    for name in ("Conv", "Concat", "DWConv"):
        model.add_module(name, kind("ultralytics.nn.modules.conv", name, base=nn.Module)())
    model.detect = kind("ultralytics.nn.modules.head", "Detect", base=nn.Module)()
    model.args = kind("ultralytics.utils", "IterableSimpleNamespace", base=types.SimpleNamespace)(lr0=0.01, imgsz=640)
    model.criterion = filled(kind("ultralytics.utils.loss", "v8DetectionLoss")(), bce=nn.BCEWithLogitsLoss(reduction="none"), assigner=kind("ultralytics.utils.tal", "TaskAlignedAssigner", base=nn.Module)())
    return {"epoch": -1, "best_fitness": np.float64(0.5), "model": model.half(), "ema": None, "updates": None, "optimizer": None, "train_args": {"data": "coco.yaml"}, "train_metrics": {"fitness": 0.1}, "date": "2024-01-01T00:00:00", "version": "8.3.0"}


def old_yolo():
    model = layers("models.common", "Conv Bottleneck C3 SPPF Concat Focus SPP", ("models.yolo", "Model"))
    model.detect = kind("models.yolo", "Detect", base=nn.Module)()
    return {"epoch": 3, "model": model, "optimizer": None, "training_results": None}


def training_arguments(where="transformers.training_args", name="TrainingArguments"):
    interval = members("transformers.trainer_utils", "IntervalStrategy", {"NO": "no", "STEPS": "steps"})
    state = filled(kind("accelerate.state", "PartialState")(), device=torch.device("cpu"), num_processes=1, distributed_type=members("accelerate.utils.dataclasses", "DistributedType", {"NO": "NO"}).NO)
    return filled(
        kind(where, name)(), output_dir="out", learning_rate=5e-5, lr_scheduler_type=members("transformers.trainer_utils", "SchedulerType", {"LINEAR": "linear"}).LINEAR, eval_strategy=interval.NO, hub_strategy=members("transformers.trainer_utils", "HubStrategy", {"EVERY_SAVE": "every_save"}).EVERY_SAVE,
        optim=members("transformers.training_args", "OptimizerNames", {"ADAMW_TORCH": "adamw_torch"}).ADAMW_TORCH, debug=[], fsdp=[], accelerator_config=filled(kind("transformers.trainer_pt_utils", "AcceleratorConfig")(), split_batches=False), distributed_state=state, _n_gpu=0, deepspeed_plugin=None, report_to=["tensorboard"],
    )  # fmt: skip


def lightning(package):
    checkpoint = kind(f"{package}.callbacks.model_checkpoint", "ModelCheckpoint")
    attributes = kind(f"{'pytorch_lightning' if package == 'pytorch_lightning' else 'lightning.pytorch'}.utilities.parsing", "AttributeDict", base=dict)
    return {"epoch": 2, "global_step": 10, f"{package.replace('_', '-')}_version": "2.1.0", "state_dict": nn.Linear(2, 2).state_dict(), "callbacks": {checkpoint: {"best_model_score": torch.tensor(0.5), "best_model_path": "x"}, "EarlyStopping{'monitor': 'val_loss'}": {"wait_count": 0}}, "optimizer_states": [], "lr_schedulers": [], "hparams_name": "kwargs", "hyper_parameters": attributes({"lr": 1e-3, "layers": [1, 2]}), "loops": {}}


def metadata():
    """The `.metadata` of torch.distributed.checkpoint."""
    at = "torch.distributed.checkpoint.metadata"
    encoding = members(at, "_MEM_FORMAT_ENCODING", {"TORCH_CONTIGUOUS_FORMAT": 0})
    properties = kind(at, "TensorProperties", __getstate__=lambda self: (torch.float32, torch.strided, False, encoding.TORCH_CONTIGUOUS_FORMAT, False), __setstate__=lambda self, state: None)
    tensor = filled(kind(at, "TensorStorageMetadata")(), properties=properties(), size=torch.Size([2]), chunks=[filled(kind(at, "ChunkStorageMetadata")(), offsets=torch.Size([0]), sizes=torch.Size([2]))])
    index = filled(kind(at, "MetadataIndex")(), fqn="w", offset=torch.Size([0]), index=0)
    info = filled(kind("torch.distributed.checkpoint.filesystem", "_StorageInfo")(), relative_path="__0_0.distcp", offset=0, length=8)
    return filled(kind(at, "Metadata")(), state_dict_metadata={"w": tensor, "b": kind(at, "BytesStorageMetadata")()}, planner_data={"w": ("w",)}, storage_data={index: info})


def index_of_documents(where):
    documents, store = {"langchain": ("langchain.schema", "langchain.docstore.in_memory"), "langchain_community": ("langchain_core.documents.base", "langchain_community.docstore.in_memory")}[where]

    def setstate(self, state):
        self.__dict__.update(state["__dict__"])

    document = kind(documents, "Document", __getstate__=lambda self: {"__dict__": dict(self.__dict__), "__fields_set__": {"page_content"}, "__private_attribute_values__": {}}, __setstate__=setstate)
    key = str(uuid.UUID(int=5))
    return filled(kind(store, "InMemoryDocstore")(), _dict={key: filled(document(), page_content="A text.", metadata={"source": "a.pdf", "page": 1})}), {0: key}


def words():
    return filled(kind("keras.src.legacy.preprocessing.text", "Tokenizer")(), word_counts=collections.OrderedDict(a=2), word_docs=collections.defaultdict(int, {"a": 1}), filters="!", lower=True, split=" ", index_docs=collections.defaultdict(int, {1: 1}), word_index={"a": 1}, index_word={1: "a"}, document_count=1, analyzer=None)


def fairseq():
    return {"args": argparse.Namespace(arch="wav2vec2", lr=[0.1]), "cfg": None, "model": nn.Linear(1, 1).state_dict(), "criterion": None, "optimizer_history": [{"criterion_name": "CtcCriterion", "optimizer_name": "FairseqAdam", "lr_scheduler_state": {"best": None}}], "task_state": {"target_dictionary": filled(kind("fairseq.data.dictionary", "Dictionary")(), symbols=["a"], count=[1], indices={"a": 0}, unk_index=3)}, "extra_state": {"epoch": 1, "metrics": [("default", [(0, "loss", "AverageMeter", {"val": torch.tensor(1.0)})])]}}


def deepspeed():
    return {"module": nn.Linear(1, 1).state_dict(), "buffer_names": [], "optimizer": {"loss_scaler": filled(kind("deepspeed.runtime.fp16.loss_scaler", "LossScaler")(), cur_scale=1.0), "zero_stage": members("deepspeed.runtime.zero.config", "ZeroStageEnum", {"gradients": 2}, enum.IntEnum).gradients, "param_slice_mappings": [collections.OrderedDict(w=filled(kind("deepspeed.utils.tensor_fragment", "fragment_address")(), numel=4, start=0))]}, "ds_config": {"zero": True}, "ds_version": "0.12.2"}


def wrapped_net():
    buffer = io.BytesIO()
    torch.save({"module_": nn.Linear(2, 1), "optimizer_": None, "criterion_": nn.MSELoss()}, buffer)
    history = kind("skorch.history", "History", base=list)([{"epoch": 1, "train_loss": 0.5}])
    return filled(kind("skorch.regressor", "NeuralNetRegressor")(), module=nn.Linear, lr=0.1, history_=history, device="cpu", predict_nonlinearity="auto", __cuda_dependent_attributes__=buffer.getvalue())


def megatron():
    return {"args": argparse.Namespace(model_type=members("megatron.core.enums", "ModelType", {"encoder_or_decoder": 1}).encoder_or_decoder, attention_backend=members("megatron.core.transformer.enums", "AttnBackend", {"auto": 5}).auto, params_dtype=torch.bfloat16), "iteration": 10, "model": nn.Linear(1, 1).state_dict(), "rng_state": [{"random_rng_state": __import__("random").getstate(), "np_rng_state": np.random.get_state(), "torch_rng_state": torch.get_rng_state()}]}


def boosters():
    booster = filled(kind("lightgbm.basic", "Booster")(), handle="tree\nversion=v3\n", params={}, best_iteration=-1, best_score=collections.defaultdict(collections.OrderedDict))
    return [filled(kind("lightgbm.sklearn", "LGBMClassifier")(), _Booster=booster, n_estimators=10, _le=None, _evals_result=None), filled(kind("catboost.core", "CatBoostClassifier")(), _init_params={"depth": 2}, _random_seed=1), filled(kind("xgboost.sklearn", "XGBRegressor")(), n_estimators=3, _Booster=filled(kind("xgboost.core", "Booster")(), handle=bytearray(b"{L\x00\x00"), feature_names=["a"]))]


def scheduled():
    step = function("transformers.optimization", "_get_linear_schedule_with_warmup_lr_lambda")
    return torch.optim.lr_scheduler.LambdaLR(torch.optim.AdamW([nn.Parameter(torch.ones(1))]), functools.partial(step, num_warmup_steps=1, num_training_steps=10))


def detected():
    box = members("detectron2.structures.boxes", "BoxMode", {"XYXY_ABS": 0}, enum.IntEnum).XYXY_ABS
    return [{"file_name": "a.jpg", "annotations": [{"bbox": [0, 0, 1, 1], "bbox_mode": box}]}, filled(kind("mmdet.structures.det_data_sample", "DetDataSample")(), _pred_instances=filled(kind("mmengine.structures.instance_data", "InstanceData")(), scores=torch.ones(1)))]


def rearranged():
    rearrange = kind("einops.layers.torch", "Rearrange", base=nn.Module)
    return nn.Sequential(filled(rearrange(), pattern="b (h w) c -> b c h w", axes_lengths={"h": 2}), nn.Linear(1, 1))


def pickled_pycaret():
    steps = [("clean", filled(kind("pycaret.internal.preprocess.transformers", "CleanColumnNames")(), match="[]")), ("num", filled(kind("pycaret.internal.preprocess.transformers", "TransformerWrapper")(), transformer=None, include=["a"]))]
    return filled(kind("pycaret.internal.pipeline", "Pipeline")(), steps=steps, memory=None, verbose=False)


def files():
    for name, make in {
        "yolo11.pt": yolo, "yolov5s.pt": old_yolo, "lightning.ckpt": lambda: lightning("pytorch_lightning"), "lightning-2.ckpt": lambda: lightning("lightning.pytorch"), "wav2vec.pt": fairseq, "mp_rank_00_model_states.pt": deepspeed, "model_optim_rng.pt": megatron, "schedule-whole.pt": scheduled, "rearranged.pt": rearranged, "detections.pt": detected,
        "training_args.bin": training_arguments, "sft-training_args.bin": lambda: training_arguments("trl.trainer.sft_config", "SFTConfig"), "sentence-training_args.bin": lambda: training_arguments("sentence_transformers.training_args", "SentenceTransformerTrainingArguments"), "axolotl-training_args.bin": lambda: training_arguments("axolotl.core.training_args", "AxolotlTrainingArguments"),
    }.items():
        yield name, lambda path, make=make: torch.save(make(), path)
        yield f"legacy-{name}", lambda path, make=make: torch.save(make(), path, _use_new_zipfile_serialization=False)
    for name, make in {"distributed.metadata": metadata, "index.pkl": lambda: index_of_documents("langchain"), "index-2.pkl": lambda: index_of_documents("langchain_community"), "tokenizer.pickle": words, "skorch.pkl": wrapped_net, "boosters.pkl": boosters, "pycaret.pkl": pickled_pycaret, "detections.pkl": detected}.items():
        for protocol in (2, 3, 4, 5):
            if name != "skorch.pkl" or protocol > 2:
                yield f"{protocol}-{name}", lambda path, make=make, p=protocol: write(path, make(), p)
    yield "dispatch.pkl", lambda path: write(path, {"protocol": pickle.HIGHEST_PROTOCOL})
