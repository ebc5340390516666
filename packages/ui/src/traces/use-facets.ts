import type { Facet } from '@spanwright/server/viewer-api';
import { FACET_VALUES } from '../api/early-requests.ts';
import { useResource } from '../api/use-resource.ts';
import { type TraceQuery, viewerApi } from '../api/viewer.ts';
import { chosenKeys, facetsUnder, withoutFacet } from '../filter/facet-filter.ts';

/** What the traces of a list can be told apart by. */
export interface Facets {
  /** Of all traces of the experiment, to complete a filter from. */
  readonly all: readonly Facet[];
  /** Counted under the filter; a key that has a value chosen, without its own condition: what else could be chosen. */
  readonly shown: readonly Facet[];
  readonly reload: () => void;
}

const NONE: readonly Facet[] = [];

/** Asks for the facets of all traces, and for those of a filter where there is one. */
export function useFacets({ experiment, filter = '' }: Pick<TraceQuery, 'experiment' | 'filter'>): Facets {
  const facetsOf = async (text: string, signal: AbortSignal): Promise<readonly Facet[]> =>
    (await viewerApi.facets({ experiment, filter: text, limit: FACET_VALUES }, signal)).facets;
  const all = useResource(experiment.join(' '), (signal) => facetsOf('', signal));
  const known = all.data ?? NONE;
  const chosen = chosenKeys(
    filter,
    known.map(({ key }) => key),
  );
  const under = useResource(JSON.stringify([experiment, filter, chosen]), async (signal) => {
    if (filter === '') return undefined;
    const filters = [filter, ...chosen.map((key) => withoutFacet(filter, key))];
    const [counted = NONE, ...others] = await Promise.all(filters.map((text) => facetsOf(text, signal)));
    return facetsUnder(filter, counted, new Map(chosen.map((key, index) => [key, others[index] ?? NONE])));
  });
  const reload = () => {
    all.reload();
    under.reload();
  };
  return { all: known, shown: (filter !== '' && under.data) || known, reload };
}
