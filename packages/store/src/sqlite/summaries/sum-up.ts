import type { Connection } from '../connection.ts';
import { postTraces } from '../post-traces.ts';
import { postedUpto } from '../posted-upto.ts';
import { type ChartChanges, collectChartRows, writeChartRows } from './chart-rows.ts';
import { type FacetChanges, collectFacetRows, writeFacetRows } from './facet-rows.ts';
import { type SessionChanges, collectSessionRows, renewSessionTimes, writeSessionRows } from './session-rows.ts';
import type { SignedRange } from './signed-range.ts';
import { newestId, setSummedUpto, summedUpto } from './summed-upto.ts';

/** How many traces the summaries, or the postings, are behind. */
export function unsummed(connection: Connection): number {
  return newestId(connection) - knownUpto(connection);
}

/**
 * Adds the next `count` traces to the postings and to the summaries. Must run in a write transaction. Returns how many
 * are left.
 */
export function sumUp(connection: Connection, count: number): number {
  const newest = newestId(connection);
  const to = Math.min(newest, knownUpto(connection) + count);
  postTraces(connection, to);
  const from = summedUpto(connection) + 1;
  if (to >= from) {
    const changes = noChanges();
    collect(connection, { from, to, sign: 1 }, changes);
    write(connection, changes);
    setSummedUpto(connection, to);
  }
  return newest - to;
}

function knownUpto(connection: Connection): number {
  return Math.min(summedUpto(connection), postedUpto(connection));
}

/** How traces are changed whose summaries are to follow. */
export interface Resumming {
  /** Their `traces.id`. */
  readonly ids: readonly number[];
  /** The charts go on telling of traces that are deleted. */
  readonly keepCharts?: boolean | undefined;
}

/** Changes or deletes traces, and the summaries with them. Must run in a write transaction. */
export function resummed(connection: Connection, { ids, keepCharts }: Resumming, work: () => void): void {
  const upto = summedUpto(connection);
  const ranges = rangesOf(ids.filter((id) => id <= upto));
  if (ranges.length === 0) return work();
  const changes = noChanges();
  for (const [from, to] of ranges) collect(connection, { from, to, sign: -1 }, changes);
  work();
  for (const [from, to] of ranges) collect(connection, { from, to, sign: 1 }, changes);
  if (keepCharts) changes.charts.clear();
  write(connection, changes);
  renewSessionTimes(connection, changes.sessions);
  // The next trace may get the id of a newest one that was deleted.
  setSummedUpto(connection, Math.min(upto, newestId(connection)));
}

interface Changes {
  readonly charts: ChartChanges;
  readonly facets: FacetChanges;
  readonly sessions: SessionChanges;
}

function noChanges(): Changes {
  return { charts: new Map(), facets: new Map(), sessions: new Map() };
}

function collect(connection: Connection, range: SignedRange, { charts, facets, sessions }: Changes): void {
  collectChartRows(connection, range, charts);
  collectFacetRows(connection, range, facets);
  collectSessionRows(connection, range, sessions);
}

function write(connection: Connection, { charts, facets, sessions }: Changes): void {
  writeChartRows(connection, charts);
  writeFacetRows(connection, facets);
  writeSessionRows(connection, sessions);
}

// Neighbours are read together.
function rangesOf(ids: readonly number[]): readonly (readonly [from: number, to: number])[] {
  const ranges: [number, number][] = [];
  for (const id of [...ids].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && id === last[1] + 1) last[1] = id;
    else ranges.push([id, id]);
  }
  return ranges;
}
