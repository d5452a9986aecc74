/*
 * Operators of PyTorch and of the libraries that add to it. Source of the namespaces: `torch._C._jit_get_all_schemas()` of
 * PyTorch 1.13 and the TORCH_LIBRARY registrations of 2.x, torchvision, torchaudio, torchtext, PyG, FBGEMM and TorchRec.
 */

/** Namespaces whose operators compute, so that they need no word. */
export const COMPUTING: ReadonlySet<string> = new Set(
  (
    'aten prim prims nvprims rngprims debugprims _c10d_functional _dtensor _quantized quantized quantized_decomposed quantization ' +
    'prepacked mkldnn_prepacked mkldnn mkl onednn xnnpack vulkan_prepack metal_prepack metal nnapi sparse onnx profiler ' +
    'static_runtime tensorexpr inductor higher_order cuda fsdp symm_mem nested _nnapi _caffe2 caffe2 _test ' +
    'torchvision image torchaudio torchtext torch_scatter torch_sparse torch_cluster torch_spline_conv pyg fbgemm torchrec ' +
    'torchao torch_ipex ipex bitsandbytes xformers flash_attn mamba_ssm torch_ort executorch et_vk sgl_kernel vllm _C ' +
    'torchvision_ops detectron2 mmdeploy mmcv torchpippy torch_xla xla torch_npu npu llama flashinfer deform_conv2d torch_geometric pytorch3d ' +
    'torchdata torchmultimodal minkowski spconv horizon hbdk aimet modelopt tensorrt_llm trtllm fused_moe deepspeed apex tokenizers sentencepiece ' +
    'dgl dgl_sparse graphbolt k2 kaldifeat warp_rnnt fairseq2n natten'
  ).split(' '),
);

/** What runs something that is neither PyTorch's nor readable here. */
export const ENGINES: ReadonlyMap<string, string> = new Map([
  ['tensorrt', 'a TensorRT engine'],
  ['neuron', 'a compiled model for AWS Neuron'],
  ['poptorch', 'a compiled model for an IPU'],
  ['torch_mlir', 'a compiled model'],
]);

const EXACT: ReadonlyMap<string, string> = new Map([
  ['aten::save', 'writes a file that the model names'],
  ['aten::load', 'reads a pickle that the model names'],
  ['aten::from_file', 'maps a file that the model names, and may write to it'],
  ['prim::rpc_async', 'calls a function of another process'],
  ['prim::rpc_sync', 'calls a function of another process'],
  ['prim::rpc_remote', 'calls a function of another process'],
  ['prim::PythonOp', 'calls a Python function'],
  ['prim::CallPythonFunction', 'calls a Python function'],
  ['::rpc_async', 'calls a function of another process'],
  ['::rpc_sync', 'calls a function of another process'],
  ['::rpc_remote', 'calls a function of another process'],
]);
/** In libraries the names of operators tell: `image::read_file`, `torchaudio::sox_io_load_audio_file`. */
const TELLING =
  /(?:^|_)(?:file|files|url|path|popen|system|exec|eval|shell|spawn|socket|http|download|dlopen)(?:_|$)/iu;

/** Why an operator is dangerous; undefined if it isn't known to be. */
export function dangerOfOperator(namespace: string, name: string): string | undefined {
  const exact = EXACT.get(`${namespace}::${name}`);
  if (exact !== undefined) return exact;
  return namespace !== '' && namespace !== 'aten' && namespace !== 'prim' && TELLING.test(name)
    ? 'reaches files, processes or the network by its name'
    : undefined;
}
