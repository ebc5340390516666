import { currentStore } from '../export/current-exporter.ts';
import { pendingWrite } from '../export/pending-writes.ts';
import { type AssessmentOptions, errorData, newAssessment, plainValue, traceIdOf } from '../feedback/new-assessment.ts';
import { type Assessment, type AssessmentUpdate, TracingError } from '../model/index.ts';
import { findOpenTrace, flushTraces } from '../tracer/tracer.ts';

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
export interface AssessmentKey {
  readonly traceId: string;
  readonly assessmentId: string;
}

/**
 * Stores a judgement: by a person, a model or a program. On a trace in progress it is stored with it, on another one
 * at once. Need not be awaited: a failure is logged.
 */
export function logFeedback(options: FeedbackOptions): Promise<Assessment> {
  const { name = 'feedback', value, error, rationale } = options;
  return store(
    newAssessment(options, {
      kind: 'feedback',
      name: checkName(name),
      traceId: traceIdOf(options),
      value: plainValue(value),
      ...(error !== undefined && error !== null && { error: errorData(error) }),
      ...(rationale !== undefined && { rationale }),
    }),
  );
}

/** Stores what should have come out. On a trace in progress it is stored with it, on another one at once. */
export function logExpectation(options: ExpectationOptions): Promise<Assessment> {
  const { name, value } = options;
  if (value === undefined || value === null) throw invalid('The `value` field must be specified.');
  const traceId = traceIdOf(options);
  return store(
    newAssessment(options, { kind: 'expectation', name: checkName(name), traceId, value: plainValue(value) }),
  );
}

/** Stores a feedback in the place of another one, which stays but is not valid any more. */
export async function overrideFeedback(
  options: AssessmentKey & Omit<FeedbackOptions, 'traceId' | 'requestId' | 'name'>,
): Promise<Assessment> {
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
  return await store(replaced);
}

/** Reads an assessment. Rejects when there is none. */
export async function getAssessment({ traceId, assessmentId }: AssessmentKey): Promise<Assessment> {
  await flushTraces();
  return await currentStore().backend.getAssessment(traceId, assessmentId);
}

/** Changes an assessment; metadata is merged. */
export function updateAssessment({
  traceId,
  assessmentId,
  ...changes
}: AssessmentKey & AssessmentUpdate): Promise<Assessment> {
  return pendingWrite(
    'updating an assessment',
    flushTraces().then(() => currentStore().backend.updateAssessment(traceId, assessmentId, changes)),
  );
}

/** Deletes an assessment; one that it has overridden is valid again. An unknown id is no error. */
export function deleteAssessment({ traceId, assessmentId }: AssessmentKey): Promise<void> {
  return pendingWrite(
    'deleting an assessment',
    flushTraces().then(() => currentStore().backend.deleteAssessment(traceId, assessmentId)),
  );
}

function store(assessment: Assessment): Promise<Assessment> {
  const open = findOpenTrace(assessment.traceId);
  if (open) {
    open.assessments.push(assessment);
    return Promise.resolve(assessment);
  }
  const stored = flushTraces().then(() => currentStore().backend.createAssessment(assessment));
  return pendingWrite('storing an assessment', stored);
}

function checkName(name: string): string {
  if (typeof name === 'string' && name !== '' && !name.includes('.')) return name;
  throw invalid(`The name of an assessment must be a text that is not empty and has no ".": ${JSON.stringify(name)}.`);
}

function invalid(message: string): TracingError {
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
