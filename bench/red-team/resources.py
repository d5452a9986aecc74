"""Streams that exhaust memory, time or the disk of whoever loads or scans them."""

import struct

from assemble import *


def laughs(levels, width, container):
    """Each level holds the one before `width` times."""
    code = b"\x80\x04" + text("lol") + b"\x94"
    for level in range(levels):
        if container == "tuple":
            code += b"(" + b"h" + bytes([level]) + (b"h" + bytes([level])) * (width - 1) + b"t\x94"
        elif container == "dict":
            code += b"}(" + b"".join(b"K" + bytes([index]) + b"h" + bytes([level]) for index in range(width)) + b"u\x94"
        else:
            code += b"](" + (b"h" + bytes([level])) * width + b"e\x94"
    return code + b"."


def files():
    for container in ("list", "tuple", "dict"):
        for levels, width in ((12, 10), (30, 4), (100, 2), (9, 100)):
            yield f"laughs-{container}-{levels}-{width}.pkl", laughs(levels, width, container)
    for index in (2**20, 2**24, 2**28, 2**31 - 1, 2**32 - 1):
        yield f"memo-{index}.pkl", b"\x80\x02K\x01r" + struct.pack("<I", index) + b"."
    yield "memo-text.pkl", b"I1\np99999999999\n."
    for length in (2**31 - 1, 2**32 - 1):
        yield f"bytes-{length}.pkl", b"\x80\x04B" + struct.pack("<I", length) + b"x."
        yield f"unicode-{length}.pkl", b"\x80\x04X" + struct.pack("<I", length) + b"x."
    for length in (2**40, 2**63 - 1, 2**64 - 1):
        yield f"bytes8-{length}.pkl", b"\x80\x04\x8e" + struct.pack("<Q", length) + b"x."
        yield f"unicode8-{length}.pkl", b"\x80\x04\x8d" + struct.pack("<Q", length) + b"x."
        yield f"bytearray8-{length}.pkl", b"\x80\x05\x96" + struct.pack("<Q", length) + b"x."
        yield f"frame-{length}.pkl", b"\x80\x04\x95" + struct.pack("<Q", length) + b"N."
    yield "long4-negative.pkl", b"\x80\x02\x8b\xff\xff\xff\xff."
    yield "long4-huge.pkl", b"\x80\x02\x8b\xff\xff\xff\x7f."
    for kind, callee, arguments in [("bytearray", ("builtins", "bytearray"), (2**31 - 1,)), ("bytes", ("builtins", "bytes"), (2**31 - 1,)), ("range-list", ("builtins", "list"), (call(name("builtins", "range"), 2**31 - 1),)), ("repeat", ("builtins", "list"), (call(name("itertools", "repeat"), "x"),)), ("count", ("builtins", "set"), (call(name("itertools", "count")),)), ("cycle", ("collections", "deque"), (call(name("itertools", "cycle"), [1]),)), ("product", ("builtins", "tuple"), (call(name("itertools", "product"), [1, 2], [1, 2]),)), ("permutations", ("builtins", "list"), (call(name("itertools", "permutations"), list(range(20))),)), ("islice", ("builtins", "tuple"), (call(name("itertools", "islice"), call(name("itertools", "count")), 2**31 - 1),))]:
        yield f"allocate-{kind}.pkl", pickle(call(name(*callee), *arguments))
    yield "power.pkl", pickle(call(name("builtins", "pow"), 9, 2**30))
    yield "decimal-power.pkl", pickle(call(name("operator", "pow"), call(name("decimal", "Decimal"), 9), 2**30))
    yield "shift.pkl", pickle(call(name("operator", "lshift"), 1, 2**30))
    yield "multiply.pkl", pickle(call(name("operator", "mul"), "x", 2**31 - 1))
    yield "recursion.pkl", b"\x80\x04" + b"]" * 20_000 + b"a" * 19_999 + literal(call(name("sys", "setrecursionlimit"), 2**30)) + b"0."
    yield "sleep.pkl", pickle(call(name("time", "sleep"), 100_000))
