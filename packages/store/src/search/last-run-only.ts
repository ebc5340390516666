import type { Filter, FilterClause } from '@spanwright/core/model';

/** A filter as MLflow understands it: of several `run_id = '…'` the last one counts. */
export function lastRunOnly(filter: Filter): Filter {
  const isRun = (clause: FilterClause): boolean =>
    clause.kind === 'metadata' && clause.key === 'mlflow.sourceRun' && clause.test.comparator === '=';
  const last = filter.findLastIndex(isRun);
  return filter.filter((clause, i) => !isRun(clause) || i === last);
}
