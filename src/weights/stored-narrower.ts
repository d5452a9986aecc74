import { fitsFloat32, isDecodable, isQuantised, layoutOf } from '../formats/checkpoints/element-types.ts';
import { decode, decodedElements, rawElements } from './elements/decode.ts';
import { roundingPerPower } from './elements/rounding-steps.ts';
import { float8e4m3Values, float8e5m2Values, toFloat16Bits, float16Values } from './elements/small-floats.ts';
import { TensorReader, type Operand } from './elements/tensor-reader.ts';
import type { TensorPair } from './difference/slice-plan.ts';

/** Elements that are looked at, from places spread over the tensor. */
const SAMPLES = 64;
const SAMPLE_ELEMENTS = 1024;

export interface SampleSigns {
  /** The narrowest plain type that holds every value of the candidate that was looked at, where it is narrower than the stored one and the base's. */
  readonly dtype: string | undefined;
  /** Share of ‖D‖² where the candidate's value is 0. */
  readonly zeroed: number;
}

/** What a sample of a pair says of the candidate's values, where all of them can be float32. */
export function sampleSigns(pair: TensorPair): SampleSigns {
  const { candidate, base } = pair;
  const { elements, rowElements } = base.tensor;
  const reader = new TensorReader();
  try {
    const memory = (): ArrayBuffer => new ArrayBuffer(SAMPLE_ELEMENTS * 8);
    const raw = [memory(), memory()].map((buffer) => rawElements(buffer, 0, SAMPLE_ELEMENTS * 8));
    const out = [memory(), memory()].map((buffer) => decodedElements(buffer, 0, SAMPLE_ELEMENTS * 8));
    // Whole rows where they are short: what lies in one row shares its blocks, and a reordered tensor is read by rows.
    const unit = rowElements <= SAMPLE_ELEMENTS ? rowElements : 256;
    if ((candidate.order ?? base.order) !== undefined && unit !== rowElements) return NOTHING;
    const length = Math.min(elements, Math.max(1, Math.floor(SAMPLE_ELEMENTS / unit)) * unit);
    const places = Math.min(SAMPLES, Math.ceil(elements / length));
    let [zeroed, all] = [0, 0];
    const fit = new Set(NARROW.keys());
    const baseFits = new Set(NARROW.keys());
    for (let place = 0; place < places; place += 1) {
      const at = places === 1 ? 0 : Math.floor(((elements - length) / unit / (places - 1)) * place) * unit;
      const [w, w0] = [candidate, base].map((operand, side) =>
        valuesOf(reader, operand, at, length, raw[side], out[side]),
      );
      if (w === undefined || w0 === undefined) return NOTHING;
      for (const [set, values] of [
        [fit, w],
        [baseFits, w0],
      ] as const) {
        for (const dtype of set) if (!values.every((value) => NARROW.get(dtype)?.(value) === value)) set.delete(dtype);
      }
      w.forEach((value, index) => {
        const square = (value - (w0[index] ?? 0)) ** 2;
        all += square;
        if (value === 0) zeroed += square;
      });
    }
    const stored = roundingPerPower(candidate.tensor.dtype);
    const dtype = [...fit].find((type) => roundingPerPower(type) > stored && !baseFits.has(type));
    return { dtype, zeroed: all > 0 ? zeroed / all : 0 };
  } finally {
    reader.close();
  }
}

const NOTHING: SampleSigns = { dtype: undefined, zeroed: 0 };

function valuesOf(
  reader: TensorReader,
  operand: Operand,
  at: number,
  length: number,
  raw: ReturnType<typeof rawElements> | undefined,
  out: ReturnType<typeof decodedElements> | undefined,
): Float32Array | undefined {
  const { dtype } = operand.tensor;
  if (raw === undefined || out === undefined || !isDecodable(dtype) || !fitsFloat32(dtype)) return undefined;
  if (isQuantised(dtype) && at % (layoutOf(dtype)?.elements ?? 1) !== 0) return undefined;
  reader.read(operand, at, length, raw.u8);
  decode(dtype, raw, 0, length, out, false);
  return out.f32.subarray(0, length);
}

/** What each narrow type makes of a value, narrowest first. */
const NARROW: ReadonlyMap<string, (value: number) => number> = new Map([
  ['F8_E5M2', nearestOf(float8e5m2Values)],
  ['F8_E4M3', nearestOf(float8e4m3Values)],
  ['BF16', (value: number) => truncated(value)],
  ['F16', (value: number) => float16Values()[toFloat16Bits(value)] ?? Number.NaN],
]);

const SCRATCH = new Float32Array(1);
const SCRATCH_BITS = new Uint32Array(SCRATCH.buffer);

function truncated(value: number): number {
  SCRATCH[0] = value;
  SCRATCH_BITS[0] = (SCRATCH_BITS[0] ?? 0) & 0xffff0000;
  return SCRATCH[0] ?? 0;
}

function nearestOf(table: () => Float32Array): (value: number) => number {
  let known: Set<number> | undefined;
  return (value) => ((known ??= new Set(table())).has(value) ? value : Number.NaN);
}
