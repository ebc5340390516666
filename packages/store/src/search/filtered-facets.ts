/**
 * How far facets of a filter are counted: so many of the newest traces that it selects, for so many milliseconds. Whoever
 * chooses among them waits for the answer.
 */
export const FILTERED_FACETS = { max: 10_000, budgetMs: 500 } as const;
