"""Weights packed into words as AutoGPTQ, AutoAWQ, compressed-tensors and bitsandbytes pack them: (type, shape, bytes) by name."""

import json

import numpy as np

AWQ_ORDER = [0, 2, 4, 6, 1, 3, 5, 7]
NF4 = np.array([
    -1.0, -0.6961928009986877, -0.5250730514526367, -0.39491748809814453, -0.28444138169288635, -0.18477343022823334, -0.09105003625154495, 0.0,
    0.07958029955625534, 0.16093020141124725, 0.24611230194568634, 0.33791524171829224, 0.44070982933044434, 0.5626170039176941, 0.7229568362236023, 1.0,
], "f4")
FP4 = np.array([0.0, 0.0052083333, 0.6666667, 1.0, 0.3333333, 0.5, 0.1666667, 0.25, -0.0, -0.0052083333, -0.6666667, -1.0, -0.3333333, -0.5, -0.1666667, -0.25], "f4")


def groups(weight, size, bits, symmetric, even=None):
    """Codes [rows, columns], scales and zeros [rows, groups]. `even`: errors are made up for in later columns (GPTQ), with this Hessian's inverse."""
    rows, columns = weight.shape
    top = 2**bits - 1
    codes = np.zeros(weight.shape, "i4")
    scales, zeros = np.zeros((rows, columns // size), "f4"), np.zeros((rows, columns // size), "i4")
    left = weight.astype("f8").copy()
    for at in range(columns):
        group = at // size
        if at % size == 0:
            block = left[:, at : at + size]
            if symmetric:
                step = np.abs(block).max(1) * 2 / top
                zero = np.full(rows, (top + 1) // 2)
            else:
                low, high = np.minimum(block.min(1), 0), np.maximum(block.max(1), 0)
                step = (high - low) / top
                zero = np.clip(np.round(-low / np.maximum(step, 1e-12)), 0, top)
            scales[:, group] = np.maximum(step, 1e-8).astype("f2").astype("f4")
            zeros[:, group] = zero
        column = left[:, at]
        codes[:, at] = np.clip(np.round(column / scales[:, group]) + zeros[:, group], 0, top)
        if even is not None:
            error = (column - (codes[:, at] - zeros[:, group]) * scales[:, group]) / even[at, at]
            left[:, at + 1 :] -= np.outer(error, even[at, at + 1 :])
    return codes, scales, zeros


def hessian(rng, columns):
    inputs = rng.standard_normal((4 * columns, columns)) * np.exp(rng.normal(0, 0.5, columns)) + rng.standard_normal((4 * columns, 1))
    h = inputs.T @ inputs / len(inputs)
    h += 0.01 * np.mean(np.diag(h)) * np.eye(columns)
    return np.linalg.cholesky(np.linalg.inv(h)).T


def words(codes, bits):
    """Along the last axis, the first code in the lowest bits."""
    per = 32 // bits
    padded = np.pad(codes, [(0, 0)] * (codes.ndim - 1) + [(0, -codes.shape[-1] % per)]).astype("u4")
    return np.bitwise_or.reduce(padded.reshape(*padded.shape[:-1], -1, per) << (np.arange(per) * bits).astype("u4"), -1).astype("<u4")


def part(kind, array):
    return kind, array.shape, np.ascontiguousarray(array).tobytes()


def gptq(stem, weight, size=32, bits=4, symmetric=True, version=1, shuffled=None, even=None):
    """`shuffled`: an order of the inputs in which groups were formed (act-order)."""
    columns = weight.shape[1]
    order = np.arange(columns) if shuffled is None else shuffled
    codes, scales, zeros = groups(weight[:, order], size, bits, symmetric, even)
    back = np.argsort(order)
    index = (np.arange(columns) // size)[back]
    return {
        f"{stem}.qweight": part("I32", words(codes[:, back], bits).T), f"{stem}.scales": part("F16", scales.T.astype("<f2")),
        f"{stem}.qzeros": part("I32", words(zeros.T - (1 if version == 1 else 0), bits)), f"{stem}.g_idx": part("I32", index.astype("<i4")),
    }


def awq(stem, weight, size=32):
    codes, scales, zeros = groups(weight, size, 4, False)
    interleaved = lambda a: a.reshape(a.shape[0], -1, 8)[:, :, AWQ_ORDER].reshape(a.shape)
    return {
        f"{stem}.qweight": part("I32", words(interleaved(codes.T), 4)), f"{stem}.scales": part("F16", scales.T.astype("<f2")),
        f"{stem}.qzeros": part("I32", words(interleaved(zeros.T), 4)),
    }


def rows(stem, weight, size=32, bits=4, symmetric=True):
    codes, scales, zeros = groups(weight, size, bits, symmetric)
    out = {
        f"{stem}.weight_packed": part("I32", words(codes, bits)), f"{stem}.weight_scale": part("BF16", (scales.view("<u4") >> 16).astype("<u2")),
        f"{stem}.weight_shape": part("I64", np.array(weight.shape, "<i8")),
    }
    if not symmetric:
        out[f"{stem}.weight_zero_point"] = part("I32", np.ascontiguousarray(words(zeros.T, bits).T))
    return out


def table(stem, weight, kind="nf4", nested=True, size=64):
    values = NF4 if kind == "nf4" else FP4
    blocks = weight.astype("f4").reshape(-1, size)
    largest = np.abs(blocks).max(1)
    codes = np.abs((blocks / np.maximum(largest, 1e-12)[:, None])[..., None] - values).argmin(-1).reshape(-1).astype("u1")
    name = f"{stem}.weight"
    state = {"quant_type": kind, "blocksize": size, "dtype": "bfloat16", "shape": list(weight.shape)}
    out = {name: part("U8", (codes[::2] << 4 | codes[1::2]).reshape(-1, 1)), f"{name}.quant_map": part("F32", values)}
    if nested:
        mean = np.float32(largest.mean())
        rest = largest - mean
        most = np.array([np.abs(rest[at : at + 256]).max() for at in range(0, len(rest), 256)], "f4")
        again = np.sign(np.linspace(-1, 1, 256)).astype("f4") * np.abs(np.linspace(-1, 1, 256)).astype("f4") ** 2
        scaled = rest / np.repeat(np.maximum(most, 1e-12), 256)[: len(rest)]
        out[f"{name}.absmax"] = part("U8", np.abs(scaled[:, None] - again).argmin(1).astype("u1"))
        out[f"{name}.nested_absmax"], out[f"{name}.nested_quant_map"] = part("F32", most), part("F32", again)
        state.update(nested_blocksize=256, nested_offset=float(mean), nested_dtype="float32")
    else:
        out[f"{name}.absmax"] = part("F32", largest)
    text = np.frombuffer(json.dumps(state).encode(), "u1")
    out[f"{name}.quant_state.bitsandbytes__{kind}"] = part("U8", text)
    return out
