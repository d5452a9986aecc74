"""Every way to name, feed and call a function."""

import struct

from assemble import *

CALLEES = [("os", "system", (MARKER,)), ("posix", "system", (MARKER,)), ("nt", "system", (MARKER,)), ("builtins", "exec", (PYTHON,)), ("__builtin__", "eval", (PYTHON,)), ("subprocess", "check_output", (["touch", "marker"],))]


def line(value):
    return value.encode()


def named():
    """`module`, `attribute` to opcodes that push the global."""
    def strings(one, two=None):
        return lambda m, a: one(m) + (two or one)(a) + b"\x93"

    short = lambda v: b"\x8c" + bytes([len(v)]) + v.encode()  # noqa: E731
    binunicode = lambda v: b"X" + struct.pack("<I", len(v)) + v.encode()  # noqa: E731
    wide = lambda v: b"\x8d" + struct.pack("<Q", len(v)) + v.encode()  # noqa: E731
    unicode = lambda v: b"V" + v.encode() + b"\n"  # noqa: E731
    escaped = lambda v: b"V" + "".join(f"\\u{ord(c):04x}" for c in v).encode() + b"\n"  # noqa: E731
    far = lambda v: b"V" + "".join(f"\\U{ord(c):08x}" for c in v).encode() + b"\n"  # noqa: E731
    half = lambda v: b"V" + v[:1].encode() + "".join(f"\\u{ord(c):04x}" for c in v[1:]).encode() + b"\n"  # noqa: E731
    quoted = lambda v: b"S'" + v.encode() + b"'\n"  # noqa: E731
    double = lambda v: b'S"' + v.encode() + b'"\n'  # noqa: E731
    hexed = lambda v: b"S'" + "".join(f"\\x{ord(c):02x}" for c in v).encode() + b"'\n"  # noqa: E731
    octal = lambda v: b"S'" + "".join(f"\\{ord(c):03o}" for c in v).encode() + b"'\n"  # noqa: E731
    binstring = lambda v: b"T" + struct.pack("<i", len(v)) + v.encode()  # noqa: E731
    shortstring = lambda v: b"U" + bytes([len(v)]) + v.encode()  # noqa: E731
    return {
        "global": lambda m, a: f"c{m}\n{a}\n".encode(),
        "short-unicode": strings(short), "unicode": strings(unicode), "unicode-escaped": strings(escaped), "unicode-far": strings(far), "unicode-half": strings(half), "binunicode": strings(binunicode), "binunicode8": strings(wide),
        "string": strings(quoted), "string-double": strings(double), "string-hex": strings(hexed), "string-octal": strings(octal), "binstring": strings(binstring), "shortbinstring": strings(shortstring), "mixed": strings(hexed, wide),
        "memoised": lambda m, a: short(m) + b"\x94" + short(a) + b"\x9400" + b"h\x00h\x01\x93",
        "memo-overwritten": lambda m, a: short("collections") + b"q\x00" + b"0" + short(m) + b"q\x000" + b"h\x00" + short(a) + b"\x93",
        "memo-long": lambda m, a: short(m) + b"r\x10\x27\x00\x00" + b"0" + short(a) + b"r\x11\x27\x00\x000" + b"j\x10\x27\x00\x00j\x11\x27\x00\x00\x93",
        "memo-text": lambda m, a: short(m) + b"p7\n0" + short(a) + b"p8\n0" + b"g7\ng8\n\x93",
        "decoys-popped": lambda m, a: short("collections") + short("OrderedDict") + b"00" + short(m) + short("OrderedDict") + b"0" + short(a) + b"\x93",
        "pop-mark": lambda m, a: short(m) + b"(" + short("numpy") + short("ndarray") + b"1" + short(a) + b"\x93",
        "duplicated": lambda m, a: short(a) + b"2q\x0a00" + short(m) + b"h\x0a\x93",
        "global-memo": lambda m, a: f"c{m}\n{a}\n".encode() + b"q\x050h\x05",
        "late-protocol": lambda m, a: b"\x80\x04" + short(m) + short(a) + b"\x93",
    }


def called():
    """Opcodes that call the pushed global, by what to put before and after it."""
    return {
        "reduce": lambda g, t: g + literal(t) + b"R",
        "obj": lambda g, t: b"(" + g + b"".join(map(literal, t)) + b"o",
        "newobj": lambda g, t: g + literal(t) + b"\x81",
        "newobj-ex": lambda g, t: g + literal(t) + b"}\x92",
        "reduce-memo": lambda g, t: literal(t) + b"q\x200" + g + b"h\x20R",
        "setstate": lambda g, t: f"ccollections\nOrderedDict\n".encode() + b")R" + b"}" + text("__setstate__") + g + b"sb" + literal(t[0]) + b"b",
        "partial": lambda g, t: b"cfunctools\npartial\n(" + g + b"".join(map(literal, t)) + b"tR)R",
        "kept": lambda g, t: b"}" + text("callback") + g + b"s",
    }


def files():
    for way, push in named().items():
        for module, attribute, arguments in CALLEES:
            for how, apply in called().items():
                if how not in ("reduce", "obj", "setstate") and (module, attribute) != ("os", "system"):
                    continue
                if how in ("setstate", "obj") and module in ("posix", "nt"):
                    continue
                yield f"{way}-{how}-{module}.{attribute}.pkl", b"\x80\x04" + apply(push(module, attribute), arguments) + b"."
    for module, attribute, arguments in CALLEES:
        inner = b"".join(literal(a) for a in arguments)
        yield f"inst-{module}.{attribute}.pkl", b"(" + inner + f"i{module}\n{attribute}\n".encode() + b"."
        yield f"inst-only-{module}.{attribute}.dat", b"(" + b"S'" + MARKER.encode() + b"'\n" + f"i{module}\n{attribute}\n".encode() + b"."
        yield f"text-{module}.{attribute}.txt", f"c{module}\n{attribute}\n(S'{MARKER}'\ntR.".encode()
        yield f"windows-{module}.{attribute}.pkl", f"c{module}\r\n{attribute}\r\n(S'{MARKER}'\r\ntR.".encode()
    for module in ("torch.serialization", "numpy.lib.npyio", "torch.hub", "sklearn.utils", "torch._utils", "numpy.f2py", "pathlib", "random", "logging", "uuid", "joblib.numpy_pickle", "collections", "pandas.io.common", "transformers.utils.hub", "scipy._lib.uarray", "statistics"):
        for attribute in ("os.system", "_os.system", "sys.modules", "subprocess.Popen", "__builtins__.eval", "io.open", "shutil.rmtree"):
            yield f"dotted-{module}-{attribute}.pkl", pickle(call(stacked(module, attribute), MARKER))
    for root, path in [("collections", "OrderedDict.__init__.__globals__"), ("torch.nn.modules.linear", "Linear.forward.__globals__"), ("torch.nn.modules.module", "Module.__init__.__builtins__"), ("numpy", "ndarray.__class__.__subclasses__"), ("builtins", "int.__class__.__base__.__subclasses__"), ("uuid", "UUID.__init__.__globals__"), ("logging", "getLogger.__globals__"), ("collections", "OrderedDict.__reduce__.__self__"), ("functools", "partial.__class__.__mro__"), ("re", "_compile.__code__"), ("datetime", "sys.modules"), ("torch", "nn.modules.module.Module.__init__.__globals__.get"), ("numpy", "core.multiarray._reconstruct.__self__"), ("copyreg", "_reconstructor.__globals__.get"), ("operator", "itemgetter.__class__.__call__")]:
        yield f"inside-{root}-{path}.pkl", pickle(call(stacked(root, path)))
        yield f"inside-getattr-{root}-{path}.pkl", pickle(call(name("builtins", "getattr"), name(root, path.split(".")[0]), path.split(".", 1)[1]))
