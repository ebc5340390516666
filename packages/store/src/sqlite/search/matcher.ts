import type { Assessment, Filter, TraceInfo } from '@spanwright/core/model';
import { assessmentPasses } from '../../search/assessment-test.ts';
import { type AssessmentClause, isAssessmentClause, isRowClause, isSpanClause } from '../../search/clause-kind.ts';
import { rowTest } from '../../search/row-test.ts';
import type { Connection } from '../connection.ts';
import type { SqlRow } from '../driver.ts';
import { infoOf } from '../info-row.ts';
import { readAssessmentsFor } from './assessments-for.ts';
import type { Plan } from './plan.ts';
import { spanMatcher } from './span-matcher.ts';

/** Whether a trace passes, by its row (`INFO_COLUMNS`). */
export type TraceMatcher = (row: SqlRow) => boolean;

/** Checks what the statements of a plan have not checked. */
export function planMatcher(connection: Connection, plan: Plan): TraceMatcher {
  const posted = traceMatcher(connection, plan.residual);
  const unposted = traceMatcher(connection, plan.unposted);
  return (row) => (Number(row['id']) > plan.postedUpto ? unposted : posted)(row);
}

// Clauses on a trace's row, spans, text and assessments, one by one: what no index can tell exactly.
function traceMatcher(connection: Connection, filter: Filter): TraceMatcher {
  const rowTests = filter.filter(isRowClause).map(rowTest);
  const assessmentClauses = filter.filter(isAssessmentClause);
  const spans = spanMatcher(connection, filter.filter(isSpanClause));
  const passesInfo = (id: number, info: TraceInfo): boolean =>
    rowTests.every((passes) => passes(info)) && passesAssessments(connection, assessmentClauses, { id, info });
  // The information is read where a clause is on it: for most searches the statement has checked all.
  const asksInfo = rowTests.length + assessmentClauses.length > 0;
  return (row) => {
    const id = Number(row['id']);
    return (!asksInfo || passesInfo(id, infoOf(row))) && spans(id);
  };
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
