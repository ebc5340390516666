import { randomBytes } from 'node:crypto';
import {
  type Assessment,
  type AssessmentJson,
  type AssessmentUpdate,
  type JsonObject,
  type JsonValue,
  assessmentFromJson,
  isJsonObject,
} from '@spanwright/core/model';
import { refuse } from '../http/refusal.ts';
import { momentOf } from './moment.ts';
import { entriesField, objectField, optionalText, textField } from './fields.ts';

// Protobuf's JSON of MLflow's message `Assessment`.

const SOURCES: readonly string[] = ['HUMAN', 'LLM_JUDGE', 'CODE', 'SOURCE_TYPE_UNSPECIFIED'];

/** Encodes an assessment: an expectation that is a list or an object is JSON text, as MLflow's server gives it. */
export function assessmentToProto(json: AssessmentJson): object {
  const value = json.expectation?.value;
  if (typeof value !== 'object' || value === null) return json;
  const serialized = { serialization_format: 'JSON_FORMAT', value: JSON.stringify(value) };
  return { ...json, expectation: { serialized_value: serialized } };
}

/** Reads an assessment of a trace; what is missing is filled in, as MLflow does it. */
export function assessmentFromProto(json: JsonObject, traceId: string): Assessment {
  const name = textField(json, 'assessment_name');
  if (name.includes('.')) throw refuse('INVALID_PARAMETER_VALUE', `Assessment name '${name}' must not contain '.'.`);
  const now = new Date().toISOString();
  const [spanId, rationale, overrides] = ['span_id', 'rationale', 'overrides'].map(
    (key) => optionalText(json, key) || undefined,
  );
  return assessmentFromJson({
    assessment_id: optionalText(json, 'assessment_id') || `a-${randomBytes(16).toString('hex')}`,
    assessment_name: name,
    trace_id: traceId,
    ...(spanId !== undefined && { span_id: spanId }),
    source: sourceIn(json),
    create_time: timeIn(json, 'create_time') ?? now,
    last_update_time: timeIn(json, 'last_update_time') ?? now,
    ...valueIn(json),
    ...(rationale !== undefined && { rationale }),
    ...(isJsonObject(json['metadata']) && { metadata: entriesField(json, 'metadata') }),
    ...(overrides !== undefined && { overrides }),
    valid: json['valid'] !== false,
  });
}

function timeIn(json: JsonObject, name: string): string | undefined {
  const time = optionalText(json, name);
  return time === undefined ? undefined : new Date(momentOf(Date.parse(time), name, time)).toISOString();
}

/** What of an assessment a request changes: the fields that its mask names. */
export function updateFromProto(json: JsonObject, mask: string): AssessmentUpdate {
  const update: { -readonly [K in keyof AssessmentUpdate]: AssessmentUpdate[K] } = {};
  for (const path of mask
    .split(',')
    .map((part) => part.trim().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()))) {
    if (path === 'assessmentName') update.name = textField(json, 'assessment_name');
    else if (path === 'rationale') update.rationale = optionalText(json, 'rationale') ?? '';
    else if (path === 'metadata') update.metadata = entriesField(json, 'metadata');
    else if (path === 'feedback' || path === 'expectation') Object.assign(update, changedValue(json));
    else throw refuse('INVALID_PARAMETER_VALUE', `Invalid update_mask path '${path}'.`);
  }
  return update;
}

function changedValue(json: JsonObject): Pick<AssessmentUpdate, 'value' | 'error'> {
  const { value, error } = assessmentFromProto({ assessment_name: 'any', ...json }, '');
  return { value, ...(error && { error }) };
}

function sourceIn(json: JsonObject): AssessmentJson['source'] {
  const source = isJsonObject(json['source']) ? json['source'] : {};
  const type = optionalText(source, 'source_type') ?? 'SOURCE_TYPE_UNSPECIFIED';
  if (!SOURCES.includes(type))
    throw refuse('INVALID_PARAMETER_VALUE', `Invalid value '${type}' for parameter 'source_type' supplied.`);
  return {
    source_type: type as Assessment['source']['sourceType'],
    source_id: optionalText(source, 'source_id') || 'default',
  };
}

function valueIn(json: JsonObject): Pick<AssessmentJson, 'feedback' | 'expectation' | 'issue'> {
  const kinds = ['feedback', 'expectation', 'issue'].filter((kind) => isJsonObject(json[kind]));
  if (kinds.length !== 1)
    throw refuse('INVALID_PARAMETER_VALUE', 'Exactly one of `expectation`, `feedback` or `issue` should be specified.');
  if (kinds[0] === 'expectation') return { expectation: { value: expected(objectField(json, 'expectation')) } };
  if (kinds[0] === 'issue') return { issue: { issue_name: objectField(json, 'issue')['issue_name'] ?? null } };
  const { value = null, error } = objectField(json, 'feedback');
  return { feedback: { value, ...(isJsonObject(error) && { error: errorIn(error) }) } };
}

function errorIn(error: JsonObject): NonNullable<NonNullable<AssessmentJson['feedback']>['error']> {
  const [message, stack] = ['error_message', 'stack_trace'].map((key) => optionalText(error, key));
  return {
    error_code: optionalText(error, 'error_code') ?? 'ASSESSMENT_ERROR',
    ...(message !== undefined && { error_message: message }),
    ...(stack !== undefined && { stack_trace: stack }),
  };
}

function expected(expectation: JsonObject): JsonValue {
  const serialized = expectation['serialized_value'];
  if (!isJsonObject(serialized)) return expectation['value'] ?? null;
  try {
    return JSON.parse(textField(serialized, 'value')) as JsonValue;
  } catch {
    throw refuse('INVALID_PARAMETER_VALUE', 'The serialized value of the expectation is not JSON.');
  }
}
