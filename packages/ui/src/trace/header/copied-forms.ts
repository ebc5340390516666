import type { TraceInfoJson } from '@spanwright/server/viewer-api';
import { viewerApi } from '../../api/viewer.ts';
import { addressOf } from '../../api/request-address.ts';
import { SpanAttributeKey } from '../page/keys.ts';

/** A command that asks the server for the trace, as MLflow's clients do. */
export const curlCommand = (traceId: string): string =>
  `curl '${window.location.origin}${addressOf('/api/3.0/mlflow/traces/get', { trace_id: traceId })}'`;

/**
 * The trace as a row of a dataset for evaluations, as MLflow has them: `inputs` and `outputs` of its root span, and
 * `expectations` by their names.
 */
export async function datasetRow(info: TraceInfoJson): Promise<string> {
  const { spans } = await viewerApi.outline(info.trace_id, { limit: 1 });
  const attributes = spans[0] && (await viewerApi.span(info.trace_id, spans[0].spanId)).attributes;
  const expectations = (info.assessments ?? []).flatMap(({ valid, expectation, assessment_name: name }) =>
    valid && expectation ? [[name, expectation.value] as const] : [],
  );
  const row = {
    inputs: attributes?.[SpanAttributeKey.INPUTS],
    outputs: attributes?.[SpanAttributeKey.OUTPUTS],
    ...(expectations.length > 0 && { expectations: Object.fromEntries(expectations) }),
    source: { trace: { trace_id: info.trace_id } },
  };
  return JSON.stringify(row, undefined, 2);
}
