import { TracingError } from '@spanwright/core/model';
import { checkLimit } from '../check-limit.ts';
import { FILTERED_FACETS } from '../search/filtered-facets.ts';
import { Counted } from '../sqlite/counted.ts';
import { MAX_FACET_VALUES, isCounted } from '../sqlite/summaries/facet-rows.ts';
import type {
  ChartDimension,
  ChartPoint,
  ChartQuery,
  Facet,
  FacetQuery,
  Session,
  SessionPage,
  SessionQuery,
  Sums,
} from '../summaries.ts';
import type { PgRow } from './pool.ts';
import type { Queries } from './queries.ts';
import { matchingIds } from './search.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MAX_SESSIONS = 500;

const TRACE_SUMS = `
  count(*) AS n, count(*) FILTER (WHERE t.state = 'ERROR') AS errors, sum(t.input_tokens) AS input_tokens,
  sum(t.output_tokens) AS output_tokens, sum(t.total_tokens) AS total_tokens, sum(t.cost) AS cost`;
const COUNTED = (bit: number): string => `FILTER (WHERE s.counted & ${bit} > 0)`;
const SPAN_SUMS = `
  count(*) AS n, count(*) FILTER (WHERE s.status = 'ERROR') AS errors,
  sum(s.input_tokens) ${COUNTED(Counted.USAGE)} AS input_tokens,
  sum(s.output_tokens) ${COUNTED(Counted.USAGE)} AS output_tokens,
  sum(s.total_tokens) ${COUNTED(Counted.USAGE)} AS total_tokens, sum(s.usd) ${COUNTED(Counted.COST)} AS cost,
  count(*) ${COUNTED(Counted.UNPRICED)} AS unpriced`;

const SPANS = 'traces AS t JOIN spans AS s ON s.trace = t.id';
const LATENCY = (duration: string): string =>
  `percentile_disc(ARRAY[0.5, 0.9, 0.99]) WITHIN GROUP (ORDER BY ${duration}) AS latency`;
const OF_TRACES = `${TRACE_SUMS}, ${LATENCY('t.duration_ms')} FROM traces AS t`;
const OF_SPANS = `${SPAN_SUMS}, ${LATENCY('s.duration_ns / 1e6::float8')} FROM ${SPANS}`;

/** What a chart selects behind its start, and of what. */
const CHARTS: { readonly [D in ChartDimension | 'all']: readonly [sql: string, where: string] } = {
  all: [`'' AS value, ${OF_TRACES}`, 'true'],
  name: [`t.name AS value, ${OF_TRACES}`, 't.name IS NOT NULL'],
  spanType: [`s.type AS value, ${OF_SPANS}`, 'true'],
  // What an inner layer saw again is no other call.
  model: [`s.model AS value, ${OF_SPANS}`, 's.model IS NOT NULL AND (s.total_tokens IS NULL OR s.counted > 0)'],
  tool: [`s.name AS value, ${OF_SPANS}`, "s.type = 'TOOL'"],
};

const IN_EXPERIMENTS = '($1::text[] IS NULL OR t.experiment = ANY($1))';

/** Sums over the traces or spans of some time, worked out from all of them. */
export async function getChart(db: Queries, query: ChartQuery): Promise<readonly ChartPoint[]> {
  const { experimentIds = null, fromMs = -DAY_MS * 1e8, toMs = DAY_MS * 1e8, by, interval } = query;
  const size = interval === 'day' ? DAY_MS : HOUR_MS;
  const [select, where] = CHARTS[by ?? 'all'];
  const start = interval ? `floor(t.ts / ${size}) * ${size}` : 'NULL::float8';
  const rows = await db.rows(
    `SELECT ${start} AS start, ${select} WHERE ${where} AND ${IN_EXPERIMENTS} AND t.ts >= $2 AND t.ts < $3
     GROUP BY 1, 2 ORDER BY 1, n DESC, 2`,
    [experimentIds, Math.floor(fromMs / HOUR_MS) * HOUR_MS, Math.ceil(toMs / HOUR_MS) * HOUR_MS],
  );
  return rows.map((row) => pointOf(row, query));
}

function pointOf(row: PgRow, { by, interval }: ChartQuery): ChartPoint {
  const latency = row['latency'];
  const [p50, p90, p99] = Array.isArray(latency) ? latency.map(Number) : [];
  return {
    ...(interval && { startMs: Number(row['start']) }),
    ...(by && { value: String(row['value']) }),
    ...sumsOf(row),
    ...((by === 'spanType' || by === 'model') && { unpriced: Number(row['unpriced']) }),
    ...(p50 !== undefined && { latencyMs: { p50, p90: p90 ?? p50, p99: p99 ?? p50 } }),
  };
}

function sumsOf(row: PgRow): Sums {
  return {
    count: Number(row['n']),
    errors: Number(row['errors']),
    inputTokens: Number(row['input_tokens'] ?? 0),
    outputTokens: Number(row['output_tokens'] ?? 0),
    totalTokens: Number(row['total_tokens'] ?? 0),
    cost: Number(row['cost'] ?? 0),
  };
}

/** One page of sessions, the latest first. */
export async function listSessions(db: Queries, query: SessionQuery): Promise<SessionPage> {
  const limit = checkLimit(query.limit ?? 100, MAX_SESSIONS);
  const [afterMs, afterId] = query.pageToken === undefined ? [1e300, ''] : readToken(query.pageToken);
  const rows = await db.rows(
    `SELECT t.experiment, t.session, min(t.ts) AS first, max(t.ts) AS last, ${TRACE_SUMS}
     FROM traces AS t WHERE ${IN_EXPERIMENTS} AND t.session IS NOT NULL GROUP BY 1, 2
     HAVING (max(t.ts), t.session COLLATE "C") < ($2::float8, $3)
     ORDER BY last DESC, t.session COLLATE "C" DESC LIMIT $4`,
    [query.experimentIds ?? null, afterMs, afterId, limit + 1],
  );
  const sessions = rows.slice(0, limit).map(sessionOf);
  const last = sessions.at(-1);
  return { sessions, ...(rows.length > limit && last && { nextPageToken: writeToken(last) }) };
}

function sessionOf(row: PgRow): Session {
  return {
    sessionId: String(row['session']),
    experimentId: String(row['experiment']),
    firstMs: Number(row['first']),
    lastMs: Number(row['last']),
    ...sumsOf(row),
  };
}

/** What traces can be told apart by, with the numbers of traces; by key. */
export async function listFacets(db: Queries, query: FacetQuery): Promise<readonly Facet[]> {
  const limit = checkLimit(query.limit ?? 20, MAX_FACET_VALUES);
  const chosen = query.filter && (await matchingIds(db, query, FILTERED_FACETS));
  const traces = (id: string): string => `${IN_EXPERIMENTS} AND ($3::bigint[] IS NULL OR ${id} = ANY($3))`;
  const rows = await db.rows(
    `SELECT k, v, n FROM (
       SELECT k, v, n, row_number() OVER (PARTITION BY k ORDER BY n DESC, v COLLATE "C") AS place FROM (
         SELECT 'status' AS k, t.state AS v, count(*) AS n FROM traces AS t WHERE ${traces('t.id')} GROUP BY 1, 2
         UNION ALL
         SELECT 'name', t.name, count(*) FROM traces AS t WHERE ${traces('t.id')} AND t.name IS NOT NULL GROUP BY 1, 2
         UNION ALL
         SELECT t.k, t.v, count(*) FROM post AS t WHERE ${traces('t.trace')} AND t.k <> 'span.status' GROUP BY 1, 2
       ) AS counts) AS placed
     WHERE place <= $2 ORDER BY k COLLATE "C", place`,
    [query.experimentIds ?? null, limit, chosen?.ids ?? null],
  );
  const byKey = new Map<string, Facet['values'][number][]>();
  for (const { k, v, n } of rows) {
    if (!isCounted(String(k))) continue;
    const values = byKey.get(String(k)) ?? [];
    values.push({ value: String(v), count: Number(n) });
    byKey.set(String(k), values);
  }
  return [...byKey].map(([key, values]) => ({ key, values, ...(chosen?.cut && { atLeast: true }) }));
}

function writeToken({ lastMs, sessionId }: Session): string {
  return Buffer.from(JSON.stringify([lastMs, sessionId])).toString('base64url');
}

function readToken(token: string): readonly [number, string] {
  try {
    const [ms, session] = JSON.parse(Buffer.from(token, 'base64url').toString()) as readonly unknown[];
    if (typeof ms === 'number' && typeof session === 'string') return [ms, session];
  } catch {
    // The error below says it.
  }
  throw new TracingError('INVALID_PARAMETER_VALUE', `Not a page token: ${token}. Pass the nextPageToken of a page.`);
}
