import type { FAULTS } from '../protocol.ts';

/** A request that the runner can't fulfil, told to the harness as such. Never leaves the runner's process. */
export class Fault {
  readonly fault: (typeof FAULTS)[number];
  readonly message: string;

  constructor(fault: (typeof FAULTS)[number], message: string) {
    this.fault = fault;
    this.message = message.slice(0, 2_000);
  }
}
