import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const FLAX: readonly AllowGroup[] = [
  {
    source: 'flax 0.12.8, listed by scripts/allowlist/inventory.py',
    why: 'Enumerations: a call looks the member up by value',
    may: ['call', 'member'],
    names: {
      'flax.cursor': 'AccessType',
      'flax.io': 'BackendMode',
      'flax.linen.module': 'SetupState',
      'flax.linen.spmd': 'RulesFallback',
      'flax.nnx.bridge.module': 'AttrPriority',
      'flax.serialization': '_MsgpackExtType',
    },
  },
  {
    source: 'flax 0.12.8, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'flax.configurations': 'Config FlagHolder',
      'flax.core.axes_scan': '_Broadcast',
      'flax.core.frozen_dict': 'FrozenDict FrozenKeysView FrozenValuesView',
      'flax.core.lift': 'CountsHolder',
      'flax.core.meta': 'AxisMetadata Partitioned',
      'flax.core.nn.attention': 'CacheEntry',
      'flax.core.nn.linear': 'Embedding',
      'flax.core.scope': 'DenyList LazyRng Scope Variable _ChildRNGSentinel _DefaultSentinel',
      'flax.cursor': 'Indexable ParentKey',
      'flax.ids': 'FlaxId UUIDManager',
      'flax.linen.batch_apply': 'BatchApply',
      'flax.linen.fp8_ops': 'Fp8MetaTyRules fp8_meta_dtype fp8_meta_dtype_wrapper',
      'flax.linen.kw_only_dataclasses': '_KwOnlyType',
      'flax.linen.linear': 'PromoteDtypeFn',
      'flax.linen.module':
        'Descriptor DescriptorWrapper InterceptorContext ModuleBase ParentDescriptor TestScope _CallInfo _ModuleInternalState _Sentinel',
      'flax.linen.partitioning': 'AxisMetadata PartitionedVariable',
      'flax.linen.recurrent': 'RNNBase',
      'flax.linen.spmd': 'LogicallyPartitioned _UnassignedAxis',
      'flax.linen.summary':
        'Row _ArrayRepresentation _ObjectRepresentation _PartitionedArrayRepresentation _ValueRepresentation',
      'flax.linen.transforms': 'InstancePlaceholder VariablePlaceholder _HashableProxy',
      'flax.nnx.bridge.module': 'ModuleBase ModuleStackEntry _HasSetup',
      'flax.nnx.bridge.variables': 'NNXMeta',
      'flax.nnx.bridge.wrappers': 'Functional _Missing',
      'flax.nnx.extract': 'ExtractIndex GraphDefState Mask NodeStates Opaque PrefixMapping TreeState Updates',
      'flax.nnx.filterlib': 'All Any Everything HasTag Not Nothing OfType PathContains PathIn WithTag',
      'flax.nnx.graphlib':
        'ArrayRefDef ArrayRefOutput DataElem GenericPytree GraphDef GraphNodeImpl IndexesPytreeDef LeafAttr MergeContext NoUpdate NodeAttr NodeDef NodeImplBase NodeRef PytreeNodeImpl RefMap Repeated SplitContext Static StaticCache StaticElem TreeNodeDef UpdateContext UpdateContextManager VariableDef set_graph_mode set_graph_updates',
      'flax.nnx.helpers': 'ModuleDefApply TrainState',
      'flax.nnx.ids': 'UUID UUIDManager',
      'flax.nnx.nn.recurrent': 'RNNBase',
      'flax.nnx.proxy_caller': 'GetAttr GetItem _AccessorCall',
      'flax.nnx.pytreelib': 'ArrayRepr AttributeStatus MutableArrayRepr PytreeState VariableRepr',
      'flax.nnx.reprlib':
        'Attr Color MappingReprMixin Object PrettyMapping PrettySequence Representable SequenceReprMixin',
      'flax.nnx.rnglib': 'KeylessInitializer SplitBackups',
      'flax.nnx.statelib': 'FlatState NestedStateRepr',
      'flax.nnx.summary': 'ArrayRepr CallInfo NoneDumper ObjectInfo SimpleObjectRepr SizeBytes',
      'flax.nnx.training.metrics': 'Statistics',
      'flax.nnx.training.optimizer': '_Missing',
      'flax.nnx.transforms.autodiff':
        'BwdFn CustomVjp CustomVjpFnWrapper DiffState FwdFn GradFn SimpleBwdFn SimpleCustomVjp SimpleCustomVjpFn SimpleFwdFn SimpleGradFn SimpleJvpFn SimpleRematFn SimpleVjpFn',
      'flax.nnx.transforms.compilation':
        'Compiled JitFn JitWrapped Lowered ShardMapFn SimpleCompiled SimpleJitFn SimpleJitPartialFn SimpleJitPartialWrapped SimpleJitWrapped SimpleLowered SimplePartialCompiled SimplePartialLowered SimplePartialTraced SimpleShardMapFn SimpleTraced Stage StateSharding Traced',
      'flax.nnx.transforms.iteration':
        'Broadcasted Carry ForiLoopBodyFn PmapFn ScanFn SimpleForiLoopBodyFn SimplePmapFn SimpleScanFn SimpleVmapFn SimpleWhileLoopBodyFn SimpleWhileLoopCondFn StateAxes VmapFn WhileLoopBodyFn WhileLoopCondFn',
      'flax.nnx.transforms.transforms':
        'CheckifyFn SimpleCheckifyFn SimpleCondFn SimpleEvalShapeFn SimpleMakeJaxprFn ValueMetadata',
      'flax.nnx.traversals': '_EmptyNode',
      'flax.nnx.variablelib':
        'GetVariable NewVariable SetVariable VarDefaults VarDefaultsContext VariableEffect VariableMetadata VariableQDD use_eager_sharding',
      'flax.serialization': '_NamedTuple',
      'flax.struct': 'PyTreeNode',
      'flax.training.checkpoints': 'AsyncManager',
      'flax.training.dynamic_scale': 'DynamicScale DynamicScaleResult',
      'flax.training.early_stopping': 'EarlyStopping',
      'flax.training.prefetch_iterator': 'PrefetchIterator',
      'flax.training.train_state': 'TrainState',
      'flax.traverse_util': '_EmptyNode',
      'flax.typing': 'BaseConfigContext HashableMapping In Key Missing Out PromoteDtypeFn ShapeDtype SizeBytes',
    },
  },
  {
    source: 'flax 0.12.8, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build', 'items'],
    names: {
      'flax.linen.summary': 'Table',
    },
  },
  {
    source: 'flax 0.12.8, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'call', 'build', 'items'],
    names: {
      'flax.nnx.extract': 'OrderedDict',
      'flax.nnx.graphlib': 'IndexMap',
      'flax.typing': 'PytreeDeque',
    },
  },
];
