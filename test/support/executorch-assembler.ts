import * as f from './flatbuffer-assembler.ts';

/** A program of one plan that calls one kernel on two values. */
export function executorch(options: { readonly kernel?: number; readonly values?: readonly number[] } = {}): Buffer {
  const call = f.table({ 0: f.int(options.kernel ?? 0), 1: f.ints(...(options.values ?? [0, 1])) });
  const chain = f.table({ 2: f.tables(f.table({ 0: f.byte(1), 1: call })) });
  const plan = f.table({
    0: f.text('forward'),
    2: f.tables(f.table({}), f.table({})),
    5: f.tables(chain),
    6: f.tables(f.table({ 0: f.text('aten::add'), 1: f.text('out') })),
  });
  return f.flatbuffer('ET12', f.table({ 0: f.int(0), 1: f.tables(plan) }));
}
