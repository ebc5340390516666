import type { Facet } from '@spanwright/server/viewer-api';
import { keyText, quoted } from './clauses.ts';
import { type CursorPart, partAtEnd } from './clause-parts.ts';
import { type Field, fieldNamed, fields } from './fields.ts';

/** Something that can be put into the filter at the cursor. */
export interface Completion {
  readonly label: string;
  /** Says more about it. */
  readonly detail: string;
  /** Replaces the text from `from` to the cursor. */
  readonly insert: string;
  readonly from: number;
}

const MAX_OFFERED = 12;
const COMPARATOR_MEANING: { readonly [comparator: string]: string } = {
  '=': 'is',
  '!=': 'is not',
  '>': 'more than',
  '>=': 'at least',
  '<': 'less than',
  '<=': 'at most',
  LIKE: 'pattern, % stands for anything',
  ILIKE: 'pattern, upper and lower case alike',
  RLIKE: 'regular expression',
  IN: 'one of',
  'NOT IN': 'none of',
  'IS NULL': 'is not there',
  'IS NOT NULL': 'is there',
};

const without = (text: string): string => text.replace(/[`'"(]/g, '').toLowerCase();

function fitting(offers: readonly Omit<Completion, 'from'>[], { typed, from }: CursorPart): readonly Completion[] {
  const wanted = without(typed);
  const rank = ({ label }: Omit<Completion, 'from'>): number => {
    const at = label.toLowerCase().indexOf(wanted);
    if (at === 0) return 0;
    return at > 0 ? 1 : 2;
  };
  return offers
    .map((offer) => ({ ...offer, from, rank: rank(offer) }))
    .filter((offer) => offer.rank < 2 && offer.insert.trimEnd() !== typed)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_OFFERED)
    .map(({ rank: _, ...offer }) => offer);
}

/** Keys of tags and metadata that there are, as fields. */
function knownKeys(facets: readonly Facet[]): readonly Omit<Completion, 'from'>[] {
  return facets
    .filter(({ key }) => /^(tags|metadata)\./.test(key))
    .map(({ key }) => {
      const dot = key.indexOf('.');
      const field = `${key.slice(0, dot)}.${keyText(key.slice(dot + 1))}`;
      return { label: key, detail: key.startsWith('tags.') ? 'Tag' : 'Metadata', insert: `${field} ` };
    });
}

const fieldOffers = (facets: readonly Facet[]): readonly Omit<Completion, 'from'>[] => [
  ...fields.map(({ name, about }) => ({
    label: name.endsWith('.') ? `${name}…` : name,
    detail: about,
    insert: name.endsWith('.') ? name : `${name} `,
  })),
  ...knownKeys(facets),
];

const needsList = (comparator: string): boolean => comparator.endsWith('IN');
const needsPattern = (comparator: string): boolean => comparator.endsWith('LIKE') && comparator !== 'RLIKE';

function comparatorOffers(field: Field | undefined): readonly Omit<Completion, 'from'>[] {
  const comparators = field?.comparators ?? ['=', '!=', 'LIKE', 'ILIKE'];
  return comparators.map((label) => ({ label, detail: COMPARATOR_MEANING[label] ?? '', insert: `${label} ` }));
}

function facetOf(fieldText: string, field: Field | undefined, facets: readonly Facet[]): Facet | undefined {
  const key = field?.facet ?? fieldText.replaceAll('`', '');
  return facets.find((facet) => facet.key === key);
}

function valueOffers(
  { field: text, comparator }: CursorPart,
  facets: readonly Facet[],
): readonly Omit<Completion, 'from'>[] {
  const field = fieldNamed(text);
  const counted = facetOf(text, field, facets)?.values ?? [];
  const others = (field?.values ?? []).filter((value) => !counted.some((known) => known.value === value));
  const all = [
    ...counted.map(({ value, count }) => ({ value, detail: `${count}` })),
    ...others.map((value) => ({ value, detail: '' })),
  ];
  const write = (value: string): string => {
    if (needsList(comparator)) return `(${quoted(value)}) `;
    return `${quoted(needsPattern(comparator) ? `%${value}%` : value)} `;
  };
  return all.map(({ value, detail }) => ({ label: value, detail, insert: write(value) }));
}

/** What can be put at the cursor of a filter: fields, comparators or values; the known ones come from facets. */
export function completionsAt(filter: string, cursor: number, facets: readonly Facet[]): readonly Completion[] {
  const part = partAtEnd(filter.slice(0, cursor));
  switch (part.kind) {
    case 'field':
      return fitting(fieldOffers(facets), part);
    case 'comparator':
      return fitting(comparatorOffers(fieldNamed(part.field)), part);
    case 'value':
      return fitting(valueOffers(part, facets), part);
    case 'and':
      return fitting([{ label: 'AND', detail: 'another condition', insert: 'AND ' }], part);
  }
}
