import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const OPEN_CLIP: readonly AllowGroup[] = [
  {
    source: 'open_clip 3.3.0, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'open_clip.coca_model': 'CoCa MultimodalCfg',
      'open_clip.hf_model': 'ClsLastHiddenStatePooler ClsPooler HFTextEncoder MaxPooler MeanPooler',
      'open_clip.loss': 'ClipLoss CoCaLoss DistillClipLoss NeighbourExchange NeighbourExchangeBidir SigLipLoss',
      'open_clip.model': 'CLIP CLIPTextCfg CLIPVisionCfg CustomTextCLIP',
      'open_clip.modified_resnet': 'AttentionPool2d Bottleneck ModifiedResNet',
      'open_clip.timm_model': 'TimmModel',
      'open_clip.tokenizer': 'HFTokenizer SigLipTokenizer SimpleTokenizer',
      'open_clip.transform':
        'AugmentationCfg CenterCropOrPad MaybeConvertMode MaybeToTensor PreprocessCfg ResizeKeepRatio color_jitter gray_scale',
      'open_clip.transformer':
        'Attention AttentionalPooler CustomResidualAttentionBlock CustomTransformer LayerNorm LayerNormFp32 LayerScale MultimodalTransformer PatchDropout QuickGELU ResidualAttentionBlock TextTransformer Transformer VisionTransformer',
    },
  },
  {
    source: 'open_clip 3.3.0, listed by scripts/allowlist/inventory.py',
    why: 'Functions that models keep as attributes: only kept, harmless if something calls them later',
    may: ['refer'],
    names: {
      'open_clip.transformer': '_expand_token lock_text_tower text_global_pool',
    },
  },
];
