import { currentStore } from '../export/current-target.ts';
import { pendingWrite } from '../export/pending-writes.ts';
import type { TrackingBackend } from '../export/tracking-backend.ts';
import { type AssessmentOptions, errorData, newAssessment, plainValue } from '../feedback/new-assessment.ts';
import {
  addOpenAssessment,
  changeOpenAssessment,
  findOpenAssessment,
  removeOpenAssessment,
} from '../feedback/open-assessments.ts';
import { type Assessment, type AssessmentUpdate, TracingError } from '../model/index.ts';
import { NO_OP_TRACE_ID } from '../span/live-trace.ts';
import { type TraceRef, traceIdOf } from '../trace-ref.ts';
import { redactNow } from '../redaction/redact-now.ts';
import { findOpenTrace, flushTraces } from '../tracer/tracer.ts';
import { flush } from './flush.ts';

/** A judgement on a trace or span. */
export interface FeedbackOptions extends AssessmentOptions {
  /** Default "feedback". */
  readonly name?: string;
  /** Any plain value; `null` or nothing together with `error`. */
  readonly value?: unknown;
  /** Why there is no value, or a doubtful one: an error, a text, or `{ errorCode, errorMessage }`. */
  readonly error?: unknown;
  readonly rationale?: string;
}

/** What should have come out. */
export interface ExpectationOptions extends AssessmentOptions {
  readonly name: string;
  readonly value: unknown;
}

/** Which assessment is meant. */
export interface AssessmentKey extends TraceRef {
  readonly assessmentId: string;
}

/** Which feedback is replaced, and by what. */
export type OverrideOptions = AssessmentKey & Omit<FeedbackOptions, 'traceId' | 'requestId' | 'name'>;

/**
 * Stores a judgement: by a person, a model or a program. On a trace in progress it is stored with it, on another one
 * at once. Need not be awaited: a failure is logged.
 */
export function logFeedback(options: FeedbackOptions): Promise<Assessment> {
  const traceId = traceIdOf(options);
  const { name = 'feedback', value, error, rationale } = options;
  return store(
    newAssessment(options, {
      kind: 'feedback',
      name: checkName(name),
      traceId,
      value: plainValue(value),
      ...(error !== undefined && error !== null && { error: errorData(error) }),
      ...(rationale !== undefined && { rationale }),
    }),
  );
}

/** Stores what should have come out. On a trace in progress it is stored with it, on another one at once. */
export function logExpectation(options: ExpectationOptions): Promise<Assessment> {
  const traceId = traceIdOf(options);
  const { name, value } = options;
  if (value === undefined || value === null) throw invalid('The `value` field must be specified.');
  return store(
    newAssessment(options, { kind: 'expectation', name: checkName(name), traceId, value: plainValue(value) }),
  );
}

/** Stores a feedback in the place of another one, which stays but is not valid any more. */
export async function overrideFeedback(options: OverrideOptions): Promise<Assessment> {
  const { backend } = currentStore();
  const old = await getAssessment(options);
  if (old.kind !== 'feedback')
    throw invalid(`The assessment with ID ${options.assessmentId} is not a feedback assessment.`);
  const { value, error, rationale } = options;
  const replaced = newAssessment(options, {
    kind: 'feedback',
    name: old.name,
    traceId: old.traceId,
    ...(old.spanId !== undefined && { spanId: old.spanId }),
    value: plainValue(value),
    ...(error !== undefined && error !== null && { error: errorData(error) }),
    ...(rationale !== undefined && { rationale }),
    overrides: old.assessmentId,
  });
  return await store(replaced, backend);
}

/** Reads an assessment. Rejects when there is none. */
export async function getAssessment(options: AssessmentKey): Promise<Assessment> {
  const traceId = traceIdOf(options);
  const { assessmentId } = options;
  const open = findOpenAssessment(traceId, assessmentId);
  if (open) return open;
  const { backend } = currentStore();
  await flush();
  return await backend.getAssessment(traceId, assessmentId);
}

/** What of an assessment can be changed afterwards. Metadata is merged. */
export interface AssessmentChanges extends Pick<FeedbackOptions, 'name' | 'value' | 'error' | 'rationale'> {
  readonly metadata?: { readonly [key: string]: string };
}

/** Changes an assessment; metadata is merged. */
export function updateAssessment(options: AssessmentKey & AssessmentChanges): Promise<Assessment> {
  const traceId = traceIdOf(options);
  const { assessmentId } = options;
  const changes = changesOf(options);
  const open = changeOpenAssessment(traceId, assessmentId, changes);
  if (open) return Promise.resolve(open);
  const { backend } = currentStore();
  const redacted = redactNow(changes);
  const updated = flushTraces().then(() => backend.updateAssessment(traceId, assessmentId, redacted));
  return pendingWrite('updating an assessment', updated);
}

/** Deletes an assessment; one that it has overridden is valid again. An unknown id is no error. */
export function deleteAssessment(options: AssessmentKey): Promise<void> {
  const traceId = traceIdOf(options);
  const { assessmentId } = options;
  const { backend } = currentStore();
  // Of a trace in progress a part may be stored already.
  if (removeOpenAssessment(traceId, assessmentId) && !findOpenTrace(traceId)?.exported.length) return Promise.resolve();
  const deleted = flushTraces().then(() => backend.deleteAssessment(traceId, assessmentId));
  return pendingWrite('deleting an assessment', deleted);
}

function store(assessment: Assessment, backend: TrackingBackend = currentStore().backend): Promise<Assessment> {
  if (assessment.traceId === NO_OP_TRACE_ID || addOpenAssessment(assessment)) return Promise.resolve(assessment);
  const redacted = redactNow(assessment);
  const stored = flushTraces().then(() => backend.createAssessment(redacted));
  return pendingWrite('storing an assessment', stored);
}

function changesOf({ name, value, error, rationale, metadata }: AssessmentChanges): AssessmentUpdate {
  return {
    ...(name !== undefined && { name: checkName(name) }),
    ...(value !== undefined && { value: plainValue(value) }),
    ...(error !== undefined && error !== null && { error: errorData(error) }),
    ...(rationale !== undefined && { rationale }),
    ...(metadata !== undefined && { metadata }),
  };
}

function checkName(name: string): string {
  if (typeof name === 'string' && name !== '' && !name.includes('.')) return name;
  throw invalid(`The name of an assessment must be a text that is not empty and has no ".": ${JSON.stringify(name)}.`);
}

function invalid(message: string): TracingError {
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
