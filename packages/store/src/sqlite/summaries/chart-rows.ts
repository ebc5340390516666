import type { Connection } from '../connection.ts';
import { CONTRIBUTIONS, DIMENSIONS } from './dimensions.ts';
import { toText } from './histogram.ts';
import { SUM_COLUMNS, type Summed, addRow, addSums, nothing } from './sums-row.ts';

/** Hours and days; in hours. */
const GRAINS = [1, 24] as const;

const COLUMNS = ['dim', 'experiment', 'grain', 'ts', 'value', ...SUM_COLUMNS, 'latency'];
const READ = 'SELECT * FROM charts WHERE dim = ? AND experiment = ? AND grain = ? AND ts = ? AND value = ?';
const WRITE = `REPLACE INTO charts(${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`;
const DELETE = 'DELETE FROM charts WHERE dim = ? AND experiment = ? AND grain = ? AND ts = ? AND value = ?';

type Place = readonly [dim: number, experiment: number, grain: number, ts: number, value: number];

/** Brings `charts` up to date with the traces between two ids: adds them, or with `sign` -1 takes them away. */
export function writeChartRows(connection: Connection, from: number, to: number, sign: 1 | -1): void {
  const changes = new Map<string, { readonly place: Place; readonly sums: Summed }>();
  for (const [dim, name] of DIMENSIONS.entries()) {
    for (const row of connection.statement(CONTRIBUTIONS[name]).all(from, to)) {
      const hour = Math.floor(Number(row['hour']));
      for (const grain of GRAINS) {
        const place: Place = [dim, Number(row['experiment']), grain, hour - mod(hour, grain), Number(row['value'])];
        const change = changes.get(place.join()) ?? { place, sums: nothing() };
        addRow(change.sums, row, sign);
        changes.set(place.join(), change);
      }
    }
  }
  for (const { place, sums } of changes.values()) change(connection, place, sums);
}

function change(connection: Connection, place: Place, by: Summed): void {
  const sums = nothing();
  const row = connection.statement(READ).get(...place);
  if (row) addRow(sums, row);
  addSums(sums, by);
  if (sums.n <= 0) return void connection.statement(DELETE).run(...place);
  const columns = SUM_COLUMNS.map((column) => sums[column]);
  connection.statement(WRITE).run(...place, ...columns, toText(sums.latency));
}

function mod(hour: number, grain: number): number {
  return ((hour % grain) + grain) % grain;
}
