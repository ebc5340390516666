import type { JsonValue } from './json.ts';

/** Who or what made an assessment. */
export interface AssessmentSource {
  readonly sourceType: 'HUMAN' | 'LLM_JUDGE' | 'CODE' | 'SOURCE_TYPE_UNSPECIFIED';
  /** Name of the person, model or program; MLflow's default is "default". */
  readonly sourceId: string;
}

/** Why a feedback has no value, or a doubtful one. */
export interface AssessmentError {
  readonly errorCode: string;
  readonly errorMessage?: string;
  /** At most 10,000 characters. */
  readonly stackTrace?: string;
}

/** A judgement on a trace or span (`feedback`), what should have come out (`expectation`), or a known `issue`. */
export interface Assessment {
  /** `a-` and 32 hex digits. */
  readonly assessmentId: string;
  readonly kind: 'feedback' | 'expectation' | 'issue';
  readonly name: string;
  readonly traceId: string;
  /** Missing: the whole trace is meant. */
  readonly spanId?: string;
  readonly source: AssessmentSource;
  /** `null` where there is none. */
  readonly value: JsonValue;
  readonly error?: AssessmentError;
  readonly rationale?: string;
  readonly metadata?: { readonly [key: string]: string };
  /** Id of the assessment that this one replaces. */
  readonly overrides?: string;
  /** False once another assessment overrides it. */
  readonly valid: boolean;
  /** Milliseconds since the Unix epoch. */
  readonly createTimeMs: number;
  /** Milliseconds since the Unix epoch. */
  readonly lastUpdateTimeMs: number;
}

/** What of an assessment can be changed afterwards. Metadata is merged. */
export type AssessmentUpdate = Partial<Pick<Assessment, 'name' | 'value' | 'error' | 'rationale' | 'metadata'>>;
