/**
 * Modules that libraries renamed: files of older versions name the old one, and a loader that finds it finds the same
 * classes. Only looked at where the module as written is on no list. First match counts.
 */
const RENAMED: readonly (readonly [old: RegExp, current: string, source: string])[] = [
  [/^numpy\._core(?=\.|$)/u, 'numpy.core', 'NumPy 2.0'],
  [/^numpy\.core(?=\.|$)/u, 'numpy._core', 'NumPy 2.0, read by NumPy 1'],
  [/^torch\.quantization(?=\.|$)/u, 'torch.ao.quantization', 'PyTorch 1.10'],
  [/^torch\.nn\.(quantized|qat|quantizable|intrinsic|sparse)(?=\.|$)/u, 'torch.ao.nn.$1', 'PyTorch 1.13'],
  [/^torch\.cuda\.amp\.grad_scaler$/u, 'torch.amp.grad_scaler', 'PyTorch 2.3'],
  [/^torch\.ao\.sparsity(?=\.|$)/u, 'torch.ao.pruning', 'PyTorch 2.0'],
  [/^timm\.models\.layers(?=\.|$)/u, 'timm.layers', 'timm 0.9'],
  [
    /^timm\.models\.(efficientnet_blocks|efficientnet_builder|features|helpers|factory|registry|hub)$/u,
    'timm.models._$1',
    'timm 0.9',
  ],
  [
    /^transformers\.(modeling|configuration|tokenization)_([a-z0-9]+)$/u,
    'transformers.models.$2.$1_$2',
    'transformers 4.0',
  ],
  [/^transformers\.file_utils$/u, 'transformers.utils.generic', 'transformers 4.20'],
  [/^pytorch_lightning(?=\.|$)/u, 'lightning.pytorch', 'Lightning 2.0'],
  [/^lightning\.fabric(?=\.|$)/u, 'lightning_fabric', 'Lightning 2.0'],
  [/^lightning_lite(?=\.|$)/u, 'lightning_fabric', 'Lightning 1.9'],
  [/^sklearn\.externals\.joblib(?=\.|$)/u, 'joblib', 'scikit-learn 0.23'],
  [/^sklearn\.tree\.tree$/u, 'sklearn.tree._classes', 'scikit-learn 0.22'],
  [/^sklearn\.cluster\.k_means_$/u, 'sklearn.cluster._kmeans', 'scikit-learn 0.22'],
  [/^sklearn\.linear_model\.sgd_fast$/u, 'sklearn.linear_model._sgd_fast', 'scikit-learn 0.22'],
  [/^sklearn\.mixture\.gaussian_mixture$/u, 'sklearn.mixture._gaussian_mixture', 'scikit-learn 0.22'],
  [/^sklearn\.metrics\.scorer$/u, 'sklearn.metrics._scorer', 'scikit-learn 0.22'],
  [/^sklearn\.(ensemble)\.gradient_boosting$/u, 'sklearn.ensemble._gb', 'scikit-learn 0.22'],
  [/^sklearn\.(ensemble)\.voting_classifier$/u, 'sklearn.ensemble._voting', 'scikit-learn 0.22'],
  [/^sklearn\.neighbors\._dist_metrics$/u, 'sklearn.metrics._dist_metrics', 'scikit-learn 1.1'],
  [/^sklearn\.neighbors\.dist_metrics$/u, 'sklearn.metrics._dist_metrics', 'scikit-learn 0.22'],
  [/^sklearn\.preprocessing\.imputation$/u, 'sklearn.impute._base', 'scikit-learn 0.20'],
  [/^sklearn\.(\w+)\.([a-z]\w*?)_?$/u, 'sklearn.$1._$2', 'scikit-learn 0.22: every module got an underscore'],
  [/^scipy\.(\w+)\.([a-z]\w*)$/u, 'scipy.$1._$2', 'SciPy 1.8: every module got an underscore'],
  [/^pandas\.core\.index$/u, 'pandas.core.indexes.base', 'pandas 1.0'],
  [/^xgboost\.compat$/u, 'xgboost.sklearn', 'XGBoost 1.0'],
];

/** The module that `module` is called today, if it was renamed. */
export function currentModule(module: string): string | undefined {
  for (const [old, current] of RENAMED) if (old.test(module)) return module.replace(old, current);
  return undefined;
}
