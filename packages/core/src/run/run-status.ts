import { type RunStatus, TracingError } from '../model/index.ts';

const STATUSES: readonly string[] = ['RUNNING', 'SCHEDULED', 'FINISHED', 'FAILED', 'KILLED'] satisfies RunStatus[];

/**
 * The status as it is.
 * @throws TracingError INVALID_PARAMETER_VALUE, in MLflow's words, for one that there is not.
 */
export function checkedStatus(status: RunStatus): RunStatus {
  if (STATUSES.includes(status)) return status;
  const valid = STATUSES.map((name) => `'${name}'`).join(', ');
  const message = `Could not get run status corresponding to string ${String(status)}. Valid run status strings: [${valid}]`;
  throw new TracingError('INVALID_PARAMETER_VALUE', message);
}
