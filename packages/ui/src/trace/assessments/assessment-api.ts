import type { TraceInfoJson } from '@spanwright/server/viewer-api';
import { sendJson } from '../../api/request.ts';
import type { JsonValue } from '@spanwright/core/model';

/** An assessment as the server gives it. */
export type AssessmentJson = NonNullable<TraceInfoJson['assessments']>[number];

/** What the user fills in. */
export interface AssessmentDraft {
  readonly kind: 'feedback' | 'expectation';
  readonly name: string;
  readonly value: JsonValue;
  readonly rationale: string;
  readonly source: string;
  /** Missing for one of the whole trace. */
  readonly spanId?: string;
}

const path = (traceId: string, assessmentId = ''): string =>
  ['/ajax-api/3.0/mlflow/traces', encodeURIComponent(traceId), 'assessments', encodeURIComponent(assessmentId)]
    .join('/')
    .replace(/\/$/, '');

/** MLflow's routes for assessments. */
export const assessmentApi = {
  add: (traceId: string, draft: AssessmentDraft) =>
    sendJson<object>('POST', path(traceId), { assessment: { ...bodyOf(draft), trace_id: traceId, ...spanOf(draft) } }),
  change: (traceId: string, assessmentId: string, draft: AssessmentDraft) =>
    sendJson<object>('PATCH', path(traceId, assessmentId), {
      assessment: { ...bodyOf(draft), assessment_id: assessmentId, trace_id: traceId },
      update_mask: `assessmentName,${draft.kind},rationale`,
    }),
  remove: (traceId: string, assessmentId: string) => sendJson<object>('DELETE', path(traceId, assessmentId)),
} as const;

function bodyOf({ kind, name, value, rationale, source }: AssessmentDraft): object {
  return {
    assessment_name: name,
    source: { source_type: 'HUMAN', source_id: source },
    ...(kind === 'feedback' ? { feedback: { value } } : { expectation: expectationOf(value) }),
    rationale,
  };
}

/** Lists and objects travel as text. */
function expectationOf(value: JsonValue): object {
  if (typeof value !== 'object' || value === null) return { value };
  return { serialized_value: { serialization_format: 'JSON_FORMAT', value: JSON.stringify(value) } };
}

function spanOf({ spanId }: AssessmentDraft): object {
  return spanId === undefined ? {} : { span_id: spanId };
}
