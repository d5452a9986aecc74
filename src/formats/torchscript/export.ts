import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import type { OperatorFacts } from '../graph/facts.ts';
import { readJson, type JsonHandler, type JsonScalar } from '../json/reader.ts';
import type { TorchExportFacts } from './facts.ts';
import { TORCHSCRIPT_LIMITS } from './limits.ts';

/** A program that `torch.export.load` takes: the JSON of its graph. */
export function readTorchExport(source: ByteSource): PartialFacts {
  const collector = new Collector();
  const handler = new ProgramHandler(collector);
  const { whole } = readJson(source, handler, collector, { format: 'torchscript' });
  if (!whole) collector.complete = false;
  const { problems, ...rest } = collector.facts();
  // Python writes them.
  return {
    graphs: [handler.facts()],
    ...rest,
    problems: problems.filter(({ code }) => code !== 'torchscript-non-finite'),
  };
}

/** Source in the archive of an ahead-of-time compiled model: what it says is up to a compiler. */
export function readCompiledSource(): PartialFacts {
  return { graphs: [{ format: 'torch-export', operators: [], expressions: [], compiled: true }] };
}

/** Strings under `target` (torch/_export/serde/schema.py, Node) and `expr_str` (SymExpr), wherever they stand. */
class ProgramHandler implements JsonHandler {
  private readonly targets = new Map<string, OperatorFacts>();
  private readonly expressions = new Map<string, { text: string; offset: number }>();
  private readonly collector: Collector;
  private current = '';

  constructor(collector: Collector) {
    this.collector = collector;
  }

  facts(): TorchExportFacts {
    const { targets, expressions } = this;
    return {
      format: 'torch-export',
      operators: [...targets.values()],
      expressions: [...expressions.values()],
      compiled: false,
    };
  }

  enter(): void {
    this.current = '';
  }

  leave(): void {
    this.current = '';
  }

  key(name: string): void {
    this.current = name;
  }

  scalar(kind: JsonScalar, value: string, offset: number): void {
    if (kind !== 'string') return;
    const judged = this.current === 'target' || this.current === 'expr_str';
    if (judged && value.length > TORCHSCRIPT_LIMITS.expression)
      this.collector.limit('torchscript.expression', `a name or expression of ${value.length} characters`, offset);
    const text = value.slice(0, TORCHSCRIPT_LIMITS.expression);
    if (this.current === 'target') {
      const known = this.targets.get(text);
      if (known !== undefined) known.count += 1;
      else if (this.room(this.targets, offset)) this.targets.set(text, { domain: '', name: text, count: 1, offset });
    } else if (this.current === 'expr_str' && !this.expressions.has(text) && this.room(this.expressions, offset))
      this.expressions.set(text, { text, offset });
  }

  private room(map: ReadonlyMap<string, unknown>, offset: number): boolean {
    if (map.size < TORCHSCRIPT_LIMITS.listed) return true;
    this.collector.limit('torchscript.listed', `more than ${TORCHSCRIPT_LIMITS.listed} names in one program`, offset);
    return false;
  }
}
