"""Runs a checkpoint with the transformers library of the image that this is shown in: `transformers_runner.py DIRECTORY`.

Nothing is fetched and no code of the model is run: `trust_remote_code` is never set, weights are taken from safetensors alone (a
pickle would be a program), and the process has no network anyway.
"""

import os
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from serve import serve  # noqa: E402


class Transformers:
    def __init__(self, directory):
        self._directory = directory

    def open(self, context_tokens):
        import torch
        import transformers

        self._torch = torch
        torch.use_deterministic_algorithms(True, warn_only=True)
        given = {"local_files_only": True, "trust_remote_code": False}
        self._tokenizer = transformers.AutoTokenizer.from_pretrained(self._directory, **given)
        self._model = transformers.AutoModelForCausalLM.from_pretrained(
            self._directory, use_safetensors=True, torch_dtype=torch.float32, **given
        ).eval()
        config = self._model.config
        self.engine = f"transformers {transformers.__version__}"
        self.architecture = str(config.model_type)
        self.trained_context = int(getattr(config, "max_position_embeddings", 0) or 0)
        self.template = "file" if getattr(self._tokenizer, "chat_template", None) else "none"
        tokenizer = self._tokenizer
        self.first = tokenizer.bos_token_id if tokenizer.bos_token_id is not None else tokenizer.eos_token_id
        ends = getattr(self._model.generation_config, "eos_token_id", None)
        self.ends = set(ends if isinstance(ends, (list, tuple)) else [ends]) | {tokenizer.eos_token_id}

    def render(self, messages):
        if self.template == "none":
            return "".join(f"{message['content']}\n\n" for message in messages)
        return self._tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)

    def encode(self, text, begin):
        tokens = self._tokenizer.encode(text, add_special_tokens=False)
        bos = self._tokenizer.bos_token_id
        # Only what the tokenizer itself puts in front: an end that it puts behind would end the prompt.
        wants = begin and bos is not None and self._tokenizer.encode("", add_special_tokens=True)[:1] == [bos]
        return [bos, *tokens] if wants and tokens[:1] != [bos] else tokens

    def decode(self, tokens):
        return self._tokenizer.decode(tokens, skip_special_tokens=True, clean_up_tokenization_spaces=False)

    def _forward(self, tokens, cache):
        with self._torch.inference_mode():
            ids = self._torch.tensor([tokens])
            return self._model(input_ids=ids, past_key_values=cache, use_cache=True)

    def start(self, tokens):
        return self._forward(tokens, None)

    def push(self, state, token):
        return self._forward([token], state.past_key_values)

    def likeliest(self, state):
        return int(state.logits[0, -1].argmax())

    def score(self, context, predicted):
        torch = self._torch
        with torch.inference_mode():
            logits = self._model(input_ids=torch.tensor([context + predicted[:-1]])).logits[0, -len(predicted) :]
            wanted = torch.tensor(predicted)
            logprobs = logits.float().log_softmax(-1).gather(1, wanted[:, None]).double().sum()
            return float(logprobs), bool((logits.argmax(-1) == wanted).all())


if __name__ == "__main__":
    serve("container", Transformers(sys.argv[1]))
