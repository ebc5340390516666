import { TracingError } from '../model/index.ts';

type LifecycleStage = 'active' | 'deleted';

/** MLflow's names of what a search looks at. */
export type ViewType = 'ACTIVE_ONLY' | 'DELETED_ONLY' | 'ALL';

const STAGES: { readonly [View in ViewType]: readonly LifecycleStage[] } = {
  ACTIVE_ONLY: ['active'],
  DELETED_ONLY: ['deleted'],
  ALL: ['active', 'deleted'],
};

/**
 * Whether something of a stage is looked at.
 * @throws TracingError INVALID_PARAMETER_VALUE for another name.
 */
export function viewOf(viewType: ViewType = 'ACTIVE_ONLY'): (stage: LifecycleStage) => boolean {
  const stages: readonly LifecycleStage[] | undefined = STAGES[viewType];
  if (stages) return (stage) => stages.includes(stage);
  const message = `Invalid viewType '${String(viewType)}'. Use ACTIVE_ONLY, DELETED_ONLY or ALL.`;
  throw new TracingError('INVALID_PARAMETER_VALUE', message);
}
