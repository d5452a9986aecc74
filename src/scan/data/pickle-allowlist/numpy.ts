import type { AllowGroup } from './group.ts';

const SCALARS =
  'bool bool_ int8 int16 int32 int64 uint8 uint16 uint32 uint64 intc uintc intp uintp longlong ulonglong float16 float32 ' +
  'float64 longdouble float128 complex64 complex128 clongdouble complex256 str_ bytes_ object_ void datetime64 timedelta64 string_ unicode_';

const RANDOM = 'MT19937 PCG64 PCG64DXSM Philox SFC64';

/** NumPy and SciPy. */
export const NUMPY: readonly AllowGroup[] = [
  {
    source: 'NumPy 1.24 and 2.x, __reduce__ of ndarray, dtype, scalars, masked arrays',
    why: 'Rebuilds arrays from numbers and bytes; objects in them are values of the stream and judged there',
    may: ['call', 'new', 'build'],
    names: {
      numpy: `ndarray dtype matrix recarray record ${SCALARS}`,
      'numpy.core.multiarray': '_reconstruct scalar',
      'numpy._core.multiarray': '_reconstruct scalar',
      'numpy.core.numeric': '_frombuffer',
      'numpy._core.numeric': '_frombuffer',
      'numpy.core._internal': '_convert_to_stringdtype_kwargs',
      'numpy._core._internal': '_convert_to_stringdtype_kwargs',
      'numpy.ma.core': '_mareconstruct MaskedArray',
      'numpy.ma': '_mareconstruct',
      'numpy.core.records': 'recarray record',
      'numpy.rec': 'recarray record',
      'numpy.dtypes':
        'Float16DType Float32DType Float64DType Int8DType Int16DType Int32DType Int64DType UInt8DType UInt16DType UInt32DType ' +
        'UInt64DType BoolDType Complex64DType Complex128DType StrDType BytesDType ObjectDType StringDType DateTime64DType TimeDelta64DType VoidDType',
      'numpy.matrixlib.defmatrix': 'matrix',
    },
  },
  {
    source: 'NumPy 1.24 and 2.x, numpy.random._pickle',
    why: 'Rebuilds a generator by one of five fixed names and sets its state',
    may: ['call', 'build'],
    names: {
      'numpy.random._pickle': '__randomstate_ctor __generator_ctor __bit_generator_ctor',
      'numpy.random._mt19937': 'MT19937',
      'numpy.random._pcg64': 'PCG64 PCG64DXSM',
      'numpy.random._philox': 'Philox',
      'numpy.random._sfc64': 'SFC64',
      'numpy.random.bit_generator':
        'SeedSequence SeedlessSeedSequence BitGenerator __pyx_unpickle_SeedSequence __pyx_unpickle_BitGenerator',
      'numpy.random.mtrand': 'RandomState',
      'numpy.random': `RandomState Generator ${RANDOM}`,
    },
  },
  {
    source: 'NumPy, functions that estimators keep as parameters',
    why: 'Only kept, never called while loading',
    may: ['refer'],
    names: {
      numpy:
        'nan inf pi mean median sum min max log log1p exp expm1 sqrt square abs absolute asarray array argmax argmin std var',
    },
  },
  {
    source: 'NumPy 1.24 numpy.core._ufunc_reconstruct, which ufuncs pickle as',
    why: 'Returns an attribute of a module that it imports by name: allowed only as data',
    may: ['refer'],
    names: { 'numpy.core._multiarray_umath': 'log log1p exp sqrt square absolute add multiply subtract' },
  },
  {
    source: 'SciPy 1.10, __reduce__ of sparse matrices, splines, distributions and trees',
    why: 'Rebuilds containers of arrays',
    may: ['new', 'build'],
    names: {
      'scipy.sparse._csr': 'csr_matrix csr_array',
      'scipy.sparse._csc': 'csc_matrix csc_array',
      'scipy.sparse._coo': 'coo_matrix coo_array',
      'scipy.sparse._lil': 'lil_matrix lil_array',
      'scipy.sparse._dok': 'dok_matrix dok_array',
      'scipy.sparse._dia': 'dia_matrix dia_array',
      'scipy.sparse._bsr': 'bsr_matrix bsr_array',
      'scipy.sparse.csr': 'csr_matrix',
      'scipy.sparse.csc': 'csc_matrix',
      'scipy.sparse.coo': 'coo_matrix',
      'scipy.sparse.lil': 'lil_matrix',
      'scipy.sparse.dok': 'dok_matrix',
      'scipy.sparse.dia': 'dia_matrix',
      'scipy.sparse.bsr': 'bsr_matrix',
      'scipy.interpolate._interpolate': 'interp1d PPoly BPoly',
      'scipy.interpolate.interpolate': 'interp1d PPoly',
      'scipy.interpolate._bsplines': 'BSpline',
      'scipy.interpolate._fitpack2': 'UnivariateSpline InterpolatedUnivariateSpline',
      'scipy.spatial._ckdtree': 'cKDTree',
      'scipy.spatial._kdtree': 'KDTree',
      'scipy.spatial.ckdtree': 'cKDTree',
      'scipy.stats._distn_infrastructure': 'rv_continuous_frozen rv_discrete_frozen rv_frozen',
      'scipy.stats._continuous_distns':
        'norm_gen uniform_gen expon_gen gamma_gen beta_gen reciprocal_gen loguniform_gen',
      'scipy.stats._discrete_distns': 'randint_gen poisson_gen binom_gen',
      'scipy.optimize._optimize': 'OptimizeResult',
    },
  },
  {
    source: 'NumPy 1.24 and 2.4 numpy/core/memmap.py: memory-mapped arrays pickle as plain ones, by _reconstruct',
    why: 'State only: its own __new__ opens, and under mode w+ empties, the file that it is given',
    may: ['build'],
    names: { numpy: 'memmap', 'numpy.core.memmap': 'memmap', 'numpy._core.memmap': 'memmap' },
  },
  {
    source: 'NumPy 1.24 and 2.4, classes under the names that they write',
    why: 'Rebuilds arrays from numbers and bytes',
    may: ['new', 'build'],
    names: {
      'numpy.ma': 'MaskedArray',
      'numpy.ma.core': 'MaskedConstant mvoid',
      'numpy.matrixlib': 'matrix',
      'numpy.rec': 'recarray',
      'scipy.optimize._optimize': 'OptimizeResult MemoizeJac',
    },
  },
  {
    source: 'SciPy 1.10 and 1.17, functions and methods that objects keep; results that are dicts',
    why: 'Only kept, never called while loading',
    may: ['refer', 'items', 'new', 'build'],
    names: {
      'scipy.interpolate._interpolate':
        'interp1d._call_linear interp1d._call_linear_np interp1d._call_nearest interp1d._call_spline interp1d._call_previousnext interp1d._call_nan_spline',
      'scipy._lib.array_api_compat.numpy._aliases': 'asarray',
      'sklearn.externals.array_api_compat.numpy._aliases': 'asarray',
      'scipy.optimize._optimize': 'OptimizeResult',
      'scipy.optimize.optimize': 'OptimizeResult',
    },
  },
  {
    source: 'SciPy, functions that estimators keep as parameters',
    why: 'Only kept, never called while loading',
    may: ['refer'],
    names: { 'scipy.special._ufuncs': 'expit logit', 'scipy.special': 'expit logit' },
  },
  {
    source: 'JAX jax/_src/array.py _reconstruct_array: arrays, over what NumPy wrote',
    why: 'Calls its first argument, which counts as a call of its own',
    may: ['call'],
    names: { 'jax._src.array': '_reconstruct_array' },
  },
  {
    source: 'ml_dtypes 0.2 to 0.6: types of elements that NumPy lacks',
    why: 'Types of numbers',
    may: ['refer'],
    names: {
      ml_dtypes:
        'bfloat16 float8_e3m4 float8_e4m3 float8_e4m3b11fnuz float8_e4m3fn float8_e4m3fnuz float8_e5m2 float8_e5m2fnuz float8_e8m0fnu float4_e2m1fn int2 int4 uint2 uint4',
    },
  },
];
