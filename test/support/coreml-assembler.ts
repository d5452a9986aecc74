import * as p from './protobuf-assembler.ts';

/** Model with a description of one input, and this type. */
export const coreml = (...type: readonly Uint8Array[]): Buffer =>
  p.message(p.int(1, 7), p.text(2, p.text(1, p.text(1, 'x'))), ...type);

/** A neural network of these layers; each is the field of its type. */
export const network = (...layers: readonly Uint8Array[]): Buffer =>
  p.text(500, ...layers.map((layer) => p.text(1, p.text(1, 'layer'), p.text(2, 'x'), p.text(3, 'y'), layer)));

/** A program of one function of these operations. */
export const program = (...operations: readonly Uint8Array[]): Buffer => {
  const block = p.message(p.text(2, 'y'), ...operations.map((operation) => p.text(3, operation)));
  const fn = p.message(p.text(2, 'CoreML7'), p.text(3, p.text(1, 'CoreML7'), p.text(2, block)));
  return p.text(502, p.int(1, 1), p.text(2, p.text(1, 'main'), p.text(2, fn)));
};

/** A constant whose bytes lie in a file. */
export const blob = (fileName: string): Buffer =>
  p.message(p.text(1, 'const'), p.text(5, p.text(1, 'val'), p.text(2, p.text(5, p.text(1, fileName), p.int(2, 64)))));

/** A model that is found by path. */
export const linked = (name: string, search: string): Buffer =>
  p.text(556, p.text(1, p.text(1, p.text(1, name)), p.text(2, p.text(1, search))));
