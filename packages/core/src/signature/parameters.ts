import { type Literal, literalOf, propertyName } from './literal.ts';
import { splitTopLevel, tokensOf } from './scan-source.ts';

/** One parameter of a function, as far as its source tells. */
export type Parameter =
  | { readonly kind: 'named'; readonly name: string; readonly default: Literal | undefined }
  | { readonly kind: 'rest'; readonly name: string }
  /** `{ a, b = 2 }`: the defaults that it fills in, by property. */
  | { readonly kind: 'object'; readonly defaults: ReadonlyMap<string, unknown>; readonly default: Literal | undefined }
  | { readonly kind: 'other' };

type AnyFunction = (...args: never[]) => unknown;

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const known = new WeakMap<AnyFunction, readonly Parameter[] | undefined>();

/**
 * Parameters of a function, read once from its source; undefined where that is not to be had (builtins, bound
 * functions) or not understood. Never throws.
 */
export function parametersOf(fn: AnyFunction): readonly Parameter[] | undefined {
  if (!known.has(fn)) known.set(fn, read(fn));
  return known.get(fn);
}

/** Gives a wrapper the parameters of what it wraps. */
export function shareParameters(wrapper: AnyFunction, fn: AnyFunction): void {
  originals.set(wrapper, originals.get(fn) ?? fn);
}

const originals = new WeakMap<AnyFunction, AnyFunction>();

function read(fn: AnyFunction): readonly Parameter[] | undefined {
  try {
    const source = Function.prototype.toString.call(originals.get(fn) ?? fn);
    if (/\{\s*\[native code\]\s*\}$/.test(source)) return undefined;
    const list = parameterList(source);
    return list === undefined ? undefined : splitTopLevel(list, ',').map(parameter);
  } catch {
    // Source that is not understood tells no names.
    return undefined;
  }
}

/** What stands between the parentheses of the parameters, or the one name in front of an arrow. */
function parameterList(source: string): string | undefined {
  let before = '';
  for (const token of tokensOf(source)) {
    if (token === 'class' && before === '') return undefined;
    if (token.startsWith('(')) return token.slice(1, -1);
    if (token === '=>') return before;
    before = token;
  }
  return undefined;
}

function parameter(text: string): Parameter {
  const [target = '', ...rest] = splitTopLevel(text, '=');
  if (target.startsWith('...') && IDENTIFIER.test(target.slice(3))) return { kind: 'rest', name: target.slice(3) };
  const value = rest.length === 1 ? literalOf(rest[0] as string) : undefined;
  if (IDENTIFIER.test(target)) return { kind: 'named', name: target, default: value };
  if (target.startsWith('{')) return { kind: 'object', defaults: patternDefaults(target.slice(1, -1)), default: value };
  return { kind: 'other' };
}

function patternDefaults(pattern: string): ReadonlyMap<string, unknown> {
  const defaults = new Map<string, unknown>();
  for (const property of splitTopLevel(pattern, ',')) {
    const [target = '', value, more] = splitTopLevel(property, '=');
    const name = propertyName(splitTopLevel(target, ':')[0] ?? '');
    const literal = value === undefined || more !== undefined ? undefined : literalOf(value);
    if (name !== undefined && literal) defaults.set(name, literal.value);
  }
  return defaults;
}
