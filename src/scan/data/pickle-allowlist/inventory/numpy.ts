import type { AllowGroup } from '../group.ts';

/** Written by scripts/allowlist/merge.ts; review the difference, don't edit. */
export const NUMPY: readonly AllowGroup[] = [
  {
    source: 'numpy 1.24.2 and 2.4.6, listed by scripts/allowlist/inventory.py',
    why: 'Exceptions without a constructor of their own',
    may: ['call', 'build'],
    names: {
      numpy: 'ComplexWarning ModuleDeprecationWarning RankWarning TooHardError VisibleDeprecationWarning',
      'numpy._core.numerictypes': '_PreprocessDTypeError',
      'numpy._utils._pep440': 'InvalidVersion',
      'numpy.compat._pep440': 'InvalidVersion',
      'numpy.exceptions':
        'ComplexWarning DTypePromotionError ModuleDeprecationWarning RankWarning TooHardError VisibleDeprecationWarning',
      'numpy.lib._iotools': 'ConversionWarning ConverterError ConverterLockError',
      'numpy.linalg': 'LinAlgError',
      'numpy.linalg.lapack_lite': 'LapackError',
      'numpy.ma.core': 'MAError MaskError MaskedArrayFutureWarning',
      'numpy.polynomial.polyutils': 'RankWarning',
    },
  },
  {
    source: 'numpy 1.24.2 and 2.4.6, listed by scripts/allowlist/inventory.py',
    why: 'Enumerations: a call looks the member up by value',
    may: ['call', 'member'],
    names: {
      numpy: '_CopyMode',
      'numpy.__config__': 'DisplayModes',
    },
  },
  {
    source: 'numpy 1.24.2 and 2.4.6, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'build'],
    names: {
      numpy:
        '__array_namespace_info__ bool bool_ broadcast busdaycalendar bytes_ character chararray clongdouble complex128 complex256 complex64 complexfloating datetime64 dtype errstate finfo flatiter flexible float128 float16 float32 float64 floating format_parser generic iinfo inexact int16 int32 int64 int8 integer longdouble longlong matrix ndarray ndenumerate ndindex nditer number object_ poly1d recarray record signedinteger str_ timedelta64 ufunc uint16 uint32 uint64 uint8 ulonglong unsignedinteger vectorize void',
      'numpy._core._internal': '_Stream _ctypes _missing_ctypes dummy_ctype',
      'numpy._core._multiarray_umath': '_array_converter',
      'numpy._core._rational_tests': 'rational',
      'numpy._core._ufunc_config': '_unspecified',
      'numpy._core.arrayprint':
        'BoolFormat ComplexFloatingFormat DatetimeFormat FloatingFormat IntegerFormat StructuredVoidFormat SubArrayFormat TimedeltaFormat _TimelikeFormat',
      'numpy._core.multiarray': 'flagsobj',
      'numpy._core.overrides': 'ArgSpec',
      'numpy._globals': '_SignatureDescriptor',
      'numpy._pytesttester': 'PytestTester',
      'numpy._typing': '_128Bit _16Bit _256Bit _32Bit _64Bit _80Bit _8Bit _96Bit',
      'numpy._typing._array_like': '_Buffer _SupportsArray _SupportsArrayFunc _UnknownType',
      'numpy._typing._dtype_like': '_HasDType _HasNumPyDType _SupportsDType',
      'numpy._typing._nested_sequence': '_NestedSequence',
      'numpy._utils._pep440': 'LegacyVersion Version _BaseVersion _Version',
      'numpy.array_api._data_type_functions': 'finfo_object iinfo_object',
      'numpy.array_api._set_functions': 'UniqueAllResult UniqueCountsResult UniqueInverseResult',
      'numpy.array_api._typing': 'NestedSequence SupportsDLPack',
      'numpy.array_api.linalg': 'EighResult QRResult SVDResult SlogdetResult',
      'numpy.char': 'chararray',
      'numpy.compat._pep440': 'LegacyVersion Version _BaseVersion _Version',
      'numpy.compat.py3k': 'contextlib_nullcontext',
      'numpy.core._internal': '_Stream _ctypes _missing_ctypes dummy_ctype',
      'numpy.core._rational_tests': 'rational',
      'numpy.core._ufunc_config': '_unspecified',
      'numpy.core.arrayprint':
        'BoolFormat ComplexFloatingFormat DatetimeFormat FloatingFormat IntegerFormat StructuredVoidFormat SubArrayFormat TimedeltaFormat _TimelikeFormat',
      'numpy.core.getlimits': 'MachArLike',
      'numpy.core.multiarray': 'flagsobj typeinforanged',
      'numpy.core.overrides': 'ArgSpec',
      'numpy.ctypeslib': '_concrete_ndptr _ndptr',
      'numpy.ctypeslib._ctypeslib': '_concrete_ndptr _ndptr',
      'numpy.dtypes':
        'BoolDType BytesDType CLongDoubleDType Complex128DType Complex64DType DateTime64DType Float16DType Float32DType Float64DType Int16DType Int32DType Int64DType Int8DType LongDoubleDType LongLongDType ObjectDType StrDType StringDType TimeDelta64DType UInt16DType UInt32DType UInt64DType UInt8DType ULongLongDType VoidDType',
      'numpy.lib': 'NumpyVersion',
      'numpy.lib._arraysetops_impl': 'UniqueAllResult UniqueCountsResult UniqueInverseResult',
      'numpy.lib._datasource': '_FileOpeners',
      'numpy.lib._index_tricks_impl': 'AxisConcatenator CClass IndexExpression MGridClass OGridClass RClass nd_grid',
      'numpy.lib._iotools': 'LineSplitter NameValidator StringConverter',
      'numpy.lib._stride_tricks_impl': 'DummyArray',
      'numpy.lib._utils_impl': '_Deprecate',
      'numpy.lib._version': 'NumpyVersion',
      'numpy.lib.index_tricks': 'AxisConcatenator CClass IndexExpression MGridClass OGridClass RClass nd_grid',
      'numpy.lib.mixins': 'NDArrayOperatorsMixin',
      'numpy.lib.stride_tricks': 'DummyArray',
      'numpy.lib.utils': '_Deprecate',
      'numpy.linalg._linalg': 'EigResult EighResult QRResult SVDResult SlogdetResult',
      'numpy.ma': 'MaskedArray',
      'numpy.ma.core':
        'MaskedArray MaskedIterator _DomainCheckInterval _DomainGreater _DomainGreaterEqual _DomainSafeDivide _DomainTan _DomainedBinaryOperation _MaskedBinaryOperation _MaskedPrintOption _MaskedUFunc _MaskedUnaryOperation _convert2ma _extrema_operation _frommethod mvoid',
      'numpy.ma.extras':
        'MAxisConcatenator _fromnxfunction _fromnxfunction_allargs _fromnxfunction_args _fromnxfunction_seq _fromnxfunction_single mr_class',
      'numpy.ma.mrecords': 'MaskedRecords',
      'numpy.ma.timer_comparison': 'ModuleTester',
      'numpy.polynomial._polybase': 'ABCPolyBase',
      'numpy.polynomial.chebyshev': 'Chebyshev',
      'numpy.polynomial.hermite': 'Hermite',
      'numpy.polynomial.hermite_e': 'HermiteE',
      'numpy.polynomial.laguerre': 'Laguerre',
      'numpy.polynomial.legendre': 'Legendre',
      'numpy.polynomial.polynomial': 'Polynomial',
      'numpy.random._generator': 'Generator',
      'numpy.random._mt19937': 'MT19937',
      'numpy.random._pcg64': 'PCG64 PCG64DXSM',
      'numpy.random._philox': 'Philox',
      'numpy.random._sfc64': 'SFC64',
      'numpy.random.bit_generator':
        'BitGenerator ISeedSequence ISpawnableSeedSequence SeedSequence SeedlessSeedSequence SeedlessSequence',
      'numpy.random.mtrand': 'RandomState',
      'numpy.rec': 'format_parser recarray',
      'numpy.typing': 'NBitBase',
    },
  },
  {
    source: 'numpy 1.24.2 and 2.4.6, listed by scripts/allowlist/inventory.py',
    why: 'Inert: no __new__, __setstate__ or __del__ of its own that was not read',
    may: ['new', 'call', 'build', 'items'],
    names: {
      'numpy._typing._dtype_like': '_DTypeDict _DTypeDictBase',
      'numpy.core.numerictypes': '_typedict',
    },
  },
  {
    source: 'numpy 1.24.2 and 2.4.6, listed by scripts/allowlist/inventory.py',
    why: 'Functions that models keep as attributes: only kept, harmless if something calls them later',
    may: ['refer'],
    names: {
      numpy:
        '__dir__ __getattr__ _get_promotion_state _no_nep50_warning _pyinstaller_hooks_dir _set_promotion_state absolute add all allclose alltrue amax amin angle any append arange arccos arccosh arcsin arcsinh arctan arctan2 arctanh argmax argmin argpartition argsort argwhere around array array2string array_equal array_equiv array_repr array_split array_str asanyarray asarray asarray_chkfinite ascontiguousarray asfarray asfortranarray asmatrix astype atleast_1d atleast_2d atleast_3d average bartlett base_repr binary_repr bincount bitwise_and bitwise_count bitwise_or bitwise_xor blackman block bmat broadcast_arrays broadcast_shapes broadcast_to busday_count busday_offset can_cast cbrt ceil choose clip column_stack common_type compress concatenate conjugate convolve copy copysign copyto corrcoef correlate cos cosh count_nonzero cov cross cumprod cumproduct cumsum cumulative_prod cumulative_sum datetime_as_string datetime_data deg2rad degrees delete diag diag_indices diag_indices_from diagflat diagonal diff digitize divide divmod dot dsplit dstack ediff1d einsum einsum_path empty empty_like equal exp exp2 expand_dims expm1 extract eye fabs fill_diagonal find_common_type fix flatnonzero flip fliplr flipud float_power floor floor_divide fmax fmin fmod format_float_positional format_float_scientific frexp from_dlpack frombuffer fromiter fromstring full full_like gcd geomspace get_printoptions getbufsize geterr geterrcall geterrobj gradient greater greater_equal hamming hanning heaviside histogram histogram2d histogram_bin_edges histogramdd hsplit hstack hypot i0 identity imag in1d indices inner insert interp intersect1d invert is_busday isclose iscomplex iscomplexobj isdtype isfinite isfortran isin isinf isnan isnat isneginf isposinf isreal isrealobj isscalar issctype issubclass_ issubdtype issubsctype iterable ix_ kaiser kron lcm ldexp left_shift less less_equal lexsort linspace log log10 log1p log2 logaddexp logaddexp2 logical_and logical_not logical_or logical_xor logspace mask_indices matmul matrix_transpose matvec max maximum maximum_sctype may_share_memory mean median meshgrid min min_scalar_type minimum mintypecode modf moveaxis msort multiply nan_to_num nanargmax nanargmin nancumprod nancumsum nanmax nanmean nanmedian nanmin nanpercentile nanprod nanquantile nanstd nansum nanvar ndim negative nested_iters nextafter nonzero not_equal obj2sctype ones ones_like outer packbits pad partition percentile place poly polyadd polyder polydiv polyfit polyint polymul polysub polyval positive power printoptions prod product promote_types ptp put put_along_axis putmask quantile rad2deg radians ravel ravel_multi_index real real_if_close reciprocal remainder repeat require reshape resize result_type right_shift rint roll rollaxis roots rot90 round round_ row_stack sctype2char searchsorted select set_numeric_ops set_printoptions setbufsize setdiff1d seterr seterrcall seterrobj setxor1d shape shares_memory sign signbit sin sinc sinh size sometrue sort sort_complex spacing split sqrt square squeeze stack std subtract sum swapaxes take take_along_axis tan tanh tensordot tile trace transpose trapezoid trapz tri tril tril_indices tril_indices_from trim_zeros triu triu_indices triu_indices_from trunc typename union1d unique unique_all unique_counts unique_inverse unique_values unpackbits unravel_index unstack unwrap vander var vdot vecdot vecmat vsplit vstack where zeros zeros_like',
      'numpy.__config__': '_check_pyyaml _cleanup show',
      'numpy._configtool': 'main',
      'numpy._core': '_DType_reconstruct',
      'numpy._core._add_newdocs': '_array_method_doc',
      'numpy._core._add_newdocs_scalars': '_get_platform_and_machine numeric_type_aliases',
      'numpy._core._dtype':
        '__repr__ __str__ _aligned_offset _byte_order_str _construction_repr _datetime_metadata_str _is_packed _isunsized _kind_name _name_get _name_includes_bit_suffix _scalar_str _struct_dict_str _struct_list_str _struct_str _subarray_str _unpack_field',
      'numpy._core._dtype_ctypes':
        '_from_ctypes_array _from_ctypes_scalar _from_ctypes_structure _from_ctypes_union dtype_from_ctypes_type',
      'numpy._core._exceptions': '_display_as_base _unpack_tuple',
      'numpy._core._internal':
        '__dtype_from_pep3118 _add_trailing_padding _array_descr _commastring _convert_to_stringdtype_kwargs _copy_fields _dtype_from_pep3118 _fix_names _gcd _getfield_is_safe _getintp_ctype _lcm _makenames_list _newnames _prod _promote_fields _ufunc_doc_signature_formatter _ufunc_inspect_signature_builder _usefields _view_is_safe array_function_errmsg_formatter array_ufunc_errmsg_formatter npy_ctypes_check',
      'numpy._core._methods':
        '_all _amax _amin _any _bitwise_count _clip _count_reduce_items _dump _dumps _mean _prod _ptp _std _sum _var',
      'numpy._core._multiarray_tests':
        'IsPythonScalar array_indexing corrupt_or_fix_bufferinfo create_custom_field_dtype extint_add_128 extint_ceildiv_128_64 extint_divmod_128_64 extint_floordiv_128_64 extint_gt_128 extint_mul_64_64 extint_neg_128 extint_safe_binop extint_shl_128 extint_shr_128 extint_sub_128 extint_to_128 extint_to_64 format_float_OSprintf_g fromstring_null_term_c_api get_all_cast_information get_c_wrapping_array get_fpu_mode get_struct_alignments identityhash_tester incref_elide incref_elide_l internal_overlap npy_abuse_writebackifcopy npy_cabs npy_cabsf npy_cabsl npy_carg npy_cargf npy_cargl npy_char_deprecation npy_cosh npy_coshf npy_coshl npy_create_writebackifcopy npy_discard npy_ensurenocopy npy_log10 npy_log10f npy_log10l npy_resolve npy_sinh npy_sinhf npy_sinhl npy_tan npy_tanf npy_tanh npy_tanhf npy_tanhl npy_tanl solve_diophantine test_as_c_array test_nditer_too_large test_neighborhood_iterator test_neighborhood_iterator_oob',
      'numpy._core._multiarray_umath':
        '_add_newdoc_ufunc _arg _blas_supports_fpe _center _discover_array_parameters _expandtabs _expandtabs_length _get_castingimpl _get_extobj_dict _get_implementing_args _get_madvise_hugepage _get_ndarray_c_version _get_sfloat_dtype _ljust _lstrip_chars _lstrip_whitespace _make_extobj _monotonicity _ones_like _partition _partition_index _place _populate_finfo_constants _reload_guard _replace _rjust _rpartition _rpartition_index _rstrip_chars _rstrip_whitespace _set_madvise_hugepage _set_numpy_warn_if_no_mem_policy _slice _strip_chars _strip_whitespace _unique_hash _vec_string _zfill bincount busday_count busday_offset c_einsum can_cast clip concatenate copyto correlate correlate2 count count_nonzero datetime_as_string dot dragon4_positional dragon4_scientific empty_like endswith find format_longfloat get_handler_name get_handler_version index inner interp interp_complex is_busday lexsort min_scalar_type packbits putmask ravel_multi_index result_type rfind rindex set_typeDict shares_memory startswith unpackbits unravel_index vdot where',
      'numpy._core._operand_flag_tests': 'inplace_add',
      'numpy._core._rational_tests': 'denominator gcd lcm matrix_multiply numerator test_add test_add_rationals',
      'numpy._core._simd': 'clear_floatstatus get_floatstatus',
      'numpy._core._string_helpers': 'english_capitalize english_lower english_upper',
      'numpy._core._struct_ufunc_tests': 'add_triplet register_fail',
      'numpy._core._umath_tests':
        'always_error always_error_gufunc always_error_unary conv1d_full cross1d cumsum euclidean_pdist indexed_negative inner1d inner1d_no_doc innerwt matmul matrix_multiply test_dispatch test_signature',
      'numpy._core.arrayprint':
        '_array2string _array2string_dispatcher _array_repr_dispatcher _array_repr_implementation _array_str_dispatcher _array_str_implementation _extendLine _extendLine_pretty _formatArray _get_formatdict _get_legacy_print_mode _guarded_repr_or_str _leading_trailing _make_options_dict _none_or_positive_arg _object_format _recursive_guard _set_printoptions _void_scalar_to_string dtype_is_implied dtype_short_repr repr_format str_format',
      'numpy._core.defchararray': '_binary_op_dispatcher',
      'numpy._core.einsumfunc':
        '_compute_size_by_dict _einsum_dispatcher _einsum_path_dispatcher _find_contraction _flop_count _greedy_path _optimal_path _parse_einsum_input _parse_eq_to_pure_multiplication _parse_possible_contraction _update_other_results bmm_einsum',
      'numpy._core.fromnumeric':
        '_all_dispatcher _any_dispatcher _argmax_dispatcher _argmin_dispatcher _argpartition_dispatcher _argsort_dispatcher _choose_dispatcher _clip_dispatcher _compress_dispatcher _cumprod_dispatcher _cumsum_dispatcher _cumulative_prod_dispatcher _cumulative_sum_dispatcher _diagonal_dispatcher _matrix_transpose_dispatcher _max_dispatcher _mean_dispatcher _min_dispatcher _ndim_dispatcher _nonzero_dispatcher _partition_dispatcher _prod_dispatcher _ptp_dispatcher _put_dispatcher _ravel_dispatcher _repeat_dispatcher _reshape_dispatcher _resize_dispatcher _round_dispatcher _searchsorted_dispatcher _shape_dispatcher _size_dispatcher _sort_dispatcher _squeeze_dispatcher _std_dispatcher _sum_dispatcher _swapaxes_dispatcher _take_dispatcher _trace_dispatcher _transpose_dispatcher _var_dispatcher _wrapfunc _wrapit _wrapreduction _wrapreduction_any_all',
      'numpy._core.function_base':
        '_add_docstring _geomspace_dispatcher _linspace_dispatcher _logspace_dispatcher _needs_add_docstring',
      'numpy._core.getlimits': '_fr0 _fr1',
      'numpy._core.multiarray':
        '_override___module__ _reconstruct clip count endswith find index rfind rindex scalar startswith',
      'numpy._core.numeric':
        '_allclose_dispatcher _argwhere_dispatcher _array_equal_dispatcher _array_equiv_dispatcher _astype_dispatcher _convolve_dispatcher _correlate_dispatcher _count_nonzero_dispatcher _cross_dispatcher _dtype_cannot_hold_nan _flatnonzero_dispatcher _frombuffer _full_dispatcher _full_like_dispatcher _isclose_dispatcher _maketup _moveaxis_dispatcher _ones_like_dispatcher _outer_dispatcher _roll_dispatcher _rollaxis_dispatcher _tensordot_dispatcher _zeros_like_dispatcher extend_all',
      'numpy._core.numerictypes': '_preprocess_dtype _register_types _scalar_type_key obj2sctype',
      'numpy._core.overrides':
        'array_function_dispatch array_function_from_dispatcher finalize_array_function_like get_array_function_like_doc verify_matching_signatures',
      'numpy._core.records': 'get_remaining_size',
      'numpy._core.shape_base':
        '_accumulate _arrays_for_stack_dispatcher _atleast_1d_dispatcher _atleast_2d_dispatcher _atleast_3d_dispatcher _atleast_nd _block _block_check_depths_match _block_concatenate _block_dispatcher _block_format_index _block_setup _block_slicing _concatenate_shapes _stack_dispatcher _unstack_dispatcher _vhstack_dispatcher',
      'numpy._core.strings':
        '_center _clean_args _code_dispatcher _expandtabs _expandtabs_dispatcher _expandtabs_length _get_num_chars _join_dispatcher _just_dispatcher _ljust _lstrip_chars _lstrip_whitespace _mod_dispatcher _multiply_dispatcher _override___module__ _partition _partition_dispatcher _partition_index _replace _replace_dispatcher _rjust _rpartition _rpartition_index _rstrip_chars _rstrip_whitespace _slice _split_dispatcher _splitlines_dispatcher _strip_chars _strip_whitespace _to_bytes_or_str_array _translate_dispatcher _unary_op_dispatcher _zfill _zfill_dispatcher',
      'numpy._core.umath':
        '_center _expandtabs _expandtabs_length _ljust _lstrip_chars _lstrip_whitespace _ones_like _partition _partition_index _replace _rjust _rpartition _rpartition_index _rstrip_chars _rstrip_whitespace _slice _strip_chars _strip_whitespace _zfill clip count endswith find index rfind rindex startswith',
      'numpy._typing._add_docstring': '_parse_docstrings',
      'numpy._typing._generic_alias': '_parse_parameters _reconstruct_alias _to_str',
      'numpy._typing.setup': 'configuration',
      'numpy._utils': '_rename_parameter set_module',
      'numpy._utils._convertions': 'asbytes asunicode',
      'numpy._utils._inspect':
        'formatargspec formatargvalues getargs getargspec getargvalues iscode isfunction ismethod joinseq strseq',
      'numpy._utils._pep440':
        '_cmpkey _legacy_cmpkey _parse_letter_version _parse_local_version _parse_version_parts parse',
      'numpy._version': 'get_versions',
      'numpy.array_api._creation_functions':
        '_check_valid_dtype arange asarray empty empty_like eye from_dlpack full full_like linspace meshgrid ones ones_like tril triu zeros zeros_like',
      'numpy.array_api._data_type_functions': 'astype broadcast_arrays broadcast_to can_cast finfo iinfo result_type',
      'numpy.array_api._dtypes': '_result_type',
      'numpy.array_api._elementwise_functions':
        'abs acos acosh add asin asinh atan atan2 atanh bitwise_and bitwise_invert bitwise_left_shift bitwise_or bitwise_right_shift bitwise_xor ceil cos cosh divide equal exp expm1 floor floor_divide greater greater_equal isfinite isinf isnan less less_equal log log10 log1p log2 logaddexp logical_and logical_not logical_or logical_xor multiply negative not_equal positive pow remainder round sign sin sinh sqrt square subtract tan tanh trunc',
      'numpy.array_api._manipulation_functions': 'concat expand_dims flip permute_dims reshape roll squeeze stack',
      'numpy.array_api._searching_functions': 'argmax argmin nonzero where',
      'numpy.array_api._set_functions': 'unique_all unique_counts unique_inverse unique_values',
      'numpy.array_api._sorting_functions': 'argsort sort',
      'numpy.array_api._statistical_functions': 'max mean min prod std sum var',
      'numpy.array_api._utility_functions': 'all any',
      'numpy.array_api.linalg':
        '_solve cholesky cross det diagonal eigh eigvalsh inv matmul matrix_norm matrix_power matrix_rank matrix_transpose outer pinv qr slogdet solve svd svdvals tensordot trace vecdot vector_norm',
      'numpy.array_api.setup': 'configuration',
      'numpy.char':
        'array asarray compare_chararrays equal greater greater_equal less less_equal multiply not_equal partition rpartition',
      'numpy.compat._inspect':
        'formatargspec formatargvalues getargs getargspec getargvalues iscode isfunction ismethod joinseq strseq',
      'numpy.compat._pep440':
        '_cmpkey _legacy_cmpkey _parse_letter_version _parse_local_version _parse_version_parts parse',
      'numpy.compat.py3k':
        'asbytes asbytes_nested asstr asunicode asunicode_nested getexception is_pathlib_path isfileobj sixu',
      'numpy.compat.setup': 'configuration',
      'numpy.core':
        '_DType_reconstruct __getattr__ _ufunc_reconstruct absolute add arccos arccosh arcsin arcsinh arctan arctan2 arctanh bitwise_and bitwise_or bitwise_xor cbrt ceil conjugate copysign cos cosh deg2rad degrees divide divmod equal exp exp2 expm1 fabs float_power floor floor_divide fmax fmin fmod frexp gcd greater greater_equal heaviside hypot invert isfinite isinf isnan isnat lcm ldexp left_shift less less_equal log log10 log1p log2 logaddexp logaddexp2 logical_and logical_not logical_or logical_xor matmul maximum minimum modf multiply negative nextafter not_equal positive power rad2deg radians reciprocal remainder right_shift rint sign signbit sin sinh spacing sqrt square subtract tan tanh trunc',
      'numpy.core._add_newdocs': 'refer_to_array_attribute',
      'numpy.core._add_newdocs_scalars': '_get_platform_and_machine numeric_type_aliases',
      'numpy.core._asarray': '_require_dispatcher',
      'numpy.core._dtype':
        '__getattr__ __repr__ __str__ _aligned_offset _byte_order_str _construction_repr _datetime_metadata_str _is_packed _isunsized _kind_name _name_get _name_includes_bit_suffix _scalar_str _struct_dict_str _struct_list_str _struct_str _subarray_str _unpack_field',
      'numpy.core._dtype_ctypes':
        '__getattr__ _from_ctypes_array _from_ctypes_scalar _from_ctypes_structure _from_ctypes_union dtype_from_ctypes_type',
      'numpy.core._exceptions': '_display_as_base _unpack_tuple',
      'numpy.core._internal':
        '__dtype_from_pep3118 __getattr__ _add_trailing_padding _array_descr _commastring _copy_fields _dtype_from_pep3118 _fix_names _gcd _getfield_is_safe _getintp_ctype _lcm _makenames_list _newnames _prod _promote_fields _reconstruct _ufunc_doc_signature_formatter _usefields _view_is_safe array_function_errmsg_formatter array_ufunc_errmsg_formatter npy_ctypes_check',
      'numpy.core._methods':
        '_all _amax _amin _any _clip _clip_dep_invoke_with_casting _clip_dep_is_byte_swapped _clip_dep_is_scalar_nan _count_reduce_items _dump _dumps _mean _prod _ptp _std _sum _var',
      'numpy.core._multiarray_tests':
        'IsPythonScalar array_indexing corrupt_or_fix_bufferinfo create_custom_field_dtype extint_add_128 extint_ceildiv_128_64 extint_divmod_128_64 extint_floordiv_128_64 extint_gt_128 extint_mul_64_64 extint_neg_128 extint_safe_binop extint_shl_128 extint_shr_128 extint_sub_128 extint_to_128 extint_to_64 format_float_OSprintf_g fromstring_null_term_c_api get_all_cast_information get_c_wrapping_array get_fpu_mode get_struct_alignments getset_numericops identityhash_tester incref_elide incref_elide_l internal_overlap npy_abuse_writebackifcopy npy_cabs npy_cabsf npy_cabsl npy_carg npy_cargf npy_cargl npy_char_deprecation npy_cosh npy_coshf npy_coshl npy_create_writebackifcopy npy_discard npy_ensurenocopy npy_log10 npy_log10f npy_log10l npy_pyarrayas1d_deprecation npy_pyarrayas2d_deprecation npy_resolve npy_sinh npy_sinhf npy_sinhl npy_tan npy_tanf npy_tanh npy_tanhf npy_tanhl npy_tanl solve_diophantine test_as_c_array test_inplace_increment test_nditer_too_large test_neighborhood_iterator test_neighborhood_iterator_oob test_pydatamem_seteventhook_end test_pydatamem_seteventhook_start',
      'numpy.core._multiarray_umath':
        '__getattr__ _add_newdoc_ufunc _arg _center _discover_array_parameters _expandtabs _expandtabs_length _get_castingimpl _get_experimental_dtype_api _get_implementing_args _get_madvise_hugepage _get_ndarray_c_version _get_sfloat_dtype _insert _ljust _lstrip_chars _lstrip_whitespace _monotonicity _ones_like _partition _partition_index _replace _rjust _rpartition _rpartition_index _rstrip_chars _rstrip_whitespace _set_madvise_hugepage _slice _strip_chars _strip_whitespace _vec_string _zfill absolute add add_docstring arccos arccosh arcsin arcsinh arctan arctan2 arctanh bincount bitwise_and bitwise_or bitwise_xor busday_count busday_offset c_einsum can_cast cbrt ceil clip compare_chararrays concatenate conjugate copysign copyto correlate correlate2 cos cosh count count_nonzero datetime_as_string deg2rad degrees divide divmod dot dragon4_positional dragon4_scientific empty_like endswith equal exp exp2 expm1 fabs fastCopyAndTranspose find float_power floor floor_divide fmax fmin fmod format_longfloat frexp gcd get_handler_name get_handler_version greater greater_equal heaviside hypot index inner interp interp_complex invert is_busday isfinite isinf isnan isnat lcm ldexp left_shift less less_equal lexsort log log10 log1p log2 logaddexp logaddexp2 logical_and logical_not logical_or logical_xor matmul maximum min_scalar_type minimum modf multiply negative nextafter normalize_axis_index not_equal packbits positive power putmask rad2deg radians ravel_multi_index reciprocal remainder result_type rfind right_shift rindex rint set_legacy_print_mode set_typeDict shares_memory sign signbit sin sinh spacing sqrt square startswith subtract tan tanh trunc unpackbits unravel_index vdot where',
      'numpy.core._operand_flag_tests': 'inplace_add',
      'numpy.core._rational_tests': 'denominator gcd lcm matrix_multiply numerator test_add test_add_rationals',
      'numpy.core._simd': 'clear_floatstatus get_floatstatus',
      'numpy.core._string_helpers': 'english_capitalize english_lower english_upper',
      'numpy.core._struct_ufunc_tests': 'add_triplet register_fail',
      'numpy.core._type_aliases':
        '_add_aliases _add_array_type _add_integer_aliases _add_types _bits_of _set_array_types _set_up_aliases bitname',
      'numpy.core._ufunc_config': '_setdef',
      'numpy.core._umath_tests':
        'always_error always_error_gufunc cross1d cumsum euclidean_pdist inner1d inner1d_no_doc innerwt matmul matrix_multiply test_dispatch test_signature',
      'numpy.core._utils': '_raise_warning',
      'numpy.core.arrayprint':
        '__getattr__ _array2string _array2string_dispatcher _array_repr_dispatcher _array_repr_implementation _array_str_dispatcher _array_str_implementation _extendLine _extendLine_pretty _formatArray _get_formatdict _get_legacy_print_mode _guarded_repr_or_str _leading_trailing _make_options_dict _none_or_positive_arg _object_format _recursive_guard _void_scalar_repr absolute dtype_is_implied dtype_short_repr isfinite isinf isnat repr_format str_format',
      'numpy.core.defchararray':
        '__getattr__ _binary_op_dispatcher _center_dispatcher _clean_args _code_dispatcher _count_dispatcher _endswith_dispatcher _expandtabs_dispatcher _get_num_chars _join_dispatcher _just_dispatcher _mod_dispatcher _multiply_dispatcher _partition_dispatcher _replace_dispatcher _split_dispatcher _splitlines_dispatcher _startswith_dispatcher _strip_dispatcher _to_string_or_unicode_array _translate_dispatcher _unary_op_dispatcher _use_unicode _zfill_dispatcher',
      'numpy.core.einsumfunc':
        '__getattr__ _can_dot _compute_size_by_dict _einsum_dispatcher _einsum_path_dispatcher _find_contraction _flop_count _greedy_path _optimal_path _parse_einsum_input _parse_possible_contraction _update_other_results',
      'numpy.core.fromnumeric':
        '__getattr__ _all_dispatcher _amax_dispatcher _amin_dispatcher _any_dispatcher _argmax_dispatcher _argmin_dispatcher _argpartition_dispatcher _argsort_dispatcher _around_dispatcher _choose_dispatcher _clip_dispatcher _compress_dispatcher _cumprod_dispatcher _cumsum_dispatcher _diagonal_dispatcher _mean_dispatcher _ndim_dispatcher _nonzero_dispatcher _partition_dispatcher _prod_dispatcher _ptp_dispatcher _put_dispatcher _ravel_dispatcher _repeat_dispatcher _reshape_dispatcher _resize_dispatcher _searchsorted_dispatcher _shape_dispatcher _size_dispatcher _sort_dispatcher _squeeze_dispatcher _std_dispatcher _sum_dispatcher _swapaxes_dispatcher _take_dispatcher _trace_dispatcher _transpose_dispatcher _var_dispatcher _wrapfunc _wrapit _wrapreduction',
      'numpy.core.function_base':
        '__getattr__ _add_docstring _geomspace_dispatcher _linspace_dispatcher _logspace_dispatcher _needs_add_docstring',
      'numpy.core.getlimits':
        '__getattr__ _discovered_machar _fr0 _fr1 _get_machar _register_known_types _register_type exp2 isnan log10 nextafter',
      'numpy.core.multiarray':
        '__getattr__ _reconstruct absolute add arccos arccosh arcsin arcsinh arctan arctan2 arctanh bitwise_and bitwise_or bitwise_xor cbrt ceil clip conjugate copysign cos cosh deg2rad degrees divide divmod equal exp exp2 expm1 fabs float_power floor floor_divide fmax fmin fmod frexp gcd greater greater_equal heaviside hypot invert isfinite isinf isnan isnat lcm ldexp left_shift less less_equal log log10 log1p log2 logaddexp logaddexp2 logical_and logical_not logical_or logical_xor matmul maximum minimum modf multiply negative nextafter not_equal positive power rad2deg radians reciprocal remainder right_shift rint scalar sign signbit sin sinh spacing sqrt square subtract tan tanh trunc',
      'numpy.core.numeric':
        '__getattr__ _allclose_dispatcher _argwhere_dispatcher _array_equal_dispatcher _array_equiv_dispatcher _convolve_dispatcher _correlate_dispatcher _count_nonzero_dispatcher _cross_dispatcher _flatnonzero_dispatcher _frombuffer _fromfunction_dispatcher _full_dispatcher _full_like_dispatcher _identity_dispatcher _isclose_dispatcher _maketup _moveaxis_dispatcher _ones_dispatcher _ones_like_dispatcher _outer_dispatcher _roll_dispatcher _rollaxis_dispatcher _tensordot_dispatcher _zeros_like_dispatcher absolute add arccos arccosh arcsin arcsinh arctan arctan2 arctanh bitwise_and bitwise_or bitwise_xor cbrt ceil conjugate copysign cos cosh deg2rad degrees divide divmod equal exp exp2 expm1 extend_all fabs float_power floor floor_divide fmax fmin fmod frexp gcd greater greater_equal heaviside hypot invert isfinite isinf isnan isnat lcm ldexp left_shift less less_equal log log10 log1p log2 logaddexp logaddexp2 logical_and logical_not logical_or logical_xor matmul maximum minimum modf multiply negative nextafter normalize_axis_tuple not_equal positive power rad2deg radians reciprocal remainder right_shift rint sign signbit sin sinh spacing sqrt square subtract tan tanh trunc',
      'numpy.core.numerictypes':
        '__getattr__ _can_coerce_all _construct_lookups _find_common_coerce _register_types _scalar_type_key',
      'numpy.core.overrides':
        '__getattr__ array_function_dispatch array_function_from_dispatcher set_array_function_like_doc set_module verify_matching_signatures',
      'numpy.core.records': '__getattr__ find_duplicate get_remaining_size',
      'numpy.core.shape_base':
        '__getattr__ _accumulate _arrays_for_stack_dispatcher _atleast_1d_dispatcher _atleast_2d_dispatcher _atleast_3d_dispatcher _atleast_nd _block _block_check_depths_match _block_concatenate _block_dispatcher _block_format_index _block_setup _block_slicing _concatenate_shapes _stack_dispatcher _vhstack_dispatcher',
      'numpy.core.umath':
        '__getattr__ _ones_like absolute add arccos arccosh arcsin arcsinh arctan arctan2 arctanh bitwise_and bitwise_or bitwise_xor cbrt ceil clip conjugate copysign cos cosh deg2rad degrees divide divmod equal exp exp2 expm1 fabs float_power floor floor_divide fmax fmin fmod frexp gcd greater greater_equal heaviside hypot invert isfinite isinf isnan isnat lcm ldexp left_shift less less_equal log log10 log1p log2 logaddexp logaddexp2 logical_and logical_not logical_or logical_xor matmul maximum minimum modf multiply negative nextafter not_equal positive power rad2deg radians reciprocal remainder right_shift rint sign signbit sin sinh spacing sqrt square subtract tan tanh trunc',
      'numpy.core.umath_tests':
        'always_error always_error_gufunc cross1d cumsum euclidean_pdist inner1d inner1d_no_doc innerwt matmul matrix_multiply',
      'numpy.ctypeslib':
        '_ctype_from_dtype _ctype_from_dtype_scalar _ctype_from_dtype_structured _ctype_from_dtype_subarray _ctype_ndarray _flags_fromnum _get_scalar_type_map _num_fromflags as_array as_ctypes as_ctypes_type ndpointer',
      'numpy.ctypeslib._ctypeslib':
        '_ctype_from_dtype _ctype_from_dtype_scalar _ctype_from_dtype_structured _ctype_from_dtype_subarray _ctype_ndarray _flags_fromnum _get_scalar_type_map _num_fromflags',
      'numpy.dtypes': '_add_dtype_helper',
      'numpy.dual': 'restore_all',
      'numpy.fft':
        'fft fft2 fftfreq fftn fftshift hfft ifft ifft2 ifftn ifftshift ihfft irfft irfft2 irfftn rfft rfft2 rfftfreq rfftn',
      'numpy.fft._helper': '_fftshift_dispatcher',
      'numpy.fft._pocketfft':
        '_cook_nd_args _fft_dispatcher _fftn_dispatcher _get_backward_norm _get_forward_norm _raw_fft _raw_fftnd _swap_direction conjugate sqrt',
      'numpy.fft._pocketfft_internal': 'execute',
      'numpy.fft._pocketfft_umath': 'fft ifft irfft rfft_n_even rfft_n_odd',
      'numpy.fft.helper': '_fftshift_dispatcher',
      'numpy.fft.setup': 'configuration',
      'numpy.lib': '__getattr__ add_docstring',
      'numpy.lib._arraypad_impl':
        '_as_pairs _get_edges _get_linear_ramps _get_stats _pad_dispatcher _pad_simple _round_if_needed _set_pad_area _set_reflect_both _set_wrap_both _slice_at_axis _view_roi',
      'numpy.lib._arraysetops_impl':
        '_ediff1d_dispatcher _intersect1d_dispatcher _isin _isin_dispatcher _setdiff1d_dispatcher _setxor1d_dispatcher _union1d_dispatcher _unique1d _unique_all_dispatcher _unique_counts_dispatcher _unique_dispatcher _unique_inverse_dispatcher _unique_values_dispatcher _unpack_tuple',
      'numpy.lib._datasource': '_check_mode',
      'numpy.lib._format_impl': '_check_version _filter_header _wrap_header _wrap_header_guess_version',
      'numpy.lib._function_base_impl':
        '_angle_dispatcher _append_dispatcher _arg_trim_zeros _average_dispatcher _calculate_shapes _chbevl _closest_observation _compute_virtual_index _copy_dispatcher _corrcoef_dispatcher _cov_dispatcher _create_arrays _delete_dispatcher _diff_dispatcher _digitize_dispatcher _discrete_interpolation_to_boundaries _extract_dispatcher _flip_dispatcher _get_gamma _get_gamma_mask _get_indexes _get_vectorize_dtype _gradient_dispatcher _i0_1 _i0_2 _i0_dispatcher _insert_dispatcher _interp_dispatcher _inverted_cdf _lerp _median _median_dispatcher _meshgrid_dispatcher _parse_gufunc_signature _parse_input_dimensions _percentile_dispatcher _piecewise_dispatcher _place_dispatcher _quantile _quantile_dispatcher _quantile_is_valid _quantile_unchecked _rot90_dispatcher _select_dispatcher _sinc_dispatcher _sort_complex _trapezoid_dispatcher _trim_zeros _unwrap_dispatcher _update_dim_sizes _ureduce _weights_are_valid',
      'numpy.lib._histograms_impl':
        '_get_bin_edges _get_outer_edges _hist_bin_auto _hist_bin_doane _hist_bin_fd _hist_bin_rice _hist_bin_scott _hist_bin_sqrt _hist_bin_stone _hist_bin_sturges _histogram_bin_edges_dispatcher _histogram_dispatcher _histogramdd_dispatcher _ptp _ravel_and_check_weights _search_sorted_inclusive _unsigned_subtract',
      'numpy.lib._index_tricks_impl': '_diag_indices_from _fill_diagonal_dispatcher _ix__dispatcher',
      'numpy.lib._iotools':
        '_decode_line _is_bytes_like _is_string_like easy_dtype flatten_dtype has_nested_fields str2bool',
      'numpy.lib._nanfunctions_impl':
        '_copyto _divide_by_count _nan_mask _nanargmax_dispatcher _nanargmin_dispatcher _nancumprod_dispatcher _nancumsum_dispatcher _nanmax_dispatcher _nanmean_dispatcher _nanmedian _nanmedian1d _nanmedian_dispatcher _nanmedian_small _nanmin_dispatcher _nanpercentile_dispatcher _nanprod_dispatcher _nanquantile_1d _nanquantile_dispatcher _nanquantile_unchecked _nanstd_dispatcher _nansum_dispatcher _nanvar_dispatcher _remove_nan_1d _replace_nan',
      'numpy.lib._npyio_impl':
        '_check_nonneg_int _ensure_ndmin_ndarray _ensure_ndmin_ndarray_check_param _preprocess_comments _savetxt_dispatcher _savez _savez_compressed_dispatcher _savez_dispatcher recfromcsv recfromtxt zipfile_factory',
      'numpy.lib._polynomial_impl':
        '_binary_op_dispatcher _poly_dispatcher _polyder_dispatcher _polydiv_dispatcher _polyfit_dispatcher _polyint_dispatcher _polyval_dispatcher _raise_power _roots_dispatcher',
      'numpy.lib._scimath_impl':
        '_fix_int_lt_zero _fix_real_abs_gt_1 _fix_real_lt_zero _logn_dispatcher _power_dispatcher _tocomplex _unary_dispatcher',
      'numpy.lib._shape_base_impl':
        '_apply_along_axis_dispatcher _apply_over_axes_dispatcher _array_split_dispatcher _column_stack_dispatcher _dstack_dispatcher _expand_dims_dispatcher _hvdsplit_dispatcher _kron_dispatcher _make_along_axis_idx _put_along_axis_dispatcher _split_dispatcher _take_along_axis_dispatcher _tile_dispatcher get_array_wrap',
      'numpy.lib._stride_tricks_impl':
        '_broadcast_arrays_dispatcher _broadcast_shape _broadcast_to _broadcast_to_dispatcher _maybe_view_as_subclass _sliding_window_view_dispatcher',
      'numpy.lib._twodim_base_impl':
        '_diag_dispatcher _flip_dispatcher _histogram2d_dispatcher _min_int _trilu_dispatcher _trilu_indices_form_dispatcher _vander_dispatcher',
      'numpy.lib._type_check_impl':
        '_common_type_dispatcher _getmaxmin _imag_dispatcher _is_type_dispatcher _nan_to_num_dispatcher _real_dispatcher _real_if_close_dispatcher',
      'numpy.lib._ufunclike_impl': '_dispatcher',
      'numpy.lib._utils_impl': '_get_indent _makenamedict _median_nancheck _split_line',
      'numpy.lib.array_utils': 'byte_bounds normalize_axis_index normalize_axis_tuple',
      'numpy.lib.arraypad':
        '_as_pairs _get_edges _get_linear_ramps _get_stats _pad_dispatcher _pad_simple _round_if_needed _set_pad_area _set_reflect_both _set_wrap_both _slice_at_axis _view_roi',
      'numpy.lib.arraysetops':
        '_ediff1d_dispatcher _in1d_dispatcher _intersect1d_dispatcher _isin_dispatcher _setdiff1d_dispatcher _setxor1d_dispatcher _union1d_dispatcher _unique1d _unique_dispatcher _unpack_tuple',
      'numpy.lib.format':
        '_check_version _filter_header _has_metadata _wrap_header _wrap_header_guess_version descr_to_dtype drop_metadata dtype_to_descr header_data_from_array_1_0 isfileobj magic',
      'numpy.lib.function_base':
        '_angle_dispatcher _append_dispatcher _average_dispatcher _calculate_shapes _chbevl _check_interpolation_as_method _closest_observation _compute_virtual_index _copy_dispatcher _corrcoef_dispatcher _cov_dispatcher _create_arrays _delete_dispatcher _diff_dispatcher _digitize_dispatcher _discret_interpolation_to_boundaries _extract_dispatcher _flip_dispatcher _get_gamma _get_gamma_mask _get_indexes _gradient_dispatcher _i0_1 _i0_2 _i0_dispatcher _insert_dispatcher _interp_dispatcher _inverted_cdf _lerp _median _median_dispatcher _meshgrid_dispatcher _msort_dispatcher _parse_gufunc_signature _parse_input_dimensions _percentile_dispatcher _piecewise_dispatcher _place_dispatcher _quantile _quantile_dispatcher _quantile_is_valid _quantile_unchecked _rot90_dispatcher _select_dispatcher _sinc_dispatcher _sort_complex _trapz_dispatcher _trim_zeros _unwrap_dispatcher _update_dim_sizes _ureduce absolute add arctan2 cos disp exp less_equal not_equal sin sqrt subtract',
      'numpy.lib.histograms':
        '_get_bin_edges _get_outer_edges _hist_bin_auto _hist_bin_doane _hist_bin_fd _hist_bin_rice _hist_bin_scott _hist_bin_sqrt _hist_bin_stone _hist_bin_sturges _histogram_bin_edges_dispatcher _histogram_dispatcher _histogramdd_dispatcher _ptp _ravel_and_check_weights _search_sorted_inclusive _unsigned_subtract',
      'numpy.lib.index_tricks': '_diag_indices_from _fill_diagonal_dispatcher _ix__dispatcher',
      'numpy.lib.mixins':
        '_binary_method _disables_array_ufunc _inplace_binary_method _numeric_methods _reflected_binary_method _unary_method',
      'numpy.lib.nanfunctions':
        '_copyto _divide_by_count _nan_mask _nanargmax_dispatcher _nanargmin_dispatcher _nancumprod_dispatcher _nancumsum_dispatcher _nanmax_dispatcher _nanmean_dispatcher _nanmedian _nanmedian1d _nanmedian_dispatcher _nanmedian_small _nanmin_dispatcher _nanpercentile_dispatcher _nanprod_dispatcher _nanquantile_1d _nanquantile_dispatcher _nanquantile_unchecked _nanstd_dispatcher _nansum_dispatcher _nanvar_dispatcher _remove_nan_1d _replace_nan',
      'numpy.lib.npyio':
        '_check_nonneg_int _ensure_ndmin_ndarray _ensure_ndmin_ndarray_check_param _genfromtxt_dispatcher _loadtxt_dispatcher _preprocess_comments _savetxt_dispatcher _savez _savez_compressed_dispatcher _savez_dispatcher recfromcsv recfromtxt zipfile_factory',
      'numpy.lib.polynomial':
        '_binary_op_dispatcher _poly_dispatcher _polyder_dispatcher _polydiv_dispatcher _polyfit_dispatcher _polyint_dispatcher _polyval_dispatcher _raise_power _roots_dispatcher',
      'numpy.lib.recfunctions':
        '_append_fields_dispatcher _apply_along_fields_dispatcher _assign_fields_by_name_dispatcher _common_stride _drop_fields_dispatcher _find_duplicates_dispatcher _fix_defaults _fix_output _get_fields_and_offsets _get_fieldspec _izip_fields _izip_fields_flat _izip_records _join_by_dispatcher _keep_fields _merge_arrays_dispatcher _rec_append_fields_dispatcher _rec_drop_fields_dispatcher _rec_join_dispatcher _recursive_fill_fields_dispatcher _rename_fields_dispatcher _repack_fields_dispatcher _require_fields_dispatcher _stack_arrays_dispatcher _structured_to_unstructured_dispatcher _unstructured_to_structured_dispatcher _zip_descr _zip_dtype append_fields assign_fields_by_name drop_fields find_duplicates flatten_descr get_fieldstructure get_names get_names_flat join_by merge_arrays rec_append_fields rec_drop_fields rec_join recursive_fill_fields rename_fields repack_fields require_fields stack_arrays structured_to_unstructured unstructured_to_structured',
      'numpy.lib.scimath':
        '_fix_int_lt_zero _fix_real_abs_gt_1 _fix_real_lt_zero _logn_dispatcher _power_dispatcher _tocomplex _unary_dispatcher arccos arcsin arctanh log log10 log2 logn power sqrt',
      'numpy.lib.setup': 'configuration',
      'numpy.lib.shape_base':
        '_apply_along_axis_dispatcher _apply_over_axes_dispatcher _array_split_dispatcher _column_stack_dispatcher _dstack_dispatcher _expand_dims_dispatcher _hvdsplit_dispatcher _kron_dispatcher _make_along_axis_idx _put_along_axis_dispatcher _replace_zero_by_x_arrays _split_dispatcher _take_along_axis_dispatcher _tile_dispatcher get_array_prepare get_array_wrap',
      'numpy.lib.stride_tricks':
        '_broadcast_arrays_dispatcher _broadcast_shape _broadcast_to _broadcast_to_dispatcher _maybe_view_as_subclass _sliding_window_view_dispatcher as_strided sliding_window_view',
      'numpy.lib.twodim_base':
        '_diag_dispatcher _eye_dispatcher _flip_dispatcher _histogram2d_dispatcher _min_int _tri_dispatcher _trilu_dispatcher _trilu_indices_form_dispatcher _vander_dispatcher greater_equal multiply',
      'numpy.lib.type_check':
        '_asfarray_dispatcher _common_type_dispatcher _getmaxmin _imag_dispatcher _is_type_dispatcher _nan_to_num_dispatcher _real_dispatcher _real_if_close_dispatcher isnan',
      'numpy.lib.ufunclike': '_dispatcher _fix_out_named_y',
      'numpy.lib.user_array':
        'absolute add bitwise_and bitwise_or bitwise_xor divide equal greater greater_equal invert left_shift less less_equal multiply not_equal power remainder right_shift sin sqrt subtract',
      'numpy.lib.utils': '_get_indent _getmembers _makenamedict _median_nancheck _split_line byte_bounds who',
      'numpy.linalg':
        'cholesky cond cross det diagonal eig eigh eigvals eigvalsh inv lstsq matmul matrix_norm matrix_power matrix_rank matrix_transpose multi_dot norm outer pinv qr slogdet solve svd svdvals tensordot tensorinv tensorsolve trace vecdot vector_norm',
      'numpy.linalg._linalg':
        '_assert_2d _assert_finite _assert_stacked_2d _assert_stacked_square _cholesky_dispatcher _commonType _complexType _cond_dispatcher _cross_dispatcher _diagonal_dispatcher _eigvalsh_dispatcher _is_empty_2d _lstsq_dispatcher _makearray _matmul_dispatcher _matrix_norm_dispatcher _matrix_power_dispatcher _matrix_rank_dispatcher _matrix_transpose_dispatcher _multi_dot _multi_dot_matrix_chain_order _multi_dot_three _multi_svd_norm _multidot_dispatcher _norm_dispatcher _outer_dispatcher _pinv_dispatcher _qr_dispatcher _raise_linalgerror_eigenvalues_nonconvergence _raise_linalgerror_lstsq _raise_linalgerror_nonposdef _raise_linalgerror_qr _raise_linalgerror_singular _raise_linalgerror_svd_nonconvergence _realType _solve_dispatcher _svd_dispatcher _svdvals_dispatcher _tensordot_dispatcher _tensorinv_dispatcher _tensorsolve_dispatcher _to_native_byte_order _trace_dispatcher _unary_dispatcher _vecdot_dispatcher _vector_norm_dispatcher isComplexType transpose',
      'numpy.linalg._umath_linalg':
        'cholesky_lo cholesky_up det eig eigh_lo eigh_up eigvals eigvalsh_lo eigvalsh_up inv lstsq lstsq_m lstsq_n qr_complete qr_r_raw qr_r_raw_m qr_r_raw_n qr_reduced slogdet solve solve1 svd svd_f svd_m svd_m_f svd_m_s svd_n svd_n_f svd_n_s svd_s',
      'numpy.linalg.lapack_lite': 'dgelsd dgeqrf dorgqr xerbla zgelsd zgeqrf zungqr',
      'numpy.linalg.linalg':
        '_assert_2d _assert_finite _assert_stacked_2d _assert_stacked_square _commonType _complexType _cond_dispatcher _convertarray _eigvalsh_dispatcher _is_empty_2d _lstsq_dispatcher _makearray _matrix_power_dispatcher _matrix_rank_dispatcher _multi_dot _multi_dot_matrix_chain_order _multi_dot_three _multi_svd_norm _multidot_dispatcher _norm_dispatcher _pinv_dispatcher _qr_dispatcher _raise_linalgerror_eigenvalues_nonconvergence _raise_linalgerror_lstsq _raise_linalgerror_nonposdef _raise_linalgerror_qr _raise_linalgerror_singular _raise_linalgerror_svd_nonconvergence _realType _solve_dispatcher _svd_dispatcher _tensorinv_dispatcher _tensorsolve_dispatcher _to_native_byte_order _unary_dispatcher add divide get_linalg_error_extobj isComplexType isfinite isnan matmul multiply reciprocal sign sqrt transpose',
      'numpy.linalg.setup': 'configuration',
      'numpy.ma.bench': 'compare_functions_1v compare_functions_2v compare_methods timer',
      'numpy.ma.core':
        '_arraymethod _check_fill_value _check_mask_axis _convert2ma _convolve_or_correlate _extremum_fill_value _frommethod _get_dtype_of _mareconstruct _mask_propagate _recursive_fill_value _recursive_filled _recursive_mask_or _recursive_printoption _recursive_set_fill_value _replace_dtype_fields _replace_dtype_fields_recursive _shrink_mask all allclose allequal anom any append arange argmax argmin argsort array asanyarray asarray choose clip common_fill_value compress compressed concatenate convolve copy correlate count cumprod cumsum default_fill_value diag diagonal diff doc_note dot empty empty_like filled fix_invalid flatten_mask flatten_structured_array frombuffer fromflex get_fill_value get_masked_subclass get_object_signature getdata getmask getmaskarray harden_mask identity ids indices inner isMaskedArray is_mask is_masked is_string_or_list_of_strings left_shift make_mask make_mask_descr make_mask_none mask_or mask_rowcols masked_equal masked_greater masked_greater_equal masked_inside masked_invalid masked_less masked_less_equal masked_not_equal masked_object masked_outside masked_values masked_where max maximum_fill_value mean min minimum_fill_value ndim nonzero ones ones_like outer power prod product ptp put putmask ravel repeat reshape resize right_shift round_ set_fill_value shape shrink_mask size soften_mask sort squeeze std sum swapaxes take trace transpose var where zeros zeros_like',
      'numpy.ma.extras':
        '_covhelper _ezclump _median atleast_1d atleast_2d atleast_3d average clump_masked clump_unmasked column_stack compress_cols compress_nd compress_rowcols compress_rows corrcoef count_masked cov diagflat dstack ediff1d flatnotmasked_contiguous flatnotmasked_edges flatten_inplace hsplit hstack in1d intersect1d isin issequence mask_cols mask_rowcols mask_rows masked_all masked_all_like median ndenumerate notmasked_contiguous notmasked_edges polyfit setdiff1d setxor1d stack union1d unique vander vstack',
      'numpy.ma.mrecords':
        '_checknames _get_fieldmask _guessvartypes _mrreconstruct addfield fromarrays fromrecords fromtextfile openfile',
      'numpy.ma.setup': 'configuration',
      'numpy.matlib':
        'absolute add arccos arccosh arcsin arcsinh arctan arctan2 arctanh bitwise_and bitwise_or bitwise_xor cbrt ceil conjugate copysign cos cosh deg2rad degrees divide divmod empty equal exp exp2 expm1 eye fabs float_power floor floor_divide fmax fmin fmod frexp gcd greater greater_equal heaviside hypot identity invert isfinite isinf isnan isnat lcm ldexp left_shift less less_equal log log10 log1p log2 logaddexp logaddexp2 logical_and logical_not logical_or logical_xor matmul maximum minimum modf multiply negative nextafter not_equal ones positive power rad2deg radians rand randn reciprocal remainder repmat right_shift rint sign signbit sin sinh spacing sqrt square subtract tan tanh trunc zeros',
      'numpy.matrixlib.defmatrix': '_convert_from_string _from_string',
      'numpy.matrixlib.setup': 'configuration',
      'numpy.polynomial': 'set_default_printstyle',
      'numpy.polynomial.chebyshev':
        '_cseries_to_zseries _zseries_der _zseries_div _zseries_int _zseries_mul _zseries_to_cseries cheb2poly chebadd chebcompanion chebder chebdiv chebfit chebfromroots chebgauss chebgrid2d chebgrid3d chebint chebinterpolate chebline chebmul chebmulx chebpow chebpts1 chebpts2 chebroots chebsub chebval chebval2d chebval3d chebvander chebvander2d chebvander3d chebweight poly2cheb',
      'numpy.polynomial.hermite':
        '_normed_hermite_n herm2poly hermadd hermcompanion hermder hermdiv hermfit hermfromroots hermgauss hermgrid2d hermgrid3d hermint hermline hermmul hermmulx hermpow hermroots hermsub hermval hermval2d hermval3d hermvander hermvander2d hermvander3d hermweight poly2herm',
      'numpy.polynomial.hermite_e':
        '_normed_hermite_e_n herme2poly hermeadd hermecompanion hermeder hermediv hermefit hermefromroots hermegauss hermegrid2d hermegrid3d hermeint hermeline hermemul hermemulx hermepow hermeroots hermesub hermeval hermeval2d hermeval3d hermevander hermevander2d hermevander3d hermeweight poly2herme',
      'numpy.polynomial.laguerre':
        'lag2poly lagadd lagcompanion lagder lagdiv lagfit lagfromroots laggauss laggrid2d laggrid3d lagint lagline lagmul lagmulx lagpow lagroots lagsub lagval lagval2d lagval3d lagvander lagvander2d lagvander3d lagweight poly2lag',
      'numpy.polynomial.legendre':
        'leg2poly legadd legcompanion legder legdiv legfit legfromroots leggauss leggrid2d leggrid3d legint legline legmul legmulx legpow legroots legsub legval legval2d legval3d legvander legvander2d legvander3d legweight poly2leg',
      'numpy.polynomial.polynomial':
        '_polygrid2d_dispatcher _polyval2d_dispatcher polyadd polycompanion polyder polydiv polyfit polyfromroots polygrid2d polygrid3d polyint polyline polymul polymulx polypow polyroots polysub polyval polyval2d polyval3d polyvalfromroots polyvander polyvander2d polyvander3d',
      'numpy.polynomial.polyutils':
        '_add _as_int _div _fit _fromroots _gridnd _nth_slice _pow _sub _valnd _vander_nd _vander_nd_flat absolute as_series format_float getdomain mapdomain mapparms trimcoef trimseq',
      'numpy.polynomial.setup': 'configuration',
      'numpy.random': '__RandomState_ctor default_rng get_bit_generator ranf sample seed set_bit_generator',
      'numpy.random._generator': 'default_rng',
      'numpy.random._pickle': '__bit_generator_ctor __generator_ctor __randomstate_ctor',
      'numpy.random.bit_generator': '_coerce_to_uint32_array _int_to_uint32_array',
      'numpy.random.mtrand': 'get_bit_generator ranf sample seed set_bit_generator',
      'numpy.random.setup': 'configuration',
      'numpy.rec': 'array find_duplicate fromarrays fromrecords fromstring',
      'numpy.setup': 'configuration',
      'numpy.strings':
        'capitalize center count decode encode endswith expandtabs find index isalnum isalpha isdecimal isdigit islower isnumeric isspace istitle isupper ljust lower lstrip mod multiply partition replace rfind rindex rjust rpartition rstrip slice startswith str_len strip swapcase title translate upper zfill',
      'numpy.testing._private.utils':
        'assert_ assert_allclose assert_array_almost_equal_nulp assert_raises build_err_msg',
      'numpy.typing': '__dir__ __getattr__',
      'numpy.typing.mypy_plugin': '_get_c_intp_name _get_extended_precision_list _get_precision_dict _hook plugin',
      'numpy.typing.setup': 'configuration',
    },
  },
];
