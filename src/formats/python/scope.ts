import { either, type Scope, type Value } from './value.ts';

export function newScope(kind: Scope['kind'], parent: Scope | undefined): Scope {
  return { parent, kind, current: new Map(), ever: new Map(), outer: new Set() };
}

/** With `merge` what the name was before it may still be: behind a condition, or set from another scope. */
export function bind(scope: Scope, name: string, value: Value, merge: boolean): void {
  scope.current.set(name, merge ? either(scope.current.get(name), value) : value);
  scope.ever.set(name, either(scope.ever.get(name), value));
}
