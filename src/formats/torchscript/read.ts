import type { ByteSource } from '../byte-source.ts';
import { Collector, quoted } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import { OperatorTally } from '../graph/operators.ts';
import type { TorchscriptFacts } from './facts.ts';
import { TORCHSCRIPT_LIMITS } from './limits.ts';
import { references, type Reference } from './tokens.ts';

/** BINUNICODE of less than 64 KiB: the one opcode for strings that PyTorch's unpickler in C++ knows. */
const STRING = /X(?=([\s\S]{2})\0\0)/gu;
const STRING_HEAD = 5;
/** Characters of an operator's name that are looked at: a namespace and a name, each as long as names are kept. */
const QUALIFIED_NAME = 2 * TORCHSCRIPT_LIMITS.name + 2;
const QUALIFIED = /^([A-Za-z_]\w*)::([A-Za-z_]\w*)/u;
/** Sources are cut up by lines: no string of theirs holds a line break. Old ones import their own modules. */
const IMPORT = /^[ \t]*(?:import|from)[ \t]+(?!__torch__\b)([\w.]{1,200})/mu;
const KEYWORDS: ReadonlySet<string> = new Set(
  'and as assert break class continue def elif else False for if import in is lambda None not or pass raise return True while with'.split(
    ' ',
  ),
);

/** One `.py` under `code/`: text that `torch.jit.load` compiles, and runs as far as it belongs to loading. */
export function readTorchScript(source: ByteSource): PartialFacts {
  const collector = new Collector();
  const reader = new SourceReader(collector);
  const text = textOf(source, collector);
  const foreign = IMPORT.exec(text);
  if (foreign !== null) {
    const message = `a TorchScript source imports ${quoted(foreign[1] ?? '')}, which is none of its own modules`;
    collector.problem('torchscript-import', message, foreign.index);
  }
  const names = references(text);
  for (;;) {
    const next = names.next();
    if (next.done === true) {
      if (!next.value) {
        const message = 'a string of a TorchScript source is not closed: what follows was not read';
        collector.problem('torchscript-string', message, 0);
        collector.complete = false;
      }
      break;
    }
    reader.reference(next.value);
  }
  return { graphs: [reader.facts()], ...collector.facts() };
}

/** `bytecode.pkl`, what the lite interpreter runs instead of the sources. */
export function readBytecode(source: ByteSource): PartialFacts {
  const collector = new Collector();
  const operators = new OperatorTally(collector);
  const text = textOf(source, collector);
  for (const { 1: length = '', index } of text.matchAll(STRING)) {
    const at = index + STRING_HEAD;
    const size = length.charCodeAt(0) | (length.charCodeAt(1) << 8);
    const [, namespace = '', name = ''] = QUALIFIED.exec(text.slice(at, at + Math.min(size, QUALIFIED_NAME))) ?? [];
    if (name !== '') operators.add(cut(namespace), cut(name), at, '');
  }
  const facts: TorchscriptFacts = { format: 'torchscript', operators: operators.facts, classes: [], indirect: [] };
  return { graphs: [facts], ...collector.facts() };
}

function textOf(source: ByteSource, collector: Collector): string {
  const limit = TORCHSCRIPT_LIMITS.source;
  if (source.size > limit)
    collector.limit('torchscript.source', `of a source of ${source.size} bytes ${limit} were read`, limit);
  return Buffer.from(source.read(0, limit)).toString('latin1');
}

class SourceReader {
  private readonly operators: OperatorTally;
  private readonly classes: OperatorTally;
  private readonly indirect: TorchscriptFacts['indirect'] = [];
  private readonly collector: Collector;

  constructor(collector: Collector) {
    this.collector = collector;
    this.operators = new OperatorTally(collector);
    this.classes = new OperatorTally(collector);
  }

  facts(): TorchscriptFacts {
    const { operators, classes, indirect } = this;
    return { format: 'torchscript', operators: operators.facts, classes: classes.facts, indirect };
  }

  reference({ parts, offset, called }: Reference): void {
    const [head = '', second, third] = parts;
    const last = cut(parts.at(-1) ?? '');
    if (head === 'torch') {
      // `torch.autograd` is the same module again (BuiltinModule::attr), so only the last name counts.
      if (second === undefined || (last === 'autograd' && !called)) this.indirectly(parts, offset);
      else this.operators.add('aten', last, offset, '');
    } else if (head === 'ops') {
      if (third === undefined || (last === 'autograd' && !called)) this.indirectly(parts, offset);
      else this.operators.add(cut(second ?? ''), last, offset, '');
    } else if (head === '__torch__') {
      if (second === 'torch' && third === 'classes' && parts.length > 4)
        this.classes.add(cut(parts.slice(1, -1).join('.')), last, offset, '');
    } else if (called && parts.length === 1 && !KEYWORDS.has(head)) this.operators.add('', last, offset, '');
  }

  private indirectly(parts: readonly string[], offset: number): void {
    if (this.indirect.length < TORCHSCRIPT_LIMITS.listed) this.indirect.push({ name: cut(parts.join('.')), offset });
    else this.collector.limit('torchscript.listed', 'too many uses of a module as a value', offset);
  }
}

function cut(name: string): string {
  return name.slice(0, TORCHSCRIPT_LIMITS.name);
}
