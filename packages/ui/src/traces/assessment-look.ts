import type { TraceInfoJson } from '@spanwright/server/viewer-api';

type AssessmentJson = NonNullable<TraceInfoJson['assessments']>[number];

/** How an assessment is shown in a list. */
export interface AssessmentLook {
  readonly name: string;
  readonly text: string;
  readonly tone: 'good' | 'bad' | 'plain';
}

const GOOD = new Set(['yes', 'true', 'pass', 'passed', 'correct']);
const BAD = new Set(['no', 'false', 'fail', 'failed', 'incorrect']);

function toneOf(value: unknown): AssessmentLook['tone'] {
  const word = String(value).toLowerCase();
  if (GOOD.has(word)) return 'good';
  return BAD.has(word) ? 'bad' : 'plain';
}

function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : value.toFixed(2);
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** Name, value and tone of an assessment; passes and failures by yes and no. */
export function assessmentLook(assessment: AssessmentJson): AssessmentLook {
  const { assessment_name: name, feedback, expectation } = assessment;
  if (feedback?.error) return { name, text: 'failed', tone: 'bad' };
  const value = feedback?.value ?? expectation?.value;
  return { name, text: textOf(value), tone: feedback ? toneOf(value) : 'plain' };
}

/** The assessments of a trace that are in force. */
export const validAssessments = ({ assessments }: TraceInfoJson): readonly AssessmentJson[] =>
  (assessments ?? []).filter(({ valid }) => valid);
