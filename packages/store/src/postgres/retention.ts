import { TracingError } from '@spanwright/core/model';
import { checkRetention } from '../check-retention.ts';
import type { Retention, StoreStats } from '../retention.ts';
import type { Queries } from './queries.ts';
import { deleteTraces } from './traces.ts';

const STATS = `
  SELECT (SELECT count(*) FROM traces) AS traces, (SELECT count(*) FROM spans) AS spans,
    (SELECT count(*) FROM experiments) AS experiments, (SELECT min(ts) FROM traces) AS oldest,
    (SELECT max(ts) FROM traces) AS newest,
    (SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class AS c
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r') AS bytes`;

/** The bounds that are set; without such a one everything is kept. */
export async function getRetention(db: Queries): Promise<Retention> {
  const value = (await db.first("SELECT value FROM settings WHERE key = 'retention'"))?.['value'];
  return typeof value === 'string' ? (JSON.parse(value) as Retention) : {};
}

/** Sets the bounds. */
export async function setRetention(db: Queries, retention: Retention): Promise<void> {
  if (retention.maxBytes !== undefined) {
    const message =
      'In PostgreSQL, deleted traces give no space back at once: set maxAgeMs or maxTraces, not maxBytes.';
    throw new TracingError('INVALID_PARAMETER_VALUE', message);
  }
  await db.rows(
    "INSERT INTO settings(key, value) VALUES ('retention', $1) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
    [JSON.stringify(checkRetention(retention))],
  );
}

/** Deletes traces past the bounds, at most `count`; returns how many. */
export async function retainStep(db: Queries, count: number): Promise<number> {
  const { maxAgeMs, maxTraces } = await getRetention(db);
  const old =
    maxAgeMs === undefined
      ? 0
      : await deleteTraces(db, { maxTimestampMs: Date.now() - maxAgeMs - 1, maxTraces: count });
  if (old > 0 || maxTraces === undefined) return old;
  const excess = Number((await db.first('SELECT count(*) AS n FROM traces'))?.['n']) - maxTraces;
  return excess > 0 ? deleteTraces(db, { maxTraces: Math.min(excess, count) }) : 0;
}

/** What the schema holds. */
export async function getStats(db: Queries): Promise<StoreStats> {
  const row = (await db.first(STATS)) ?? {};
  return {
    traces: Number(row['traces']),
    spans: Number(row['spans']),
    experiments: Number(row['experiments']),
    bytes: Number(row['bytes']),
    freeBytes: 0,
    ...(typeof row['oldest'] === 'number' && { oldestMs: row['oldest'] }),
    ...(typeof row['newest'] === 'number' && { newestMs: row['newest'] }),
  };
}
