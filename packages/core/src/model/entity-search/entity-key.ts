import { filterError, pythonSet } from '../filter/filter-error.ts';
import { withoutQuotes } from '../filter/identifier.ts';
import { type EntityField, type EntityGrammar, FIELD_PREFIXES } from './entity-grammar.ts';

/** A key of a filter or an order, understood. */
export interface EntityKey {
  readonly field: EntityField;
  readonly key: string;
  /** Its values are numbers. */
  readonly isNumber: boolean;
}

/**
 * Reads `[prefix.]key`.
 * @param at where it stands, for the message
 * @throws TracingError INVALID_PARAMETER_VALUE
 */
export function readEntityKey<T>(text: string, at: number, grammar: EntityGrammar<T>): EntityKey {
  const dot = text.indexOf('.');
  if (dot === -1) return attributeKey(unquoted(text), at, grammar);
  const prefix = unquoted(text.slice(0, dot));
  const field = Object.hasOwn(FIELD_PREFIXES, prefix) ? FIELD_PREFIXES[prefix] : undefined;
  const key = unquoted(text.slice(dot + 1));
  if (field === 'attribute') return attributeKey(key, at, grammar);
  if (field && grammar.fields[field]) return { field, key, isNumber: field === 'metric' };
  const valid = ['attribute', ...Object.keys(grammar.fields)];
  const message = `Invalid entity type '${prefix}'. Valid values are ${pythonSet(valid)}`;
  throw filterError(message, { at, expected: `one of ${valid.join(', ')}` });
}

function attributeKey<T>(name: string, at: number, { attributes, aliases, numbers }: EntityGrammar<T>): EntityKey {
  const key = Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name;
  if (Object.hasOwn(attributes, key)) return { field: 'attribute', key, isNumber: numbers.includes(key) };
  const valid = Object.keys(attributes);
  const message = `Invalid attribute key '${name}' specified. Valid keys are '${pythonSet(valid)}'`;
  throw filterError(message, { at, expected: `one of ${valid.join(', ')}, or a key with a prefix` });
}

function unquoted(text: string): string {
  return text.length >= 2 && /^`.*`$/s.test(text) ? text.slice(1, -1) : withoutQuotes(text);
}
