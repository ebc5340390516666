import type { EntityGrammar, EntityValue } from './entity-grammar.ts';
import type { EntityKey } from './entity-key.ts';

/** What an entity has under a key. */
export function valueOf<T>(entity: T, { field, key }: EntityKey, grammar: EntityGrammar<T>): EntityValue {
  if (field === 'attribute') return grammar.attributes[key]?.(entity);
  const values = grammar.fields[field]?.(entity);
  return values && Object.hasOwn(values, key) ? values[key] : undefined;
}
