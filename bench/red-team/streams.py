"""Where in a file a hostile stream lies: after others, inside values, behind junk, broken, in frames that lie."""

import base64
import bz2
import codecs
import gzip
import lzma
import struct
import zlib

from assemble import *

SECOND = {"global": pickle(RUN, 2), "text": b"cos\nsystem\n(S'" + MARKER.encode() + b"'\ntR.", "framed": pickle(RUN, 4, framed=True), "stacked": pickle(call(stacked("os", "system"), MARKER)), "inst": b"(S'" + MARKER.encode() + b"'\nios\nsystem\n."}
BIG = pickle({f"layer.{index}.weight": [0.5] * 50 for index in range(2_000)})


def files():
    for kind, hostile in SECOND.items():
        yield f"alone-{kind}.pkl", hostile
        yield f"after-stop-{kind}.pkl", HONEST + hostile
        yield f"after-many-{kind}.pkl", HONEST * 50 + hostile
        yield f"after-big-{kind}.bin", BIG + hostile
        for junk, content in {"zeros": bytes(64), "newline": b"\n", "random": bytes((index * 73 + 41) % 256 for index in range(500)), "text": b"-- weights follow --\n", "page": bytes(4096), "ff": b"\xff" * 32, "magic": b"MODEL\x00\x01\x00" + bytes(24), "stop": b"..."}.items():
            yield f"junk-{junk}-before-{kind}.bin", content + hostile
            yield f"junk-{junk}-between-{kind}.pkl", HONEST + content + hostile
        for broken, tail in {"truncated": b"", "bad-opcode": b"\xff\xff", "underflow": b"R.", "bad-memo": b"h\x63.", "text": b"the rest is missing", "long-operand": b"B\xff\xff\xff\x7fabc", "bad-global": b"cno.such\nthing\n.", "zeros": bytes(40)}.items():
            yield f"broken-{broken}-{kind}.pkl", hostile[:-1] + tail
        wrapped = {"bytes": hostile, "bytearray": None, "base64": base64.b64encode(hostile).decode(), "base64-bytes": base64.b64encode(hostile), "hex": hostile.hex(), "zlib": zlib.compress(hostile), "gzip": gzip.compress(hostile), "bz2": bz2.compress(hostile), "xz": lzma.compress(hostile), "latin1": hostile.decode("latin1"), "in-list": [1, [2, hostile]], "double": pickle({"inner": hostile}), "triple": pickle({"inner": pickle({"inner": hostile})}), "padded": bytes(100) + hostile + bytes(100), "base85": base64.b85encode(hostile), "base32": base64.b32encode(hostile), "url": base64.urlsafe_b64encode(hostile).decode(), "base64-zlib": base64.b64encode(zlib.compress(hostile)).decode(), "rot13": codecs.encode(base64.b64encode(hostile).decode(), "rot13"), "reversed": hostile[::-1]}
        for how, value in wrapped.items():
            content = pickle({"state": [0.5], "blob": value if value is not None else Raw(b"\x96" + struct.pack("<Q", len(hostile)) + hostile)})
            loaded = pickle({"state": [0.5], "blob": call(name("pickle", "loads"), value if value is not None else hostile)})
            if how not in ("base85", "base32", "rot13", "reversed"):
                yield f"inside-{how}-{kind}.pkl", content
            yield f"loaded-{how}-{kind}.pkl", loaded
        body = hostile[2:] if hostile[:1] == b"\x80" else hostile
        for lie, frame in {"short": 3, "long": len(body) + 1000, "zero": 0, "huge": 2**63 - 1, "maximal": 2**64 - 1, "past-stop": len(body) + len(HONEST)}.items():
            yield f"frame-{lie}-{kind}.pkl", b"\x80\x04\x95" + struct.pack("<Q", frame) + body + HONEST
            yield f"frame-{lie}-decoy-{kind}.pkl", b"\x80\x04\x95" + struct.pack("<Q", frame) + HONEST[2:] + hostile
        yield f"frame-in-frame-{kind}.pkl", b"\x80\x04\x95" + struct.pack("<Q", len(body) + 9) + b"\x95" + struct.pack("<Q", len(body)) + body
        yield f"deep-end-{kind}.pkl", pickle({"noise": bytes(3_000_000)}) + hostile
        yield f"payload-in-middle-{kind}.pkl", BIG[:-2] + text("hook") + (body[:-1]) + b"su." if kind != "text" else BIG[:-2] + text("hook") + body[:-1] + b"su."
        yield f"first-then-honest-{kind}.pkl", b"\x80\x04" + body[:-1] + b"0" + HONEST[2:]
        yield f"popped-at-end-{kind}.pkl", HONEST[:-1] + body[:-1] + b"0."
        for extension in ("bin", "ckpt", "data", "txt", "json", "png", "model", "h5", "onnx", "safetensors", "gguf", "jpg", "csv", "md", "yaml", "msgpack", "npy", "zip", "pb", "tflite", "weights", "params", "mar", "th", "pth", "p", "dump", "dat", "cfg", "lock"):
            yield f"extension-{kind}.{extension}", hostile
        yield f"extension-none-{kind}", hostile
        yield f"lone-protocol-1-{kind}.pkl", b"\x80\x01" + body
        yield f"protocol-9-{kind}.pkl", b"\x80\x09" + body
        yield f"protocol-repeated-{kind}.pkl", b"\x80\x02\x80\x03\x80\x04" + body
    for label, (module, attribute) in {"extension-1": (b"\x82\x01", b""), "extension-2": (b"\x83\x01\x02", b""), "extension-4": (b"\x84\x01\x02\x03\x00", b"")}.items():
        yield f"{label}.pkl", b"\x80\x02" + module + b")R."
    yield "extension-registered.pkl", pickle(then(call(name("copyreg", "add_extension"), "os", "system", 240), Raw(b"\x82\xf0" + literal((MARKER,)) + b"R")), 2)
    yield "inverted-registry.pkl", pickle(build(name("copyreg", "_inverted_registry"), {240: ("os", "system")}), 2)
    yield "dispatch-table.pkl", pickle(Raw(literal(name("copyreg", "dispatch_table")) + literal(name("builtins", "int")) + literal(SYSTEM) + b"s"))
    yield "persistent-call.pkl", b"\x80\x02" + text("os.system") + b"Q" + literal((MARKER,)) + b"R."
    yield "persistent-text.pkl", b"Pos.system\n(S'" + MARKER.encode() + b"'\ntR."
    yield "persistent-nested.pkl", pickle(Raw(literal(("storage", RUN, "0", "cpu", 1)) + b"Q"), 2)
    yield "persistent-class.pkl", pickle(Raw(literal(("module", name("evil_model", "Net"), "net.py", PYTHON)) + b"Q)R"), 2)
    yield "out-of-band.pkl", pickle(then(Raw(b"\x97"), RUN), 5)
    for kind, (module, attribute) in {"fullwidth": ("ｏｓ", "system"), "space": ("os ", "system"), "upper": ("OS", "SYSTEM"), "zero-width": ("os", "sys\u200btem"), "empty-module": ("", "eval"), "empty-name": ("os", ""), "newline": ("os\n", "system"), "null": ("os\x00", "system"), "relative": (".os", "system"), "dots": ("os", "system..x"), "trailing-dot": ("os.", "system"), "surrogate": ("o\udc73", "system"), "long": ("a" * 3000, "b"), "package": ("os.path.os", "system"), "main": ("__main__", "__builtins__.eval"), "main-class": ("__main__", "Net"), "mp-main": ("__mp_main__", "Net"), "dunder": ("__builtins__", "eval"), "non-ascii": ("modül", "Größe"), "combining": ("ｂｕｉｌｔｉｎｓ", "eval")}.items():
        yield f"name-{kind}.pkl", pickle(call(stacked(module, attribute), MARKER))
    for kind, pushed in {"bytes": b"C\x02os", "integer": b"K\x01", "none": b"N", "list": b"]", "call": literal(call(name("builtins", "str"), b"os")), "bytearray": b"\x96" + struct.pack("<Q", 2) + b"os"}.items():
        yield f"non-text-module-{kind}.pkl", b"\x80\x04" + pushed + text("system") + b"\x93" + literal((MARKER,)) + b"R."
    yield "non-text-name.pkl", b"\x80\x04" + text("os") + b"C\x06system\x93" + literal((MARKER,)) + b"R."
    yield from starts()
    yield "several-payloads.pkl", pickle([RUN, call(name("builtins", "eval"), PYTHON), call(name("socket", "socket"))])
    yield "long-tail.pkl", BIG[:-1] + b"0" + literal(RUN) + b"."
    yield "carriage-return-names.pkl", b"cos\r\nsystem\r\n(V" + MARKER.encode() + b"\ntR."
    yield "mark-decoy.pkl", b"\x80\x04((((1111" + HOSTILE[2:]
    yield "no-stop.pkl", HOSTILE[:-1]
    yield "only-import.pkl", b"\x80\x04cantigravity\nx\n."
    yield "import-half-line.pkl", b"\x80\x04cantigravity\nx"
    yield "import-side-effect.pkl", pickle(name("this", "s"))


def starts():
    """A first value that fills what is read to tell the format, or that another format starts with too."""
    long = b"A" * 150_000
    size = struct.pack("<I", len(long))
    firsts = {
        "string": b"S'" + long + b"'\n", "unicode": b"V" + long + b"\n", "binunicode": b"X" + size + long, "binbytes": b"B" + size + long, "binbytes8": b"\x8e" + size + bytes(4) + long, "bytearray8": b"\x96" + size + bytes(4) + long, "long4": b"\x8b" + size + bytes(len(long)), "integers": b"I1\n" * 50_000 + b"0" * 49_999, "marks": b"(" * 70_000 + b"0" * 70_000 + b"N",
        "duplicates": b"N" + b"20" * 40_000, "frame": b"\x95" + bytes(8) + b"N", "none": b"N", "true": b"\x88", "set": b"\x8f", "float": b"F1.5\n", "dict": b"(d", "late-protocol": b"N0\x80\x04N", "licence": b"S'# Licence: MIT'\n", "gif": b"GIF89a\x01\x00\x01", "bmp": b"BM" + b"\x04\x00\x00" + bytes(0x44D),
    }  # fmt: skip
    for first, code in firsts.items():
        for kind, hostile in {"text": SECOND["text"], "stacked": SECOND["stacked"][2:]}.items():
            yield f"start-{first}-{kind}.bin", code + b"0" + hostile
            yield f"start-{first}-{kind}-and-text.bin", code + b"0" + hostile + b"\nPermission is hereby granted\n" * 4_000
