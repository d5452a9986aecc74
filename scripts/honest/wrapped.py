"""What pickles reach people in: joblib at each protocol and compression, dill, cloudpickle, archives and stages inside values; and estimators of further libraries."""

import base64
import collections
import gzip
import importlib
import io
import pickle
import zipfile
import zlib

import estimators
import joblib
import numpy as np
import torch
from torch import nn

from values import write


def arrays():
    return {"float": np.arange(1000.0), "object": np.array(["x", None, {"a": 1}], dtype=object), "fortran": np.asfortranarray(np.eye(30)), "masked": np.ma.masked_array([1.0, 2.0], [0, 1]), "date": np.array(["2020"], dtype="M8[D]"), "text": np.array(["abc", "d"]), "record": np.rec.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")]), "matrix": np.matrix(np.eye(5))}


def inside():
    """Values that hold a file of another format."""
    checkpoint, table, texts = io.BytesIO(), io.BytesIO(), io.BytesIO()
    torch.save({"w": torch.ones(3)}, checkpoint)
    np.savez(table, a=np.eye(2))
    with zipfile.ZipFile(texts, "w") as archive:
        archive.writestr("a.txt", "hello")
    plain = pickle.dumps({"a": 1, "b": collections.OrderedDict(), "c": np.ones(3)})
    return {"torch": checkpoint.getvalue(), "torch-buffer": checkpoint, "torch-twice": [checkpoint.getvalue()] * 2, "npz": table.getvalue(), "zip": texts.getvalue(), "pickle": plain, "base64": base64.b64encode(plain).decode(), "hexadecimal": plain.hex(), "zlib": zlib.compress(plain), "gzip": gzip.compress(b"text" * 100), "digests": ["a" * 40, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]}


def further():
    """Name to a function that makes an object of a library beside those of the other families."""
    rng = np.random.default_rng(0)
    features, target = rng.normal(size=(60, 4)).astype("f4"), (np.arange(60) % 5 == 0).astype(int)

    def skorch(kind, *layers):
        net = getattr(importlib.import_module("skorch"), kind)(nn.Sequential(*layers), max_epochs=2, verbose=0, train_split=None)
        return net.fit(features, target if "Classifier" in kind else features[:, :1])

    def imblearn(module, kind):
        made = getattr(importlib.import_module(f"imblearn.{module}"), kind)()
        (made.fit if module == "ensemble" else made.fit_resample)(features, target)
        return made

    def shapes():
        geometry = importlib.import_module("shapely.geometry")
        points = [geometry.Point(0, 1), geometry.Polygon([(0, 0), (1, 0), (1, 1)])]
        return [points, importlib.import_module("geopandas").GeoDataFrame({"a": [1, 2]}, geometry=points, crs="EPSG:4326")]

    found = {"classifier": lambda: skorch("NeuralNetClassifier", nn.Linear(4, 2), nn.Softmax(-1)), "regressor": lambda: skorch("NeuralNetRegressor", nn.Linear(4, 1)), "shapes": shapes, "molecule": lambda: importlib.import_module("rdkit.Chem").MolFromSmiles("CCO"), "data-set": lambda: importlib.import_module("xarray").Dataset({"a": ("x", [1.0, 2.0])}, coords={"x": [0, 1]}), "bits": lambda: importlib.import_module("bitarray").bitarray("0101"), "atoms": lambda: importlib.import_module("ase").Atoms("H2O", positions=np.zeros((3, 3)))}
    for module, kinds in {"over_sampling": "SMOTE ADASYN RandomOverSampler BorderlineSMOTE", "under_sampling": "RandomUnderSampler NearMiss TomekLinks", "combine": "SMOTEENN SMOTETomek", "ensemble": "BalancedRandomForestClassifier EasyEnsembleClassifier RUSBoostClassifier"}.items():
        for kind in kinds.split():
            found[kind] = lambda module=module, kind=kind: imblearn(module, kind)
    return found


def dumped(library, value, path):
    with open(path, "wb") as file:
        importlib.import_module(library).dump(value, file)


def files():
    for name, value in arrays().items():
        for protocol in range(6):
            yield f"{name}-{protocol}.joblib", lambda path, v=value, p=protocol: joblib.dump(v, path, protocol=p)
        for compression in ("zlib", "gzip", "bz2", "lzma", "xz", "lz4"):
            yield f"{name}-{compression}.joblib", lambda path, v=value, c=compression: joblib.dump(v, path, compress=(c, 3))
    for name, value in inside().items():
        yield f"inside-{name}.pkl", lambda path, v=value: write(path, {"value": v, "epoch": 1})
        yield f"inside-{name}.pt", lambda path, v=value: torch.save({"value": v, "epoch": 1}, path)
    for name, make in further().items():
        for protocol in (2, 4, 5):
            yield f"{name}-{protocol}.pkl", lambda path, make=make, p=protocol: write(path, make(), p)
    for name, model in [*estimators.composed(), *estimators.fitted()]:
        for library in ("dill", "cloudpickle"):
            yield f"{library}-{name}.pkl", lambda path, m=model, library=library: dumped(library, m, path)
        for protocol in (0, 1, 3):
            yield f"{name}-{protocol}.pkl", lambda path, m=model, p=protocol: write(path, m, p)
