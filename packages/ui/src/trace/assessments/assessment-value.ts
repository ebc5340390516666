import type { JsonValue } from '@spanwright/core/model';
import type { AssessmentJson } from './assessment-api.ts';

/** What kind of assessment it is. */
export function kindOf({ expectation, issue }: AssessmentJson): 'feedback' | 'expectation' | 'issue' {
  if (expectation) return 'expectation';
  return issue ? 'issue' : 'feedback';
}

/** The value of an assessment of any kind. */
export function valueOf({ feedback, expectation, issue }: AssessmentJson): JsonValue {
  return feedback?.value ?? expectation?.value ?? issue?.issue_name ?? null;
}

/** Whether a value says that something is well, or that it is not; undefined for those that say neither. */
export function verdictOf(value: JsonValue): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  const word = value.toLowerCase();
  if (word === 'yes' || word === 'pass' || word === 'true') return true;
  return word === 'no' || word === 'fail' || word === 'false' ? false : undefined;
}

/** What is typed as a value: JSON where it is some, else the text. */
export function readValue(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

/** A value as it is typed; `readValue` gives it back. */
export function writeValue(value: JsonValue): string {
  return typeof value === 'string' && readValue(value) === value ? value : JSON.stringify(value);
}
