import type { Assessment } from './assessment.ts';
import { TracingError } from './errors.ts';
import { AgentAttributeKey, HandoffAttributeKey, type Handoff } from './handoff.ts';
import type { JsonValue } from './json.ts';
import { type TraceJson, traceToJson } from './mlflow-json.ts';
import { type AnyTraceJson, readTrace } from './read-dictionary.ts';
import { Span } from './span.ts';
import { inStartOrder } from './span-order.ts';
import { SpanType } from './span-type.ts';
import {
  type TraceDictionary,
  traceToDictionary,
  type TraceDictionaryV2,
  traceToDictionaryV2,
} from './trace-dictionary.ts';
import type { TraceData, TraceInfo } from './trace-info.ts';

/** Selects spans of a trace; every given field must match. */
export interface SpanQuery {
  readonly name?: string | RegExp;
  readonly spanType?: SpanType;
  readonly spanId?: string;
}

/** Selects assessments of a trace; every given field must match. */
export interface AssessmentQuery {
  readonly name?: string;
  readonly kind?: Assessment['kind'];
  /** Only those of this span. */
  readonly spanId?: string;
  /** Also those that another one has overridden. */
  readonly all?: boolean;
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
    const spans = inStartOrder(raw.spans).map((span) => new Span(span));
    const root = spans.find((span) => span.parentId === undefined);
    this.#raw = raw;
    this.info = raw.info;
    this.data = { spans, request: root?.inputs, response: root?.outputs };
  }

  /**
   * Spans that match, in order of their start.
   * @throws TracingError INVALID_PARAMETER_VALUE for a name or type of another kind.
   */
  searchSpans(query: SpanQuery = {}): readonly Span[] {
    checkQuery(query);
    return this.data.spans.filter((span) => matches(span, query));
  }

  /** Assessments that match and are valid, oldest first. */
  searchAssessments({ name, kind, spanId, all = false }: AssessmentQuery = {}): readonly Assessment[] {
    return (this.info.assessments ?? []).filter(
      (one) =>
        (name === undefined || one.name === name) &&
        (kind === undefined || one.kind === kind) &&
        (spanId === undefined || one.spanId === spanId) &&
        (all || one.valid),
    );
  }

  /**
   * Who took part, and who handed over to whom. Agents are those whom spans name (`gen_ai.agent.name`); where none does,
   * the names of the spans of type AGENT.
   */
  agents(): AgentSummary {
    const named = this.data.spans
      .map((span) => textOf(span, AgentAttributeKey.NAME))
      .filter((name) => name !== undefined);
    const agents = named.length > 0 ? named : this.searchSpans({ spanType: SpanType.AGENT }).map((span) => span.name);
    const handoffs = this.searchSpans({ spanType: SpanType.HANDOFF }).map(handoffOf);
    return { agents: [...new Set(agents)], handoffs };
  }

  /**
   * The trace as plain data, readable by people and by MLflow from 3.5 on. With a version, the dictionary as MLflow
   * itself writes it: `V3` (each attribute as JSON text, ids in base64), or `V2`, that of MLflow 2. `Trace.fromJSON`
   * reads them all; V2 rounds times to 256 ns and has no links.
   */
  toJSON(): TraceJson;
  toJSON(options: { readonly version: 'V3' }): TraceDictionary;
  toJSON(options: { readonly version: 'V2' }): TraceDictionaryV2;
  toJSON(options?: { readonly version?: 'V2' | 'V3' }): TraceJson | TraceDictionary | TraceDictionaryV2 {
    // JSON.stringify passes the name of the property that holds the trace.
    const version = typeof options === 'object' ? options.version : undefined;
    if (version === 'V2') return traceToDictionaryV2(this.#raw);
    return version === 'V3' ? traceToDictionary(this.#raw) : traceToJson(this.#raw);
  }

  /**
   * Reads a trace in any form that `toJSON` gives or that MLflow writes, as an object or as text.
   * @throws TracingError INVALID_PARAMETER_VALUE for what is none of them.
   */
  static fromJSON(json: AnyTraceJson | string): Trace {
    return new Trace(readTrace(json));
  }
}

function checkQuery({ name, spanType }: SpanQuery): void {
  const wrong = (what: string, wanted: string, given: unknown): TracingError =>
    new TracingError('INVALID_PARAMETER_VALUE', `Invalid type for '${what}'. Expected ${wanted}. Got: ${typeof given}`);
  if (name !== undefined && typeof name !== 'string' && !(name instanceof RegExp))
    throw wrong('name', 'a string or a RegExp', name);
  if (spanType !== undefined && typeof spanType !== 'string')
    throw wrong('spanType', 'a string or a SpanType', spanType);
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
