import type { ChartDimension } from '../../summaries.ts';
import { Counted } from '../counted.ts';
import { bucketSql } from './histogram.ts';

/** What a chart divides by, as `charts.dim` numbers it; `all` has one value, 0. */
export const DIMENSIONS: readonly (ChartDimension | 'all')[] = ['all', 'name', 'spanType', 'model', 'tool'];

/** The rows of `traces` between two ids, inclusive. */
const OF_TRACES = 'FROM traces AS t WHERE t.id BETWEEN ? AND ?';
/** The rows of `spans` of these traces. CROSS: the spans come first, whatever SQLite thinks of it. */
const OF_SPANS = `
  FROM spans AS s CROSS JOIN traces AS t ON t.id = s.id >> 20
  WHERE s.id BETWEEN ? << 20 AND (? << 20) + 1048575`;

const GROUPS = 'GROUP BY t.experiment, hour, value, bucket';

/** Sums up some traces for one dimension: a row for each experiment, hour, value and bucket of latency. */
export const CONTRIBUTIONS: { readonly [D in ChartDimension | 'all']: string } = {
  all: `${traceSums('0')} ${OF_TRACES} ${GROUPS}`,
  name: `${traceSums('t.name')} ${OF_TRACES} AND t.name IS NOT NULL ${GROUPS}`,
  spanType: `${spanSums('s.type')} ${OF_SPANS} ${GROUPS}`,
  // What an inner layer saw again is no other call.
  model: `${spanSums('s.model')} ${OF_SPANS} AND s.model IS NOT NULL AND (s.total_tokens IS NULL OR s.counted) ${GROUPS}`,
  tool: `${spanSums('s.name')} ${OF_SPANS} AND s.type = (SELECT id FROM dict WHERE text = 'TOOL') ${GROUPS}`,
};

function traceSums(value: string): string {
  return `
    SELECT t.experiment, t.ts / 3600000 AS hour, ${value} AS value, ${bucketSql('t.duration_ms')} AS bucket,
      count(*) AS n, total(t.state = 2) AS errors, total(t.input_tokens) AS input_tokens,
      total(t.output_tokens) AS output_tokens, total(t.total_tokens) AS total_tokens, total(t.cost) AS cost,
      0 AS unpriced`;
}

function spanSums(value: string): string {
  const counted = (column: string): string => `total((s.counted & ${Counted.USAGE} > 0) * s.${column}) AS ${column}`;
  return `
    SELECT t.experiment, t.ts / 3600000 AS hour, ${value} AS value, ${bucketSql('s.duration_ns / 1e6')} AS bucket,
      count(*) AS n, total(s.status = 2) AS errors, ${counted('input_tokens')}, ${counted('output_tokens')},
      ${counted('total_tokens')}, total((s.counted & ${Counted.COST} > 0) * (s.input_cost + s.output_cost)) AS cost,
      total(s.counted & ${Counted.UNPRICED} > 0) AS unpriced`;
}
