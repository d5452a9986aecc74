/** An expression of GitHub Actions. Names are in lower case: the language doesn't tell them apart. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  /** `github.event.*.body`: names, `*` for every item, `[]` for an index that is computed. */
  | {
      readonly kind: 'context';
      readonly path: readonly string[];
      readonly at: number;
      readonly inner: readonly Expression[];
    }
  | { readonly kind: 'call'; readonly name: string; readonly given: readonly Expression[]; readonly at: number }
  /** `! && || == != < <= > >=`, and `[]` for a part of what a call gives. */
  | { readonly kind: 'operation'; readonly operator: string; readonly given: readonly Expression[] };

export type ContextExpression = Extract<Expression, { kind: 'context' }>;

/** `${{ … }}` in a text. */
export interface Embedded {
  /** Where `${{` stands, and what comes behind `}}`. */
  readonly start: number;
  readonly end: number;
  /** Between the braces. */
  readonly source: string;
  /** All of it, where another service writes it otherwise. */
  readonly written?: string;
  /** Undefined where the text is no expression. */
  readonly expression: Expression | undefined;
}

/** Every context that an expression names, those in indexes included. */
export function* contextsOf(expression: Expression): Generator<ContextExpression> {
  if (expression.kind === 'context') {
    yield expression;
    for (const inner of expression.inner) yield* contextsOf(inner);
  } else if (expression.kind !== 'literal') for (const given of expression.given) yield* contextsOf(given);
}

/**
 * Contexts whose text can become the value: those of conditions and comparisons only choose. `a && b || c` gives `b` or `c`;
 * `contains(…)` gives true or false.
 */
export function* valuesOf(expression: Expression): Generator<ContextExpression> {
  if (expression.kind === 'context') yield expression;
  else if (expression.kind === 'call') {
    if (!/^(?:contains|startswith|endswith|success|failure|always|cancelled|hashfiles)$/u.test(expression.name))
      for (const given of expression.given) yield* valuesOf(given);
  } else if (expression.kind === 'operation') {
    const { operator, given } = expression;
    if (operator === '&&') yield* valuesOf(given[1] ?? { kind: 'literal', value: null });
    else if (operator === '||' || operator === '[]') for (const one of given) yield* valuesOf(one);
  }
}

export function pathOf({ path }: ContextExpression): string {
  return path.join('.');
}

/**
 * Who controls the text of a context. `free`: a stranger writes any characters. `writer`: any characters, by somebody who may
 * write or who runs the workflow by hand. `formed`: a stranger may choose it, in a form without characters that a shell obeys
 * (numbers, digests, names of accounts). `fixed`: GitHub or the repository itself. `derived`: whatever a step, job or
 * variable put there.
 */
export type Control = 'free' | 'writer' | 'formed' | 'fixed' | 'derived';
