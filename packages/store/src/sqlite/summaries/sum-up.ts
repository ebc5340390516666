import type { Connection } from '../connection.ts';
import { writeChartRows } from './chart-rows.ts';
import { writeFacetRows } from './facet-rows.ts';
import { type SessionPlace, renewSessionTimes, writeSessionRows } from './session-rows.ts';
import { newestId, setSummedUpto, summedUpto } from './summed-upto.ts';

/** How many traces the summaries are behind. */
export function unsummed(connection: Connection): number {
  return newestId(connection) - summedUpto(connection);
}

/** Adds the next `count` traces to the summaries. Must run in a write transaction. Returns how many are left. */
export function sumUp(connection: Connection, count: number): number {
  const from = summedUpto(connection) + 1;
  const newest = newestId(connection);
  const to = Math.min(newest, from + count - 1);
  if (to < from) return 0;
  writeChartRows(connection, from, to, 1);
  writeFacetRows(connection, from, to, 1);
  writeSessionRows(connection, from, to, 1);
  setSummedUpto(connection, to);
  return newest - to;
}

/**
 * Changes or deletes the trace with this `traces.id`, and the summaries with it. Must run in a write transaction.
 * @param keepCharts of a trace that is deleted the charts still tell.
 */
export function resummed<T>(connection: Connection, id: number, work: () => T, keepCharts = false): T {
  if (id > summedUpto(connection)) return work();
  const change = (sign: 1 | -1): readonly SessionPlace[] => {
    if (!keepCharts) writeChartRows(connection, id, id, sign);
    writeFacetRows(connection, id, id, sign);
    return writeSessionRows(connection, id, id, sign);
  };
  const sessions = change(-1);
  const result = work();
  change(1);
  renewSessionTimes(connection, sessions);
  // The next trace may get the id of a newest one that was deleted.
  setSummedUpto(connection, Math.min(summedUpto(connection), newestId(connection)));
  return result;
}
