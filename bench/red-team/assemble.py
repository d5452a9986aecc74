"""Pickle opcodes as bytes. Nothing here imports, calls or loads what the bytes name."""

import struct

MARKER = "touch modelgate-red-team-marker"
PYTHON = "open('modelgate-red-team-marker','w').close()"
STOP = b"."


def text(value):
    raw = value.encode("utf-8", "surrogatepass")
    return b"\x8c" + bytes([len(raw)]) + raw if len(raw) < 256 else b"X" + struct.pack("<I", len(raw)) + raw


def data(value):
    return b"C" + bytes([len(value)]) + value if len(value) < 256 else b"B" + struct.pack("<I", len(value)) + value


def literal(value):
    """The value as opcodes: None, booleans, numbers, text, bytes, tuples, lists and dicts; `Raw` stands for itself."""
    if isinstance(value, Raw):
        return value.code
    if value is None:
        return b"N"
    if isinstance(value, bool):
        return b"\x88" if value else b"\x89"
    if isinstance(value, int):
        return b"J" + struct.pack("<i", value)
    if isinstance(value, float):
        return b"G" + struct.pack(">d", value)
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bytes):
        return data(value)
    if isinstance(value, tuple):
        return b"(" + b"".join(map(literal, value)) + b"t" if value else b")"
    if isinstance(value, list):
        return b"](" + b"".join(map(literal, value)) + b"e"
    if isinstance(value, dict):
        return b"}(" + b"".join(literal(key) + literal(item) for key, item in value.items()) + b"u"
    raise TypeError(type(value))


class Raw:
    """Opcodes that leave one value on the stack."""

    def __init__(self, code):
        self.code = code


def name(module, attribute):
    return Raw(f"c{module}\n{attribute}\n".encode())


def stacked(module, attribute):
    return Raw(text(module) + text(attribute) + b"\x93")


def call(callee, *arguments):
    return Raw(literal(callee) + literal(arguments) + b"R")


def new(kind, *arguments):
    return Raw(literal(kind) + literal(arguments) + b"\x81")


def build(target, state):
    return Raw(literal(target) + literal(state) + b"b")


def pickle(value, protocol=4, framed=False):
    body = literal(value) + STOP
    head = b"" if protocol < 2 else b"\x80" + bytes([protocol])
    frame = b"\x95" + struct.pack("<Q", len(body)) if framed else b""
    return head + frame + body


def then(*parts):
    """Values one after another of which only the last stays."""
    return Raw(b"".join(literal(part) + b"0" for part in parts[:-1]) + literal(parts[-1]))


SYSTEM = name("os", "system")
RUN = call(SYSTEM, MARKER)
STATE = {"layer.weight": [0.5, 0.25], "layer.bias": [0.0], "epoch": 3}
HONEST = pickle(STATE)
HOSTILE = pickle(RUN)
