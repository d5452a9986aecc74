/** Why a checkpoint is not converted. Guessing would measure another model than the one submitted. */
export class Refusal {
  readonly message: string;

  constructor(message: string) {
    this.message = message.slice(0, 1_000);
  }
}

export function refuse(message: string): never {
  throw new Refusal(message);
}
