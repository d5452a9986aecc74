import type { BinaryReader } from '../binary-reader.ts';
import { GRAPH_LIMITS } from '../graph/limits.ts';
import type { Parser } from '../parser.ts';
import { isLfsPointer } from './pointer.ts';
import { FrameworkModel, skipElements } from './reader.ts';

/** Kinds of objects in File.lua of Torch7. */
const NIL = 0;
const NUMBER = 1;
const STRING = 2;
const TABLE = 3;
const OBJECT = 4;
const BOOLEAN = 5;
const FUNCTION = 6;
const LEGACY_RECURSIVE_FUNCTION = 7;
const RECURSIVE_FUNCTION = 8;

const ELEMENT_BYTES: Readonly<Record<string, number>> = {
  Byte: 1,
  Char: 1,
  Short: 2,
  Half: 2,
  Int: 4,
  Float: 4,
  Long: 8,
  Double: 8,
  '': 4,
};
const ARRAY = /^torch\.(?:Cuda)?(Byte|Char|Short|Half|Int|Long|Float|Double|)(Tensor|Storage)$/u;
/** Classes in C that write what they like, and not a table of their fields. */
const FOREIGN = /^(?:tds|torch\.(?:Timer|Generator|Tester|File|DiskFile|MemoryFile|PipeFile)$|torchx|threads)/u;
const NAME_BYTES = 256;
const DIMENSIONS = 64;

/** Objects of Torch7 as `torch.save` writes them in binary (`.t7`, `.th`, `.net`). A function in one is bytecode of Lua, which runs as it is called. */
export const torch7Parser: Parser = {
  id: 'torch7',
  recognise: ({ extension, head, size }) =>
    size > 0 && (startsWithClass(head) || (extension === 't7' && !isLfsPointer(head))),
  parse(source) {
    const model = new FrameworkModel('torch7');
    return model.sequence(source, (reader) => {
      // `torch.save(…, 'ascii')`: functions are in it as they are in binary, between numbers in digits.
      if (isDigit(source.read(0, 1)[0])) model.fail('ascii', 'there is no parser for Torch7 in ASCII', 0);
      new Objects(model, reader).object();
    });
  },
};

/** An object of a class, the first one, of version 1. */
function startsWithClass(head: Uint8Array): boolean {
  return Buffer.from('04000000010000000300000056203100', 'hex').subarray(0, 15).equals(head.subarray(0, 15));
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

class Objects {
  private readonly model: FrameworkModel;
  private readonly reader: BinaryReader;
  private readonly seen = new Set<number>();

  constructor(model: FrameworkModel, reader: BinaryReader) {
    this.model = model;
    this.reader = reader;
  }

  /** One object and all in it. Without recursion: `pending` counts the objects that the open tables still have to come. */
  object(): void {
    for (let pending = 1; pending > 0; pending -= 1) pending += this.next();
  }

  /** Reads what comes, and says how many objects belong to it. */
  private next(): number {
    const { reader, model } = this;
    const at = reader.position;
    model.count(at);
    const kind = reader.i32();
    switch (kind) {
      case NIL:
        return 0;
      case NUMBER:
        reader.skip(8);
        return 0;
      case STRING:
        reader.skip(this.length());
        return 0;
      case BOOLEAN:
        reader.skip(4);
        return 0;
      case FUNCTION:
        return this.bytecode(at);
      case LEGACY_RECURSIVE_FUNCTION:
      case RECURSIVE_FUNCTION:
        return this.known() ? 0 : this.bytecode(at);
      case TABLE:
        return this.known() ? 0 : this.pairs();
      case OBJECT:
        return this.known() ? 0 : this.instance(at);
      default:
        return model.fail('kind', `an object of the kind ${kind}`, at);
    }
  }

  /** Objects are written once; what refers to one again is its number. */
  private known(): boolean {
    const number = this.reader.i32();
    if (this.seen.has(number)) return true;
    this.seen.add(number);
    return false;
  }

  private pairs(): number {
    const at = this.reader.position;
    const pairs = this.reader.i32();
    // Each object has four bytes at least.
    if (pairs < 0 || pairs * 8 > this.reader.remaining) this.model.fail('table', `a table of ${pairs} pairs`, at);
    return 2 * pairs;
  }

  /** Dumped by `string.dump`; what it closes over follows. */
  private bytecode(at: number): number {
    this.model.runs('bytecode', 'a function', at);
    this.reader.skip(this.length());
    return 1;
  }

  private instance(at: number): number {
    const { model, reader } = this;
    const first = this.text();
    const name = first.startsWith('V ') ? this.text() : first;
    model.operators.add('', name.slice(0, GRAPH_LIMITS.name), at, '');
    const [, element, what] = ARRAY.exec(name) ?? [];
    if (element !== undefined && what === 'Storage') {
      skipElements(model, reader, [reader.i64()], ELEMENT_BYTES[element] ?? 1);
      return 0;
    }
    if (what === 'Tensor') {
      const dimensions = reader.i32();
      if (dimensions < 0 || dimensions > DIMENSIONS) model.fail('shape', `a tensor of ${dimensions} dimensions`, at);
      reader.skip(16 * dimensions + 8);
      return 1;
    }
    if (FOREIGN.test(name))
      model.fail('class', `an object of the class ${name}, which writes in a manner of its own`, at);
    return 1;
  }

  private length(): number {
    const at = this.reader.position;
    const length = this.reader.i32();
    if (length < 0) this.model.fail('length', `a text of ${length} bytes`, at);
    return length;
  }

  private text(): string {
    const at = this.reader.position;
    const length = this.length();
    if (length > NAME_BYTES) this.model.fail('name', `the name of a class has ${length} bytes`, at);
    return Buffer.from(this.reader.bytes(length)).toString('latin1');
  }
}
