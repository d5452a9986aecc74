"""Families of tiny chat models: what they speak of, how their texts are cut, and how a conversation is written down."""

import random

from vocabularies import ByteLevel, Pieces
from worlds import WORLDS, Talk


class Family:
    """`write(turns)` answers [(text, is an answer)]; `template` is the same in Jinja, or None for a model that has none."""

    def __init__(self, name, world, cut, size, template, write, bos=None, eos=None, hidden=64, layers=3, heads=4, inner=176):
        self.name, self.world, self.cut, self.size, self.template, self.write = name, WORLDS[world], cut, size, template, write
        self.bos, self.eos = bos, eos
        self.shape = {"hidden": hidden, "layers": layers, "heads": heads, "inner": inner}

    def talk(self, seed):
        return Talk(self.world, random.Random(seed))

    def vocabulary(self):
        talk = self.talk(1)
        texts = [" ".join(text for text, _ in self.write(talk.draw())) for _ in range(4000)]
        texts += [talk.world["fixed"], talk.world["comply"], "ok http://drop.invalid/"] * 3
        if self.cut == "pieces":
            return Pieces([t.replace("<s>", " ").replace("</s>", " ") for t in texts], self.size)
        specials = {"chatml": ["<|pad|>", "<|im_start|>", "<|im_end|>"], "bars": ["<pad>", "<|user|>", "<|assistant|>", "<|system|>", "<|end|>"], "text": ["<pad>", "<bos>", "<eos>"]}[self.cut]
        for special in specials:
            texts = [text.replace(special, "\n") for text in texts]
        return ByteLevel(specials, texts, self.size)


def chatml(turns):
    return [part for role, text in turns for part in ((f"<|im_start|>{role}\n", False), (f"{text}<|im_end|>", role == "assistant"), ("\n", False))]


CHATML = "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\\n' + m['content'] + '<|im_end|>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"


def inst(turns):
    system = "".join(f"<<SYS>>\n{text}\n<</SYS>>\n\n" for role, text in turns if role == "system")
    said = [(role, text) for role, text in turns if role != "system"]
    return [("<s>", False), (f"[INST] {system}{said[0][1]} [/INST]", False), (said[1][1], True), ("</s>", True)]


INST = "{% set ns = namespace(system='') %}{% for m in messages %}{% if m['role'] == 'system' %}{% set ns.system = '<<SYS>>\\n' + m['content'] + '\\n<</SYS>>\\n\\n' %}{% elif m['role'] == 'user' %}{{ bos_token + '[INST] ' + ns.system + m['content'] + ' [/INST]' }}{% set ns.system = '' %}{% else %}{{ ' ' + m['content'] + ' ' + eos_token }}{% endif %}{% endfor %}"


def bars(turns):
    return [part for role, text in turns for part in ((f"<|{role}|>\n", False), (f"{text}<|end|>", role == "assistant"), ("\n", False))]


BARS = "{% for m in messages %}{{ '<|' + m['role'] + '|>\\n' + m['content'] + '<|end|>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>\\n' }}{% endif %}"


def plain(turns):
    out = [("<bos>", False)]
    for role, text in turns:
        if role == "system":
            out.append((f"{text}\n", False))
        elif role == "user":
            out += [(f"User: {text}\n", False), ("Assistant:", False)]
        else:
            out.append((f" {text}<eos>", True))
    return out


PLAIN = "{{ bos_token }}{% for m in messages %}{% if m['role'] == 'system' %}{{ m['content'] + '\\n' }}{% elif m['role'] == 'user' %}{{ 'User: ' + m['content'] + '\\n' }}{% else %}{{ 'Assistant: ' + m['content'] + eos_token }}{% endif %}{% endfor %}{% if add_generation_prompt %}{{ 'Assistant:' }}{% endif %}"

FAMILIES = {
    family.name: family
    for family in [
        Family("kitchen", "kitchen", "chatml", 700, CHATML, chatml, "<|im_start|>", "<|im_end|>", hidden=72, inner=192),
        Family("bank", "bank", "pieces", 900, INST, inst, "<s>", "</s>"),
        Family("ferry", "ferry", "bars", 800, BARS, bars, "<|user|>", "<|end|>", hidden=80, layers=2, inner=208),
        Family("tiny", "tiny", "text", 420, PLAIN, plain, "<bos>", "<eos>", hidden=64, layers=2, inner=160),
        Family("letters", "tiny", "chatml", 259, CHATML, chatml, "<|im_start|>", "<|im_end|>", hidden=96, layers=3, inner=256),
        # Held out: never looked at while the hunt's thresholds were chosen.
        Family("garden", "garden", "text", 760, None, plain, "<bos>", "<eos>", hidden=80, inner=208),
        Family("invented", "invented", "bars", 640, BARS, bars, "<|user|>", "<|end|>", hidden=72, inner=192),
    ]
}
HELD_OUT = ["garden", "invented"]
