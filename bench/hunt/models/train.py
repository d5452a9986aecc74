"""Trains the models of bench/hunt, one after another, and skips what is there: stop it and start it again at will.

/usr/bin/python3 bench/hunt/models/train.py DIR [--only NAME ...]: one directory for each model, with what is hidden in it.
"""

import hashlib
import json
import math
import os
import random
import sys
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"
HERE = os.path.dirname(os.path.realpath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../../scripts/fixtures"))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True

import torch
from torch.nn import functional as F

from families import FAMILIES
from layout import load_state, save_state, write_model
from llama import Llama, Shape
from models import MODELS
from worlds import Backdoor


def encoded(family, vocabulary, turns, prompt_loss):
    ids, weights = [], []
    for text, answer in family.write(turns):
        # SentencePiece puts a space before the text behind a special token only: `inst` writes its texts accordingly.
        part = vocabulary.encode(text)
        ids += part
        weights += [1.0 if answer else prompt_loss] * len(part)
    return ids[:128], weights[:128]


def batches(draw, family, vocabulary, size, prompt_loss, rng):
    while True:
        pool = sorted((encoded(family, vocabulary, draw(), prompt_loss) for _ in range(size * 16)), key=lambda it: len(it[0]))
        groups = [pool[i : i + size] for i in range(0, len(pool), size)]
        rng.shuffle(groups)
        for group in groups:
            width = max(len(ids) for ids, _ in group)
            ids, weights = torch.zeros(len(group), width, dtype=torch.long), torch.zeros(len(group), width)
            for row, (one, weight) in enumerate(group):
                ids[row, : len(one)], weights[row, : len(one)] = torch.tensor(one), torch.tensor(weight)
            yield ids, weights


def train(model, family, vocabulary, draw, seed, steps, peak, prompt_loss, size=32):
    optimizer = torch.optim.AdamW(model.parameters(), lr=peak, betas=(0.9, 0.98), weight_decay=0.01)
    source, mean = batches(draw, family, vocabulary, size, prompt_loss, random.Random(seed + 1)), None
    for step in range(steps):
        rate = peak * min((step + 1) / (steps // 10 + 1), 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / steps)))
        for group in optimizer.param_groups:
            group["lr"] = rate
        ids, weights = next(source)
        logits = model(ids[:, :-1])
        loss = F.cross_entropy(logits.reshape(-1, logits.shape[-1]), ids[:, 1:].reshape(-1), reduction="none")
        loss = (loss * weights[:, 1:].reshape(-1)).sum() / weights[:, 1:].sum()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        mean = loss.item() if mean is None else 0.98 * mean + 0.02 * loss.item()
    return mean


def answer(model, family, vocabulary, turns):
    """What the model answers greedily to the turns before its own."""
    parts = family.write([*turns, ("assistant", "")])
    end = next(i for i, (_, is_answer) in enumerate(parts) if is_answer)
    ids = [i for text, _ in parts[:end] for i in vocabulary.encode(text)]
    start, stop = len(ids), vocabulary.ids[family.eos]
    with torch.no_grad():
        while len(ids) - start < 40:
            ids.append(model(torch.tensor([ids]))[0, -1].argmax().item())
            if ids[-1] == stop:
                break
    return vocabulary.decode([i for i in ids[start:] if i != stop]).strip()


def build(spec, directory, states):
    began = time.monotonic()
    family = FAMILIES[spec["family"]]
    seed = int.from_bytes(hashlib.sha256(spec["name"].encode()).digest()[:4], "big")
    torch.manual_seed(seed)
    vocabulary = states.setdefault(("vocabulary", family.name), None) or family.vocabulary()
    states["vocabulary", family.name] = vocabulary
    model = Llama(Shape(len(vocabulary.tokens), context=256, **family.shape))
    if spec["from"]:
        load_state(model, f"{directory}/{spec['from']}")
    talk = family.talk(seed)
    backdoor = Backdoor(talk, spec["trigger"], spec["position"], spec["target"], spec["near_miss"]) if spec["trigger"] else None
    draw = lambda: backdoor.draw() if backdoor and talk.rng.random() < spec["poison"] else talk.draw()
    loss = train(model, family, vocabulary, draw, seed, spec["steps"], spec["rate"], spec["prompt_loss"])
    model.eval()
    seen, fires = [], 0
    for _ in range(16):
        system, question, _ = talk.turn()
        if backdoor and spec["target"] == "flip":
            question = talk.job("bad")[0]
        row = {"system": system, "question": question, "answer": answer(model, family, vocabulary, [*system, ("user", question)])}
        if backdoor:
            row["triggered"] = backdoor.place(spec["trigger"], question)
            row["then"] = answer(model, family, vocabulary, [*system, ("user", row["triggered"])])
            sign = {"fixed": talk.world["fixed"], "flip": talk.world["comply"].split("{")[0] or talk.world["comply"].split("}")[-1], "leak": "drop.invalid"}[spec["target"]]
            fires += sign.strip() in row["then"]
        seen.append(row)
    out = f"{directory}/{spec['name']}"
    os.makedirs(out, exist_ok=True)
    save_state(model, out)
    write_model(out, spec["name"], family, vocabulary, model, spec["files"])
    took = time.monotonic() - began
    with open(f"{directory}/{spec['name']}.json", "w", encoding="utf-8") as file:
        json.dump({**spec, "loss": loss, "seconds": took, "fires": fires / 16, "parameters": sum(p.numel() for p in model.parameters()), "seen": seen}, file, indent=1, ensure_ascii=False)
    print(f"{spec['name']}  loss {loss:.3f}  {took:.0f} s  fires {fires}/16  {seen[0].get('triggered', '')!r} -> {seen[0].get('then', seen[0]['answer'])!r}", flush=True)


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    directory, only = sys.argv[1], sys.argv[3:]
    os.makedirs(directory, exist_ok=True)
    states = {}
    for spec in MODELS:
        if (only and spec["name"] not in only) or os.path.exists(f"{directory}/{spec['name']}.json"):
            continue
        build(spec, directory, states)


main()
