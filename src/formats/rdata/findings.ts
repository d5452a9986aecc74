import type { Collector } from '../collector.ts';
import type { RdataFacts } from './facts.ts';
import { RDATA_LIMITS } from './limits.ts';

/** The owner of code that belongs to no promise. */
export const CODE = -1;

type Counted = Pick<RdataFacts, 'objects' | 'closures' | 'bytecodes' | 'calls' | 'externalPointers' | 'promises'>;

/** What an object is made of, as the reader comes upon it. */
export class Findings {
  readonly counted: Counted = {
    objects: 0,
    closures: 0,
    bytecodes: 0,
    calls: 0,
    externalPointers: 0,
    promises: [],
  };
  private readonly packages = new Set<string>();
  private readonly representations = new Set<string>();
  private readonly codeNames = new Set<string>();
  private readonly collector: Collector;

  constructor(collector: Collector) {
    this.collector = collector;
  }

  facts(): Counted & Pick<RdataFacts, 'packages' | 'representations' | 'codeNames'> {
    const { counted, packages, representations, codeNames } = this;
    return {
      ...counted,
      packages: [...packages],
      representations: [...representations],
      codeNames: [...codeNames],
    };
  }

  package(name: string): void {
    if (this.packages.size < RDATA_LIMITS.names) this.packages.add(name);
  }

  representation(name: string): void {
    if (this.representations.size < RDATA_LIMITS.names) this.representations.add(name);
  }

  /** A symbol in the code of a promise, by its index, or in other code. */
  name(name: string, owner: number): void {
    const promise = owner === CODE ? undefined : this.counted.promises[owner];
    if (promise !== undefined) {
      if (promise.names.length < RDATA_LIMITS.names && !promise.names.includes(name)) promise.names.push(name);
    } else if (this.codeNames.size < RDATA_LIMITS.names * RDATA_LIMITS.names) this.codeNames.add(name);
  }

  /** Its index. */
  promise(variable: boolean, offset: number): number {
    const { promises } = this.counted;
    if (promises.length < RDATA_LIMITS.promises) promises.push({ variable, forced: true, names: [], offset });
    else if (this.collector.complete)
      this.collector.limit('rdata.promises', `more than ${RDATA_LIMITS.promises} promises in one file`, offset);
    return promises.length - 1;
  }

  unforced(owner: number | undefined): void {
    const promise = owner === undefined ? undefined : this.counted.promises[owner];
    if (promise !== undefined) promise.forced = false;
  }
}
