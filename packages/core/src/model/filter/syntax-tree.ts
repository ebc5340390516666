/** How text is compared. `LIKE` is case-sensitive, `ILIKE` is not; `RLIKE` searches a regular expression. */
export type TextComparator = '=' | '!=' | 'LIKE' | 'ILIKE' | 'RLIKE';

/** How numbers are compared. */
export type NumberComparator = '=' | '!=' | '>' | '>=' | '<' | '<=';

/** A comparison of text with one text. */
export interface TextTest {
  readonly comparator: TextComparator;
  readonly value: string;
}

/** Whether text is one of a list. */
export interface ListTest {
  readonly comparator: 'IN' | 'NOT IN';
  readonly values: readonly string[];
}

/** Whether there is a value at all. */
export type PresenceTest = { readonly comparator: 'IS NULL' } | { readonly comparator: 'IS NOT NULL' };

/** A comparison with a number. A quoted text that is no number stays one: it is greater than every number, as in SQL. */
export interface NumberTest {
  readonly comparator: NumberComparator;
  readonly value: number | string;
}

/** Part of a span that a filter can name. */
export type SpanField = 'name' | 'type' | 'status' | 'content' | { readonly attribute: string };

/** One condition of a filter. All conditions must hold; those on spans must hold on the same span. */
export type FilterClause =
  /** Milliseconds. The end is the start plus the duration, where there is one. */
  | {
      readonly kind: 'time';
      readonly key: 'timestamp_ms' | 'execution_time_ms' | 'end_time_ms';
      readonly test: NumberTest;
    }
  | {
      readonly kind: 'attribute';
      readonly key: 'status' | 'request_id' | 'client_request_id';
      readonly test: TextTest | ListTest;
    }
  | { readonly kind: 'tag' | 'metadata'; readonly key: string; readonly test: TextTest | PresenceTest }
  | { readonly kind: 'span'; readonly field: SpanField; readonly test: TextTest | ListTest }
  | {
      readonly kind: 'feedback' | 'expectation';
      readonly name: string;
      readonly test: TextTest | PresenceTest | NumberTest;
    }
  /** A linked prompt, `name/version`. */
  | { readonly kind: 'prompt'; readonly value: string }
  /** An assessment of the kind issue with this name. */
  | { readonly kind: 'issue'; readonly id: string };

/** A filter: all of its conditions must hold. */
export type Filter = readonly FilterClause[];

/** One key that traces are ordered by. */
export interface OrderKey {
  readonly kind: 'attribute' | 'tag' | 'metadata';
  /** Of an attribute: `timestamp_ms`, `execution_time_ms`, `end_time_ms`, `status`, `request_id`, `experiment_id`. */
  readonly key: string;
  readonly descending: boolean;
}
