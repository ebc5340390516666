import type { Filter } from '@spanwright/core/model';
import type { Connection } from '../connection.ts';
import { FIRST_PAGE } from '../page-token.ts';
import { planMatcher } from '../search/matcher.ts';
import { merged } from '../search/merged.ts';
import { planFor } from '../search/plan.ts';
import { sourcesOf } from '../search/sources.ts';

/** What a filter selects, as far as there was time to look. */
export interface MatchingIds {
  /** `traces.id`, newest first. */
  readonly ids: readonly number[];
  /** There may be more. */
  readonly cut: boolean;
}

/** How far it is looked. */
export interface LookLimits {
  readonly max: number;
  readonly budgetMs: number;
}

/** Ids of the newest traces of some experiments (`experiments.key`) that a filter selects. */
export function matchingIds(
  connection: Connection,
  filter: Filter,
  experiments: readonly number[],
  { max, budgetMs }: LookLimits,
): MatchingIds {
  const deadlineMs = performance.now() + budgetMs;
  const plan = planFor(connection, filter);
  const matches = planMatcher(connection, plan);
  const ids: number[] = [];
  const sources = sourcesOf(connection, plan, experiments);
  for (const { key, row } of merged(sources, { after: FIRST_PAGE, firstBatch: 500, deadlineMs })) {
    if (!row || ids.length >= max || performance.now() > deadlineMs) return { ids, cut: true };
    if (matches(row)) ids.push(key.id);
  }
  return { ids, cut: false };
}
