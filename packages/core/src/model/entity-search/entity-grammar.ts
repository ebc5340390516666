/** What a key of a run, an experiment or a logged model belongs to. */
export type EntityField = 'attribute' | 'metric' | 'param' | 'tag';

/** A value of an entity; undefined where it has none. */
export type EntityValue = string | number | undefined;

/** What can be asked of one sort of entity, and how it is read. */
export interface EntityGrammar<T> {
  /** In messages, such as `run`. */
  readonly entity: string;
  /** Attributes by the names that filters have for them; a key without a prefix is one of these. */
  readonly attributes: { readonly [name: string]: (entity: T) => EntityValue };
  /** Attributes that are numbers. */
  readonly numbers: readonly string[];
  /** Other names of attributes. */
  readonly aliases: { readonly [name: string]: string };
  /** What has keys of the user's. */
  readonly fields: { readonly [K in Exclude<EntityField, 'attribute'>]?: (entity: T) => Values };
  /** Orders what nothing else orders; the smallest first. */
  readonly tieBreak: (left: T, right: T) => number;
}

interface Values {
  readonly [key: string]: string | number;
}

/** Prefixes of keys, as MLflow has them (`SearchUtils`). */
export const FIELD_PREFIXES: { readonly [prefix: string]: EntityField } = {
  attribute: 'attribute',
  attributes: 'attribute',
  attr: 'attribute',
  run: 'attribute',
  metric: 'metric',
  metrics: 'metric',
  param: 'param',
  params: 'param',
  parameter: 'param',
  parameters: 'param',
  tag: 'tag',
  tags: 'tag',
};
