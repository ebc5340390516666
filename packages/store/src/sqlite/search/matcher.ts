import type {
  Assessment,
  Filter,
  FilterClause,
  ListTest,
  PresenceTest,
  TextTest,
  TraceInfo,
} from '@spanwright/core/model';
import type { Connection } from '../connection.ts';
import { assessmentPasses, readAssessmentsFor } from './assessment-test.ts';
import { spanMatcher } from './span-matcher.ts';
import { textPredicate } from './text-test.ts';

/** Whether a trace passes. */
export type TraceMatcher = (id: number, info: TraceInfo) => boolean;

const LINKED_PROMPTS = 'mlflow.linkedPrompts';

/** Checks clauses on a trace's row, spans, text and assessments, one by one: what no index can tell exactly. */
export function traceMatcher(connection: Connection, filter: Filter): TraceMatcher {
  const rowTests = filter.filter(isRowClause).map(rowTest);
  const assessmentClauses = filter.filter(isAssessmentClause);
  const spans = spanMatcher(connection, filter.filter(isSpanClause));
  return (id, info) =>
    rowTests.every((passes) => passes(info)) &&
    passesAssessments(connection, assessmentClauses, { id, info }) &&
    spans(id);
}

type SpanClause = Extract<FilterClause, { readonly kind: 'span' }>;
type AssessmentClause = Extract<FilterClause, { readonly kind: 'feedback' | 'expectation' | 'issue' }>;
type RowClause = Exclude<FilterClause, SpanClause | AssessmentClause>;

/** Whether a clause looks at spans. */
export function isSpanClause(clause: FilterClause): clause is SpanClause {
  return clause.kind === 'span';
}

/** Whether a clause looks at assessments. */
export function isAssessmentClause(clause: FilterClause): clause is AssessmentClause {
  return clause.kind === 'feedback' || clause.kind === 'expectation' || clause.kind === 'issue';
}

/** Whether a clause looks at the information of a trace. */
export function isRowClause(clause: FilterClause): clause is RowClause {
  return !isSpanClause(clause) && !isAssessmentClause(clause);
}

/** The test that a clause makes on the information of a trace, apart from its state and times, which SQL compares. */
export function rowTest(clause: RowClause): (info: TraceInfo) => boolean {
  switch (clause.kind) {
    case 'tag':
      return valueTest(clause.test, (info) => own(info.tags, clause.key));
    case 'metadata':
      return valueTest(clause.test, (info) => own(info.metadata, clause.key));
    case 'prompt':
      return (info) => promptsOf(info).includes(clause.value);
    case 'attribute':
      return valueTest(clause.test, (info) => (clause.key === 'request_id' ? info.traceId : info.clientRequestId));
    case 'time':
      // SQL has checked it.
      return () => true;
  }
}

type ValueTest = TextTest | ListTest | PresenceTest;

function valueTest(test: ValueTest, read: (info: TraceInfo) => string | undefined): (info: TraceInfo) => boolean {
  if (test.comparator === 'IS NULL') return (info) => read(info) === undefined;
  if (test.comparator === 'IS NOT NULL') return (info) => read(info) !== undefined;
  const passes = textPredicate(test);
  return (info) => {
    const value = read(info);
    return value !== undefined && passes(value);
  };
}

function own(record: { readonly [key: string]: string }, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function promptsOf(info: TraceInfo): readonly string[] {
  try {
    const linked = JSON.parse(info.tags[LINKED_PROMPTS] ?? '[]') as readonly { name: unknown; version: unknown }[];
    return linked.map(({ name, version }) => `${String(name)}/${String(version)}`);
  } catch {
    return [];
  }
}

function passesAssessments(
  connection: Connection,
  clauses: readonly AssessmentClause[],
  trace: { readonly id: number; readonly info: TraceInfo },
): boolean {
  if (clauses.length === 0) return true;
  const found: readonly Assessment[] = readAssessmentsFor(connection, trace);
  return clauses.every((clause) => assessmentPasses(clause, found));
}
