import { TracingError } from '@spanwright/core/model';

/**
 * The options of `caller`, of which a name alone may stand for all.
 * @throws TracingError INVALID_PARAMETER_VALUE without a name, or where `work` is no function.
 */
export function checkNamed<O extends { readonly name: string }>(
  caller: string,
  named: string | O,
  work: unknown,
): O | { readonly name: string } {
  const options = typeof named === 'string' ? { name: named } : named;
  if (typeof options?.name !== 'string' || options.name === '') throw invalid(`${caller}() takes a name first`);
  if (typeof work !== 'function')
    throw invalid(`${caller}('${options.name}', …) takes a function second, got ${typeof work}`);
  return options;
}

function invalid(message: string): TracingError {
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
