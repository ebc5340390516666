import { type RunInfo, type RunStatus, TracingError } from '@spanwright/core/model';

type Row = Readonly<Record<string, unknown>>;

/** What is told of a run, from its row in either database; numbers may come as text. */
export function runInfoOf(row: Row, experimentId: string): RunInfo {
  return {
    runId: String(row['run_id']),
    runName: String(row['name']),
    experimentId,
    status: String(row['status']) as RunStatus,
    startTimeMs: Number(row['start_ms']),
    ...(row['end_ms'] !== null && { endTimeMs: Number(row['end_ms']) }),
    lifecycleStage: row['lifecycle_stage'] === 'deleted' ? 'deleted' : 'active',
  };
}

/** The values of one kind, `param` or `tag`, that were logged to a run. */
export function valuesOfKind(rows: readonly Row[], kind: 'param' | 'tag'): Readonly<Record<string, string>> {
  const values = rows.filter((row) => row['kind'] === kind);
  return Object.fromEntries(values.map(({ key, value }) => [String(key), String(value)]));
}

/** The error of a run that is not there; MLflow's message. */
export function noSuchRun(runId: string): TracingError {
  return new TracingError('RESOURCE_DOES_NOT_EXIST', `Run with id=${runId} not found`);
}

/** The error of deleting a tag that a run does not have; MLflow's message. */
export function noSuchTag(runId: string, key: string): TracingError {
  return new TracingError('RESOURCE_DOES_NOT_EXIST', `No tag with name: ${key} in run with id ${runId}`);
}

/**
 * Refuses another value for a parameter that has one; MLflow's message.
 * @param row holds the value that there is
 */
export function refuseChangedParam(runId: string, key: string, row: Row | undefined, value: string): void {
  if (!row || row['value'] === value) return;
  const message =
    `Changing param values is not allowed. Param with key='${key}' was already logged with value='${String(row['value'])}' ` +
    `for run ID='${runId}'. Attempted logging new value '${value}'.`;
  throw new TracingError('INVALID_PARAMETER_VALUE', message);
}
