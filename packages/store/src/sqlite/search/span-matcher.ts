import type { FilterClause, JsonValue, SpanJson } from '@spanwright/core/model';
import type { Connection } from '../connection.ts';
import { readPayloadJson } from '../payload-row.ts';
import { readSpanRows } from '../span-row.ts';
import { spanText } from '../span-text.ts';
import { textPredicate } from './text-test.ts';

type SpanClause = Extract<FilterClause, { readonly kind: 'span' }>;

/** What the clauses of a filter look at. */
export interface SeenSpan {
  readonly name: string;
  readonly type: string;
  readonly status: string;
  /** Undefined where no clause asks for it. */
  readonly json: SpanJson | undefined;
}

type SpanTest = (span: SeenSpan) => boolean;

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

/** The test that a clause makes on a span. */
export function spanTest({ field, test }: SpanClause): SpanTest {
  const passes = textPredicate(test);
  if (field === 'content') return ({ json }) => json !== undefined && passes(spanText(json));
  if (typeof field === 'string') return (span) => passes(span[field]);
  return ({ json }) => {
    const value = json?.attributes[field.attribute];
    return value !== undefined && passes(textOf(value));
  };
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function rowSpans(connection: Connection, trace: number): readonly SeenSpan[] {
  return readSpanRows(connection, trace).map(({ name, type, status }) => ({ name, type, status, json: undefined }));
}

function contentSpans(connection: Connection, trace: number): readonly SeenSpan[] {
  return readPayloadJson(connection, trace).map(seenSpan);
}

/** A span as it is stored, as clauses look at it. */
export function seenSpan(json: SpanJson): SeenSpan {
  const type = json.attributes['mlflow.spanType'];
  const status = json.status.code.replace('STATUS_CODE_', '');
  return { name: json.name, type: typeof type === 'string' ? type : 'UNKNOWN', status, json };
}
