import { shareParameters } from '../signature/parameters.ts';
import type { AnyFunction } from '../any-function.ts';

/** Properties of functions in sloppy mode that no other function can be given. */
const OWN_TO_EACH: readonly PropertyKey[] = ['arguments', 'caller'];

/** MLflow's mark of a traced function. */
const MARK = '__mlflow_traced__';

/** Makes a wrapper look like what it wraps: name, arity, own properties, prototype; and marks it as traced. */
export function copyShape(fn: AnyFunction, wrapper: AnyFunction): void {
  for (const key of Reflect.ownKeys(fn)) {
    const property = OWN_TO_EACH.includes(key) ? undefined : Reflect.getOwnPropertyDescriptor(fn, key);
    if (property) Reflect.defineProperty(wrapper, key, property);
  }
  const prototype: object | null = Reflect.getPrototypeOf(fn);
  if (prototype !== Function.prototype) Reflect.setPrototypeOf(wrapper, prototype);
  Reflect.defineProperty(wrapper, MARK, { value: true, configurable: true });
  shareParameters(wrapper, fn);
}
