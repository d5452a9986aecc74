/*
 * What is kept of Python's grammar: enough to tell what is called, with what, and when. Operators that only compute are
 * folded into `other`. `at` is an index into the source text, in UTF-16 units.
 */

export interface Argument {
  /** `name=value`. */
  readonly name?: string;
  /** `*value` or `**value`. */
  readonly spread: boolean;
  readonly value: Expression;
}

export interface Clause {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
}

export interface Parameter {
  readonly name: string;
  readonly initial?: Expression;
  readonly annotation?: Expression;
  readonly rest: boolean;
}

export type Expression = { readonly at: number } & (
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'call'; readonly callee: Expression; readonly arguments: readonly Argument[] }
  | { readonly kind: 'subscript'; readonly of: Expression; readonly index: Expression }
  | { readonly kind: 'text'; readonly value: string; readonly bytes: boolean }
  /** Adjacent literals, and f-strings with their expressions. */
  | { readonly kind: 'format'; readonly parts: readonly Expression[] }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'operation'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'sequence'; readonly items: readonly Expression[] }
  | { readonly kind: 'dictionary'; readonly entries: readonly (readonly [key: Expression, value: Expression])[] }
  | { readonly kind: 'lambda'; readonly parameters: readonly Parameter[]; readonly body: Expression }
  | { readonly kind: 'comprehension'; readonly element: Expression; readonly clauses: readonly Clause[] }
  /** One of several: `a if c else b`, `a or b`. `test` is evaluated too. */
  | { readonly kind: 'choice'; readonly options: readonly Expression[]; readonly test?: Expression }
  | { readonly kind: 'assigned'; readonly target: Expression; readonly value: Expression }
  /** Slices, with `start` and `step` where they are given. */
  | { readonly kind: 'slice'; readonly bounds: readonly (Expression | undefined)[] }
  | { readonly kind: 'other'; readonly parts: readonly Expression[] }
);

export interface FunctionStatement {
  readonly kind: 'function';
  readonly at: number;
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly decorators: readonly Expression[];
  readonly returns?: Expression;
  readonly body: readonly Statement[];
}

export interface ClassStatement {
  readonly kind: 'class';
  readonly at: number;
  readonly name: string;
  readonly decorators: readonly Expression[];
  readonly bases: readonly Argument[];
  readonly body: readonly Statement[];
}

export interface ImportedName {
  /** `a.b` of `import a.b`; the name of `from x import name`; `*`. */
  readonly name: string;
  readonly alias?: string;
}

export type Statement =
  | FunctionStatement
  | ClassStatement
  | ({ readonly at: number } & (
      | { readonly kind: 'import'; readonly names: readonly ImportedName[] }
      /** `level` counts the dots of a relative import. */
      | {
          readonly kind: 'from';
          readonly module: string;
          readonly level: number;
          readonly names: readonly ImportedName[];
        }
      | { readonly kind: 'assign'; readonly targets: readonly Expression[]; readonly value: Expression }
      | { readonly kind: 'return'; readonly value: Expression }
      /** Expressions that are only evaluated: of expression statements, `raise`, `assert`, `del`, annotations. */
      | { readonly kind: 'evaluate'; readonly parts: readonly Expression[] }
      | { readonly kind: 'global'; readonly names: readonly string[] }
      | {
          readonly kind: 'if';
          readonly branches: readonly { readonly test?: Expression; readonly body: readonly Statement[] }[];
        }
      | {
          readonly kind: 'for';
          readonly target: Expression;
          readonly iterable: Expression;
          readonly body: readonly Statement[];
        }
      | {
          readonly kind: 'with';
          readonly items: readonly { readonly value: Expression; readonly target?: Expression }[];
          readonly body: readonly Statement[];
        }
      /** `while`, `try` with its handlers, `match` with its cases: expressions that are evaluated, and blocks. */
      | {
          readonly kind: 'blocks';
          readonly parts: readonly Expression[];
          readonly bodies: readonly Statement[][];
          /** `while True` that nothing inside leaves. */
          readonly endless?: boolean;
        }
    ));
