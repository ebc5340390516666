import type { Facet } from '@spanwright/server/viewer-api';
import type { LiveState } from '../api/use-live.ts';
import type { TraceQuery } from '../api/viewer.ts';
import { Button } from '../components/button.tsx';
import { Menu } from '../components/menu.tsx';
import { SearchBar } from '../search/search-bar.tsx';
import { TimeRangeMenu } from '../search/time-range-menu.tsx';
import { setQuery } from '../router/location.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { ExportLinks } from './export-links.tsx';
import { type TracesPageState, facetsShown, followNew, toggleFacets } from './page-state.ts';
import type { TraceListControl } from './use-trace-list.ts';
import { ViewsMenu } from './views-menu.tsx';

interface ToolbarProps {
  readonly state: TracesPageState;
  readonly query: Omit<TraceQuery, 'page' | 'limit'>;
  readonly facets: readonly Facet[];
  readonly live: LiveState;
  readonly list: TraceListControl;
  readonly onRefresh: () => void;
  readonly onFilter: (filter: string) => void;
}

/** What stands above the table of traces. */
export function Toolbar({ state, query, facets, live, list, onRefresh, onFilter }: ToolbarProps) {
  return (
    <div class="toolbar" role="toolbar" aria-label="Traces">
      <Button
        icon="filter"
        label={facetsShown.value ? 'Hide the facets' : 'Show the facets'}
        pressed={facetsShown.value}
        onClick={toggleFacets}
        testId="facets-toggle"
      />
      <SearchBar filter={state.filter} facets={facets} onFilter={onFilter} />
      <div class="toolbar-actions">
        <TimeRangeMenu range={state.range} onRange={(range) => setQuery({ range })} />
        <ViewsMenu state={state} />
        <ColumnChooser columns={state.columns} traces={list.traces} />
        <ExportMenu query={query} />
        <LiveButton live={live} />
        <Button icon="refresh" label="Load again" onClick={onRefresh} />
      </div>
    </div>
  );
}

const LIVE_TEXT: { readonly [State in LiveState]: string } = {
  on: 'New traces show by themselves. Stop',
  waiting: 'Waiting for the server. Stop',
  off: 'Follow new traces',
};

function LiveButton({ live }: { readonly live: LiveState }) {
  return (
    <Button
      icon={live === 'off' ? 'play' : 'pause'}
      label={LIVE_TEXT[live]}
      pressed={live !== 'off'}
      onClick={() => followNew(live === 'off')}
      testId="live"
    >
      <span class={`live live-${live}`}>Live</span>
    </Button>
  );
}

function ExportMenu({ query }: { readonly query: Omit<TraceQuery, 'page' | 'limit'> }) {
  return (
    <Menu
      label="Export"
      align="end"
      button={{ icon: 'download', label: 'Export all of this search', testId: 'export' }}
    >
      {(close) => (
        <>
          <p class="menu-note">All traces that fit the search</p>
          <ExportLinks query={query} onSelect={close} />
        </>
      )}
    </Menu>
  );
}
