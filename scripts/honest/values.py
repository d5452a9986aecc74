"""Plain Python values, as `pickle` writes them at every protocol."""

import argparse
import array
import collections
import datetime
import decimal
import enum
import fractions
import functools
import ipaddress
import itertools
import logging
import math
import operator
import pathlib
import pickle
import random
import re
import string
import sys
import types
import uuid


def values():
    """Name to value, each of a type that checkpoints and data files hold."""
    counted = collections.Counter("counting letters of a sentence")
    found = {
        "state": {"epoch": 3, "best": 0.25, "lr": [1e-3, 5e-4], "names": ("a", "b"), "done": True, "note": None},
        "integers": [0, 1, -1, 255, 256, 65535, 65536, 2**31, -(2**31), 2**63, -(2**63), 2**200, -(2**200)],
        "floats": [0.0, -0.0, 1.5, math.pi, math.inf, -math.inf, math.nan, sys.float_info.max],
        "complex": [complex(1, 2), 3j],
        "text": ["", "plain", "Grüße", "日本語", "\U0001f600", "line\nbreak", "quote'\"", "\\u0041", "\x00\x80\xff", "x" * 70_000],
        "bytes": [b"", b"\x00\xff", bytes(range(256)), b"x" * 70_000, bytearray(b"abc"), bytearray(300)],
        "containers": [[], (), {}, set(), frozenset(), [[]], ((),), {"a": {"b": [1, (2, {3})]}}, frozenset({1, 2}), {4, 5}],
        "constants": [None, True, False, Ellipsis, NotImplemented, type(None), type(Ellipsis)],
        "shared": (lambda inner: [inner, inner, {"again": inner}])([1, 2]),
        "recursive": (lambda cell: (cell.append(cell), cell)[1])([]),
        "slices": [slice(None), slice(1, 10, 2), range(10), range(5, 50, 5)],
        "collections": [
            collections.OrderedDict([("a", 1), ("b", 2)]), counted, collections.deque([1, 2, 3], maxlen=5),
            collections.defaultdict(list, {"x": [1]}), collections.defaultdict(int, {"y": 2}), collections.defaultdict(dict),
            collections.ChainMap({"a": 1}, {"b": 2}), collections.UserDict({"k": 1}), collections.UserList([1]), collections.UserString("s"),
        ],
        "dates": [
            datetime.datetime(2024, 2, 29, 12, 30, 15, 123456), datetime.date(2023, 1, 1), datetime.time(1, 2, 3), datetime.timedelta(days=2, seconds=3),
            datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc), datetime.timezone(datetime.timedelta(hours=2), "CEST"),
        ],
        "numbers": [decimal.Decimal("1.10"), decimal.Decimal("NaN"), fractions.Fraction(3, 7)],
        "identifiers": [uuid.UUID(int=7), uuid.UUID("12345678-1234-5678-1234-567812345678")],
        "paths": [pathlib.Path("a/b.txt"), pathlib.PurePosixPath("/x"), pathlib.PureWindowsPath("c:\\x"), pathlib.PosixPath("/tmp/x")],
        "arguments": argparse.Namespace(lr=0.1, device="cpu", layers=[1, 2], out=pathlib.Path("out")),
        "namespace": types.SimpleNamespace(a=1, b=[2]),
        "arrays": [array.array("d", [1.0, 2.0]), array.array("i", [1, 2, 3]), array.array("B", [1, 255])],
        "random": [random.getstate(), random.Random(3)],
        "partials": [functools.partial(int, base=2), functools.partial(max, 3), functools.partial(sorted, reverse=True)],
        "getters": [operator.itemgetter(1), operator.itemgetter("a", "b")],
        "patterns": [re.compile(r"(?u)\b\w\w+\b"), re.compile(b"x", re.I), re.IGNORECASE],
        "types": [int, str, float, list, dict, tuple, set, object, type, bytes, collections.OrderedDict, datetime.datetime],
        "functions": [len, max, min, sum, abs, sorted, math.sqrt, math.log, operator.add, operator.mul],
        "exceptions": [ValueError("x"), KeyError("k"), RuntimeError("a", 1)],
        "loggers": logging.getLogger("train"),
        "addresses": [ipaddress.ip_address("127.0.0.1"), ipaddress.ip_network("10.0.0.0/8")],
        "iterators": [itertools.count(3), iter([1, 2, 3]), iter((1, 2)), iter(range(4)), itertools.repeat("x", 2)],
        "enumerations": [uuid.SafeUUID.safe, re.RegexFlag.MULTILINE, decimal.ROUND_HALF_UP],
        "vocabulary": {word: index for index, word in enumerate(sorted({a + b + c for a in string.ascii_lowercase[:12] for b in "aeiou" for c in "nrstl"}))},
        "dangerous-looking-text": [
            "os.system", "c os system", "import os; os.system('id')", "eval(input())", "__reduce__", "subprocess.Popen", "builtins", "exec", "posix",
            "cposix\nsystem\np0\n(", "<script>alert(1)</script>", "$(id)", "`id`", "../../etc/passwd", "http://example.com/payload.sh",
        ],
        "deep": functools.reduce(lambda inner, _: [inner], range(200), []),
        "wide": list(range(5_000)),
    }
    if hasattr(enum, "StrEnum"):
        found["http-status"] = __import__("http").HTTPStatus.OK
    try:
        import zoneinfo

        found["zones"] = [zoneinfo.ZoneInfo("Europe/Paris"), datetime.datetime(2024, 6, 1, tzinfo=zoneinfo.ZoneInfo("UTC"))]
    except Exception:  # noqa: BLE001  (no zone data on this machine)
        pass
    return found


def files():
    for name, value in values().items():
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            yield f"{name}-{protocol}.pkl", lambda path, v=value, p=protocol: write(path, v, p)
    for name, value in list(values().items())[:6]:
        yield f"python-pickler-{name}.pkl", lambda path, v=value: write_pure(path, v)
    yield "several-loads.pkl", write_several


def write(path, value, protocol=None):
    with open(path, "wb") as file:
        pickle.dump(value, file, protocol=protocol)


def write_pure(path, value):
    """By the Python pickler, which frames and memoises differently from the C one."""
    with open(path, "wb") as file:
        pickle._Pickler(file, 4).dump(value)  # noqa: SLF001


def write_several(path):
    with open(path, "wb") as file:
        for value in ({"epoch": 1}, [1, 2], collections.OrderedDict(a=1)):
            pickle.dump(value, file)
