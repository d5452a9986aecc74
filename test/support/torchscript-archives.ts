/** Archives of TorchScript and of `torch.export`, around one statement, operator or expression. */
import * as p from './pickle-assembler.ts';
import { zip } from './zip-assembler.ts';

const EMPTY = p.pickle(p.proto(2), p.emptyTuple, p.stop);

/** A module whose `forward` runs `statement`, which may span lines indented by four. */
export function torchscript(statement: string): Buffer {
  const source = `class M(Module):\n  __parameters__ = []\n  __buffers__ = []\n  training : bool\n  def forward(self: __torch__.M,\n    x: Tensor) -> Tensor:\n    ${statement}\n    return x\n`;
  const object = p.pickle(p.proto(2), p.global('__torch__', 'M'), p.emptyTuple, p.newObj, p.emptyDict, p.build, p.stop);
  return zip([
    { name: 'm/data.pkl', data: object },
    { name: 'm/code/__torch__.py', data: Buffer.from(source), method: 8 },
    { name: 'm/constants.pkl', data: EMPTY },
    { name: 'm/version', data: Buffer.from('3\n') },
  ]);
}

/** An archive of the lite interpreter, whose bytecode calls `operator`. */
export function lite(operator: string): Buffer {
  const bytecode = p.pickle(
    p.proto(2),
    p.mark,
    p.binUnicode('operators'),
    p.binUnicode(operator),
    p.binUnicode(''),
    p.tuple2,
    p.tuple,
    p.stop,
  );
  return zip([
    { name: 'm/data.pkl', data: EMPTY },
    { name: 'm/bytecode.pkl', data: bytecode },
    { name: 'm/version', data: Buffer.from('3\n') },
  ]);
}

export interface ExportParts {
  readonly target?: string;
  readonly expression?: string;
  /** A further member and its text. */
  readonly extra?: readonly [string, string];
}

function program(target: string, expression: string): Buffer {
  return Buffer.from(
    JSON.stringify({
      graph_module: {
        graph: {
          inputs: [{ as_tensor: { name: 'x' } }],
          nodes: [{ target, inputs: [], outputs: [], metadata: {} }],
          sym_int_values: { s0: { as_expr: { expr_str: expression, hint: { as_int: 4 } } } },
        },
      },
      opset_version: { aten: 10 },
    }),
  );
}

/** A `.pt2` as PyTorch writes it since 2.7. */
export function exported({ target = 'torch.ops.aten.relu.default', expression = 's0', extra }: ExportParts): Buffer {
  return zip([
    { name: 'm/archive_format', data: Buffer.from('pt2') },
    { name: 'm/models/model.json', data: program(target, expression) },
    { name: 'm/archive_version', data: Buffer.from('0') },
    ...(extra === undefined ? [] : [{ name: `m/${extra[0]}`, data: Buffer.from(extra[1]) }]),
  ]);
}

/** A `.pt2` of PyTorch 2.1 to 2.6. */
export function exportedBefore(target: string): Buffer {
  return zip([
    { name: 'serialized_exported_program.json', data: program(target, 's0'), method: 8 },
    { name: 'version', data: Buffer.from('5.3') },
  ]);
}
