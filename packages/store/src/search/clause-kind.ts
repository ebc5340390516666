import type { FilterClause } from '@spanwright/core/model';

/** A clause on spans. */
export type SpanClause = Extract<FilterClause, { readonly kind: 'span' }>;

/** A clause on assessments. */
export type AssessmentClause = Extract<FilterClause, { readonly kind: 'feedback' | 'expectation' | 'issue' }>;

/** A clause on the information of a trace. */
export type RowClause = Exclude<FilterClause, SpanClause | AssessmentClause>;

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
