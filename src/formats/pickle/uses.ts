import type { PickleTarget, PickleUse, PickleUseKind } from './facts.ts';
import { PICKLE_LIMITS } from './limits.ts';

const KINDS: readonly PickleUseKind[] = [
  'global',
  'attribute',
  'reduce',
  'newobj',
  'newobj_ex',
  'inst',
  'obj',
  'build',
  'setitems',
  'append',
  'persid',
  'extension',
];
const TARGETS: readonly PickleTarget[] = ['name', 'result', 'persid', 'extension', 'unknown'];
const KIND_INDEX = new Map(KINDS.map((kind, index) => [kind, index]));
const TARGET_INDEX = new Map(TARGETS.map((target, index) => [target, index]));

interface Use {
  readonly kind: PickleUseKind;
  readonly target: PickleTarget;
  readonly global: number;
  readonly offset: number;
  readonly protocol: number;
  readonly args: Set<string>;
  argsComplete: boolean;
  count: number;
}

interface NamedGlobal {
  readonly module: string;
  readonly name: string;
  asData: boolean;
}

/** Work of a name that is new and of a summary, in plain opcodes. */
const NAME_WORK = 100;
const SUMMARY_WORK = 50;

/** The globals of one stream and what was done with each, counted instead of repeated. */
export class UseTable {
  private readonly globals: NamedGlobal[] = [{ module: '', name: '', asData: false }];
  private readonly byName = new Map<string, number>();
  private readonly uses = new Map<number, Use>();
  /** True once there were more distinct uses than the limit: the rest is not listed. */
  full = false;
  /** What it cost so far, in plain opcodes. */
  work = 0;

  /** The index of a global; names are cut with `…`, so a cut name equals no real one. */
  intern(module: string, name: string): number {
    const key = `${module.length}:${module}${name}`;
    const known = this.byName.get(key);
    if (known !== undefined) return known;
    if (this.globals.length > PICKLE_LIMITS.uses) {
      this.full = true;
      return 0;
    }
    this.work += NAME_WORK;
    const index = this.globals.length;
    this.globals.push({ module, name, asData: false });
    this.byName.set(key, index);
    return index;
  }

  global(index: number): { readonly module: string; readonly name: string } {
    return this.globals[index] ?? { module: '', name: '' };
  }

  markData(index: number): void {
    const global = this.globals[index];
    if (global !== undefined) global.asData = true;
  }

  /** `summarise` is only called while further summaries are kept. */
  record(
    kind: PickleUseKind,
    target: PickleTarget,
    global: number,
    offset: number,
    protocol: number,
    summarise?: () => string,
  ): void {
    const key =
      (global * TARGETS.length + (TARGET_INDEX.get(target) ?? 0)) * KINDS.length + (KIND_INDEX.get(kind) ?? 0);
    let use = this.uses.get(key);
    if (use === undefined) {
      if (this.uses.size >= PICKLE_LIMITS.uses) {
        this.full = true;
        return;
      }
      use = { kind, target, global, offset, protocol, args: new Set(), argsComplete: true, count: 0 };
      this.uses.set(key, use);
    }
    use.count += 1;
    if (summarise === undefined) return;
    if (use.args.size < PICKLE_LIMITS.summaries && use.count <= PICKLE_LIMITS.summaryAttempts) {
      this.work += SUMMARY_WORK;
      use.args.add(summarise());
    } else use.argsComplete = false;
  }

  get size(): number {
    return this.uses.size;
  }

  /** In the order of their first occurrence. */
  list(): PickleUse[] {
    return [...this.uses.values()].map(({ kind, target, global, offset, protocol, args, argsComplete, count }) => {
      const { module, name, asData } = this.globals[global] ?? { module: '', name: '', asData: false };
      return { kind, target, module, name, args: [...args], argsComplete, asData, offset, count, protocol };
    });
  }
}
