#!/usr/bin/env python3
"""What CPython would import from pickle streams, by its C and its Python unpickler, without importing anything.

Reads streams from standard input, each after its length (4 bytes, little-endian); writes a JSON array of two lists of
"module name" per stream. `find_class` is overridden: every global is an inert stand-in.
"""

import io
import json
import pickle
import struct
import sys


class Inert:
    """Takes every call, state, item and attribute that an unpickler gives, and does nothing."""

    def __new__(cls, *_arguments, **_keywords):
        return object.__new__(cls)

    def __init__(self, *_arguments, **_keywords):
        pass

    def __call__(self, *_arguments, **_keywords):
        return Inert()

    def __setstate__(self, _state):
        pass

    def __setitem__(self, _key, _value):
        pass

    def append(self, _value):
        pass

    def extend(self, _values):
        pass

    def add(self, _value):
        pass

    def __hash__(self):
        return 1


def names(kind, stream, encoding):
    found = []

    class Recording(kind):
        def find_class(self, module, name):
            found.append(f"{module} {name}")
            return Inert

        def persistent_load(self, _identifier):
            return Inert()

    try:
        Recording(io.BytesIO(stream), encoding=encoding, buffers=[b""]).load()
    except Exception:  # noqa: BLE001, S110  (only what was imported before matters)
        pass
    except MemoryError:
        pass
    return found


def main():
    data = sys.stdin.buffer.read()
    sys.setrecursionlimit(10_000)
    at, result = 0, []
    while at < len(data):
        (length,) = struct.unpack_from("<I", data, at)
        stream = data[at + 4 : at + 4 + length]
        at += 4 + length
        result.append([names(pickle._Unpickler, stream, "latin1"), names(pickle.Unpickler, stream, "latin1")])  # noqa: SLF001
    json.dump(result, sys.stdout)


main()
