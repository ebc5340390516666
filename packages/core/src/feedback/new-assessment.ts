import { snapshot } from '../capture/snapshot.ts';
import { newId } from '../ids.ts';
import {
  type Assessment,
  type AssessmentError,
  type AssessmentSource,
  type JsonValue,
  TracingError,
} from '../model/index.ts';
import type { TraceRef } from '../trace-ref.ts';

/** What is common to feedback and expectations. */
export interface AssessmentOptions extends TraceRef {
  /** The span that is judged; default the whole trace. */
  readonly spanId?: string;
  /** The kind may be left out of a source that is only a name. */
  readonly source?: AssessmentSource;
  readonly metadata?: { readonly [key: string]: string };
}

const SOURCE_TYPES: ReadonlySet<string> = new Set(['HUMAN', 'LLM_JUDGE', 'CODE', 'SOURCE_TYPE_UNSPECIFIED']);
const MAX_STACK_CHARS = 10_000;

/** An assessment that was made just now. */
export function newAssessment(
  { spanId, source, metadata }: AssessmentOptions,
  known: Pick<Assessment, 'kind' | 'name' | 'traceId' | 'value'> & Partial<Assessment>,
): Assessment {
  const now = Date.now();
  return {
    assessmentId: `a-${newId()}`,
    ...(spanId !== undefined && { spanId }),
    ...(metadata !== undefined && { metadata }),
    valid: true,
    createTimeMs: now,
    lastUpdateTimeMs: now,
    ...known,
    source: checkSource(source ?? { sourceType: known.kind === 'feedback' ? 'CODE' : 'HUMAN', sourceId: 'default' }),
  };
}

/** A value as it is stored: plain data. */
export function plainValue(value: unknown): JsonValue {
  return snapshot(value).value ?? null;
}

/** What went wrong, as it is stored: MLflow's code for a text is `ASSESSMENT_ERROR`. */
export function errorData(error: unknown): AssessmentError {
  if (typeof error === 'string') return { errorCode: 'ASSESSMENT_ERROR', errorMessage: error };
  if (error instanceof Error) {
    const { name, message, stack } = error;
    return { errorCode: name, errorMessage: message, ...(stack && { stackTrace: stack.slice(0, MAX_STACK_CHARS) }) };
  }
  if (typeof error === 'object' && error !== null && 'errorCode' in error) return { ...(error as AssessmentError) };
  throw invalid(`'error' must be an Error, an AssessmentError or a string. Got: ${typeof error}`);
}

function checkSource(source: AssessmentSource): AssessmentSource {
  if (typeof source === 'object' && source !== null && SOURCE_TYPES.has(source.sourceType)) return source;
  const wanted = `{ sourceType: ${[...SOURCE_TYPES].map((type) => `'${type}'`).join(' | ')}, sourceId }`;
  throw invalid(`\`source\` must be an AssessmentSource, ${wanted}. Got ${JSON.stringify(source)} instead.`);
}

function invalid(message: string): TracingError {
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
