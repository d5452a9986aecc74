"""Layouts and links made, signed and judged by the reference implementation (Debian: in-toto), at random from a seed.

    /usr/bin/python3 bench/in-toto/cases.py DIRECTORY [COUNT] [SEED]

Writes DIRECTORY/<number>/{root.layout,owner.pem,links/,model/,verdict.json}; `node bench/in-toto.ts DIRECTORY` judges them again.
"""

import hashlib
import json
import logging
import os
import random
import sys

from in_toto.models.layout import Layout, Step
from in_toto.models.link import Link
from in_toto.models.metadata import Metablock
from in_toto.verifylib import in_toto_verify
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from securesystemslib import keys

PATHS = ["a.txt", "b.txt", "config.json", "data/x.jsonl", "data/y.jsonl", "sub/deep/z.py", "weights.bin", "[odd].txt"]
PATTERNS = ["*", "a*", "*.txt", "data/*", "*.jsonl", "sub/*", "weights.bin", "b.txt", "nothing", "[ab].txt", "[!a]*", "?.txt", "sub/*/z.py", "[odd].txt"]
PREFIXES = ["", "", "", "data", "sub", "sub/", "sub/deep"]


def digest(content):
    return {"sha256": hashlib.sha256(content.encode()).hexdigest()}


def files(rng, low=0):
    return {path: f"{path} {rng.choice('123')}" for path in rng.sample(PATHS, rng.randint(low, 5))}


def rule(rng, names):
    kind = rng.choice(["MATCH", "MATCH", "MATCH", "CREATE", "CREATE", "DELETE", "MODIFY", "ALLOW", "ALLOW", "ALLOW", "DISALLOW", "REQUIRE"])
    pattern = rng.choice(PATTERNS)
    if kind == "REQUIRE":
        return [kind, rng.choice(PATHS)]
    if kind != "MATCH":
        return [kind, pattern]
    source, target = rng.choice(PREFIXES), rng.choice(PREFIXES)
    if source or target:
        pattern = rng.choice(["*", "*.jsonl", "x.jsonl", "deep/*", "z.py"])
    return [
        kind, pattern,
        *(["IN", source] if source else []),
        "WITH", rng.choice(["MATERIALS", "PRODUCTS"]),
        *(["IN", target] if target else []),
        "FROM", rng.choice(names),
    ]


def rules(rng, names):
    """Half of them are such as people write, with something that may hold; the rest anything."""
    written = [rule(rng, names) for _ in range(rng.choice([0, 1, 1, 2, 3]))]
    if rng.random() < 0.5:
        written.append(["ALLOW", "*"])
    elif rng.random() < 0.3:
        written.append(["DISALLOW", "*"])
    return written


def prove(directory, rng, pool, name, signer, materials, products, depth=0):
    """What a functionary signs: a link, or now and then a layout in its place, with the links of its steps in a directory of its own."""
    path = os.path.join(directory, f"{name}.{signer['keyid'][:8]}.link")
    if depth == 2 or rng.random() > 0.15:
        link = Metablock(signed=Link(
            name=name,
            materials={path: digest(content) for path, content in materials.items()},
            products={path: digest(content) for path, content in products.items()},
        ))
        link.sign(signer)
        if rng.random() < 0.02:
            link.signed.products["late.txt"] = digest("late")
        link.dump(path)
        return
    inner = os.path.join(directory, f"{name}.{signer['keyid'][:8]}")
    os.makedirs(inner)
    layout = Layout()
    layout.set_relative_expiration(months=-1 if rng.random() < 0.05 else 12)
    functionary = rng.choice(pool["any"])
    layout.add_functionary_key(public(functionary))
    names = ["first", "last"][: rng.randint(1, 2)]
    for at, step in enumerate(names):
        layout.steps.append(Step(
            name=step, pubkeys=[functionary["keyid"]], threshold=1,
            expected_materials=rules(rng, names), expected_products=rules(rng, names),
        ))
        between = {**materials, **files(rng)}
        if rng.random() > 0.05:
            prove(
                inner, rng, pool, step, functionary,
                materials if at == 0 else between, products if at == len(names) - 1 else between, depth + 1,
            )
    signed = Metablock(signed=layout)
    signed.sign(signer)
    signed.dump(path)


def case(directory, rng, pool):
    os.makedirs(os.path.join(directory, "links"))
    owner, *functionaries = rng.sample(pool["ed25519"], 1) + rng.sample(pool["any"], 3)
    names = ["fetch", "train", "convert"][: rng.randint(1, 3)]
    layout = Layout()
    layout.set_relative_expiration(months=-1 if rng.random() < 0.03 else 12)
    for key in functionaries:
        layout.add_functionary_key(public(key))
    previous = {}
    for name in names:
        threshold = 2 if rng.random() < 0.25 else 1
        allowed = rng.sample(functionaries, max(threshold, rng.randint(1, 3)))
        materials = previous if rng.random() < 0.7 else files(rng)
        products = {**(materials if rng.random() < 0.7 else {}), **files(rng, 1)}
        for path in list(products):
            if rng.random() < 0.1 and len(products) > 1:
                del products[path]
        step = Step(
            name=name,
            pubkeys=[key["keyid"] for key in allowed],
            threshold=threshold,
            expected_materials=rules(rng, names),
            expected_products=rules(rng, names),
        )
        layout.steps.append(step)
        signers = rng.sample(allowed, threshold)
        if rng.random() < 0.04:
            signers = signers[1:]
        if rng.random() < 0.04:
            signers = [rng.choice(functionaries)]
        for at, signer in enumerate(signers):
            seen = dict(products)
            if at == 1 and rng.random() < 0.15:
                seen[rng.choice(PATHS)] = "another"
            prove(os.path.join(directory, "links"), rng, pool, name, signer, materials, seen)
        previous = products
    root = Metablock(signed=layout)
    root.sign(owner if rng.random() > 0.02 else functionaries[0])
    root.dump(os.path.join(directory, "root.layout"))
    with open(os.path.join(directory, "owner.pem"), "wb") as out:
        out.write(pem(owner))
    for path, content in previous.items():
        target = os.path.join(directory, "model", path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w") as out:
            out.write(content)
    try:
        loaded = Metablock.load(os.path.join(directory, "root.layout"))
        in_toto_verify(loaded, {owner["keyid"]: public(owner)}, link_dir_path=os.path.join(directory, "links"))
        verdict = {"holds": True}
    except Exception as error:  # every refusal of theirs is one of their many exceptions
        verdict = {"holds": False, "why": f"{type(error).__name__}: {error}"}
    with open(os.path.join(directory, "verdict.json"), "w") as out:
        json.dump(verdict, out)
    return verdict["holds"]


def public(key):
    return {**key, "keyval": {"public": key["keyval"]["public"], "private": ""}}


def pem(key):
    loaded = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key["keyval"]["public"]))
    return loaded.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def main(directory, count=300, seed=1):
    logging.disable(logging.CRITICAL)
    rng = random.Random(int(seed))
    ed25519 = [keys.generate_ed25519_key() for _ in range(4)]
    pool = {
        "ed25519": ed25519,
        "any": ed25519 + [keys.generate_ecdsa_key() for _ in range(2)] + [keys.generate_rsa_key(2048) for _ in range(2)],
    }
    held = sum(case(os.path.join(directory, f"{number:04}"), rng, pool) for number in range(int(count)))
    print(f"{count} cases, of which {held} hold")


main(*sys.argv[1:])
