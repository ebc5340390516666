import type { Facet } from '@spanwright/server/viewer-api';
import { clausesOf, joinClauses, keyText, quoted } from './clauses.ts';

/** How a facet's key stands in filters, and whether several of its values may be chosen. */
interface FacetField {
  readonly field: string;
  readonly many: boolean;
}

/** The field of a facet's key: `tags.my key` → ``tags.`my key` ``. */
export function facetField(key: string): FacetField {
  const many = key === 'status' || key.startsWith('span.');
  if (key === 'span.model') return { field: 'span.attributes.`mlflow.llm.model`', many };
  const dot = key.indexOf('.');
  const prefix = key.slice(0, dot);
  const keyed = prefix === 'tags' || prefix === 'metadata';
  return { field: keyed ? `${prefix}.${keyText(key.slice(dot + 1))}` : key, many };
}

const IN = /^in\s*\(([\s\S]*)\)$/i;
const EQUALS = /^=\s*((['"])[\s\S]*\2)$/;

function valuesIn(rest: string): readonly string[] | undefined {
  const equal = EQUALS.exec(rest)?.[1];
  if (equal !== undefined) return [equal.slice(1, -1)];
  const list = IN.exec(rest)?.[1];
  return list === undefined ? undefined : [...list.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, a, b]) => a ?? b ?? '');
}

/** What a clause demands of a field by `=` or `IN`; undefined where it is about something else. */
function demanded(clause: string, field: string): readonly string[] | undefined {
  if (!clause.startsWith(field)) return undefined;
  const rest = clause.slice(field.length);
  return /^[\s=]/.test(rest) ? valuesIn(rest.trim()) : undefined;
}

/** The values of a facet that a filter demands. */
export function chosenValues(filter: string, key: string): readonly string[] {
  const { field } = facetField(key);
  return clausesOf(filter).flatMap(({ text }) => demanded(text, field) ?? []);
}

function clauseFor(field: string, values: readonly string[]): string {
  if (values.length === 0) return '';
  return values.length === 1
    ? `${field} = ${quoted(values[0] ?? '')}`
    : `${field} IN (${values.map(quoted).join(', ')})`;
}

const othersThan = (filter: string, field: string): readonly string[] =>
  clausesOf(filter)
    .filter(({ text }) => demanded(text, field) === undefined)
    .map(({ text }) => text);

/** The filter with a value of a facet demanded, or no longer demanded. The other conditions stay as they are. */
export function toggleFacet(filter: string, key: string, value: string): string {
  const { field, many } = facetField(key);
  const chosen = chosenValues(filter, key);
  const added = many ? [...chosen, value] : [value];
  const values = chosen.includes(value) ? chosen.filter((other) => other !== value) : added;
  return joinClauses([...othersThan(filter, field), clauseFor(field, values)]);
}

/** The filter without what it demands of a facet. */
export const withoutFacet = (filter: string, key: string): string =>
  joinClauses(othersThan(filter, facetField(key).field));

/** Those of some facets' keys of which a filter demands a value. */
export const chosenKeys = (filter: string, keys: readonly string[]): readonly string[] =>
  keys.filter((key) => chosenValues(filter, key).length > 0);

/**
 * The facets that a filter leaves something of. Of a key that has a value chosen, it is what there would be without that
 * condition, and the chosen values also where they have nothing.
 * @param own the facets without the condition on a key, by that key
 */
export function facetsUnder(
  filter: string,
  counted: readonly Facet[],
  own: ReadonlyMap<string, readonly Facet[]>,
): readonly Facet[] {
  const others = counted.filter(({ key }) => !own.has(key));
  const chosen = [...own].map(([key, facets]): Facet => {
    const found = facets.find((facet) => facet.key === key) ?? { key, values: [] };
    const gone = chosenValues(filter, key).filter((value) => !found.values.some((other) => other.value === value));
    return { ...found, values: [...found.values, ...gone.map((value) => ({ value, count: 0 }))] };
  });
  return [...chosen, ...others].sort((a, b) => (a.key < b.key ? -1 : 1));
}
