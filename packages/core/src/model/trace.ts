import { HandoffAttributeKey, type Handoff } from './handoff.ts';
import type { JsonValue } from './json.ts';
import { type TraceJson, traceFromJson, traceToJson } from './mlflow-json.ts';
import { Span } from './span.ts';
import { SpanType } from './span-type.ts';
import type { TraceData, TraceInfo } from './trace-info.ts';

/** Selects spans of a trace; every given field must match. */
export interface SpanQuery {
  readonly name?: string | RegExp;
  readonly spanType?: SpanType;
  readonly spanId?: string;
}

/** The agents of a trace in order of their first appearance, and its hand-offs in order. */
export interface AgentSummary {
  readonly agents: readonly string[];
  readonly handoffs: readonly Handoff[];
}

/** A whole trace, read back from a store or a file. It cannot be changed. */
export class Trace {
  readonly info: TraceInfo;
  readonly data: {
    readonly spans: readonly Span[];
    /** Inputs of the root span. */
    readonly request: JsonValue | undefined;
    /** Outputs of the root span. */
    readonly response: JsonValue | undefined;
  };
  readonly #raw: TraceData;

  constructor(raw: TraceData) {
    const spans = raw.spans.map((span) => new Span(span));
    const root = spans.find((span) => span.parentId === undefined);
    this.#raw = raw;
    this.info = raw.info;
    this.data = { spans, request: root?.inputs, response: root?.outputs };
  }

  /** Spans that match, in order of their start. */
  searchSpans(query: SpanQuery = {}): readonly Span[] {
    return this.data.spans.filter((span) => matches(span, query));
  }

  /** Who took part, and who handed over to whom. */
  agents(): AgentSummary {
    const agents = this.searchSpans({ spanType: SpanType.AGENT }).map((span) => span.name);
    const handoffs = this.searchSpans({ spanType: SpanType.HANDOFF }).map(handoffOf);
    return { agents: [...new Set(agents)], handoffs };
  }

  /** MLflow's V3 dictionary; `Trace.fromJSON` reads it back without loss. */
  toJSON(): TraceJson {
    return traceToJson(this.#raw);
  }

  static fromJSON(json: TraceJson): Trace {
    return new Trace(traceFromJson(json));
  }
}

function matches(span: Span, { name, spanType, spanId }: SpanQuery): boolean {
  if (spanId !== undefined && span.spanId !== spanId) return false;
  if (spanType !== undefined && span.spanType !== spanType) return false;
  if (name === undefined) return true;
  return typeof name === 'string' ? span.name === name : name.test(span.name);
}

function handoffOf(span: Span): Handoff {
  const reason = textOf(span, HandoffAttributeKey.REASON);
  return {
    from: textOf(span, HandoffAttributeKey.FROM) ?? '',
    to: textOf(span, HandoffAttributeKey.TO) ?? '',
    ...(reason !== undefined && { reason }),
  };
}

function textOf(span: Span, key: string): string | undefined {
  const value = span.getAttribute(key);
  return typeof value === 'string' ? value : undefined;
}
