import type { Rule } from './rule.ts';
import { rule as adapterWithoutBase } from './rules/adapter-without-base.ts';
import { rule as archiveBomb } from './rules/archive-bomb.ts';
import { rule as arrowExtension } from './rules/arrow-extension.ts';
import { rule as configRemoteCode } from './rules/config-remote-code.ts';
import { rule as coremlCustomClass } from './rules/coreml-custom-class.ts';
import { rule as executableInTree } from './rules/executable-in-tree.ts';
import { rule as extensionMismatch } from './rules/extension-mismatch.ts';
import { rule as externalFile } from './rules/external-file.ts';
import { rule as fileIncomplete } from './rules/file-incomplete.ts';
import { rule as frameworkCode } from './rules/framework-code.ts';
import { rule as ggufStructure } from './rules/gguf-structure.ts';
import { rule as graphStructure } from './rules/graph-structure.ts';
import { rule as hdf5Filter } from './rules/hdf5-filter.ts';
import { rule as hostileInstructions } from './rules/hostile-instructions.ts';
import { rule as hydraTarget } from './rules/hydra-target.ts';
import { rule as kerasCode } from './rules/keras-code.ts';
import { rule as kerasForeignName } from './rules/keras-foreign-name.ts';
import { rule as lfsPointer } from './rules/lfs-pointer.ts';
import { rule as missingShards } from './rules/missing-shards.ts';
import { rule as msgpackExtension } from './rules/msgpack-extension.ts';
import { rule as onnxOperator } from './rules/onnx-operator.ts';
import { rule as openvinoExtension } from './rules/openvino-extension.ts';
import { rule as pickleDangerousCall } from './rules/pickle-dangerous-call.ts';
import { rule as pickleStructure } from './rules/pickle-structure.ts';
import { rule as pickleUnknownGlobal } from './rules/pickle-unknown-global.ts';
import { rule as pythonCode } from './rules/python-code.ts';
import { rule as rPromise } from './rules/r-promise.ts';
import { rule as safetensorsStructure } from './rules/safetensors-structure.ts';
import { rule as scriptInTree } from './rules/script-in-tree.ts';
import { rule as secretInTree } from './rules/secret-in-tree.ts';
import { rule as settingsInTree } from './rules/settings-in-tree.ts';
import { rule as shellCode } from './rules/shell-code.ts';
import { rule as skopsType } from './rules/skops-type.ts';
import { rule as templateInjection } from './rules/template-injection.ts';
import { rule as tensorflowOperator } from './rules/tensorflow-operator.ts';
import { rule as tfliteOperator } from './rules/tflite-operator.ts';
import { rule as tokenizerRewrite } from './rules/tokenizer-rewrite.ts';
import { rule as torchExportTarget } from './rules/torch-export-target.ts';
import { rule as torchscriptOperator } from './rules/torchscript-operator.ts';
import { rule as xmlEntity } from './rules/xml-entity.ts';
import { rule as yamlPythonTag } from './rules/yaml-python-tag.ts';
import { rule as zarrCodec } from './rules/zarr-codec.ts';
import { rule as zipInconsistent } from './rules/zip-inconsistent.ts';

/** Every scan rule, in the order of their ids. A rule that is not here does not run; a test holds files and list together. */
export const SCAN_RULES: readonly Rule[] = [
  adapterWithoutBase,
  archiveBomb,
  arrowExtension,
  configRemoteCode,
  coremlCustomClass,
  executableInTree,
  extensionMismatch,
  externalFile,
  fileIncomplete,
  frameworkCode,
  ggufStructure,
  graphStructure,
  hdf5Filter,
  hostileInstructions,
  hydraTarget,
  kerasCode,
  kerasForeignName,
  lfsPointer,
  missingShards,
  msgpackExtension,
  onnxOperator,
  openvinoExtension,
  pickleDangerousCall,
  pickleStructure,
  pickleUnknownGlobal,
  pythonCode,
  rPromise,
  safetensorsStructure,
  scriptInTree,
  secretInTree,
  settingsInTree,
  shellCode,
  skopsType,
  templateInjection,
  tensorflowOperator,
  tfliteOperator,
  tokenizerRewrite,
  torchExportTarget,
  torchscriptOperator,
  xmlEntity,
  yamlPythonTag,
  zarrCodec,
  zipInconsistent,
];
