import type { Assessment, AssessmentSource } from './assessment.ts';
import type { JsonValue } from './json.ts';

interface AssessmentErrorJson {
  readonly error_code: string;
  readonly error_message?: string;
  readonly stack_trace?: string;
}

/** MLflow's V3 dictionary of an assessment (`Assessment.to_dictionary`). */
export interface AssessmentJson {
  readonly assessment_id: string;
  readonly assessment_name: string;
  readonly trace_id: string;
  readonly span_id?: string;
  readonly source: { readonly source_type: AssessmentSource['sourceType']; readonly source_id: string };
  /** RFC 3339. */
  readonly create_time: string;
  /** RFC 3339. */
  readonly last_update_time: string;
  readonly feedback?: { readonly value: JsonValue; readonly error?: AssessmentErrorJson };
  readonly expectation?: { readonly value: JsonValue };
  readonly issue?: { readonly issue_name: JsonValue };
  readonly rationale?: string;
  readonly metadata?: { readonly [key: string]: string };
  readonly overrides?: string;
  readonly valid: boolean;
}

/** Encodes an assessment in MLflow's V3 form; `assessmentFromJson` reads it back without loss. */
export function assessmentToJson(assessment: Assessment): AssessmentJson {
  const { spanId, source, rationale, metadata, overrides } = assessment;
  return {
    assessment_id: assessment.assessmentId,
    assessment_name: assessment.name,
    trace_id: assessment.traceId,
    ...(spanId !== undefined && { span_id: spanId }),
    source: { source_type: source.sourceType, source_id: source.sourceId },
    create_time: new Date(assessment.createTimeMs).toISOString(),
    last_update_time: new Date(assessment.lastUpdateTimeMs).toISOString(),
    ...valueToJson(assessment),
    ...(rationale !== undefined && { rationale }),
    ...(metadata !== undefined && { metadata }),
    ...(overrides !== undefined && { overrides }),
    valid: assessment.valid,
  };
}

/** Reads an assessment in MLflow's V3 form. */
export function assessmentFromJson(json: AssessmentJson): Assessment {
  const { span_id: spanId, rationale, metadata, overrides } = json;
  return {
    assessmentId: json.assessment_id,
    name: json.assessment_name,
    traceId: json.trace_id,
    ...(spanId !== undefined && { spanId }),
    source: { sourceType: json.source.source_type, sourceId: json.source.source_id },
    createTimeMs: Date.parse(json.create_time),
    lastUpdateTimeMs: Date.parse(json.last_update_time),
    ...valueFromJson(json),
    ...(rationale !== undefined && { rationale }),
    ...(metadata !== undefined && { metadata }),
    ...(overrides !== undefined && { overrides }),
    valid: json.valid,
  };
}

function valueToJson({ kind, value, error }: Assessment): Pick<AssessmentJson, 'feedback' | 'expectation' | 'issue'> {
  if (kind === 'expectation') return { expectation: { value } };
  if (kind === 'issue') return { issue: { issue_name: value } };
  if (!error) return { feedback: { value } };
  const { errorCode, errorMessage, stackTrace } = error;
  const details = {
    ...(errorMessage !== undefined && { error_message: errorMessage }),
    ...(stackTrace !== undefined && { stack_trace: stackTrace }),
  };
  return { feedback: { value, error: { error_code: errorCode, ...details } } };
}

function valueFromJson({ feedback, expectation, issue }: AssessmentJson): Pick<Assessment, 'kind' | 'value' | 'error'> {
  if (expectation) return { kind: 'expectation', value: expectation.value };
  if (issue) return { kind: 'issue', value: issue.issue_name };
  const value = feedback?.value ?? null;
  if (!feedback?.error) return { kind: 'feedback', value };
  const { error_code: errorCode, error_message: errorMessage, stack_trace: stackTrace } = feedback.error;
  const details = {
    ...(errorMessage !== undefined && { errorMessage }),
    ...(stackTrace !== undefined && { stackTrace }),
  };
  return { kind: 'feedback', value, error: { errorCode, ...details } };
}
