"""Hostile pickles in archives, compressed files, arrays and files that are two things at once."""

import bz2
import gzip
import io
import json
import lzma
import struct
import tarfile
import zipfile
import zlib

from assemble import *

RUNS = {"reduce": HOSTILE, "text": b"cos\nsystem\n(S'" + MARKER.encode() + b"'\ntR.", "stacked": pickle(call(stacked("builtins", "exec"), PYTHON), 4, framed=True), "unknown": pickle(call(name("evil_module", "run"), 1), 2)}
LZ4 = None


def zipped(members, method=zipfile.ZIP_STORED, comment=b""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for path, content in members:
            archive.writestr(zipfile.ZipInfo(path), content, method)
        archive.comment = comment
    return out.getvalue()


def torch_zip(content, root="archive", method=zipfile.ZIP_STORED, extra=()):
    return zipped([(f"{root}/data.pkl", content), (f"{root}/byteorder", b"little"), (f"{root}/data/0", bytes(16)), (f"{root}/version", b"3\n"), *extra], method)


def tarred(members, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for path, content in members:
            info = tarfile.TarInfo(path)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def legacy(content):
    return pickle(Raw(b"\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19"), 2) + pickle(1001, 2) + pickle({"protocol_version": 1001, "little_endian": True, "type_sizes": {"short": 2, "int": 4, "long": 4}}, 2) + content + pickle([], 2)


def npy(content, version=(1, 0), descr="|O", shape="(1,)"):
    header = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}".encode()
    size = 2 if version == (1, 0) else 4
    header += b" " * (63 - (8 + size + len(header)) % 64) + b"\n"
    return b"\x93NUMPY" + bytes(version) + struct.pack("<H" if size == 2 else "<I", len(header)) + header + content


def gguf():
    return b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q", 20) + b"general.architecture" + struct.pack("<I", 8) + struct.pack("<Q", 5) + b"llama"


def safetensors():
    header = json.dumps({"w": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}).encode()
    return struct.pack("<Q", len(header)) + header + bytes(8)


def files():
    for kind, hostile in RUNS.items():
        for root in ("archive", "model", "a/b"):
            yield f"torch-{root.replace('/', '.')}-{kind}.pt", torch_zip(hostile, root)
        yield f"torch-deflated-{kind}.pt", torch_zip(hostile, method=zipfile.ZIP_DEFLATED)
        yield f"torch-bzip2-{kind}.pt", torch_zip(hostile, method=zipfile.ZIP_BZIP2)
        yield f"torch-lzma-{kind}.pt", torch_zip(hostile, method=zipfile.ZIP_LZMA)
        yield f"torch-second-{kind}.pt", torch_zip(HONEST, extra=[("archive/extra.pkl", hostile)])
        yield f"torch-constants-{kind}.pt", torch_zip(HONEST, extra=[("archive/constants.pkl", hostile), ("archive/code/__torch__.py", b"")])
        yield f"torch-storage-{kind}.pt", torch_zip(HONEST, extra=[("archive/data/1", hostile)])
        yield f"torch-other-name-{kind}.pt", zipped([("archive/data.pkl", HONEST), ("archive/.data/serialization_id", b"1"), ("archive/version", b"3\n"), ("payload", hostile)])
        yield f"torch-stray-{kind}.pt", torch_zip(HONEST) + hostile
        yield f"torch-before-{kind}.pt", hostile + torch_zip(HONEST)
        yield f"torch-comment-{kind}.pt", zipped([("archive/data.pkl", HONEST), ("archive/version", b"3\n")], comment=hostile)
        yield f"torch-duplicate-{kind}.pt", raw_zip([(b"archive/data.pkl", HONEST), (b"archive/data.pkl", hostile)])
        yield f"torch-duplicate-first-{kind}.pt", raw_zip([(b"archive/data.pkl", hostile), (b"archive/data.pkl", HONEST)])
        yield f"torch-case-{kind}.pt", raw_zip([(b"archive/data.pkl", HONEST), (b"archive/DATA.PKL", hostile)])
        yield f"torch-hidden-member-{kind}.pt", raw_zip([(b"archive/data.pkl", hostile)], listed=0)
        yield f"torch-renamed-{kind}.pt", raw_zip([(b"archive/data.pkl", hostile)], central=[b"archive/data.txt"])
        yield f"torch-encrypted-flag-{kind}.pt", raw_zip([(b"archive/data.pkl", hostile)], flags=1)
        yield f"torch-encrypted-central-{kind}.pt", raw_zip([(b"archive/data.pkl", hostile)], central_flags=1)
        yield f"torch-bad-crc-{kind}.pt", raw_zip([(b"archive/data.pkl", hostile)], crc=0x1234)
        yield f"torch-bad-size-{kind}.pt", raw_zip([(b"archive/data.pkl", hostile)], size=3)
        yield f"torch-method-{kind}.pt", raw_zip([(b"archive/data.pkl", hostile)], central_method=8)
        yield f"torch-backslash-{kind}.pt", raw_zip([(b"archive\\data.pkl", hostile)])
        yield f"torch-traversal-{kind}.pt", raw_zip([(b"../../archive/data.pkl", hostile)])
        yield f"torch-null-{kind}.pt", raw_zip([(b"archive/data.pkl\x00.txt", hostile)])
        yield f"torch-truncated-{kind}.pt", torch_zip(hostile)[:-30]
        yield f"torch-no-directory-{kind}.pt", torch_zip(hostile).split(b"PK\x01\x02")[0]
        yield f"torch-magic-{kind}.pt", b"XK" + torch_zip(hostile)[2:]
        yield f"torch-directory-{kind}.pt", raw_zip([(b"archive/data.pkl/", hostile)])
        yield f"zip-in-zip-{kind}.zip", zipped([("inner.zip", torch_zip(hostile))], zipfile.ZIP_DEFLATED)
        yield f"zip-thrice-{kind}.zip", zipped([("a.zip", zipped([("b.zip", zipped([("m.pkl", hostile)]))]))])
        yield f"zip-pickle-{kind}.zip", zipped([("model.pkl", hostile)])
        yield f"zip-no-extension-{kind}.zip", zipped([("weights", hostile)], zipfile.ZIP_DEFLATED)
        yield f"mar-{kind}.mar", zipped([("MAR-INF/MANIFEST.json", b"{}"), ("model.pt", torch_zip(hostile))], zipfile.ZIP_DEFLATED)
        yield f"keras-{kind}.keras", zipped([("config.json", b"{}"), ("metadata.json", b"{}"), ("assets/x.pkl", hostile)])
        yield f"pt2-{kind}.pt2", zipped([("archive/archive_format", b"pt2"), ("archive/data/weights/model.pt", torch_zip(hostile))])
        yield f"legacy-{kind}.pt", legacy(hostile)
        yield f"legacy-magic-{kind}.pt", hostile + legacy(HONEST)
        yield f"legacy-keys-{kind}.pt", legacy(HONEST)[:-4] + hostile
        yield f"legacy-tail-{kind}.pt", legacy(HONEST) + struct.pack("<Q", 0) + hostile
        yield f"torch-tar-{kind}.pt", tarred([("sys_info", HONEST), ("pickle", hostile), ("storages", pickle(0, 2)), ("tensors", pickle(0, 2))])
        yield f"torch-tar-storages-{kind}.pt", tarred([("sys_info", HONEST), ("pickle", HONEST), ("storages", hostile), ("tensors", pickle(0, 2))])
        for mode in ("w", "w:gz", "w:bz2", "w:xz"):
            yield f"tar-{mode[2:] or 'plain'}-{kind}.tar", tarred([("model/readme.txt", b"hello"), ("model/weights.pkl", hostile)], mode)
        yield f"nemo-{kind}.nemo", tarred([("./model_config.yaml", b"a: 1\n"), ("./model_weights.ckpt", torch_zip(hostile))], "w")
        yield f"nemo-gz-{kind}.nemo", tarred([("./model_config.yaml", b"a: 1\n"), ("./model_weights.ckpt", torch_zip(hostile))], "w:gz")
        packed = {"zlib": zlib.compress(hostile), "zlib-0": zlib.compress(hostile, 0), "gzip": gzip.compress(hostile), "bz2": bz2.compress(hostile), "xz": lzma.compress(hostile), "lzma": lzma.compress(hostile, lzma.FORMAT_ALONE), "gzip-twice": gzip.compress(gzip.compress(hostile)), "gzip-members": gzip.compress(HONEST) + gzip.compress(hostile), "zlib-tail": zlib.compress(HONEST) + hostile, "gzip-tail": gzip.compress(HONEST) + hostile, "raw-deflate": zlib.compress(hostile)[2:-4], "gzip-named": b"\x1f\x8b\x08\x08" + bytes(6) + b"model.txt\x00" + zlib.compress(hostile)[2:-4] + struct.pack("<II", zlib.crc32(hostile), len(hostile)), "gzip-truncated": gzip.compress(hostile)[:-9], "zlib-bad-sum": zlib.compress(hostile)[:-4] + b"abcd", "gzip-tar": None, "old-joblib": b"ZF" + hex(len(hostile)).encode().ljust(19) + zlib.compress(hostile)}
        for how, content in packed.items():
            if content is not None:
                yield f"packed-{how}-{kind}.joblib", content
        for version in ((1, 0), (2, 0), (3, 0)):
            yield f"npy-{version[0]}-{kind}.npy", npy(hostile, version)
        yield f"npy-tail-{kind}.npy", npy(bytes(8), descr="<f8") + hostile
        yield f"npy-structured-{kind}.npy", npy(hostile).replace(b"'|O'", b"'|O'")[:-len(hostile)] + hostile if kind != "reduce" else npy(hostile, descr="O")
        yield f"npy-nested-dtype-{kind}.npy", npy(hostile, descr="|O8")
        yield f"npy-version-9-{kind}.npy", npy(hostile, (9, 0))
        yield f"npz-{kind}.npz", zipped([("arr_0.npy", npy(hostile))])
        yield f"npz-deflated-{kind}.npz", zipped([("arr_0.npy", npy(bytes(8), descr="<f8")), ("arr_1.npy", npy(hostile))], zipfile.ZIP_DEFLATED)
        yield f"npz-plain-pickle-{kind}.npz", zipped([("arr_0", hostile)])
        yield f"gguf-tail-{kind}.gguf", gguf() + hostile
        yield f"safetensors-tail-{kind}.safetensors", safetensors() + hostile
        yield f"safetensors-header-{kind}.safetensors", struct.pack("<Q", 2) + b"{}" + hostile
        yield f"png-tail-{kind}.png", b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + bytes(17) + struct.pack(">I", 0) + b"IEND\xaeB`\x82" + hostile
        yield f"jpeg-tail-{kind}.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9" + hostile
        yield f"pdf-tail-{kind}.pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n" + hostile
        yield f"hdf5-tail-{kind}.h5", b"\x89HDF\r\n\x1a\n" + bytes(88) + hostile
        yield f"numpy-in-pickle-{kind}.pkl", pickle(build(call(name("numpy.core.multiarray", "_reconstruct"), name("numpy", "ndarray"), (0,), b"b"), (1, (len(hostile),), call(name("numpy", "dtype"), "u1", False, True), False, hostile)))
        yield f"pickle-zip-{kind}.pkl", HONEST + torch_zip(hostile)
        yield f"zip-as-png-{kind}.png", torch_zip(hostile)
        yield f"zip-as-json-{kind}.json", torch_zip(hostile)
        yield f"gzip-as-bin-{kind}.bin", gzip.compress(hostile)
        yield f"prefixed-zip-{kind}.bin", b"#!/bin/sh\nexit 0\n" + torch_zip(hostile)
        yield f"joblib-array-{kind}.joblib", joblib_objects(hostile)
        yield f"joblib-array-elements-{kind}.joblib", joblib_objects(hostile, "u1")
        yield f"cpio-{kind}.bin", b"070701" + b"0" * 104 + hostile
        yield f"zip64-{kind}.pt", raw_zip([(b"archive/data.pkl", hostile)], zip64=True)
        yield f"descriptor-{kind}.pt", raw_zip([(b"archive/data.pkl", hostile)], descriptor=True)
        yield f"split-size-{kind}.pt", raw_zip([(b"archive/data.pkl", HONEST), (b"archive/x", hostile)], listed=1)
        yield f"end-twice-{kind}.pt", raw_zip([(b"archive/data.pkl", HONEST)]) + raw_zip([(b"archive/data.pkl", hostile)])
        yield f"end-twice-reversed-{kind}.pt", raw_zip([(b"archive/data.pkl", hostile)]) + raw_zip([(b"archive/data.pkl", HONEST)])


def raw_zip(members, central=None, listed=None, flags=0, central_flags=None, crc=None, size=None, central_method=0, zip64=False, descriptor=False):
    body, directory = b"", b""
    for index, (path, content) in enumerate(members):
        sum_ = zlib.crc32(content) if crc is None else crc
        length = len(content) if size is None else size
        shown = (0xFFFFFFFF, 0xFFFFFFFF) if zip64 else (length, length)
        extra = struct.pack("<HHQQ", 1, 16, length, length) if zip64 else b""
        offset = len(body)
        local = (0, 0, 0) if descriptor else (sum_, *shown)
        body += struct.pack("<IHHHHHIIIHH", 0x04034B50, 45, flags | (8 if descriptor else 0), 0, 0, 0, *local, len(path), len(extra)) + path + extra + content
        if descriptor:
            body += struct.pack("<IIII", 0x08074B50, sum_, length, length)
        named = path if central is None else central[index]
        if listed is None or index < listed:
            directory += struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 45, 45, (flags if central_flags is None else central_flags) | (8 if descriptor else 0), central_method, 0, 0, sum_, *shown, len(named), len(extra), 0, 0, 0, 0, offset) + named + extra
    count = len(members) if listed is None else listed
    return body + directory + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, len(directory), len(body), 0)


def joblib_objects(content, kind="O"):
    wrapper = build(new(name("joblib.numpy_pickle", "NumpyArrayWrapper")), {"subclass": name("numpy", "ndarray"), "shape": (1 if kind == "O" else len(content),), "order": "C", "dtype": call(name("numpy", "dtype"), "O8" if kind == "O" else kind, False, True), "allow_mmap": kind != "O"})
    return b"\x80\x04" + literal(wrapper) + content + STOP
