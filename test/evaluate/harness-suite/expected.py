"""Writes expected.json: what Python's own json, random, hashlib and Jinja make of the documents beside it."""
import ast, hashlib, json, random
from jinja2 import BaseLoader, Environment, StrictUndefined

env = Environment(loader=BaseLoader, undefined=StrictUndefined, keep_trailing_newline=True)
render = lambda template, doc: env.from_string(template).render(**doc)
sha = lambda text: hashlib.sha256(text.encode("utf-8")).hexdigest()
lines = lambda path: [json.loads(line) for line in open(path, encoding="utf-8")]

def row(doc, prompt, target, arguments=None):
    document = json.dumps(doc, indent=2, ensure_ascii=False)
    return {"document": sha(document), "prompt": sha(prompt), "target": sha(str(target)), **({"continuations": arguments} if arguments else {})}

text = "Question: {{question.strip()}}\nAnswer:"
target = lambda doc: int(render("{{options.label.index(key)}}", doc))
choices = lambda doc: ast.literal_eval(render("{{options.text}}", doc))
train, test = lines("train.jsonl"), lines("test.jsonl")

def example(doc, to_target, to_next):
    return render(text, doc) + to_target + choices(doc)[target(doc)] + to_next

expected = {"own_sums": [], "own_sums_first": [], "words": []}
drawn = random.Random(1234)
for doc in test:
    examples = "".join(example(it, " ", "\n\n") for it in drawn.sample(train, 3))
    prompt = render("Sums about {{topic}}.\n\n", doc) + examples + render(text, doc)
    expected["own_sums"].append(row(doc, prompt, target(doc), [" " + it for it in choices(doc)]))
for doc in test:
    prompt = "".join(example(it, "  ", "\n###\n") for it in train[:2]) + render(text, doc)
    expected["own_sums_first"].append(row(doc, prompt, target(doc), ["  " + it for it in choices(doc)]))
longest = "{% for word in words %}{{loop.index}}. {{word}}\n{% endfor %}Longest ({{weight}}, {{strict}}, {{note}}):"
for doc in lines("words/test.jsonl"):
    shot = {"words": ["a", "bb"], "weight": 0.5, "strict": False, "note": None, "longest": "bb"}
    prompt = render(longest, shot) + " bb\n\n" + render(longest, doc)
    gold = render("{{longest}}", doc)
    gold = ast.literal_eval(gold) if gold[0] == "[" else gold
    expected["words"].append(row(doc, prompt, gold))
json.dump(expected, open("expected.json", "w"), indent=1)
