import type { Retention } from '../../retention.ts';
import type { Connection } from '../connection.ts';
import { deleteTraces } from '../delete-traces.ts';
import { getRetention } from './stored-retention.ts';
import { giveBack, usedBytes } from './space.ts';

// One transaction's worth: other processes' writers wait meanwhile.
const SLICE = 200;
const COUNT = 'SELECT count(*) AS n FROM traces';

/**
 * Deletes the oldest traces past the bounds, one slice of them; charts go on telling of them. Once there are none it
 * gives their space back to the file system, one slice of it.
 * @returns how many were deleted, and whether there is more to do.
 */
export function retainStep(connection: Connection, retention: Retention): { deleted: number; more: boolean } {
  const deleted = overAge(connection, retention) || overCount(connection, retention) || overSize(connection, retention);
  return { deleted, more: deleted > 0 || giveBack(connection) };
}

/** Deletes all traces past the bounds that are set, and gives their space back. Returns how many. */
export function applyRetention(connection: Connection): number {
  const retention = getRetention(connection);
  let deleted = 0;
  for (;;) {
    const step = retainStep(connection, retention);
    deleted += step.deleted;
    if (!step.more) return deleted;
  }
}

function overAge(connection: Connection, { maxAgeMs }: Retention): number {
  if (maxAgeMs === undefined) return 0;
  return deleteTraces(connection, { maxTimestampMs: Date.now() - maxAgeMs - 1, maxTraces: SLICE, keepCharts: true });
}

function overCount(connection: Connection, { maxTraces }: Retention): number {
  if (maxTraces === undefined) return 0;
  const excess = Number(connection.statement(COUNT).get()?.['n']) - maxTraces;
  return excess > 0 ? deleteTraces(connection, { maxTraces: Math.min(excess, SLICE), keepCharts: true }) : 0;
}

function overSize(connection: Connection, { maxBytes }: Retention): number {
  if (maxBytes === undefined || usedBytes(connection) <= maxBytes) return 0;
  return deleteTraces(connection, { maxTraces: SLICE, keepCharts: true });
}
