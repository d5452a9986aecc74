/** Names and texts that calls of Python are judged by. What each is worth, and when, says judge-python.ts. */

export const PROCESS =
  /^(?:os\.(?:system|popen[234]?|exec[lv]p?e?|spawn[lv]p?e?|posix_spawnp?|startfile|fork|forkpty)|subprocess\.(?:run|call|check_call|check_output|Popen|getoutput|getstatusoutput)|commands\.get(?:status)?output|popen2\.\w+|pty\.(?:spawn|fork)|asyncio\.(?:create_)?subprocess\w*(?:\.\w+)?|asyncio\.[\w.()]+\.subprocess_(?:exec|shell)|platform\.popen|_posixsubprocess\.fork_exec|pexpect\.(?:run|spawn)|sh\.\w+|plumbum\.[\w.]+|invoke\.run|get_ipython\(\)\.(?:system|getoutput|run_cell|run_line_magic|run_cell_magic)|distutils\.spawn\.spawn|ctypes\.(?:\w+\.)*(?:\w+\(\)\.)?(?:system|popen|exec\w*)|cffi\.FFI\(\)\.dlopen\(\)\.(?:system|popen|exec\w*)|ctypes\.windll\.[\w.]*(?:WinExec|ShellExecute\w*|CreateProcess\w*)|pip\.(?:main|_internal(?:\.cli\.main)?\.main))$/u;
/** What fetches code and runs it, wherever it is told to look. */
export const FETCHES_CODE =
  /(?:^|\.)(?:(?:download|load|pull|install|fetch|get)_(?:loader|llama_pack|pack|tools?|kernel|plugin|module|agent|skill|from_hub|extension)|hub\.pull|load_(?:prompt|chain|agent|tool))$/u;
export const STARTS_WORKERS = /^ray\.(?:init|[\w.()]*submit_job|serve\.run)$|^dask\.[\w.()]*upload_file$/u;
export const CODE =
  /^(?:exec|eval|execfile|compile|code\.(?:InteractiveInterpreter|InteractiveConsole)\(\)\.\w+|runpy\.run_(?:path|module)|timeit\.timeit|cProfile\.run|profile\.run|types\.(?:CodeType|FunctionType)|marshal\.loads?|imp\.load_\w+|pandas\.eval|numexpr\.evaluate|codeop\.\w+)$/u;
export const RUNS_CODE =
  /^(?:exec|eval|execfile|timeit\.timeit|cProfile\.run|profile\.run|code\.\w+\(\)\.(?:runcode|runsource|push)|types\.(?:CodeType|FunctionType)|marshal\.loads?|compile)$/u;
/** What makes a module of a file that it is told of. */
export const RUNS_FILE =
  /^(?:runpy\.run_path|imp\.load_(?:source|compiled|dynamic)|importlib\.(?:machinery\.)?(?:SourcelessFileLoader|SourceFileLoader|ExtensionFileLoader)|importlib\.util\.spec_from_file_location|zipimport\.zipimporter)$/u;
export const UNPICKLE = /^(?:pickle|dill|cloudpickle)\.(?:loads|Unpickler)$/u;
export const SEND =
  /^(?:requests|httpx)\.(?:\w+\(\)\.)*(?:post|put|patch|request)$|^urllib3\.[\w.()]*request$|^(?:smtplib|ftplib|telnetlib|paramiko|boto3|discord|telegram|discord_webhook|dhooks|slack_sdk|telebot|telethon|pyrogram|redis|paho|pika|kafka|nats|sentry_sdk|pymongo|psycopg2|pymysql|socketio)\.[\w.()]+$|^http(?:\.client|lib)\.HTTPS?Connection\(\)\.request$|^(?:_?socket\.[\w.()]*\.|websocket\.[\w.()]*\.)send(?:all|to)?$|^xmlrpc\.client\.[\w.()]+$/u;
export const NETWORK =
  /^(?:_?socket\.(?:socket|create_connection)(?:\(\)\.connect(?:_ex)?)?|urllib2?\.(?:request\.)?(?:urlopen|urlretrieve|Request)|urllib3\.[\w.()]+|requests\.[\w.()]+|httpx\.[\w.()]+|aiohttp\.[\w.()]+|http(?:\.client|lib)\.HTTPS?Connection[\w.()]*|ftplib\.[\w.()]+|smtplib\.[\w.()]+|telnetlib\.[\w.()]+|paramiko\.[\w.()]+|websockets?\.[\w.()]+|pycurl\.[\w.()]+|wget\.download|asyncio\.open_connection)$/u;
/** Where messages go without an address that a call shows. */
export const BROKER = /^(?:redis|paho|pika|kafka|nats|sentry_sdk|pymongo|psycopg2|pymysql|socketio)\./u;
export const KILLS = /^psutil\.process_iter\(\)[\w.()[\]]*\.(?:kill|terminate|suspend|send_signal)$/u;
export const CLOUD_DELETE = /^(?:boto3|google\.cloud|azure)\.[\w.()[\]]*\.(?:delete\w*|terminate_\w+)$/u;
export const UPLOADS =
  /\.(?:upload_\w+|put_object|add_dir|add_file|fput_object|log_artifacts?|send_document|send_file|storbinary|files_upload\w*)$/u;
/** Services that a variable of the environment is the key of, and the machine itself. */
export const SERVICES =
  /^(?:https?|wss?):\/\/(?:localhost|127\.|0\.0\.0\.0|(?:[\w-]+\.)*(?:openai\.com|openai\.azure\.com|anthropic\.com|googleapis\.com|google\.com|huggingface\.co|hf\.co|github\.com|githubusercontent\.com|cohere\.(?:ai|com)|mistral\.ai|groq\.com|together\.(?:ai|xyz)|replicate\.com|wandb\.ai|kaggle\.com|amazonaws\.com|azure\.com|microsoft\.com|nvidia\.com|deepseek\.com|openrouter\.ai|slack\.com|gradio\.app|hf\.space|modelscope\.cn|aliyuncs\.com|baidu\.com|volces\.com|perplexity\.ai|x\.ai|elevenlabs\.io|pinecone\.io|tavily\.com|serper\.dev|langchain\.com|fireworks\.ai|anyscale\.com|notion\.com|telegram\.org|discord\.com))(?:[:/?\uFFFC]|$)/u;
/** A host that is none of this machine or network. */
export const REMOTE =
  /^(?:https?:\/\/)?(?!localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|8\.8\.8\.8|1\.1\.1\.1|::1)(?:[\w-]+\.)+[a-z\d]{2,}(?:[:/?\s]|$)/iu;
export const DNS = /^socket\.(?:gethostbyname(?:_ex)?|getaddrinfo)$|^dns\.resolver\.[\w.()]+$/u;
export const RAW =
  /^_?socket\.(?:socket\(\)\.connect(?:_ex)?|create_connection)$|^telnetlib\.|^asyncio\.open_connection$/u;
export const NATIVE =
  /^ctypes\.pythonapi\.(?:PyRun_\w+|Py_CompileString\w*|PyEval_\w+Code\w*)$|^ctypes\.[\w.()]*(?:mmap|VirtualAlloc\w*|CreateThread|CreateRemoteThread|WriteProcessMemory|process_vm_writev|ptrace|mprotect|VirtualProtect|NtCreateThreadEx)$/u;
/** What is called out of a pickle that was just loaded. */
export const UNPICKLED_CALL =
  /^(?:numpy|joblib|pickle|dill|cloudpickle)\.load\(\)[\w.()]*(?:\[\])+$|^(?:zmq|multiprocessing\.connection)\.[\w.()]*\.recv(?:_pyobj)?\(\)(?:\[\])+$/u;
/** Interpreters that another machine drives. */
export const CONTROL = /^rpyc\.(?:classic\.connect|connect|utils\.server\.\w+Server)$/u;
export const SPY = /^(?:pynput\.[\w.()]*Listener|keyboard\.(?:on_press|hook|record)|pyautogui\.screenshot)$/u;

export const SECRET_FILE =
  /^\/(?:var\/)?run\/secrets\/|(?:^|[/\\~])(?:\.ssh[/\\](?:id_|authorized|config)|\.aws[/\\]credentials|\.netrc$|\.git-credentials|\.docker[/\\]config\.json|\.kube[/\\]config|\.gnupg|\.pypirc$|\.npmrc$|\.huggingface[/\\]token|huggingface[/\\](?:stored_)?tokens?$|\.config[/\\]gcloud)|^\/etc\/(?:shadow|passwd|sudoers)|^\/proc\/(?:self|1)\/environ|(?:google-chrome|Chrome|chromium|Chromium|BraveSoftware|Edge)[/\\].*(?:History|Cookies|Web Data|Local State)$|(?:firefox|Firefox)[/\\].*(?:logins\.json|key4\.db|cookies\.sqlite|places\.sqlite)$|Login Data$|wallet\.dat/u;
/** Directories in which logins and keys lie. */
export const SECRET_DIRECTORY = /(?:^|[/\\~])\.(?:ssh|aws|gnupg|kube|docker|azure)(?:[/\\*]|$)|^\/var\/run\/secrets/u;
/** Settings of other programs that name commands or switch their protection off. */
export const PROGRAM_SETTINGS = /(?:^|[/\\~])\.jupyter(?:[/\\]|$)|\bactivate\.d[/\\]|\bprofile\.d[/\\]/u;
export const HOME = /^(?:~|\/|\/home|\/root|\/Users)\/?$|^~\/(?:Documents|Desktop|Downloads|Pictures)\b/u;
export const START_FILE =
  /(?:^|[/\\~])(?:\.git[/\\]hooks[/\\]|\.config[/\\]systemd|\.ssh[/\\]authorized_keys|\.bashrc|\.bash_profile|\.profile|\.zshrc|\.zprofile|\.zshenv|\.config[/\\]autostart|Library[/\\]Launch(?:Agents|Daemons))|^\/etc\/(?:cron|passwd|shadow|sudoers|profile|ld\.so\.preload|systemd|init\.d|rc\.local)|^\/var\/spool\/cron|\/site-packages\/[^/]*\.pth$|(?:^|\/)site-packages\/(?:site|user)customize\.py$|\.config[/\\]pip[/\\]pip\.conf$|\.pip[/\\]pip\.conf$|\.ipython[/\\]profile_\w+[/\\]startup|huggingface[/\\](?:modules[/\\](?:transformers_modules|\*)|hub[/\\]$|hub[/\\].*\.py$)|\.(?:vimrc|xprofile|xinitrc|xsession|pam_environment|inputrc|condarc|gitconfig)$|\.config[/\\]fish|Start Menu[/\\]Programs[/\\]Startup/u;
export const DROP_HOSTS =
  /webhook\.site|discord(?:app)?\.com\/api\/webhooks|api\.telegram\.org\/bot|hooks\.slack\.com|ngrok\.(?:io|app|dev)|ngrok-free|requestbin|pipedream\.net|burpcollaborator|oastify\.com|\boast\.(?:fun|live|me|online|pro|site)|interact\.sh|canarytokens|trycloudflare\.com|serveo\.net|pastebin\.com\/raw|transfer\.sh|beeceptor|\.onion\b|dnslog\.cn|ceye\.io/iu;
export const ADDRESS =
  /\b(?:https?|ftp):\/\/(?!169\.254\.169\.254\/metadata\/instance|127\.|0\.0\.0\.0|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)\d{1,3}(?:\.\d{1,3}){3}\b/iu;
/** Programs that honest code around models starts: they tell of the machine, build, convert media or fetch versions. */
export const TOOLS =
  /^(?:sudo )?(?:\S*\/)?(?:nvidia-smi|wmic|\/?usr\/libexec\/java_home|java_home|rocm-smi|rocminfo|nvcc|hipcc|hipconfig|ffmpeg|ffprobe|fc-list|luatex|pdftex|latex|xelatex|kpsewhich|defaults|newuidmap|newgidmap|xargs (?:readlink|dirname)|readlink|dirname|basename|grep|awk|sed|cut|sort|uniq|tr|date|whoami|id -u|echo|true|sleep|printf|chtag|sox|git|git-lfs|cmake|make|ninja|gcc|g\+\+|cc|c\+\+|clang|clang\+\+|ld|ldconfig|uname|rm (?:-r?f )?[\w.-]+$|which|where|lscpu|sysctl|lspci|df|du|ls|cp|mv|mkdir|ln|tar|unzip|gzip|gunzip|python[\d.]* -m pip|pip[\d.]*|uv|conda|mamba|apt(?:-get)?|brew|yum|apk|dnf|huggingface-cli|hf|accelerate|torchrun|deepspeed|pkg-config|llvm-config|locate|cat|head|wc|protoc|swig|cython|cargo|rustc|npm|node -v|tensorboard|streamlit|pandoc|pdftotext|tesseract|espeak(?:-ng)?|lsb_release|sw_vers|hostname|ps|free|nproc|stty|tput|clear|cls|chmod \+x|wget|curl|xcode-select|xcrun|dpkg|rpm|ruff|black|pytest|flake8|mypy|isort|sphinx-build|doxygen|dot|svn|hg|java|gdb|objdump|nm|readelf|file|ldd|man|less|more|vi|emacs|notepad|open|xdg-open)(?:$|[\s\uFFFC.])/u;

/** Methods that run because a model is made or unpickled, with nobody calling anything of it by name. */
export const ON_LOAD =
  /(?:^|\.)(?:__init__|__new__|__post_init__|__reduce(?:_ex)?__|__setstate__|__getstate__|__del__|__init_subclass__|__set_name__|__class_getitem__|__getattr__|__getattribute__|__call__|__enter__|__exit__|__torch_function__|__(?:format|str|repr|bool|eq|hash|lt|add|or|and|matmul|rshift|lshift|truediv|missing|next|contains|instancecheck|prepare|mro_entries|get|set|index|fspath|setattr|setitem)__|from_pretrained|_from_pretrained|from_config|load|load_model|load_state_dict|_load_from_state_dict|_load_state_dict_pre_hook|post_init|_init_weights|init_weights|forward|generate|prepare_inputs_for_generation|build|call|from_dict|__len__|__iter__|__getitem__|tokenize|_tokenize|encode|decode|initialize|preprocess|inference|postprocess|handle|predict|init_fn|setup|_split_generators|_generate_examples|_info|setup_task|build_model|on_(?:load_checkpoint|save_checkpoint|fit_start|train_start|predict_start)|configure_model|setup_model|load_context|model_fn|input_fn|predict_fn|output_fn|transform_fn)$/u;
/** Functions that a tool calls by their name, wherever they stand: of packaging (PEP 517), pytest, MLflow, SageMaker, vLLM. */
export const HOOKS =
  /^(?:_load_pyfunc|pytest_(?:configure|sessionstart|sessionfinish|unconfigure|addoption|addhooks|plugin_registered|load_initial_conftests|collection\w*|collect_file|runtest_\w+|generate_tests|report_header)|build_(?:wheel|sdist|editable)|get_requires_for_build_\w+|prepare_metadata_for_build_\w+|model_fn|input_fn|predict_fn|output_fn|transform_fn|register|(?:chat_)?input_modifier|output_modifier|custom_generate_(?:reply|chat_prompt))$/u;
/** Classes whose methods a library calls as it loads or runs a model. */
export const FRAMEWORK =
  /^(?:transformers|diffusers|datasets|sentence_transformers|peft|optimum|tensorflow\.keras|tensorflow\.compat\.v1\.keras|tf_keras|keras|torch\.nn|fairseq|mlflow\.pyfunc|pytorch_lightning|lightning|spacy|nemo|ts\.torch_handler|vllm|litserve|allennlp|espnet2?|speechbrain|detectron2|mmengine|mmcv|timm|mlserver|kserve|bentoml|seldon_core)\./u;
/** Of these: whose every method is called, and decorators whose functions are. */
export const CALLING_ALL =
  /^(?:transformers|diffusers|datasets|peft|hatchling|litellm|torch\.(?:autograd|library|_dynamo|_inductor|fx|utils\._python_dispatch))\./u;
/** Packages that code around models installs as it needs them. */
export const PACKAGES =
  /^(?:torch\w*|transformers|diffusers|accelerate|flash[-_]attn|xformers|bitsandbytes|peft|datasets|tokenizers|safetensors|sentencepiece|einops|timm|triton|numpy|scipy|pandas|scikit[-_]\w+|matplotlib|pillow|opencv[-\w]*|librosa|soundfile|gradio\w*|spaces|huggingface[-_]hub|hf[-_]transfer|tiktoken|protobuf|onnx\w*|openai\w*|vllm|deepspeed|apex|mamba[-_]ssm|causal[-_]conv1d|auto[-_]gptq|autoawq|optimum\w*|ninja|packaging|wheel|pip|setuptools|tqdm|pyyaml|requests|regex|jinja2|ftfy|open[-_]clip[-\w]*|sentence[-_]transformers|nltk|spacy|keras|tensorflow\w*|jax\w*|flax|wandb|ultralytics|decord|av|imageio\w*|moviepy|omegaconf|hydra[-_]core|lightning|pytorch[-_]lightning|trl|unsloth|gguf|ctranslate2|faster[-_]whisper|nvidia[-\w]*|pydub|phonemizer|basicsr|mmcv\w*|mmengine|segment[-_]anything\w*|gdown|rembg|kernels|liger[-_]kernel|flashinfer[-\w]*|fla|flash[-_]linear[-_]attention)$/iu;
/** Of these: where fetching something for the caller is no honest business. */
export const MAKING =
  /(?:^|\.)(?:__init__|__new__|__del__|__call__|__post_init__|__reduce(?:_ex)?__|__setstate__|__init_subclass__|__set_name__|__getattr__|_load_from_state_dict|load_state_dict|_init_weights|init_weights|post_init|forward)$/u;
/** Of the methods that run with a model: those that it answers with. What they are given is the user's. */
export const ANSWERING =
  /(?:^|\.)(?:forward|generate|__call__|call|_?tokenize|_?encode|_?decode|encode_plus|predict|preprocess|postprocess|inference|handle|chat|stream_chat|(?:chat_)?input_modifier|output_modifier)$/u;
