import type { JsonObject, SpanData, TraceInfo } from '../../model/index.ts';

/** Names under which spans are sent: MLflow's own, OpenTelemetry's for generative AI, or OpenInference's. */
export type Convention = 'mlflow' | 'gen_ai' | 'openinference';

const CONVENTIONS: readonly string[] = ['mlflow', 'gen_ai', 'openinference'] satisfies Convention[];

/** True for the name of a convention. */
export function isConvention(name: string): name is Convention {
  return CONVENTIONS.includes(name);
}

/** A span to be sent, with the information of its trace. */
export interface OutgoingSpan {
  readonly span: SpanData;
  readonly info: TraceInfo;
}

/** Gives a span's attributes under other names. */
export type Translate = (outgoing: OutgoingSpan) => JsonObject;
