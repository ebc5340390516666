import { type TraceData, TracingError } from '@spanwright/core/model';
import type { PriceList } from '../cost/price-list.ts';
import { withCosts } from '../cost/with-costs.ts';
import { writeAssessment } from './assessment-row.ts';
import type { Connection } from './connection.ts';
import { ensureExperiment } from './experiments.ts';
import { isExactText } from './exact-text.ts';
import { deletePayload, writePayload } from './payload-row.ts';
import { type PostingPlace, deletePostings, postingsOf, writePostings } from './postings.ts';
import { recountSpanRow, shiftSpanRows, writeSpanRows } from './span-row.ts';
import { forgetText } from './text/text-todo.ts';
import { type StoredTrace, findStoredTrace } from './stored-trace.ts';
import { type TraceChange, changeOf } from './trace-change.ts';
import { insertTraceRow, updateTraceRow } from './trace-row.ts';
import { resummed } from './summaries/sum-up.ts';

/**
 * Stores a trace, or adds spans to one that is there. Must run in a write transaction. A span that is there already
 * is replaced; of the information the newer wins, tags and metadata are merged; totals are summed up anew.
 */
export function appendTrace(connection: Connection, given: TraceData, prices: PriceList): void {
  const named = inNamedExperiment(connection, given);
  checkTrace(named);
  const trace = { ...named, spans: withCosts(named.spans, prices) };
  const stored = findStoredTrace(connection, trace.info.traceId);
  if (stored) resummed(connection, { ids: [stored.id] }, () => store(connection, trace, stored));
  else store(connection, trace, stored);
}

function store(connection: Connection, trace: TraceData, stored: StoredTrace | undefined): void {
  const change = changeOf(trace, stored);
  const id = stored ? update(connection, stored, change) : insertTraceRow(connection, change);
  writePayload(connection, id, change.chunks, change.firstChunk);
  writeSpanRows(connection, id, change.written);
  writeLookups(connection, { id, stored, change });
  forgetText(connection, id);
  for (const assessment of trace.info.assessments ?? []) writeAssessment(connection, id, change.info, assessment);
}

function inNamedExperiment(connection: Connection, trace: TraceData): TraceData {
  if (trace.experimentName === undefined) return trace;
  const { experimentId } = ensureExperiment(connection, trace.experimentName);
  return { info: { ...trace.info, experimentId }, spans: trace.spans };
}

/** Checks a trace that is to be stored. */
export function checkTrace({ info, spans }: TraceData): void {
  const stranger = spans.find((span) => span.traceId !== info.traceId);
  if (stranger) throw invalid(`Span ${stranger.spanId} belongs to trace ${stranger.traceId}, not to ${info.traceId}.`);
  if (!isExactText(info.experimentId)) throw invalid(`Not an experiment id: ${JSON.stringify(info.experimentId)}.`);
  if (!Number.isFinite(info.requestTimeMs)) throw invalid(`Trace ${info.traceId} has no start time.`);
}

function update(connection: Connection, { id, info }: StoredTrace, change: TraceChange): number {
  updateTraceRow(connection, id, change);
  if (change.replacesPayload) deletePayload(connection, id);
  const moved = change.info.requestTimeMs - info.requestTimeMs;
  if (moved !== 0) shiftSpanRows(connection, id, moved);
  for (const span of change.recounted) recountSpanRow(connection, id, span);
  return id;
}

interface Lookups {
  readonly id: number;
  readonly stored: StoredTrace | undefined;
  readonly change: TraceChange;
}

function writeLookups(connection: Connection, { id, stored, change }: Lookups): void {
  const place = (info: TraceData['info']): PostingPlace => ({
    experiment: connection.experiments.idOf(info.experimentId),
    ts: info.requestTimeMs,
    trace: id,
  });
  // Whole, not by difference: a trace has a dozen postings, and few traces change.
  if (stored) deletePostings(connection, place(stored.info), postingsOf(stored.info, stored.spans));
  writePostings(connection, place(change.info), change);
}

function invalid(message: string): TracingError {
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
