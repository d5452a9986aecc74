import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const THINC: readonly AllowGroup[] = [
  {
    source: 'thinc 8.3.13, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'thinc.backends._custom_kernels': 'LazyKernel',
      'thinc.backends._param_server': 'ParamServer',
      'thinc.backends.cblas': 'CBlas',
      'thinc.backends.cupy_ops': 'CupyOps',
      'thinc.backends.linalg': 'Mat Matrix Vec VecVec',
      'thinc.backends.mps_ops': 'MPSOps',
      'thinc.backends.numpy_ops': 'NumpyOps',
      'thinc.backends.ops': 'Ops',
      'thinc.config': 'registry',
      'thinc.extra.search': 'Beam MaxViolation',
      'thinc.layers.sparselinear': '_finish_linear_update',
      'thinc.loss': 'CategoricalCrossentropy CosineDistance L2Distance Loss SequenceCategoricalCrossentropy',
      'thinc.model': 'Model',
      'thinc.optimizers': 'Optimizer',
      'thinc.shims.mxnet': 'MXNetShim',
      'thinc.shims.pytorch': 'PyTorchShim',
      'thinc.shims.pytorch_grad_scaler': 'PyTorchGradScaler',
      'thinc.shims.shim': 'Shim',
      'thinc.shims.tensorflow': 'TensorFlowShim',
      'thinc.shims.torchscript': 'TorchScriptShim',
      'thinc.types':
        'ArgsKwargs Decorator Floats1d Floats2d Floats3d Floats4d Generator Ints1d Ints2d Ints3d Ints4d Padded Pairs Ragged SizedGenerator Unserializable _Array _Array1d _Array2d _Array3d _Array4d _Floats _Ints',
      'thinc.util': 'ArrayInfo',
    },
  },
];
