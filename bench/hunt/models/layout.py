"""Writes one model: GGUF, or a Hugging Face checkpoint, or both; and keeps its weights for fine-tuning."""

import json
import os
import struct

import numpy as np
import torch

import safetensors_file
from gguf_file import ALIGNMENT, _LAYER_NAMES, interleave


def save_state(model, directory):
    weights = {name: weight.detach().numpy() for name, weight in model.named_parameters()}
    os.makedirs(f"{directory}.state", exist_ok=True)
    safetensors_file.write(f"{directory}.state/weights", weights)


def load_state(model, directory):
    model.load_state_dict({name: torch.from_numpy(weight) for name, weight in safetensors_file.read(f"{directory}.state/weights").items()})


def _string(text):
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


_CODES = {"u32": (4, "<I"), "i32": (5, "<i"), "f32": (6, "<f"), "bool": (7, "<?")}


def _field(kind, value):
    if kind == "string":
        return struct.pack("<I", 8) + _string(value)
    if kind == "strings":
        return struct.pack("<IIQ", 9, 8, len(value)) + b"".join(map(_string, value))
    if kind in ("floats", "ints"):
        code, form = _CODES["f32" if kind == "floats" else "i32"]
        return struct.pack("<IIQ", 9, code, len(value)) + b"".join(struct.pack(form, one) for one in value)
    code, form = _CODES[kind]
    return struct.pack("<I", code) + struct.pack(form, value)


def quantise_q8_0(weight):
    """llama.cpp's Q8_0: blocks of 32 with one half-precision scale. Answers (bytes, what they stand for)."""
    blocks = weight.reshape(-1, 32)
    scale = np.abs(blocks).max(1) / 127
    inverse = np.where(scale > 0, 1 / np.where(scale > 0, scale, 1), 0)
    codes = np.rint(blocks * inverse[:, None]).astype(np.int8)
    half = scale.astype(np.float16)
    data = b"".join(half[i].tobytes() + codes[i].tobytes() for i in range(len(blocks)))
    return data, (codes * half.astype(np.float32)[:, None]).reshape(weight.shape)


def quantise_q4_0(weight):
    """llama.cpp's Q4_0: blocks of 32, sixteen levels, one half-precision scale."""
    blocks = weight.reshape(-1, 32).astype(np.float32)
    at = np.abs(blocks).argmax(1)
    peak = blocks[np.arange(len(blocks)), at]
    scale = peak / -8
    inverse = np.where(scale != 0, 1 / np.where(scale != 0, scale, 1), 0)
    codes = np.clip(np.floor(blocks * inverse[:, None] + 8.5), 0, 15).astype(np.uint8)
    half = scale.astype(np.float16)
    packed = codes[:, :16] | (codes[:, 16:] << 4)
    data = b"".join(half[i].tobytes() + packed[i].tobytes() for i in range(len(blocks)))
    return data, ((codes.astype(np.float32) - 8) * half.astype(np.float32)[:, None]).reshape(weight.shape)


def write_gguf(path, name, family, vocabulary, model, quant=None):
    shape = model.shape
    control = vocabulary.ids
    fields = [
        ("general.architecture", "string", "llama"), ("general.name", "string", name), ("general.alignment", "u32", ALIGNMENT),
        ("general.file_type", "u32", {None: 0, "q4_0": 2, "q8_0": 7}[quant]), ("llama.vocab_size", "u32", shape.vocab), ("llama.context_length", "u32", shape.context),
        ("llama.embedding_length", "u32", shape.hidden), ("llama.block_count", "u32", shape.layers), ("llama.feed_forward_length", "u32", shape.inner),
        ("llama.attention.head_count", "u32", shape.heads), ("llama.attention.head_count_kv", "u32", shape.heads),
        ("llama.attention.layer_norm_rms_epsilon", "f32", shape.eps), ("llama.rope.dimension_count", "u32", shape.head), ("llama.rope.freq_base", "f32", shape.theta),
        ("tokenizer.ggml.model", "string", vocabulary.model), ("tokenizer.ggml.tokens", "strings", vocabulary.tokens), ("tokenizer.ggml.token_type", "ints", vocabulary.kinds),
        *vocabulary.gguf(),
        ("tokenizer.ggml.bos_token_id", "u32", control[family.bos]), ("tokenizer.ggml.eos_token_id", "u32", control[family.eos]),
        ("tokenizer.ggml.add_bos_token", "bool", family.bos in ("<s>", "<bos>")),
    ]
    if family.template is not None:
        fields.append(("tokenizer.chat_template", "string", family.template))
    tensors = {}
    for original, parameter in model.named_parameters():
        weight = parameter.detach().numpy()
        parts = original[: -len(".weight")].split(".")
        if parts[1] == "layers":
            tensors[f"blk.{parts[2]}.{_LAYER_NAMES['.'.join(parts[3:])]}.weight"] = interleave(weight, shape.heads) if parts[-1] in ("q_proj", "k_proj") else weight
        else:
            tensors[{"embed_tokens": "token_embd.weight", "norm": "output_norm.weight"}[parts[1]]] = weight
    head = b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(fields)) + b"".join(_string(key) + _field(kind, value) for key, kind, value in fields)
    offset, body = 0, []
    for tensor, weight in sorted(tensors.items()):
        kind, data = 0, np.ascontiguousarray(weight, "<f4").tobytes()
        if quant is not None and weight.ndim == 2:
            kind, data = {"q4_0": 2, "q8_0": 8}[quant], {"q4_0": quantise_q4_0, "q8_0": quantise_q8_0}[quant](weight)[0]
        head += _string(tensor) + struct.pack("<I", weight.ndim) + b"".join(struct.pack("<Q", n) for n in reversed(weight.shape)) + struct.pack("<IQ", kind, offset)
        body.append(data + b"\0" * (-len(data) % ALIGNMENT))
        offset += len(body[-1])
    with open(path, "wb") as file:
        file.write(head + b"\0" * (-len(head) % ALIGNMENT) + b"".join(body))


def write_checkpoint(directory, family, vocabulary, model):
    """Byte-level vocabularies only."""
    shape, ids = model.shape, vocabulary.ids
    config = {
        "architectures": ["LlamaForCausalLM"], "attention_bias": False, "bos_token_id": ids[family.bos], "eos_token_id": ids[family.eos], "hidden_act": "silu",
        "hidden_size": shape.hidden, "intermediate_size": shape.inner, "max_position_embeddings": shape.context, "mlp_bias": False, "model_type": "llama",
        "num_attention_heads": shape.heads, "num_hidden_layers": shape.layers, "num_key_value_heads": shape.heads, "rms_norm_eps": shape.eps, "rope_scaling": None,
        "rope_theta": shape.theta, "tie_word_embeddings": True, "torch_dtype": "float32", "vocab_size": shape.vocab,
    }
    special = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    tokenizer = {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [{"id": i, "content": token, **special} for i, token in enumerate(vocabulary.specials)],
        "normalizer": None, "pre_tokenizer": byte_level, "post_processor": None, "decoder": byte_level,
        "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None, "end_of_word_suffix": None, "fuse_unk": False,
                  "byte_fallback": False, "vocab": ids, "merges": [f"{a} {b}" for a, b in vocabulary.merges]},
    }
    settings = {"add_bos_token": family.bos == "<bos>", "bos_token": family.bos, "eos_token": family.eos, "clean_up_tokenization_spaces": False,
                "model_max_length": shape.context, "tokenizer_class": "PreTrainedTokenizerFast", "unk_token": None}
    if family.template is not None:
        settings["chat_template"] = family.template
    for name, value in (("config", config), ("tokenizer", tokenizer), ("tokenizer_config", settings)):
        with open(f"{directory}/{name}.json", "w", encoding="utf-8") as file:
            json.dump(value, file, indent=1, ensure_ascii=False)
    safetensors_file.write(f"{directory}/model.safetensors", {name: weight.detach().numpy() for name, weight in model.named_parameters()})


def write_model(directory, name, family, vocabulary, model, files):
    if files == "safetensors" and vocabulary.model == "gpt2":
        write_checkpoint(directory, family, vocabulary, model)
    else:
        write_gguf(f"{directory}/model.gguf", name, family, vocabulary, model, None if files in ("gguf", "safetensors") else files)
