import type { Parameter } from './parameters.ts';

/**
 * Arguments by parameter name, with the default values that are known; the list of arguments where names do not tell
 * which is which.
 */
export function bindArguments(parameters: readonly Parameter[] | undefined, args: readonly unknown[]): unknown {
  if (!parameters) return args;
  const [first] = parameters;
  if (parameters.length === 1 && first?.kind === 'object' && args.length <= 1) return bindObject(first, args);
  return args.length <= parameters.length || parameters.at(-1)?.kind === 'rest'
    ? (bindNames(parameters, args) ?? args)
    : args;
}

function bindNames(parameters: readonly Parameter[], args: readonly unknown[]): Record<string, unknown> | undefined {
  const bound: Record<string, unknown> = {};
  for (let index = 0; index < parameters.length; index += 1) {
    const parameter = parameters[index] as Parameter;
    if (parameter.kind === 'named') bound[parameter.name] = args[index] ?? absent(args[index], parameter);
    else if (parameter.kind !== 'rest') return undefined;
    else if (args.length > index) bound[parameter.name] = args.slice(index);
  }
  return bound;
}

/** JavaScript fills a default in for undefined, not for null. */
function absent(arg: unknown, parameter: Parameter & { readonly kind: 'named' | 'object' }): unknown {
  return arg === undefined ? parameter.default?.value : arg;
}

/** A function of one destructured object: its properties are the named arguments. */
function bindObject(parameter: Parameter & { readonly kind: 'object' }, args: readonly unknown[]): unknown {
  const given = absent(args[0], parameter);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return args;
  const missing = [...parameter.defaults].filter(([name]) => (given as Record<string, unknown>)[name] === undefined);
  return missing.length === 0 ? given : { ...given, ...Object.fromEntries(missing) };
}
