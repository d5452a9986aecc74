"""The runner's end of the pipe, version 3 (src/runner/protocol.ts), for any engine that Python can reach.

Records are RFC 7464 JSON texts: record separator, text, line feed. Requests are answered in order; `cancel` alone overtakes.
Needs nothing but the standard library. An engine hands its backend to `serve`:

    open(context_tokens)          loads the model; afterwards
    engine, architecture, template, trained_context, first, ends
                                  `template`: 'file' or 'none'; `first`: the token that a text begins behind, or None;
                                  `ends`: the tokens that end an answer
    render(messages)              the words of a conversation, by the model's template
    encode(text, begin)           tokens; `begin`: with the token in front that the model wants there
    decode(tokens)                text, with U+FFFD for half a character at its end
    start(tokens)                 a state behind these tokens
    likeliest(state)              the likeliest token there
    push(state, token)            the state behind one more
    score(context, predicted)     (sum of ln P of the predicted tokens, whether each was the likeliest)

Every call may raise; what it says goes to the harness as a fault, and the next request is answered.
"""

import collections
import json
import os
import sys
import threading

PROTOCOL = 3
SEPARATOR = 0x1E
MAX_RECORD = 4 << 20
MIN_CONTEXT = 64
MAX_MESSAGE = 1000
OPERATIONS = ("generate", "loglikelihood", "loglikelihood_rolling")


class Fault(Exception):
    """What the harness is told: `kind` is one of the protocol's faults."""

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


class Pipe:
    """Reads ahead in a thread of its own, so that a `cancel` is known while its request is worked on."""

    def __init__(self):
        # What a library prints is kept out of the pipe: from here on, standard output is standard error.
        self._out = os.dup(1)
        os.dup2(2, 1)
        self._lock = threading.Condition()
        self._requests = collections.deque()
        self._cancelled = set()
        self._ended = False
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        try:
            while True:
                line = sys.stdin.buffer.readline(MAX_RECORD + 1)
                if not line.endswith(b"\n"):
                    break
                request = json.loads(line[line.rfind(b"\x1e") + 1 :])
                with self._lock:
                    if request["op"] == "cancel":
                        self._cancelled.add(request["id"])
                    else:
                        self._requests.append(request)
                    self._lock.notify()
        finally:
            with self._lock:
                self._ended = True
                self._lock.notify()

    def next(self):
        with self._lock:
            while not self._requests and not self._ended:
                self._lock.wait()
            return self._requests.popleft() if self._requests else None

    def cancelled(self, request):
        with self._lock:
            return request["id"] in self._cancelled

    def say(self, request, op, **rest):
        # JSON has no NaN: an engine that computes one is told of here, and not by the harness' parser.
        text = json.dumps({"id": request["id"], "op": op, **rest}, allow_nan=False, ensure_ascii=True)
        record = b"\x1e" + text.encode("ascii") + b"\n"
        while record:
            record = record[os.write(self._out, record) :]


class Turn:
    """One request that is being answered."""

    def __init__(self, pipe, request):
        self._pipe = pipe
        self.request = request

    def check(self):
        if self._pipe.cancelled(self.request):
            raise Fault("cancelled", "as it was asked to")

    def piece(self, item, text):
        if text != "":
            self._pipe.say(self.request, "piece", item=item, text=text)


class Runner:
    def __init__(self, name, backend):
        self._name = name
        self._backend = backend
        self._context = None

    def answer(self, turn):
        request = turn.request
        op = request["op"]
        if op == "capabilities":
            return self._open(request)
        if self._context is None:
            raise Fault("request", "no model is loaded")
        if op == "generate":
            items = [self._generate(item, at, turn) for at, item in enumerate(request["items"])]
        elif op == "loglikelihood":
            items = [self._loglikelihood(item, turn) for item in request["items"]]
        elif op == "loglikelihood_rolling":
            items = [self._rolling(item["text"], turn) for item in request["items"]]
        else:
            raise Fault("request", "an operation of another version")
        return {"items": items}

    def _open(self, request):
        if request["protocol"] != PROTOCOL:
            raise Fault("request", f"this runner speaks version {PROTOCOL}")
        if request.get("preparation"):
            raise Fault("request", "texts are prepared by the model's own tokenizer here")
        backend = self._backend
        wanted = max(MIN_CONTEXT, request["contextTokens"])
        backend.open(wanted)
        trained = backend.trained_context
        self._context = max(MIN_CONTEXT, min(wanted, trained) if trained > 0 else wanted)
        return {
            "protocol": PROTOCOL,
            "runner": self._name[:64],
            "engine": backend.engine[:64],
            "architecture": backend.architecture[:128],
            "operations": list(OPERATIONS),
            "trainedContext": trained,
            "contextTokens": self._context,
            "sequences": 1,
            "template": backend.template,
        }

    def _prompt(self, item):
        return item["text"] if "text" in item else self._backend.render(item["messages"])

    def _encode(self, text):
        tokens = self._backend.encode(text, True)
        if not tokens:
            if self._backend.first is None:
                raise Fault("model", "it has no token that a text begins behind")
            tokens = [self._backend.first]
        return tokens

    def _fits(self, tokens, more):
        if tokens + more > self._context:
            raise Fault("too-long", f"{tokens} tokens and {more} more, of {self._context}")

    def _generate(self, item, at, turn):
        backend = self._backend
        request = turn.request
        tokens = self._encode(self._prompt(item))
        self._fits(len(tokens), 1)
        most = min(request["maxTokens"], self._context - len(tokens))
        answer = AnswerText(request["stop"])
        written = []
        turn.check()
        state = backend.start(tokens)
        ended = "limit"
        while len(written) < most:
            turn.check()
            token = backend.likeliest(state)
            if token in backend.ends:
                ended = "end-of-turn"
                break
            written.append(token)
            if answer.now(backend.decode(written)):
                ended = "stop"
                break
            if request.get("stream"):
                turn.piece(at, answer.sure())
            if len(written) < most:
                state = backend.push(state, token)
        if request.get("stream"):
            turn.piece(at, answer.rest())
        return {"text": answer.text, "promptTokens": len(tokens), "newTokens": len(written), "ended": ended}

    def _loglikelihood(self, item, turn):
        backend = self._backend
        prompt = self._prompt(item)
        context = self._encode(prompt.rstrip())
        scored = []
        for continuation in item["continuations"]:
            turn.check()
            # White space at the end of the prompt belongs to the continuation, as in lm-evaluation-harness.
            predicted = backend.encode(prompt + continuation, True)[len(context) :] if prompt.rstrip() else None
            if predicted is None:
                predicted = backend.encode(prompt + continuation, False)
            if not predicted:
                raise Fault("request", "nothing to score")
            self._fits(len(context), len(predicted))
            logprob, greedy = backend.score(context, predicted)
            scored.append({"logprob": logarithm(logprob), "tokens": len(predicted), "greedy": greedy})
        return {"promptTokens": len(context), "continuations": scored}

    def _rolling(self, text, turn):
        backend = self._backend
        if backend.first is None:
            raise Fault("model", "it has no token that a text begins behind")
        tokens = backend.encode(text, False)
        if not tokens:
            raise Fault("request", "nothing to score")
        total = 0.0
        for context, predicted in windows(tokens, backend.first, self._context):
            turn.check()
            total += backend.score(context, predicted)[0]
        return {"logprob": logarithm(total), "tokens": len(tokens)}


class AnswerText:
    """A text as it is written: what of it is sure, because no stop string and no character can take it back."""

    def __init__(self, stop):
        self._stop = stop
        self._sent = 0
        self.text = ""

    def now(self, text):
        """Whether a stop string ended it."""
        found = [at for at in (text.find(word) for word in self._stop) if at >= 0]
        self.text = text[: min(found)] if found else text
        return bool(found)

    def sure(self):
        end = len(self.text.rstrip("\ufffd"))
        for word in self._stop:
            for length in range(min(len(word) - 1, end), 0, -1):
                if self.text[:end].endswith(word[:length]):
                    end -= length
                    break
        return self._send(end)

    def rest(self):
        return self._send(len(self.text))

    def _send(self, end):
        piece = self.text[self._sent : end]
        self._sent = max(self._sent, end)
        return piece


def logarithm(value):
    # A comparison with NaN is false, so `min(0.0, value)` would make a perfect score of it.
    if not -float("inf") < value < 1e-3:
        raise Fault("model", f"a log-likelihood of {value}")
    return min(0.0, value)


def windows(tokens, first, size):
    """Every token predicted once, behind as many as fit: lm-evaluation-harness' rolling windows, made disjoint."""
    head = tokens[:size]
    yield [first], head
    done = len(head)
    while done < len(tokens):
        end = min(done + size, len(tokens))
        yield tokens[end - size - 1 : done], tokens[done:end]
        done = end


def serve(name, backend):
    pipe = Pipe()
    runner = Runner(name, backend)
    while (request := pipe.next()) is not None:
        turn = Turn(pipe, request)
        try:
            pipe.say(request, request["op"], **runner.answer(turn))
        except Fault as fault:
            pipe.say(request, "fault", fault=fault.kind, message=str(fault)[:MAX_MESSAGE])
        except Exception as error:  # noqa: BLE001: the engine's own errors are the model's faults
            message = f"{type(error).__name__}: {error}"[:MAX_MESSAGE]
            pipe.say(request, "fault", fault="model", message=message)
