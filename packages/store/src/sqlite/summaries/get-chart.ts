import type { ChartPoint, ChartQuery, Sums } from '../../summaries.ts';
import type { Connection } from '../connection.ts';
import type { SqlRow } from '../driver.ts';
import { CONTRIBUTIONS, DIMENSIONS } from './dimensions.ts';
import { latencyOf } from './histogram.ts';
import { experimentKeys } from './experiment-keys.ts';
import { summedUpto } from './summed-upto.ts';
import { SUM_COLUMNS, type Summed, addRow, nothing } from './sums-row.ts';
import { type HourRange, type Stretch, hoursOf, stretches } from './stretches.ts';

const HOUR_MS = 3_600_000;
const LAST = 2 ** 33 - 1;

/** The statement that reads a stretch of time. */
export const CHART_ROWS: string = `
  SELECT c.ts, d.text, ${SUM_COLUMNS.map((column) => `c.${column}`).join(', ')}, c.latency FROM charts AS c LEFT JOIN dict AS d ON d.id = c.value
  WHERE c.dim = ? AND c.experiment = ? AND c.grain = ? AND c.ts >= ? AND c.ts < ?`;
const TEXT = 'SELECT text FROM dict WHERE id = ?';

/** Sums over the traces or spans of some time, by hour or day and by what a query divides by; in order of time. */
export function getChart(connection: Connection, query: ChartQuery): readonly ChartPoint[] {
  return connection.read(() => {
    const chart = new Map<string, { readonly start: number | undefined; readonly value: string; sums: Summed }>();
    for (const row of rowsFor(connection, query)) {
      const start = startOf(query, Number(row['ts'] ?? row['hour']));
      const value = String(row['text'] ?? '');
      const key = `${start} ${value}`;
      const point = chart.get(key) ?? { start, value, sums: nothing() };
      addRow(point.sums, row);
      chart.set(key, point);
    }
    const points = [...chart.values()].sort((a, b) => (a.start ?? 0) - (b.start ?? 0) || b.sums.n - a.sums.n);
    return points.map(({ start, value, sums }) => pointOf(query, start, value, sums));
  });
}

function* rowsFor(connection: Connection, query: ChartQuery): Generator<SqlRow> {
  const dim = DIMENSIONS.indexOf(query.by ?? 'all');
  const hours = hoursOf(query);
  const experiments = experimentKeys(connection, query.experimentIds);
  for (const stretch of stretches(hours, query.interval))
    for (const experiment of experiments) yield* storedRows(connection, [dim, experiment], stretch);
  yield* newRows(connection, query, { hours, experiments });
}

function storedRows(
  connection: Connection,
  place: readonly [number, number],
  { grain, from, to }: Stretch,
): readonly SqlRow[] {
  return connection.statement(CHART_ROWS).all(...place, grain, from, to);
}

// What the charts do not know yet.
function newRows(
  connection: Connection,
  { by }: ChartQuery,
  { hours, experiments }: { readonly hours: HourRange; readonly experiments: readonly number[] },
): readonly SqlRow[] {
  const rows = connection.statement(CONTRIBUTIONS[by ?? 'all']).all(summedUpto(connection) + 1, LAST);
  const wanted = rows.filter(({ experiment, hour }) => {
    const at = Number(hour);
    return experiments.includes(Number(experiment)) && at >= hours.from && at < hours.to;
  });
  return wanted.map((row) => ({ ...row, text: connection.statement(TEXT).get(row['value'] ?? 0)?.['text'] ?? null }));
}

function startOf({ interval }: ChartQuery, hour: number): number | undefined {
  if (interval === undefined) return undefined;
  return (interval === 'day' ? Math.floor(hour / 24) * 24 : hour) * HOUR_MS;
}

function pointOf({ by }: ChartQuery, start: number | undefined, value: string, summed: Summed): ChartPoint {
  const latencyMs = latencyOf(summed.latency);
  return {
    ...(start !== undefined && { startMs: start }),
    ...(by && { value }),
    ...sumsOf(summed),
    ...((by === 'spanType' || by === 'model') && { unpriced: summed.unpriced }),
    ...(latencyMs && { latencyMs }),
  };
}

function sumsOf({ n, errors, input_tokens, output_tokens, total_tokens, cost }: Summed): Sums {
  return {
    count: n,
    errors,
    inputTokens: input_tokens,
    outputTokens: output_tokens,
    totalTokens: total_tokens,
    cost,
  };
}
