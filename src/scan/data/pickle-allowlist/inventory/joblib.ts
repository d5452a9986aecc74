import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const JOBLIB: readonly AllowGroup[] = [
  {
    source: 'joblib 1.2.0 and 1.6.0, listed by scripts/allowlist/inventory.py',
    why: 'Exceptions without a constructor of their own',
    may: ['call', 'build'],
    names: {
      'joblib._store_backends': 'CacheWarning',
      'joblib.my_exceptions': 'WorkerInterrupt',
    },
  },
  {
    source: 'joblib 1.2.0 and 1.6.0, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      'joblib._dask': 'Batch DaskDistributedBackend _WeakKeyDictionary',
      'joblib._memmapping_reducer': 'ArrayMemmapForwardReducer TemporaryResourcesManager _WeakArrayKeyMap',
      'joblib._parallel_backends':
        'AutoBatchingMixin ImmediateResult LokyBackend MultiprocessingBackend ParallelBackendBase PoolManagerMixin SafeFunction SequentialBackend ThreadingBackend',
      'joblib._store_backends': 'CacheItemInfo FileSystemStoreBackend StoreBackendBase StoreBackendMixin',
      'joblib._utils': '_Sentinel _TracebackCapturingWrapper',
      'joblib.backports': 'LooseVersion Version',
      'joblib.compressor':
        'BZ2CompressorWrapper CompressorWrapper GzipCompressorWrapper LZ4CompressorWrapper LZMACompressorWrapper XZCompressorWrapper ZlibCompressorWrapper',
      'joblib.executor': 'MemmappingExecutor _TestingMemmappingExecutor',
      'joblib.hashing': 'Hasher NumpyHasher _ConsistentSet _MyHash',
      'joblib.logger': 'Logger PrintTime',
      'joblib.numpy_pickle': 'NumpyArrayWrapper NumpyPickler NumpyUnpickler',
      'joblib.numpy_pickle_compat': 'NDArrayWrapper ZNDArrayWrapper ZipNumpyUnpickler',
      'joblib.parallel': 'BatchCompletionCallBack BatchedCalls Parallel parallel_backend parallel_config',
      'joblib.pool': 'CustomizablePickler',
    },
  },
];
