import type { Facet } from '@spanwright/server/viewer-api';
import { useState } from 'preact/hooks';
import { Icon } from '../components/icon.tsx';
import { chosenValues, toggleFacet } from '../filter/facet-filter.ts';
import { formatCount, formatShort } from '../format/number.ts';
import { facetTitle, facetsInOrder } from './facet-order.ts';

interface FacetsProps {
  readonly facets: readonly Facet[];
  readonly filter: string;
  readonly onFilter: (filter: string) => void;
}

/** What the traces can be told apart by; a click puts it into the filter. */
export function Facets({ facets, filter, onFilter }: FacetsProps) {
  return (
    <aside class="facets" aria-label="Facets" data-testid="facets">
      {facetsInOrder(facets).map((facet, index) => (
        <FacetGroup key={facet.key} facet={facet} filter={filter} onFilter={onFilter} open={index < 5} />
      ))}
      {facets.length === 0 && (
        <p class="muted">What traces can be narrowed down by appears here once there are some.</p>
      )}
    </aside>
  );
}

const SHOWN = 6;

function titleOf(value: string, count: number, atLeast: true | undefined): string {
  const traces = count === 1 ? '1 trace' : `${formatCount(count)} traces`;
  return `${value}: ${atLeast ? `at least ${traces}` : traces}`;
}

interface GroupProps extends Omit<FacetsProps, 'facets'> {
  readonly facet: Facet;
  readonly open: boolean;
}

function FacetGroup({ facet, filter, onFilter, open }: GroupProps) {
  const [all, setAll] = useState(false);
  const chosen = chosenValues(filter, facet.key);
  const shown = all ? facet.values : facet.values.slice(0, SHOWN);
  return (
    <details class="facet" open={open || chosen.length > 0}>
      <summary>
        <Icon name="chevronRight" />
        <span class="facet-title">{facetTitle(facet.key)}</span>
        {chosen.length > 0 && <span class="facet-chosen">{chosen.length}</span>}
      </summary>
      <ul>
        {shown.map(({ value, count }) => (
          <li key={value}>
            <label class={`facet-value${count === 0 ? ' is-gone' : ''}`} title={titleOf(value, count, facet.atLeast)}>
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={() => onFilter(toggleFacet(filter, facet.key, value))}
              />
              <span class="facet-text">{value === '' ? '(empty)' : value}</span>
              <span class="facet-count number">
                {formatShort(count)}
                {facet.atLeast && count > 0 && '+'}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {facet.values.length > SHOWN && (
        <button type="button" class="facet-more" onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `${facet.values.length - SHOWN} more`}
        </button>
      )}
      {all && facet.cut && <p class="muted facet-note">Only the most frequent. Search for the others above.</p>}
    </details>
  );
}
