import { CONVERSION_LIMITS } from '../limits.ts';
import { refuse } from '../refusal.ts';
import type { AddedToken } from './added-tokens.ts';

/** Every token by its number, with what was added to the vocabulary. @throws Refusal for numbers or texts that clash */
export class TokenTable {
  /** Numbers that no token has get a text of llama.cpp's converter. */
  readonly tokens: string[];
  private readonly ids: Map<string, number>;
  private readonly added: ReadonlyMap<number, AddedToken>;
  private readonly present = new Set<number>();

  constructor(vocabulary: ReadonlyMap<string, number>, added: readonly AddedToken[]) {
    this.ids = new Map(vocabulary);
    this.added = new Map(added.map((token) => [token.id, token]));
    for (const { id, content } of added) {
      const known = this.ids.get(content) ?? id;
      if (known !== id) refuse(`the added token ${JSON.stringify(content)} is ${id} and ${known}`);
      this.ids.set(content, id);
    }
    let most = -1;
    for (const [token, id] of this.ids) {
      if (id >= CONVERSION_LIMITS.tokens) refuse(`token ${id} is past ${CONVERSION_LIMITS.tokens} tokens`);
      if (Buffer.byteLength(token) > CONVERSION_LIMITS.token)
        refuse(`token ${id} has more than ${CONVERSION_LIMITS.token} bytes`);
      if (this.present.has(id)) refuse(`two tokens have the number ${id}`);
      this.present.add(id);
      most = Math.max(most, id);
    }
    if (most < 0) refuse('the vocabulary is empty');
    this.tokens = Array.from({ length: most + 1 }, (_, id) => `[PAD${id}]`);
    for (const [token, id] of this.ids) this.tokens[id] = token;
  }

  has(token: string): boolean {
    return this.ids.has(token);
  }

  /** GGUF's type of each token. */
  types(typeOf: (added: AddedToken | undefined, token: string, id: number) => number): number[] {
    const unused = 5;
    return this.tokens.map((token, id) => (this.present.has(id) ? typeOf(this.added.get(id), token, id) : unused));
  }
}
