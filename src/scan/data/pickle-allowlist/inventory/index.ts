import type { AllowGroup } from '../group.ts';
import { ACCELERATE } from './accelerate.ts';
import { CONFECTION } from './confection.ts';
import { DEAP } from './deap.ts';
import { FLAX } from './flax.ts';
import { GENSIM } from './gensim.ts';
import { GYMNASIUM } from './gymnasium.ts';
import { JOBLIB } from './joblib.ts';
import { LIGHTGBM } from './lightgbm.ts';
import { LIGHTNING } from './lightning.ts';
import { LIGHTNING_FABRIC } from './lightning-fabric.ts';
import { NETWORKX } from './networkx.ts';
import { NLTK } from './nltk.ts';
import { NUMPY } from './numpy.ts';
import { OMEGACONF } from './omegaconf.ts';
import { OPEN_CLIP } from './open-clip.ts';
import { OPTAX } from './optax.ts';
import { OPTUNA } from './optuna.ts';
import { PANDAS } from './pandas.ts';
import { PEFT } from './peft.ts';
import { PYTORCH_LIGHTNING } from './pytorch-lightning.ts';
import { PYTORCH_METRIC_LEARNING } from './pytorch-metric-learning.ts';
import { RANK_BM25 } from './rank-bm25.ts';
import { SCIPY } from './scipy.ts';
import { SENTENCE_TRANSFORMERS } from './sentence-transformers.ts';
import { SHAP } from './shap.ts';
import { SKIMAGE } from './skimage.ts';
import { SKLEARN } from './sklearn.ts';
import { SKLEARN_PANDAS } from './sklearn-pandas.ts';
import { SKORCH } from './skorch.ts';
import { SLICER } from './slicer.ts';
import { SPACY } from './spacy.ts';
import { STATSMODELS } from './statsmodels.ts';
import { THINC } from './thinc.ts';
import { TIMM } from './timm.ts';
import { TORCH } from './torch.ts';
import { TORCH_GEOMETRIC } from './torch-geometric.ts';
import { TORCHAUDIO } from './torchaudio.ts';
import { TORCHMETRICS } from './torchmetrics.ts';
import { TORCHVISION } from './torchvision.ts';
import { TRANSFORMERS } from './transformers.ts';
import { TRL } from './trl.ts';
import { XGBOOST } from './xgboost.ts';

/** Inert classes, enumerations and harmless functions of whole libraries. Written by scripts/allowlist/merge.ts. */
export const INVENTORY: readonly AllowGroup[] = [
  ...ACCELERATE,
  ...CONFECTION,
  ...DEAP,
  ...FLAX,
  ...GENSIM,
  ...GYMNASIUM,
  ...JOBLIB,
  ...LIGHTGBM,
  ...LIGHTNING,
  ...LIGHTNING_FABRIC,
  ...NETWORKX,
  ...NLTK,
  ...NUMPY,
  ...OMEGACONF,
  ...OPEN_CLIP,
  ...OPTAX,
  ...OPTUNA,
  ...PANDAS,
  ...PEFT,
  ...PYTORCH_LIGHTNING,
  ...PYTORCH_METRIC_LEARNING,
  ...RANK_BM25,
  ...SCIPY,
  ...SENTENCE_TRANSFORMERS,
  ...SHAP,
  ...SKIMAGE,
  ...SKLEARN,
  ...SKLEARN_PANDAS,
  ...SKORCH,
  ...SLICER,
  ...SPACY,
  ...STATSMODELS,
  ...THINC,
  ...TIMM,
  ...TORCH,
  ...TORCH_GEOMETRIC,
  ...TORCHAUDIO,
  ...TORCHMETRICS,
  ...TORCHVISION,
  ...TRANSFORMERS,
  ...TRL,
  ...XGBOOST,
];
