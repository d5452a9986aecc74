/** Element types by the name of the storage class or of the dtype object, as PyTorch pickles them. */
export const TORCH_DTYPES: ReadonlyMap<string, { readonly dtype: string; readonly bytes: number }> = new Map(
  (
    [
      ['F64', 8, 'DoubleStorage', 'float64'],
      ['F32', 4, 'FloatStorage', 'float32'],
      ['F16', 2, 'HalfStorage', 'float16'],
      ['BF16', 2, 'BFloat16Storage', 'bfloat16'],
      ['I64', 8, 'LongStorage', 'int64'],
      ['I32', 4, 'IntStorage', 'int32'],
      ['I16', 2, 'ShortStorage', 'int16'],
      ['I8', 1, 'CharStorage', 'int8'],
      ['U8', 1, 'ByteStorage', 'uint8'],
      ['BOOL', 1, 'BoolStorage', 'bool'],
      ['F8_E4M3', 1, 'float8_e4m3fn', 'float8_e4m3fn'],
      ['F8_E5M2', 1, 'float8_e5m2', 'float8_e5m2'],
    ] as const
  ).flatMap(([dtype, bytes, ...names]) => names.map((name) => [name, { dtype, bytes }] as const)),
);

/** Bytes of an element in storages whose types have no name of their own among the tensors of this project. */
export const OTHER_STORAGES: ReadonlyMap<string, number> = new Map([
  ['ComplexFloatStorage', 8],
  ['ComplexDoubleStorage', 16],
  ['QInt8Storage', 1],
  ['QUInt8Storage', 1],
  ['QInt32Storage', 4],
  ['QUInt4x2Storage', 1],
  ['QUInt2x4Storage', 1],
  ['UntypedStorage', 1],
]);
