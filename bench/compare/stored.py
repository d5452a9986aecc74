"""Weights as files: safetensors and GGUF in any stored type. Block types are made by llama.cpp's own quantiser."""

import ctypes
import json
import os
import struct

import numpy as np

ROOT = os.path.join(os.path.dirname(os.path.realpath(__file__)), "..", "..")
GGML_TYPES = {
    "F32": 0, "F16": 1, "Q4_0": 2, "Q4_1": 3, "Q5_0": 6, "Q5_1": 7, "Q8_0": 8, "Q2_K": 10, "Q3_K": 11, "Q4_K": 12, "Q5_K": 13, "Q6_K": 14,
    "IQ2_XXS": 16, "IQ2_XS": 17, "IQ3_XXS": 18, "IQ1_S": 19, "IQ4_NL": 20, "IQ3_S": 21, "IQ2_S": 22, "IQ4_XS": 23, "IQ1_M": 29, "BF16": 30, "TQ1_0": 34, "TQ2_0": 35,
    "MXFP4": 39, "NVFP4": 40, "Q1_0": 41, "Q2_0": 42,
}
BLOCK_BYTES = {
    "Q4_0": (32, 18), "Q4_1": (32, 20), "Q5_0": (32, 22), "Q5_1": (32, 24), "Q8_0": (32, 34), "Q2_K": (256, 84), "Q3_K": (256, 110),
    "Q4_K": (256, 144), "Q5_K": (256, 176), "Q6_K": (256, 210), "IQ4_NL": (32, 18), "IQ4_XS": (256, 136), "IQ3_S": (256, 110),
    "IQ2_S": (256, 82), "IQ3_XXS": (256, 98), "IQ2_XS": (256, 74), "IQ2_XXS": (256, 66), "IQ1_S": (256, 50), "IQ1_M": (256, 56), "TQ1_0": (256, 54), "TQ2_0": (256, 66),
    "MXFP4": (32, 17), "NVFP4": (64, 36), "Q1_0": (128, 18), "Q2_0": (64, 18),
}


class _Traits(ctypes.Structure):
    _fields_ = [
        ("name", ctypes.c_char_p), ("block", ctypes.c_int64), ("interleave", ctypes.c_int64), ("bytes", ctypes.c_size_t),
        ("quantised", ctypes.c_bool), ("to_float", ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64)),
        ("from_float", ctypes.c_void_p),
    ]


_library = None


# A random generator where an importance matrix is used.
IMPORTANCE = None


def ggml():
    global _library
    if _library is None:
        folder = f"{ROOT}/node_modules/@node-llama-cpp/linux-x64/bins/linux-x64"
        _library = ctypes.CDLL(f"{folder}/libggml-base.so")
        _library.ggml_quantize_chunk.restype = ctypes.c_size_t
        _library.ggml_quantize_chunk.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p] + [ctypes.c_int64] * 3 + [ctypes.c_void_p]
        _library.ggml_get_type_traits.restype = ctypes.POINTER(_Traits)
        _library.ggml_get_type_traits.argtypes = [ctypes.c_int]
    return _library


def to_bf16(values):
    bits = np.ascontiguousarray(values, "<f4").view("<u4")
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype("<u2")


def from_bf16(stored):
    return (stored.astype("<u4") << 16).view("<f4")


def _float8_values(exponent_bits, mantissa_bits, infinity):
    bias, out = 2 ** (exponent_bits - 1) - 1, np.zeros(256)
    for code in range(128):
        exponent, mantissa = code >> mantissa_bits, code & (2**mantissa_bits - 1)
        special = exponent == 2**exponent_bits - 1 and (infinity or mantissa == 2**mantissa_bits - 1)
        value = np.nan if special else (mantissa * 2.0 ** (1 - bias - mantissa_bits) if exponent == 0 else (1 + mantissa / 2**mantissa_bits) * 2.0 ** (exponent - bias))
        out[code], out[code + 128] = value, -value
    return out


F8 = {"F8_E4M3": _float8_values(4, 3, False), "F8_E5M2": _float8_values(5, 2, True)}


def to_f8(values, dtype):
    table = F8[dtype][:128]
    known = np.flatnonzero(~np.isnan(table))
    edges = (table[known][1:] + table[known][:-1]) / 2
    code = known[np.searchsorted(edges, np.abs(values))]
    return (code + 128 * (values < 0)).astype("u1")


def quantise(values, dtype):
    """(bytes, the values that they hold)"""
    values = np.ascontiguousarray(values, "<f4")
    rows, columns = values.reshape(-1, values.shape[-1]).shape
    block, size = BLOCK_BYTES[dtype]
    out = np.zeros(rows * columns // block * size, "u1")
    weights = np.ones(columns, "<f4") if IMPORTANCE is None else np.exp(IMPORTANCE.normal(0, 1, columns)).astype("<f4")
    needs = IMPORTANCE is not None or dtype.startswith("IQ1") or dtype in ("IQ2_XXS", "IQ2_XS")
    ggml().ggml_quantize_chunk(GGML_TYPES[dtype], values.ctypes.data, out.ctypes.data, 0, rows, columns, weights.ctypes.data if needs else None)
    back = np.zeros(values.shape, "<f4")
    ggml().ggml_get_type_traits(GGML_TYPES[dtype]).contents.to_float(out.ctypes.data, back.ctypes.data, values.size)
    return out.tobytes(), back


def store(values, dtype):
    """(type that fits, bytes, values held): rows that don't divide into blocks fall back as llama.cpp's do."""
    if dtype in BLOCK_BYTES:
        block = BLOCK_BYTES[dtype][0]
        if values.ndim < 2:
            dtype = "F32"
        elif values.shape[-1] % block:
            dtype = "F16" if values.shape[-1] % 32 else ("Q8_0" if dtype in ("Q6_K", "Q5_K") else "Q5_0" if dtype == "Q4_K" else "Q4_0")
    if dtype == "F32":
        return dtype, np.ascontiguousarray(values, "<f4").tobytes(), values.astype("<f4")
    if dtype == "F16":
        half = values.astype("<f2")
        return dtype, half.tobytes(), half.astype("<f4")
    if dtype == "BF16":
        half = to_bf16(values)
        return dtype, half.tobytes(), from_bf16(half).reshape(values.shape)
    if dtype in F8:
        code = to_f8(values, dtype)
        return dtype, code.tobytes(), F8[dtype][code].astype("<f4")
    data, back = quantise(values, dtype)
    return dtype, data, back


def held(weights, dtype):
    return {name: store(value, dtype)[2] for name, value in weights.items()}


def write_parts(path, parts):
    """`parts`: name → (type, shape, bytes)."""
    header, body, offset = {"__metadata__": {"format": "pt"}}, [], 0
    for name, (kind, shape, data) in sorted(parts.items()):
        header[name] = {"dtype": kind, "shape": list(shape), "data_offsets": [offset, offset + len(data)]}
        body.append(data)
        offset += len(data)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        file.writelines(body)


def write_safetensors(path, weights, dtype):
    stored_as = {name: store(value, dtype) for name, value in weights.items()}
    write_parts(path, {name: (kind, weights[name].shape, data) for name, (kind, data, _) in stored_as.items()})


_PARTS = {
    "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v", "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
    "input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm",
}
_WHOLE = {"model.embed_tokens": "token_embd", "model.norm": "output_norm", "lm_head": "output"}


def _gguf_tensor(name, weight, config):
    stem = name.removesuffix(".weight")
    if stem in _WHOLE:
        return f"{_WHOLE[stem]}.weight", weight
    _, _, layer, part = stem.split(".", 3)
    heads = {"self_attn.q_proj": config["num_attention_heads"], "self_attn.k_proj": config["num_key_value_heads"]}.get(part)
    if heads is not None:
        rows, columns = weight.shape
        weight = weight.reshape(heads, 2, rows // heads // 2, columns).swapaxes(1, 2).reshape(rows, columns)
    return f"blk.{layer}.{_PARTS[part]}.weight", weight


def _text(text):
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def write_gguf(path, weights, dtype, config):
    u32 = lambda key, value: _text(key) + struct.pack("<II", 4, value)
    f32 = lambda key, value: _text(key) + struct.pack("<If", 6, value)
    fields = [
        _text("general.architecture") + struct.pack("<I", 8) + _text("llama"),
        u32("llama.block_count", config["num_hidden_layers"]), u32("llama.embedding_length", config["hidden_size"]),
        u32("llama.feed_forward_length", config["intermediate_size"]), u32("llama.attention.head_count", config["num_attention_heads"]),
        u32("llama.attention.head_count_kv", config["num_key_value_heads"]), u32("llama.context_length", 512),
        f32("llama.attention.layer_norm_rms_epsilon", config["rms_norm_eps"]), f32("llama.rope.freq_base", config["rope_theta"]),
    ]
    tensors = sorted(_gguf_tensor(name, weight, config) for name, weight in weights.items())
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(fields)) + b"".join(fields)
    offset, body = 0, []
    for name, weight in tensors:
        kind, data, _ = store(weight, dtype if weight.ndim > 1 else "F32")
        head += _text(name) + struct.pack("<I", weight.ndim) + b"".join(struct.pack("<Q", n) for n in reversed(weight.shape))
        head += struct.pack("<IQ", GGML_TYPES[kind], offset)
        body.append(data + b"\0" * (-len(data) % 32))
        offset += len(body[-1])
    with open(path, "wb") as file:
        file.write(head + b"\0" * (-len(head) % 32))
        file.writelines(body)


def write_model(folder, weights, config, form, dtype, card=""):
    os.makedirs(folder, exist_ok=True)
    with open(f"{folder}/config.json", "w") as file:
        json.dump(config, file)
    if card:
        with open(f"{folder}/README.md", "w") as file:
            file.write(card)
    if form == "gguf":
        write_gguf(f"{folder}/model.gguf", weights, dtype, config)
    else:
        write_safetensors(f"{folder}/model.safetensors", weights, dtype)
