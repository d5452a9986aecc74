"""PyTorch: state dicts, tensors of every type, optimizers, schedules, in all of its file formats."""

import argparse
import collections
import copy
import datetime
import decimal
import fractions
import io
import pathlib
import pickle
import uuid

import numpy as np
import torch
from torch import nn

from values import write

KINDS = ("float64", "float32", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint8", "bool", "complex64", "complex128", "float8_e4m3fn", "float8_e5m2", "float8_e4m3fnuz", "float8_e5m2fnuz", "float8_e8m0fnu", "uint16", "uint32", "uint64", "complex32")


def small():
    return nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3), nn.ReLU(), nn.Dropout(0.1), nn.Linear(3, 2))


def objects():
    """Name to a function that makes the object, so that what one version of PyTorch lacks is left out."""
    torch.manual_seed(0)
    found = {f"dtype-{kind}": lambda kind=kind: torch.zeros(4, dtype=torch.float32).to(getattr(torch, kind)) for kind in KINDS}
    found |= {
        "state-dict": lambda: small().state_dict(),
        "half": lambda: small().half().state_dict(),
        "brain": lambda: small().bfloat16().state_dict(),
        "parameters": lambda: list(small().parameters()),
        "buffer": lambda: nn.Buffer(torch.ones(2)),
        "shared": lambda: (lambda t: {"a": t, "b": t, "view": t[1:]})(torch.arange(6.0)),
        "transposed": lambda: torch.arange(6.0).reshape(2, 3).t(),
        "scalar": lambda: torch.tensor(3.5),
        "empty": lambda: torch.empty(0, 3),
        "gradient": lambda: torch.ones(2, requires_grad=True),
        "sparse": lambda: torch.eye(3).to_sparse(),
        "sparse-rows": lambda: torch.eye(3).to_sparse_csr(),
        "quantised": lambda: torch.quantize_per_tensor(torch.ones(4), 0.1, 0, torch.qint8),
        "quantised-channels": lambda: torch.quantize_per_channel(torch.ones(2, 2), torch.ones(2), torch.zeros(2), 0, torch.qint8),
        "meta": lambda: torch.empty(3, device="meta"),
        "nested": lambda: torch.nested.nested_tensor([torch.ones(2), torch.ones(3)]),
        "storage": lambda: torch.ones(3).storage(),
        "untyped-storage": lambda: torch.ones(3).untyped_storage(),
        "size": lambda: torch.Size([1, 2]),
        "devices": lambda: [torch.device("cpu"), torch.device("cuda", 0)],
        "dtypes": lambda: [torch.float32, torch.bfloat16, torch.int8, torch.bool, torch.qint8],
        "layouts": lambda: [torch.strided, torch.sparse_coo],
        "memory-formats": lambda: [torch.contiguous_format, torch.channels_last, torch.preserve_format],
        "generator-state": lambda: {"cpu": torch.get_rng_state(), "numpy": np.random.get_state(), "python": __import__("random").getstate()},
        "generator": lambda: torch.Generator().manual_seed(3),
        "finfo": lambda: [torch.iinfo(torch.int8).max, torch.finfo(torch.float16).eps],
        "version": lambda: {"torch": torch.__version__},
        "checkpoint": lambda: checkpoint(),
        "namespace": lambda: {"args": argparse.Namespace(lr=0.1, out=pathlib.Path("runs")), "model": small().state_dict()},
        "extras": lambda: {"id": uuid.UUID(int=3), "date": datetime.datetime(2024, 1, 1), "d": decimal.Decimal(1), "f": fractions.Fraction(1, 2), "metrics": collections.defaultdict(list, {"loss": [1.0]}), "counts": collections.Counter("abc"), "c": 1j, "e": Ellipsis, "np": np.float64(0.5), "array": np.ones(3), "best": (np.int64(3), float("inf"))},
        "large-vocabulary": lambda: {"emb": torch.zeros(30_000, 8, dtype=torch.float16)},
        "noise": lambda: {"weights": torch.randn(300, 300)},
        "all-bytes": lambda: torch.arange(256).to(torch.uint8).repeat(64),
        "dataset": lambda: torch.utils.data.TensorDataset(torch.ones(4, 2), torch.zeros(4)),
        "subset": lambda: torch.utils.data.Subset(torch.utils.data.TensorDataset(torch.ones(4, 2)), [0, 1]),
        "loader": lambda: torch.utils.data.DataLoader(torch.utils.data.TensorDataset(torch.ones(4, 2)), batch_size=2),
        "packed": lambda: nn.utils.rnn.pack_padded_sequence(torch.ones(2, 3, 1), [3, 2], batch_first=True),
        "distributions": lambda: [torch.distributions.Normal(0.0, 1.0), torch.distributions.Categorical(torch.ones(3)), torch.distributions.MultivariateNormal(torch.zeros(2), torch.eye(2))],
        "shapes": lambda: [t.shape for t in small().parameters()],
    }
    for name in ("SGD", "Adam", "AdamW", "RMSprop", "Adagrad", "Adadelta", "Adamax", "ASGD", "NAdam", "RAdam", "Rprop", "LBFGS", "SparseAdam"):
        found[f"optimizer-{name}"] = lambda name=name: stepped(name)
        found[f"optimizer-state-{name}"] = lambda name=name: stepped(name).state_dict()
    for name, arguments in {"StepLR": {"step_size": 1}, "CosineAnnealingLR": {"T_max": 5}, "ExponentialLR": {"gamma": 0.9}, "OneCycleLR": {"max_lr": 0.1, "total_steps": 5}, "ReduceLROnPlateau": {}, "CyclicLR": {"base_lr": 0.1, "max_lr": 1.0, "cycle_momentum": False}, "LinearLR": {}, "MultiStepLR": {"milestones": [1]}, "CosineAnnealingWarmRestarts": {"T_0": 2}, "PolynomialLR": {}, "ConstantLR": {}}.items():
        found[f"schedule-{name}"] = lambda name=name, arguments=arguments: schedule(name, arguments)
        found[f"schedule-state-{name}"] = lambda name=name, arguments=arguments: schedule(name, arguments).state_dict()
    return found


def stepped(name):
    model = small() if name != "SparseAdam" else nn.Embedding(4, 2, sparse=True)
    optimizer = getattr(torch.optim, name)(model.parameters())

    def closure():
        optimizer.zero_grad()
        loss = model(torch.ones(2, 4)).sum() if name != "SparseAdam" else model(torch.tensor([1, 2])).sum()
        loss.backward()
        return loss

    optimizer.step(closure)
    return optimizer


def schedule(name, arguments):
    return getattr(torch.optim.lr_scheduler, name)(torch.optim.SGD(small().parameters(), lr=0.1, momentum=0.9), **arguments)


def checkpoint():
    model = small()
    return {"epoch": 3, "global_step": 100, "state_dict": model.state_dict(), "optimizer_states": [stepped("AdamW").state_dict()], "lr_schedulers": [{"last_epoch": 3, "_step_count": 4, "_last_lr": [0.1]}], "hyper_parameters": {"lr": 0.1}, "pytorch-lightning_version": "2.1.0", "callbacks": {}, "loops": {"fit_loop": {"state_dict": {}}}, "ema": copy.deepcopy(model).state_dict()}


def files():
    for name, make in objects().items():
        yield f"{name}.pt", lambda path, m=make: torch.save(m(), path)
        yield f"{name}-legacy.pt", lambda path, m=make: torch.save(m(), path, _use_new_zipfile_serialization=False)
        yield f"{name}.pkl", lambda path, m=make: write(path, m(), 4)
    for protocol in (0, 1, 2, 3, 4, 5):
        yield f"state-dict-protocol-{protocol}.bin", lambda path, p=protocol: torch.save(small().state_dict(), path, pickle_protocol=p)
        yield f"plain-pickle-{protocol}.pkl", lambda path, p=protocol: write(path, small().state_dict(), p)
    yield "joblib.joblib", lambda path: __import__("joblib").dump({"m": small().state_dict(), "a": np.ones(4)}, path)
    yield "in-bytes.pkl", in_bytes
    yield "several.pt", several


def in_bytes(path):
    """A checkpoint kept as bytes inside another pickle, as experiment trackers do."""
    buffer = io.BytesIO()
    torch.save({"w": torch.ones(3)}, buffer, _use_new_zipfile_serialization=False)
    write(path, {"model": buffer.getvalue(), "epoch": 1})


def several(path):
    with open(path, "wb") as file:
        pickle.dump({"epoch": 1}, file)
        pickle.dump(small().state_dict(), file)
