import type { JsonValue, SpanJson } from '@spanwright/core/model';
import type { SpanClause } from './clause-kind.ts';
import { spanText } from './span-text.ts';
import { textPredicate } from './text-test.ts';

/** What the clauses of a filter look at. */
export interface SeenSpan {
  readonly name: string;
  readonly type: string;
  readonly status: string;
  /** Undefined where no clause asks for it. */
  readonly json: SpanJson | undefined;
}

/** Whether a span passes. */
export type SpanTest = (span: SeenSpan) => boolean;

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

/** A span as it is stored, as clauses look at it. */
export function seenSpan(json: SpanJson): SeenSpan {
  const type = json.attributes['mlflow.spanType'];
  const status = json.status.code.replace('STATUS_CODE_', '');
  return { name: json.name, type: typeof type === 'string' ? type : 'UNKNOWN', status, json };
}
