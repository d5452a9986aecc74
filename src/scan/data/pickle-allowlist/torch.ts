import type { AllowGroup } from './group.ts';

const STORAGES =
  'DoubleStorage FloatStorage HalfStorage BFloat16Storage LongStorage IntStorage ShortStorage CharStorage ByteStorage ' +
  'BoolStorage ComplexFloatStorage ComplexDoubleStorage QInt8Storage QUInt8Storage QInt32Storage QUInt4x2Storage QUInt2x4Storage UntypedStorage TypedStorage';

const DTYPES =
  'float64 float32 float16 bfloat16 int64 int32 int16 int8 uint8 uint16 uint32 uint64 bool complex32 complex64 complex128 ' +
  'double float half long int short qint8 quint8 qint32 quint4x2 quint2x4 float8_e4m3fn float8_e5m2 float8_e4m3fnuz float8_e5m2fnuz float8_e8m0fnu';

const TENSORS =
  'DoubleTensor FloatTensor HalfTensor BFloat16Tensor LongTensor IntTensor ShortTensor CharTensor ByteTensor BoolTensor';

const FUNCTIONS =
  'relu relu_ tanh sigmoid selu celu prelu softmax log_softmax exp log log1p sqrt square abs neg sign sin cos erf clamp cat stack add mul sub div pow max min mean sum prod norm matmul bmm';

/** What tensors, parameters and storages are written as. */
export const TORCH: readonly AllowGroup[] = [
  {
    source:
      'PyTorch torch/_weights_only_unpickler.py, the functions that weights_only=True calls; torch/_tensor.py __reduce_ex__',
    why: 'Rebuilds tensors over storages of the file',
    may: ['call'],
    names: {
      'torch._utils':
        '_rebuild_tensor _rebuild_tensor_v2 _rebuild_tensor_v3 _rebuild_parameter _rebuild_parameter_with_state _rebuild_qtensor ' +
        '_rebuild_sparse_tensor _rebuild_sparse_csr_tensor _rebuild_meta_tensor_no_storage _rebuild_nested_tensor ' +
        '_rebuild_device_tensor_from_numpy _rebuild_device_tensor_from_cpu_tensor _rebuild_wrapper_subclass',
      'torch._tensor': '_rebuild_from_type_v2',
      'torch.nn.parameter': 'Parameter Buffer UninitializedParameter UninitializedBuffer UninitializedTensorMixin',
      'torch._C': 'Generator',
      'torch.serialization': '_get_layout',
      torch: 'Size device',
    },
  },
  {
    source: 'PyTorch torch/storage.py __reduce__, written by pickle.dump of a tensor',
    why: 'Runs torch.load on bytes of the stream; those are read and judged as a pickle of their own',
    may: ['call'],
    names: { 'torch.storage': '_load_from_bytes' },
  },
  {
    source: 'PyTorch torch/_weights_only_unpickler.py, classes that storages and tensors are named by',
    why: 'Element types and storage classes: only named',
    may: ['refer'],
    names: {
      torch: `Tensor Generator ${STORAGES} ${DTYPES} ${TENSORS} per_tensor_affine per_tensor_symmetric per_channel_affine per_channel_symmetric per_channel_affine_float_qparams strided sparse_coo contiguous_format channels_last preserve_format`,
      'torch.storage': 'UntypedStorage TypedStorage _TypedStorage _UntypedStorage',
      'torch.cuda': `${STORAGES} ${TENSORS}`,
      'torch._C': '_TensorBase',
      'torch.nn': 'Parameter Module',
      'torch._tensor': 'Tensor',
    },
  },
  {
    source: 'PyTorch 2.x torch/_tensor.py _rebuild_from_type_v2, with attributes on a tensor',
    why: 'State of a tensor: attributes that the user set',
    may: ['build'],
    names: { torch: 'Tensor', 'torch._tensor': 'Tensor', 'torch.nn.parameter': 'Parameter Buffer' },
  },
  {
    source: 'PyTorch 1.13 and 2.13, memory formats and functions that data loaders and schedules keep',
    why: 'Only kept, never called while loading',
    may: ['refer'],
    names: {
      'torch._utils': 'torch.contiguous_format torch.channels_last torch.channels_last_3d torch.preserve_format',
      'torch.utils.data._utils.collate': 'default_collate default_convert collate',
      'torch.optim.lr_scheduler':
        'CyclicLR._triangular_scale_fn CyclicLR._triangular2_scale_fn CyclicLR._exp_range_scale_fn',
    },
  },
  {
    source: 'PyTorch 2.x torch/_utils.py and torch/torch_version.py',
    why: 'Plain values',
    may: ['call', 'new', 'build'],
    names: {
      'torch.torch_version': 'TorchVersion',
      'torch.backends.cuda': 'cuFFTPlanCacheManager',
      'torch.utils.data.sampler': 'RandomSampler SequentialSampler BatchSampler',
      'torch.utils.hooks': 'RemovableHandle',
    },
  },
  {
    source: 'PyTorch torch/nn/functional.py and torch/_C, functions that modules keep as attributes',
    why: 'Only kept, never called while loading',
    may: ['refer'],
    names: {
      'torch.nn.functional':
        'relu gelu silu tanh sigmoid softmax leaky_relu elu mish hardswish log_softmax cross_entropy mse_loss l1_loss relu6 softplus',
      'torch._C._nn': 'gelu silu mish hardtanh hardswish log_sigmoid softplus',
      torch: 'relu tanh sigmoid erf sin cos',
      'torch.nn.init': 'xavier_uniform_ kaiming_uniform_ normal_ zeros_ ones_',
    },
  },
  {
    source: 'PyTorch torch/csrc/jit/serialization/pickler.h: the TorchScript pickler',
    why: 'Lists of one element type, read by torch.jit without Python',
    may: ['call'],
    names: {
      'torch.jit._pickle':
        'build_intlist build_tensorlist build_doublelist build_boollist build_tensor_from_id restore_type_tag',
    },
  },
  {
    source:
      'PyTorch 1.13 and 2.x: functions of torch kept as activations and reductions in configurations of checkpoints',
    why: 'Only kept; computes on tensors',
    may: ['refer'],
    names: {
      torch: FUNCTIONS,
      'torch._C._VariableFunctionsClass': FUNCTIONS,
      'torch._C._VariableFunctions': FUNCTIONS,
    },
  },
];
