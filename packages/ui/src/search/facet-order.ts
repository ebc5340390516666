import type { Facet } from '@spanwright/server/viewer-api';

const TITLES: { readonly [key: string]: string } = {
  status: 'State',
  name: 'Name',
  'span.type': 'Span type',
  'span.model': 'Model',
  'span.name': 'Span',
  'metadata.mlflow.trace.session': 'Session',
  'metadata.mlflow.trace.user': 'User',
  'metadata.mlflow.sourceRun': 'Run',
  'metadata.mlflow.modelId': 'Logged model',
  'metadata.mlflow.source.name': 'Source',
};
const FIRST = [
  'status',
  'name',
  'span.model',
  'metadata.mlflow.trace.user',
  'metadata.mlflow.trace.session',
  'span.type',
];

/** Title of a facet. */
export function facetTitle(key: string): string {
  return TITLES[key] ?? key.replace(/^tags\./, '').replace(/^metadata\./, '');
}

const rank = (key: string): number => {
  const at = FIRST.indexOf(key);
  if (at >= 0) return at;
  return key.startsWith('tags.') ? FIRST.length : FIRST.length + 1;
};

// MLflow's own notes, of which no two traces have the same, or all.
const isNoise = (key: string): boolean => /^(tags|metadata)\.mlflow\./.test(key) && !(key in TITLES);

/** Facets worth showing: the usual ones first, then tags, then the others. */
export function facetsInOrder(facets: readonly Facet[]): readonly Facet[] {
  return facets
    .filter(({ key, values }) => values.length > 0 && !isNoise(key))
    .map((facet) => ({ facet, rank: rank(facet.key) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ facet }) => facet);
}
