import type { Connection } from '../connection.ts';
import { CONTRIBUTIONS, DIMENSIONS } from './dimensions.ts';
import { toText } from './histogram.ts';
import type { SignedRange } from './signed-range.ts';
import { SUM_COLUMNS, type Summed, addRow, addSums, isNothing, nothing } from './sums-row.ts';

// In hours, as `charts.grain`.
const DAY = 24;

const COLUMNS = ['dim', 'experiment', 'grain', 'ts', 'value', ...SUM_COLUMNS, 'latency'];
const READ = 'SELECT * FROM charts WHERE dim = ? AND experiment = ? AND grain = ? AND ts = ? AND value = ?';
const WRITE = `REPLACE INTO charts(${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`;
const DELETE = 'DELETE FROM charts WHERE dim = ? AND experiment = ? AND grain = ? AND ts = ? AND value = ?';

type Place = readonly [dim: number, experiment: number, grain: number, ts: number, value: number];

/** What is to be added to rows of hours, by their place. */
export type ChartChanges = Map<string, { readonly place: Place; readonly sums: Summed }>;

/** Adds the traces of a range to changes of `charts`, or takes them away. */
export function collectChartRows(connection: Connection, { from, to, sign }: SignedRange, hours: ChartChanges): void {
  for (const [dim, name] of DIMENSIONS.entries()) {
    for (const row of connection.statement(CONTRIBUTIONS[name]).all(from, to)) {
      const place: Place = [dim, Number(row['experiment']), 1, Math.floor(Number(row['hour'])), Number(row['value'])];
      addRow(sumsAt(hours, place), row, sign);
    }
  }
}

/** Makes changes of `charts`. */
export function writeChartRows(connection: Connection, hours: ChartChanges): void {
  const days: ChartChanges = new Map();
  for (const { place, sums } of hours.values()) {
    const [dim, experiment, , hour, value] = place;
    addSums(sumsAt(days, [dim, experiment, DAY, Math.floor(hour / DAY) * DAY, value]), sums);
  }
  for (const { place, sums } of [...hours.values(), ...days.values()]) change(connection, place, sums);
}

function sumsAt(changes: ChartChanges, place: Place): Summed {
  const key = place.join();
  const known = changes.get(key);
  if (known) return known.sums;
  const sums = nothing();
  changes.set(key, { place, sums });
  return sums;
}

function change(connection: Connection, place: Place, by: Summed): void {
  if (isNothing(by)) return;
  const sums = nothing();
  const row = connection.statement(READ).get(...place);
  if (row) addRow(sums, row);
  addSums(sums, by);
  if (sums.n <= 0) return void connection.statement(DELETE).run(...place);
  const columns = SUM_COLUMNS.map((column) => sums[column]);
  connection.statement(WRITE).run(...place, ...columns, toText(sums.latency));
}
