import { RUN_STATUSES, type RunStatus, TracingError } from '../model/index.ts';

/**
 * The status as it is.
 * @throws TracingError INVALID_PARAMETER_VALUE, in MLflow's words, for one that there is not.
 */
export function checkedStatus(status: RunStatus): RunStatus {
  if (RUN_STATUSES.includes(status)) return status;
  const valid = RUN_STATUSES.map((name) => `'${name}'`).join(', ');
  const message = `Could not get run status corresponding to string ${String(status)}. Valid run status strings: [${valid}]`;
  throw new TracingError('INVALID_PARAMETER_VALUE', message);
}
