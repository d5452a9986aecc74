/**
 * Writes the fixtures of the rules on the smaller formats (TorchScript, NeMo, skops, R, XML, MLflow…) under fixtures/rules/.
 * Each bad one has a benign twin that differs only in the harmful part. Run it after a change here and commit what it
 * writes. Files that only a format's own library can write come from scripts/build-honest-formats.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tar, type TarEntry } from '../test/support/tar-assembler.ts';
import * as s from '../test/support/torchscript-archives.ts';

const fixtures = fileURLToPath(new URL('../fixtures/rules', import.meta.url));

function write(path: string, content: Uint8Array | string): void {
  mkdirSync(dirname(join(fixtures, path)), { recursive: true });
  writeFileSync(join(fixtures, path), content);
}

const TORCHSCRIPT: Readonly<Record<string, string>> = {
  'bad-save': 'torch.save(x, "/tmp/modelgate-marker")',
  'bad-from-file': 'x = ops.aten.from_file("/etc/passwd", False, 10)',
  'bad-spread-out': 'x = (torch # the module\n      . autograd\n      . save)',
  'bad-alias': 't = torch\n    t.save(x, "/tmp/modelgate-marker")',
  'bad-getattr': 'getattr(torch, "save")(x, "/tmp/modelgate-marker")',
  'bad-library': 'ops.image.write_file("/tmp/modelgate-marker", x)',
  'bad-remote': 'rpc_sync("worker", "os.system", ("true",))',
  'bad-unknown': 'x = ops.example_gates.gate(x)',
  'good-arithmetic': 'x = torch.add(x, ops.quantized.relu6(x), alpha=1)',
  'good-words': '_0 = "torch.save(x, \\"/tmp/x\\")"  # torch.from_file in a comment\n    x = (self).save(x, )',
};
for (const [name, statement] of Object.entries(TORCHSCRIPT))
  write(`torchscript-operator/${name}.pt`, s.torchscript(statement));
write('torchscript-operator/bad-bytecode.ptl', s.lite('aten::save'));
write('torchscript-operator/good-bytecode.ptl', s.lite('aten::relu'));

const EXPORT: Readonly<Record<string, s.ExportParts>> = {
  'bad-target': { target: 'torch.hub.load' },
  'bad-reached': { target: 'torch.serialization.os.system' },
  'bad-attribute-getter': { target: '_operator.attrgetter' },
  'bad-expression': { expression: '__import__("os").system("true")' },
  'bad-attributes': { expression: 'Integer.mro' },
  'bad-save': { target: 'torch.ops.aten.save.default' },
  'bad-source': { extra: ['data/aotinductor/model/wrapper.cpp', 'int main() { return 0; }\n'] },
  'good-add': { target: 'torch.ops.aten.add.Tensor' },
  'good-sizes': { target: '_operator.floordiv', expression: '2*Max(1, s0//2) + FloorDiv(s1, 3) - 0.5' },
};
for (const [name, parts] of Object.entries(EXPORT)) write(`torch-export-target/${name}.pt2`, s.exported(parts));
write('torch-export-target/bad-older.pt2', s.exportedBefore('torch.hub.load'));
write('torch-export-target/good-older.pt2', s.exportedBefore('torch.ops.aten.relu.default'));

const TAR: Readonly<Record<string, readonly TarEntry[]>> = {
  'bad-link-outside': [{ name: 'a', data: Buffer.alloc(0), type: '2', target: '../../etc' }],
  'bad-padding': [{ name: 'a', data: Buffer.from('x'), padding: 0x58 }],
  'bad-name': [{ name: '../a', data: Buffer.from('x') }],
  'good-small': [{ name: 'a', data: Buffer.from('x') }],
};
for (const [name, entries] of Object.entries(TAR)) write(`zip-inconsistent/${name}.tar`, tar(entries));
