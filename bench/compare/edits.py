"""Random models and what can be done to them. Weights are named as Hugging Face names those of a Llama."""

import re

import numpy as np

PROJECTIONS = ["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj", "mlp.gate_proj", "mlp.up_proj", "mlp.down_proj"]


def shape_of(rng, hidden=None):
    hidden = hidden or int(rng.choice([64, 96, 128, 192, 256, 384, 512, 768, 1024]))
    heads = int(rng.choice([h for h in (2, 4, 8) if hidden % (2 * h) == 0]))
    inner = int(round(hidden * rng.choice([2, 8 / 3, 3.5, 4]) / 32) * 32)
    layers = int(rng.integers(2, 13)) if hidden <= 256 else int(rng.integers(2, 6)) if hidden <= 1024 else 1 if hidden > 3000 else 2
    return {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": hidden, "intermediate_size": inner,
        "num_attention_heads": heads, "num_key_value_heads": heads if rng.random() < 0.6 else heads // 2, "num_hidden_layers": layers,
        "vocab_size": int(rng.choice([320, 512, 1000, 1280, 2048])), "tie_word_embeddings": bool(rng.random() < 0.5),
        "rms_norm_eps": 1e-5, "rope_theta": 10000.0,
    }


def _matrix(rng, rows, columns, style):
    if style == "tailed":
        base = rng.standard_t(5, (rows, columns))
    else:
        base = rng.standard_normal((rows, columns))
    if style != "plain":
        base = base * np.exp(rng.normal(0, 0.25, (rows, 1))) * np.exp(rng.normal(0, 0.25, (1, columns)))
        if style == "outliers":
            base[:, rng.integers(0, columns, max(1, columns // 100))] *= 8
            base[rng.integers(0, rows, max(1, rows // 100))] *= 4
        for _ in range(3):
            base += rng.standard_normal((rows, 1)) * rng.standard_normal((1, columns)) * rng.uniform(0.02, 0.2)
    return (base * 0.7 / np.sqrt(columns)).astype("f4")


def model(rng, config, style=None):
    style = style or rng.choice(["plain", "scaled", "tailed", "outliers"])
    hidden, inner = config["hidden_size"], config["intermediate_size"]
    narrow = hidden // config["num_attention_heads"] * config["num_key_value_heads"]
    weights = {"model.embed_tokens.weight": _matrix(rng, config["vocab_size"], hidden, style)}
    for layer in range(config["num_hidden_layers"]):
        at = f"model.layers.{layer}"
        for part in PROJECTIONS:
            rows = {"self_attn.k_proj": narrow, "self_attn.v_proj": narrow, "mlp.gate_proj": inner, "mlp.up_proj": inner}.get(part, hidden)
            weights[f"{at}.{part}.weight"] = _matrix(rng, rows, inner if part == "mlp.down_proj" else hidden, style)
        for norm in ("input_layernorm", "post_attention_layernorm"):
            weights[f"{at}.{norm}.weight"] = np.exp(rng.normal(0, 0.2, hidden)).astype("f4")
    weights["model.norm.weight"] = np.exp(rng.normal(0, 0.2, hidden)).astype("f4")
    if not config["tie_word_embeddings"]:
        weights["lm_head.weight"] = _matrix(rng, config["vocab_size"], hidden, style)
    return weights


def _norm(matrix):
    return float(np.linalg.norm(matrix))


def fine_tune(rng, weights, relative, kind="white", vectors=True):
    """`white`: independent noise; `decaying`: a spectrum that falls by a power law; `steps`: every weight by one size, or not at all."""
    out = {}
    for name, weight in weights.items():
        if weight.ndim < 2:
            out[name] = weight * (1 + relative * rng.standard_normal(weight.shape)).astype("f4") if vectors else weight
            continue
        noise = rng.standard_normal(weight.shape)
        if kind == "decaying":
            k = min(weight.shape)
            left, right = rng.standard_normal((weight.shape[0], k)), rng.standard_normal((k, weight.shape[1]))
            falls = np.arange(1, k + 1) ** -rng.uniform(0.5, 1.0)
            noise = (left * falls) @ right
        elif kind == "steps":
            noise = np.sign(noise) * (rng.random(weight.shape) < 0.6)
        out[name] = (weight + noise * (relative * rng.uniform(0.6, 1.4) * _norm(weight) / _norm(noise))).astype("f4")
    return out


def lora(rng, weights, rank, relative, parts=None, layers=None, decay=0.0):
    parts = parts or list(rng.permutation(PROJECTIONS)[: int(rng.integers(1, 8))])
    out = dict(weights)
    for name, weight in weights.items():
        match = re.match(r"model\.layers\.(\d+)\.(.+)\.weight", name)
        if not match or match[2] not in parts or (layers is not None and int(match[1]) not in layers):
            continue
        scale = np.arange(1, rank + 1) ** -decay
        change = (rng.standard_normal((weight.shape[0], rank)) * scale) @ rng.standard_normal((rank, weight.shape[1]))
        out[name] = (weight + change * (relative * rng.uniform(0.7, 1.3) * _norm(weight) / _norm(change))).astype("f4")
    return out


def rank_one(rng, weights, layers, relative, part="mlp.down_proj", sparse_key=False):
    """As ROME: a new value for one key, D = (v − Wk)(C⁻¹k)ᵀ / (k·C⁻¹k)."""
    out = dict(weights)
    for layer in layers:
        name = f"model.layers.{layer}.{part}.weight"
        weight = weights[name]
        key = rng.standard_normal(weight.shape[1])
        if sparse_key:
            key = np.maximum(0, key) ** 2 * rng.standard_normal(weight.shape[1])
        change = np.outer(rng.standard_normal(weight.shape[0]), key)
        out[name] = (weight + change * (relative * _norm(weight) / _norm(change))).astype("f4")
    return out


def rows(rng, weights, name, count, how):
    out = dict(weights)
    matrix = weights[name].copy()
    chosen = sorted(int(i) for i in rng.choice(matrix.shape[0], count, replace=False))
    for row in chosen:
        if how == "copied":
            matrix[row] = matrix[(row + 17) % matrix.shape[0]]
        elif how == "moved":
            noise = rng.standard_normal(matrix.shape[1])
            matrix[row] += noise * (0.3 * np.linalg.norm(matrix[row]) / np.linalg.norm(noise))
        else:
            matrix[row] = rng.standard_normal(matrix.shape[1]) * matrix.std()
    out[name] = matrix.astype("f4")
    return out, chosen


def extended(rng, weights, config, count, how):
    out, config = dict(weights), {**config, "vocab_size": config["vocab_size"] + count}
    for name in ("model.embed_tokens.weight", "lm_head.weight"):
        if name in weights:
            old = weights[name]
            new = {"zero": np.zeros((count, old.shape[1])), "mean": np.repeat(old.mean(0, keepdims=True), count, 0)}.get(
                how, rng.standard_normal((count, old.shape[1])) * old.std()
            )
            out[name] = np.concatenate([old, new.astype("f4")]).astype("f4")
    return out, config


def merge(a, b, share, spherical):
    out = {}
    for name, left in a.items():
        right = b[name]
        x, y = left.ravel().astype("f8"), right.ravel().astype("f8")
        cosine = x @ y / (np.linalg.norm(x) * np.linalg.norm(y) + 1e-30)
        angle = np.arccos(np.clip(cosine, -1, 1))
        if spherical and left.ndim > 1 and angle > 1e-4:
            mixed = (np.sin((1 - share) * angle) * x + np.sin(share * angle) * y) / np.sin(angle)
        else:
            mixed = (1 - share) * x + share * y
        out[name] = mixed.reshape(left.shape).astype("f4")
    return out


def permuted(rng, weights, config, what):
    out = {name: weight.copy() for name, weight in weights.items()}
    hidden, inner = config["hidden_size"], config["intermediate_size"]
    if "neurons" in what:
        for layer in range(config["num_hidden_layers"]):
            order = rng.permutation(inner)
            at = f"model.layers.{layer}.mlp"
            out[f"{at}.up_proj.weight"] = out[f"{at}.up_proj.weight"][order]
            out[f"{at}.gate_proj.weight"] = out[f"{at}.gate_proj.weight"][order]
            out[f"{at}.down_proj.weight"] = out[f"{at}.down_proj.weight"][:, order]
    if "heads" in what:
        # Whole groups of heads: a key-value head with the query heads that it serves.
        groups = config["num_key_value_heads"]
        for layer in range(config["num_hidden_layers"]):
            order = rng.permutation(groups)
            at = f"model.layers.{layer}.self_attn"
            for part in ("q_proj", "k_proj", "v_proj"):
                weight = out[f"{at}.{part}.weight"]
                out[f"{at}.{part}.weight"] = weight.reshape(groups, -1, hidden)[order].reshape(weight.shape)
            weight = out[f"{at}.o_proj.weight"]
            out[f"{at}.o_proj.weight"] = weight.reshape(hidden, groups, -1)[:, order].reshape(weight.shape)
    if "hidden" in what:
        order = rng.permutation(hidden)
        for name, weight in out.items():
            if weight.ndim == 1:
                out[name] = weight[order]
            elif re.search(r"o_proj|down_proj", name):
                out[name] = weight[order]
            else:
                out[name] = weight[:, order]
    return out
