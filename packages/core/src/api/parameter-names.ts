const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/;

/**
 * Names of a function's parameters, read from its source; undefined where one is not a plain name or the source
 * is not to be had (builtins, bound functions), so that arguments can only be told apart by position.
 */
export function parameterNames(fn: (...args: never[]) => unknown): readonly string[] | undefined {
  const list = parameterList(Function.prototype.toString.call(fn));
  if (list === undefined) return undefined;
  const names = list === '' ? [] : list.split(',').map((name) => name.trim());
  return names.every((name) => PLAIN_NAME.test(name)) ? names : undefined;
}

function parameterList(source: string): string | undefined {
  if (source.includes('[native code]')) return undefined;
  const single = /^(?:async\s+)?([A-Za-z_$][\w$]*)\s*=>/.exec(source);
  if (single) return single[1];
  return /^[^(=]*\(([^()]*)\)/.exec(source)?.[1]?.trim().replace(/,$/, '');
}
