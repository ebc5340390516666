import type { CallFailure } from '@spanwright/core/kit';
import { failureOf } from './failure.ts';
import { isWireObject } from './wire.ts';

/** The failure of an assistant's run, which says in `last_error` what went wrong. */
export function runFailureOf(run: unknown): CallFailure | undefined {
  const error = isWireObject(run) ? run['last_error'] : undefined;
  return isWireObject(error) ? failureOf({ error }) : failureOf(run);
}
