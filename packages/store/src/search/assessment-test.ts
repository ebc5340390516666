import type { Assessment, FilterClause, JsonValue, TextTest } from '@spanwright/core/model';
import { textPredicate } from './text-test.ts';

type AssessmentClause = Extract<FilterClause, { readonly kind: 'feedback' | 'expectation' | 'issue' }>;
type ValueClause = Extract<FilterClause, { readonly kind: 'feedback' | 'expectation' }>;

/** Whether one of the assessments passes a clause, with MLflow's rules: valid ones only, values compared as JSON. */
export function assessmentPasses(clause: AssessmentClause, assessments: readonly Assessment[]): boolean {
  if (clause.kind === 'issue') return assessments.some(({ kind, name }) => kind === 'issue' && name === clause.id);
  const named = assessments.filter(({ kind, name, valid }) => valid && kind === clause.kind && name === clause.name);
  if (clause.test.comparator === 'IS NULL') return named.length === 0;
  if (clause.test.comparator === 'IS NOT NULL') return named.length > 0;
  return named.some(({ value }) => valuePasses(clause.test, value));
}

const NUMBERS: { readonly [comparator: string]: (a: number, b: number) => boolean } = {
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
};

function valuePasses(test: ValueClause['test'], value: JsonValue): boolean {
  if (!('value' in test)) return false;
  const json = JSON.stringify(value);
  const compare = NUMBERS[test.comparator];
  if (compare) return typeof value === 'number' && compare(value, Number(test.value));
  if (test.comparator === '=') return isEither(json, String(test.value));
  if (test.comparator === '!=') return !isEither(json, String(test.value));
  return textPredicate(test as TextTest)(json);
}

function isEither(json: string, value: string): boolean {
  return json === value || json === JSON.stringify(value);
}
