import type { Severity } from '../../core/finding.ts';
import { judgeName } from '../judge-name.ts';

/*
 * Names that a configuration has imported and called: Hydra's `_target_`, `target` of NeMo and of latent diffusion,
 * `class_path` of jsonargparse, tags of PyYAML.
 */

/** Root packages that honest configurations take their classes from. */
export const LIBRARIES: ReadonlySet<string> = new Set(
  (
    'nemo nemo_text_processing nemo_automodel megatron apex transformer_engine torch torchvision torchaudio torchtext torchmetrics torchdata torchtune torchtitan torch_geometric ' +
    'pytorch_lightning lightning lightning_fabric omegaconf hydra hydra_plugins transformers diffusers accelerate peft trl datasets evaluate tokenizers timm ' +
    'numpy scipy sklearn pandas tensorflow keras jax jaxlib flax optax haiku chex orbax einops monai ignite kornia albumentations librosa ' +
    'speechbrain espnet espnet2 fairseq fairseq2 audiocraft asteroid pyannote mmengine mmcv mmdet mmpretrain detectron2 segmentation_models_pytorch ' +
    'ldm sgm cldm taming open_clip clip sam2 segment_anything physicsnemo modulus composer llmfoundry xgboost lightgbm catboost deepspeed ' +
    'langchain langchain_core langchain_community langchain_openai langchain_anthropic wandb bitsandbytes xformers vllm sentence_transformers spacy functools collections builtins pathlib datetime math operator'
  ).split(' '),
);

/** Functions of libraries that a configuration has good reason to name, though a pickle has none. */
const HONEST =
  /^(?:transformers|diffusers|peft|sentence_transformers|tokenizers|nemo)\.(?:\w+\.)*(?:from_pretrained|from_config|pipeline)$|^(?:pandas\.read_\w+|numpy\.load|datasets\.\w+|functools\.partial|builtins\.(?:list|dict|tuple|set|int|float|str|bool|slice|range))$/u;
/** Tools and chains of LangChain that start programs or run Python; `langchain_experimental` holds little else. */
const ANSWERS =
  /^langchain\w*\.(?:\w+\.)*(?:ShellTool|BashProcess|LLMBashChain|PALChain|PythonREPL\w*|PythonAstREPLTool|TerminalTool)$|^langchain_experimental\./u;
/** Reasons of the list of dangers that are code of the attacker's own choice at once. */
const CODE = /^(?:reaches |runs |talks )/u;

export interface NameGrade {
  readonly severity: Severity;
  readonly why: string;
}

/** What calling `full` may do; undefined if it belongs to a library and is not known to be dangerous. */
export function judgeConfiguredName(full: string): NameGrade | undefined {
  const dot = full.lastIndexOf('.');
  const module = full.slice(0, Math.max(0, dot));
  if (HONEST.test(full)) return undefined;
  if (ANSWERS.test(full)) return { severity: 'high', why: 'runs what a model answers' };
  // Danger to who unpickles them: serialised by LangChain, its chains and prompts are what such a file is made of.
  if (
    /^langchain(?:_core|_community|_openai|_anthropic)?\.(?:chains|prompts|schema|chat_models|llms|output_parsers|runnables|messages|embeddings)\./u.test(
      full,
    )
  )
    return undefined;
  // A name without a module is looked up among the built-in ones, if at all.
  const judged = judgeName(module === '' ? 'builtins' : module, full.slice(dot + 1));
  const root = full.split('.')[0] ?? '';
  if (judged.kind === 'dangerous') {
    const severe = CODE.test(judged.reason) || !LIBRARIES.has(root) || root === 'builtins';
    return { severity: severe ? 'critical' : 'high', why: judged.reason };
  }
  if (judged.kind === 'allowed' || LIBRARIES.has(root)) return undefined;
  return { severity: 'medium', why: 'is of no known library' };
}
