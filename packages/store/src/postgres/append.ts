import type { TraceData, TraceInfo } from '@spanwright/core/model';
import { priceList } from '../cost/price-list.ts';
import { withCosts } from '../cost/with-costs.ts';
import { checkTrace } from '../sqlite/append-trace.ts';
import { postingsOf } from '../sqlite/postings.ts';
import type { StoredTrace } from '../sqlite/stored-trace.ts';
import { type TraceChange, changeOf } from '../sqlite/trace-change.ts';
import { writeAssessments } from './assessments.ts';
import { ensureExperiment } from './experiments.ts';
import { getPrices } from './prices.ts';
import { type Queries, plainText } from './queries.ts';
import { lockTraces, storedTraces } from './stored-traces.ts';
import { SPAN_COLUMNS, spanValues } from './span-values.ts';
import { TRACE_COLUMNS, traceValues } from './trace-values.ts';

interface Change {
  readonly stored: StoredTrace | undefined;
  readonly change: TraceChange;
  readonly given: TraceInfo;
}

/** Stores traces, or adds spans to those that are there, as `appendTrace` of SQLite does. */
export async function append(db: Queries, given: readonly TraceData[]): Promise<void> {
  const prices = priceList(await getPrices(db));
  const named: TraceData[] = [];
  for (const trace of given) named.push(await inNamedExperiment(db, trace));
  named.forEach(checkTrace);
  await db.rows(
    `INSERT INTO experiments(id, created_ms) SELECT DISTINCT id, $2::float8 FROM unnest($1::text[]) AS id
     ON CONFLICT DO NOTHING`,
    [named.map(({ info }) => info.experimentId), Date.now()],
  );
  await lockTraces(
    db,
    named.map(({ info }) => info.traceId),
  );
  const priced = named.map((trace) => ({ ...trace, spans: withCosts(trace.spans, prices) }));
  for (const round of rounds(priced)) await appendRound(db, round);
}

async function inNamedExperiment(db: Queries, trace: TraceData): Promise<TraceData> {
  if (trace.experimentName === undefined) return trace;
  const { experimentId } = await ensureExperiment(db, trace.experimentName);
  return { info: { ...trace.info, experimentId }, spans: trace.spans };
}

// A trace that is told of twice is told of one time after the other.
function rounds(traces: readonly TraceData[]): readonly (readonly TraceData[])[] {
  const all: Map<string, TraceData>[] = [];
  for (const trace of traces) {
    let round = all.find((one) => !one.has(trace.info.traceId));
    if (!round) {
      round = new Map<string, TraceData>();
      all.push(round);
    }
    round.set(trace.info.traceId, trace);
  }
  return all.map((round) => [...round.values()]);
}

async function appendRound(db: Queries, traces: readonly TraceData[]): Promise<void> {
  const known = await storedTraces(
    db,
    traces.map(({ info }) => info.traceId),
  );
  const changes = traces.map((trace): Change => {
    const stored = known.get(trace.info.traceId);
    return { stored, change: changeOf(trace, stored), given: trace.info };
  });
  const ids = await writeTraces(db, changes);
  const idOf = ({ change }: Change): number => ids.get(change.info.traceId) ?? 0;
  await deleteOutdated(db, changes, idOf);
  await writeContent(db, changes, idOf);
  for (const change of changes) await writeAssessments(db, idOf(change), change.change.info, change.given.assessments);
}

async function writeTraces(db: Queries, changes: readonly Change[]): Promise<ReadonlyMap<string, number>> {
  const added = changes.filter(({ stored }) => !stored).map(({ change }) => traceValues(change));
  const rows = await db.insert('traces', TRACE_COLUMNS, added, 'RETURNING id, trace_id');
  const ids = new Map(rows.map(({ id, trace_id: traceId }) => [String(traceId), Number(id)]));
  for (const { stored, change } of changes) {
    if (!stored) continue;
    ids.set(change.info.traceId, stored.id);
    const set = TRACE_COLUMNS.map((column, i) => `${column} = $${i + 2}`).join();
    await db.rows(`UPDATE traces SET ${set} WHERE id = $1`, [stored.id, ...traceValues(change)]);
    const moved = change.info.requestTimeMs - stored.info.requestTimeMs;
    if (moved !== 0)
      await db.rows('UPDATE spans SET start_ns = start_ns - $2 WHERE trace = $1', [stored.id, Math.round(moved * 1e6)]);
    for (const { n, counted } of change.recounted)
      await db.rows('UPDATE spans SET counted = $3 WHERE trace = $1 AND n = $2', [stored.id, n, counted]);
  }
  return ids;
}

type IdOf = (change: Change) => number;

async function deleteOutdated(db: Queries, changes: readonly Change[], idOf: IdOf): Promise<void> {
  const updated = changes.filter(({ stored }) => stored);
  const replaced = updated.filter(({ change }) => change.replacesPayload);
  if (updated.length > 0) await db.rows('DELETE FROM post WHERE trace = ANY($1)', [updated.map(idOf)]);
  if (replaced.length > 0) await db.rows('DELETE FROM payload WHERE trace = ANY($1)', [replaced.map(idOf)]);
}

async function writeContent(db: Queries, changes: readonly Change[], idOf: IdOf): Promise<void> {
  const chunks = changes.flatMap((one) =>
    one.change.chunks.map(({ codec, rawBytes, data }, i) => [
      idOf(one),
      one.change.firstChunk + i,
      codec,
      rawBytes,
      data,
    ]),
  );
  await db.insert('payload', ['trace', 'chunk', 'codec', 'raw_bytes', 'data'], chunks);
  const spans = changes.flatMap((one) => one.change.written.map((span) => spanValues(idOf(one), span)));
  const set = SPAN_COLUMNS.slice(2).map((column) => `${column} = excluded.${column}`);
  await db.insert('spans', SPAN_COLUMNS, spans, `ON CONFLICT(trace, n) DO UPDATE SET ${set.join()}`);
  const postings = changes.flatMap((one) => {
    const { info, spans: all } = one.change;
    return postingsOf(info, all).map(([k, v]) => [
      plainText(k),
      plainText(v),
      info.experimentId,
      info.requestTimeMs,
      idOf(one),
    ]);
  });
  await db.insert('post', ['k', 'v', 'experiment', 'ts', 'trace'], postings, 'ON CONFLICT DO NOTHING');
}
