import {
  type OtlpTraceRequest,
  type TraceData,
  type TraceJson,
  TracingError,
  traceFromJson,
  tracesFromOtlp,
} from '@spanwright/core/model';

/** The traces of a line that `db export` or OpenTelemetry's tools have written: MLflow's form, or OTLP in JSON. */
export function readTraces(line: string, number: number): readonly TraceData[] {
  try {
    const json = JSON.parse(line) as TraceJson | OtlpTraceRequest;
    return 'resourceSpans' in json ? tracesFromOtlp(json) : [traceFromJson(json as TraceJson)];
  } catch (cause) {
    const message = `Line ${number} is neither a trace in MLflow's form nor OTLP: ${String(cause)}`;
    throw new TracingError('INVALID_PARAMETER_VALUE', message, { cause });
  }
}
