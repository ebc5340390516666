export { likeExpression } from './like-expression.ts';
export { parseFilter } from './parse-filter.ts';
export { parseOrder } from './parse-order.ts';
export type {
  Filter,
  FilterClause,
  ListTest,
  NumberComparator,
  NumberTest,
  OrderKey,
  PresenceTest,
  SpanField,
  TextComparator,
  TextTest,
} from './syntax-tree.ts';
