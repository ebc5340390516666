import type { SpanClause } from '../../search/clause-kind.ts';
import { type SeenSpan, seenSpan, spanTest } from '../../search/span-test.ts';
import type { Connection } from '../connection.ts';
import { readPayloadJson } from '../payload-row.ts';
import { readSpanRows } from '../read-span-rows.ts';

/** Whether one span of a trace passes all the clauses on spans. */
export function spanMatcher(connection: Connection, clauses: readonly SpanClause[]): (trace: number) => boolean {
  if (clauses.length === 0) return () => true;
  const tests = clauses.map(spanTest);
  const needsContent = clauses.some(({ field }) => typeof field !== 'string' || field === 'content');
  return (trace) => {
    const spans = needsContent ? contentSpans(connection, trace) : rowSpans(connection, trace);
    return spans.some((span) => tests.every((passes) => passes(span)));
  };
}

function rowSpans(connection: Connection, trace: number): readonly SeenSpan[] {
  return readSpanRows(connection, trace).map(({ name, type, status }) => ({ name, type, status, json: undefined }));
}

function contentSpans(connection: Connection, trace: number): readonly SeenSpan[] {
  return readPayloadJson(connection, trace).map(seenSpan);
}
