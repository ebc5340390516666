import { TracingError } from '@spanwright/core/model';

// Rows of a trace in `spans` and `payload` lie together: id = trace * 2^20 + n.
const ROWS_PER_TRACE = 2 ** 20;

/** The first id of a trace's rows, and the first id after them. */
export function rowRange(trace: number): readonly [number, number] {
  return [trace * ROWS_PER_TRACE, (trace + 1) * ROWS_PER_TRACE];
}

/** The id of a trace's row `n`. */
export function rowId(trace: number, n: number): number {
  if (n < ROWS_PER_TRACE) return trace * ROWS_PER_TRACE + n;
  throw new TracingError('INVALID_PARAMETER_VALUE', `A trace can have at most ${ROWS_PER_TRACE} spans.`);
}

/** The `n` of a row. */
export function rowNumber(id: number): number {
  return id % ROWS_PER_TRACE;
}
