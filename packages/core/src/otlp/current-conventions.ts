import { TracingError } from '../model/index.ts';
import { sharedSlot } from '../shared-state.ts';
import { type Convention, isConvention } from './conventions/convention.ts';
import { conventionsFrom } from './settings.ts';

const state = sharedSlot<{ conventions: readonly Convention[] | undefined }>('otlp conventions', () => ({
  conventions: undefined,
}));

/**
 * Chooses under which names attributes are sent to a collector; several at once are sent side by side.
 * @throws TracingError INVALID_PARAMETER_VALUE for a name that is not known, or an empty list.
 * @example
 * setOtlpConventions(['mlflow', 'gen_ai']);
 */
export function setOtlpConventions(conventions: readonly Convention[]): void {
  const known = Array.isArray(conventions) && conventions.length > 0 && conventions.every(isConvention);
  if (!known) {
    const message = 'setOtlpConventions needs a list of one or more of mlflow, gen_ai, openinference.';
    throw new TracingError('INVALID_PARAMETER_VALUE', message);
  }
  state.conventions = [...conventions];
}

/** What was chosen, else what the environment says at the first trace. */
export function currentConventions(): readonly Convention[] {
  state.conventions ??= conventionsFrom(process.env);
  return state.conventions;
}
