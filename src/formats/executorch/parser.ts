import type { ByteSource } from '../byte-source.ts';
import { Collector } from '../collector.ts';
import type { PartialFacts } from '../facts.ts';
import { programsBehind } from '../executable-behind.ts';
import { FlatBuffer, type Table } from '../flatbuffer/table.ts';
import { GRAPH_LIMITS } from '../graph/limits.ts';
import { OperatorTally } from '../graph/operators.ts';
import type { Parser } from '../parser.ts';
import { Stopped } from '../stopped.ts';
import type { ExecutorchFacts } from './facts.ts';

/** InstructionArguments. */
const KERNEL_CALL = 1;
const DELEGATE_CALL = 2;
/** Bytes of the extended header that name the segments: magic, length, program size, segment base. */
const EXTENDED = 24;

/** ExecuTorch programs: every offset, index and segment checked, as the runtime's own verifier would. */
export const executorchParser: Parser = {
  id: 'executorch',
  recognise: ({ head, extension, size }) =>
    /^ET\d\d$/u.test(Buffer.from(head.subarray(4, 8)).toString('latin1')) || (extension === 'pte' && size >= 8),
  parse: (source) => readExecutorch(source),
};

function readExecutorch(source: ByteSource): PartialFacts {
  const collector = new Collector();
  const reader = new ExecutorchReader(source, collector);
  try {
    reader.read();
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
  const executables = programsBehind(source, reader.buffer.reached);
  return { graphs: [reader.facts()], ...(executables.length === 0 ? {} : { executables }), ...collector.facts() };
}

/** Fields by their number in program.fbs. */
class ExecutorchReader {
  private readonly source: ByteSource;
  readonly buffer: FlatBuffer;
  private readonly collector: Collector;
  private readonly operators: OperatorTally;
  private version = 0;
  private plans = 0;
  private segments = 0;
  private instructions = 0;

  constructor(source: ByteSource, collector: Collector) {
    this.source = source;
    this.buffer = new FlatBuffer(source, collector, 'executorch');
    this.collector = collector;
    this.operators = new OperatorTally(collector);
  }

  facts(): ExecutorchFacts {
    const { version, plans, segments } = this;
    return { format: 'executorch', version, plans, operators: this.operators.facts, segments };
  }

  read(): void {
    const program = this.buffer.root();
    this.version = program.u32(0);
    const base = this.segmentBase();
    for (const segment of program.tables(4)) {
      this.segments += 1;
      this.buffer.check(base + segment.u64(0), segment.u64(1), segment.position);
    }
    for (const constant of program.tables(2)) constant.vector(0, 1);
    let inline = 0;
    for (const data of program.tables(3)) {
      inline += 1;
      data.vector(0, 1);
    }
    for (const plan of program.tables(1)) this.plan(plan, inline);
  }

  private segmentBase(): number {
    if (this.source.size < 8 + EXTENDED || this.buffer.copy(8, 4).toString('latin1') !== 'eh00') return 0;
    const size = this.buffer.u64(16);
    this.buffer.check(0, size, 16);
    return this.buffer.u64(24);
  }

  private plan(plan: Table, inline: number): void {
    this.plans += 1;
    const values = plan.vector(2, 4)?.count ?? 0;
    const kernels: string[] = [];
    for (const kernel of plan.tables(6)) {
      const overload = kernel.text(1, GRAPH_LIMITS.name) ?? '';
      kernels.push(`${kernel.text(0, GRAPH_LIMITS.name) ?? ''}${overload === '' ? '' : `.${overload}`}`);
    }
    const delegates: string[] = [];
    for (const delegate of plan.tables(7)) {
      delegates.push(delegate.text(0, GRAPH_LIMITS.name) ?? '');
      const data = delegate.table(1);
      const count = data?.u8(0) === 1 ? this.segments : inline;
      if (data !== undefined && data.u32(1) >= count)
        this.problem('index', `a delegate takes data ${data.u32(1)} of ${count}`, data);
    }
    for (const chain of plan.tables(5))
      for (const instruction of chain.tables(2)) this.instruction(instruction, kernels, delegates, values);
  }

  private instruction(
    instruction: Table,
    kernels: readonly string[],
    delegates: readonly string[],
    values: number,
  ): void {
    if (++this.instructions > GRAPH_LIMITS.nodes) {
      this.collector.limit('graph.nodes', `more than ${GRAPH_LIMITS.nodes} instructions`, instruction.position);
      throw new Stopped(instruction.position);
    }
    const kind = instruction.u8(0);
    const call = instruction.table(1);
    if (call === undefined || (kind !== KERNEL_CALL && kind !== DELEGATE_CALL)) return;
    const [domain, names] = kind === KERNEL_CALL ? ['kernel', kernels] : ['delegate', delegates];
    const index = call.i32(0);
    const name = names[index];
    if (name === undefined) this.problem('index', `an instruction calls ${domain} ${index} of ${names.length}`, call);
    else this.operators.add(domain, name, call.position, '');
    const args = call.vector(1, 4);
    for (let at = 0; at < (args?.count ?? 0); at += 1) {
      const value = this.buffer.i32((args?.start ?? 0) + at * 4);
      if (value >= 0 && value < values) continue;
      this.problem('index', `an instruction uses value ${value} of ${values}`, call);
      return;
    }
  }

  private problem(what: string, message: string, table: Table): void {
    this.collector.problem(`executorch-${what}`, message, table.position);
  }
}
