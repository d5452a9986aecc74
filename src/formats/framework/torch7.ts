import { BinaryReader } from '../binary-reader.ts';
import { GRAPH_LIMITS } from '../graph/limits.ts';
import type { Parser } from '../parser.ts';
import { isLfsPointer } from './pointer.ts';
import { FrameworkModel } from './reader.ts';
import { AsciiInput, BinaryInput, type Torch7Input } from './torch7-input.ts';

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

const ARRAY = /^torch\.(?:Cuda)?(Byte|Char|Short|Half|Int|Long|Float|Double|)(Tensor|Storage)$/u;
/** Classes in C that write what they like, and not a table of their fields. */
const FOREIGN = /^(?:tds|torch\.(?:Timer|Generator|Tester|File|DiskFile|MemoryFile|PipeFile)$|torchx|threads)/u;
const NAME_BYTES = 256;
const DIMENSIONS = 64;

/** Objects of Torch7 as `torch.save` writes them (`.t7`, `.th`, `.net`). A function in one is bytecode of Lua, which runs as it is called. */
export const torch7Parser: Parser = {
  id: 'torch7',
  recognise: ({ extension, head, size }) =>
    size > 0 && (startsWithClass(head) || startsInAscii(head) || (extension === 't7' && !isLfsPointer(head))),
  parse(source) {
    const model = new FrameworkModel('torch7');
    const ascii = ASCII.test(Buffer.from(source.read(0, ASCII_HEAD)).toString('latin1'));
    return model.walk(() => {
      const input = ascii ? new AsciiInput(model, source) : new BinaryInput(model, new BinaryReader(source));
      new Objects(model, input).object();
      return input;
    });
  },
};

/** An object of a class, the first one, of version 1. */
function startsWithClass(head: Uint8Array): boolean {
  return Buffer.from('04000000010000000300000056203100', 'hex').subarray(0, 15).equals(head.subarray(0, 15));
}

const ASCII_HEAD = 64;
/** Files in binary start with a kind below ten and three bytes of nothing. */
const ASCII = /^\s*[0-8]\s/u;
/** An object of a class, the first one. A table starts like any list of numbers. */
const ASCII_CLASS = /^4\n\d{1,9}\n3\nV \d\n/u;
/** A function; what is dumped of one starts with ESC and L, in LuaJIT as in Lua. */
const ASCII_FUNCTION = /^[678]\n(?:\d{1,9}\n){1,2}(?=(.)L)/u;

function startsInAscii(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, ASCII_HEAD)).toString('latin1');
  return ASCII_CLASS.test(text) || ASCII_FUNCTION.exec(text)?.[1] === '\u001b';
}

class Objects {
  private readonly model: FrameworkModel;
  private readonly reader: Torch7Input;
  private readonly seen = new Set<number>();

  constructor(model: FrameworkModel, reader: Torch7Input) {
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
    const kind = reader.int();
    switch (kind) {
      case NIL:
        return 0;
      case NUMBER:
        reader.numbers('Double', 1n);
        return 0;
      case STRING:
        reader.skip(this.length());
        return 0;
      case BOOLEAN:
        reader.int();
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
    const number = this.reader.int();
    if (this.seen.has(number)) return true;
    this.seen.add(number);
    return false;
  }

  private pairs(): number {
    const at = this.reader.position;
    const pairs = this.reader.int();
    if (pairs < 0 || 2 * pairs * this.reader.least > this.reader.remaining)
      this.model.fail('table', `a table of ${pairs} pairs`, at);
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
      reader.numbers(element, reader.long());
      return 0;
    }
    if (what === 'Tensor') {
      const dimensions = reader.int();
      if (dimensions < 0 || dimensions > DIMENSIONS) model.fail('shape', `a tensor of ${dimensions} dimensions`, at);
      for (const _ of ['sizes', 'strides']) reader.numbers('Long', BigInt(dimensions));
      reader.long();
      return 1;
    }
    if (FOREIGN.test(name)) model.unread(`an object of the class ${name}, which writes in a manner of its own`, at);
    return 1;
  }

  private length(): number {
    const at = this.reader.position;
    const length = this.reader.int();
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
