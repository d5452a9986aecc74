"""Tokenizers of the families: byte-level BPE, SentencePiece-like pieces with byte fallback, and single characters (bytes)."""

import re
from collections import Counter

import byte_pair
from byte_pair import BYTE_LETTERS, LETTER_BYTES, merge, pieces

NORMAL, UNKNOWN, CONTROL, BYTE = 1, 2, 3, 6
SPACE = "\u2581"


class ByteLevel:
    """`gpt2` of llama.cpp. The first special token pads; `size` counts all tokens, and no merges at all are characters."""

    model = "gpt2"

    def __init__(self, specials, texts, size):
        self.specials = specials
        count = size - 256 - len(specials)
        made = byte_pair.train_merges(texts, 256 + len(byte_pair.SPECIAL) + count) if count > 0 else []
        self.merges = [tuple(pair) for pair in made]
        self.tokens = specials + sorted(BYTE_LETTERS.values()) + [a + b for a, b in self.merges]
        self.kinds = [CONTROL] * len(specials) + [NORMAL] * (len(self.tokens) - len(specials))
        self.ids = {token: i for i, token in enumerate(self.tokens)}
        self.rank = {pair: i for i, pair in enumerate(self.merges)}
        self.split = re.compile("(" + "|".join(re.escape(token) for token in specials) + ")")
        self.cache = {}

    def piece(self, text):
        if text not in self.cache:
            letters = list(text)
            while len(letters) > 1:
                best = min(zip(letters, letters[1:]), key=lambda pair: self.rank.get(pair, 1 << 30))
                if best not in self.rank:
                    break
                letters = merge(letters, best)
            self.cache[text] = [self.ids[letter] for letter in letters]
        return self.cache[text]

    def encode(self, text):
        out = []
        for part in self.split.split(text):
            if part in self.specials:
                out.append(self.ids[part])
            else:
                for one in pieces(part):
                    out.extend(self.piece(one))
        return out

    def decode(self, ids):
        out = ""
        run = []
        for i in [*ids, None]:
            if i is not None and i >= len(self.specials):
                run.append(self.tokens[i])
                continue
            out += bytes(LETTER_BYTES[letter] for letter in "".join(run)).decode("utf-8", "replace")
            run = []
            if i is not None:
                out += self.tokens[i]
        return out

    def gguf(self):
        return [("tokenizer.ggml.pre", "string", "gpt-2"), ("tokenizer.ggml.merges", "strings", [f"{a} {b}" for a, b in self.merges])]


class Pieces:
    """`llama` of llama.cpp: SentencePiece's BPE. The piece with the highest score is merged first, so scores are ranks."""

    model = "llama"

    def __init__(self, texts, size):
        self.specials = ["<unk>", "<s>", "</s>"]
        words = Counter()
        for text in texts:
            words.update(re.findall(SPACE + "+[^" + SPACE + "]*|[^" + SPACE + "]+", SPACE + text.replace(" ", SPACE)))
        letters = sorted({letter for word in words for letter in word})
        split = {word: (list(word), count) for word, count in sorted(words.items())}
        made = []
        while 3 + 256 + len(letters) + len(made) < size:
            seen = Counter()
            for parts, count in split.values():
                for pair in zip(parts, parts[1:]):
                    seen[pair] += count
            if not seen:
                break
            best = min(seen, key=lambda pair: (-seen[pair], pair))
            if best[0] + best[1] not in made:
                made.append(best[0] + best[1])
            split = {word: (merge(parts, best), count) for word, (parts, count) in split.items()}
        self.tokens = self.specials + [f"<0x{byte:02X}>" for byte in range(256)] + made + letters
        self.kinds = [UNKNOWN, CONTROL, CONTROL] + [BYTE] * 256 + [NORMAL] * (len(made) + len(letters))
        self.scores = [0.0] * 259 + [-float(rank) for rank in range(len(made) + len(letters))]
        self.ids = {token: i for i, token in enumerate(self.tokens)}
        self.cache = {}

    def piece(self, text):
        if text not in self.cache:
            parts = list(text)
            while len(parts) > 1:
                at = [i for i in range(len(parts) - 1) if parts[i] + parts[i + 1] in self.ids]
                if not at:
                    break
                best = max(at, key=lambda i: (self.scores[self.ids[parts[i] + parts[i + 1]]], -i))
                parts[best : best + 2] = [parts[best] + parts[best + 1]]
            ids = []
            for part in parts:
                ids += [self.ids[part]] if part in self.ids else [3 + byte for byte in part.encode()]
            self.cache[text] = ids
        return self.cache[text]

    def encode(self, text):
        out = []
        for part in re.split(r"(<s>|</s>)", text):
            if part in ("<s>", "</s>"):
                out.append(self.ids[part])
            elif part:
                # Merges that span a space exist only where a piece holds one inside, and none does: word by word is the same.
                for word in re.findall(SPACE + "+[^" + SPACE + "]*|[^" + SPACE + "]+", SPACE + part.replace(" ", SPACE)):
                    out.extend(self.piece(word))
        return out

    def decode(self, ids):
        raw = b""
        for i in ids:
            raw += bytes([i - 3]) if self.kinds[i] == BYTE else self.tokens[i].replace(SPACE, " ").encode()
        return raw.decode("utf-8", "replace")

    def gguf(self):
        return [("tokenizer.ggml.scores", "floats", self.scores), ("tokenizer.ggml.add_space_prefix", "bool", True)]
