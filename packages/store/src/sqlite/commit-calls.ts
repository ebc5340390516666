import type { TraceData, TracingError } from '@spanwright/core/model';
import { appendTrace } from './append-trace.ts';
import type { Connection } from './connection.ts';
import { concernsDatabase, toTracingError } from './sqlite-error.ts';

/** The traces of one call of `append`: all of them are stored, or none. */
export type AppendCall = readonly TraceData[];

/**
 * Stores the traces of several calls in one transaction. A call that cannot be stored does not harm the others.
 * @returns for each call, in order, its error, or undefined when it is committed.
 */
export function commitCalls(
  connection: Connection,
  calls: readonly AppendCall[],
  path: string,
): readonly (TracingError | undefined)[] {
  try {
    connection.write(() => {
      const { prices } = connection;
      for (const trace of calls.flat()) appendTrace(connection, trace, prices);
    });
    return calls.map(() => undefined);
  } catch (error) {
    if (calls.length > 1 && !concernsDatabase(error))
      return calls.flatMap((call) => commitCalls(connection, [call], path));
    return calls.map(() => toTracingError(error, path));
  }
}
