import type { Signal } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { usePageTitle } from '../app/page-title.ts';
import type { PageProps } from '../app/pages.ts';
import { currentExperiment, experimentName } from '../app/experiments.ts';
import { useLive } from '../api/use-live.ts';
import { Problem } from '../components/problem.tsx';
import { Facets } from '../search/facets.tsx';
import { fullPath, path, setQuery } from '../router/location.ts';
import { ActionBar } from './action-bar.tsx';
import { type TracesPageState, facetsShown, liveWanted, serverQuery, tracesPageState } from './page-state.ts';
import { writeOrder } from './order.ts';
import { Toolbar } from './toolbar.tsx';
import { NoTraces } from './no-traces.tsx';
import { TraceTable } from './trace-table.tsx';
import { useNewTraces } from './use-new-traces.ts';
import { useSelection } from './use-selection.ts';
import { useTraceKeys } from './use-trace-keys.ts';
import { type TraceListControl, useTraceList } from './use-trace-list.ts';
import { rememberWalked } from './walked-traces.ts';
import { useFacets } from './use-facets.ts';

/** The traces of an experiment: search, facets, table. */
export function TracesPage({ params }: PageProps) {
  const state = tracesPageState(params['experiment'] ?? currentExperiment.value);
  usePageTitle(`Traces of ${experimentName(state.experiment)}`);
  const { query, list, facets, live, refresh } = useTraces(state);
  const selection = useSelection(list.traces);
  const keys = useTraceKeys({ list, selection, refresh });
  const fresh = useNewTraces(list, keys, selection);
  useWalkedTraces(list, fresh.top);
  const filter = (text: string) => setQuery({ filter: text });
  const nothing = list.traces.length === 0 && !list.loading && !list.failure;
  return (
    <div class="traces-page">
      <h1 class="visually-hidden">Traces</h1>
      <Toolbar
        state={state}
        query={query}
        facets={facets.all}
        live={live}
        list={list}
        onRefresh={refresh}
        onFilter={filter}
      />
      <div class="traces-body">
        {facetsShown.value && facets.all.length > 0 && (
          <Facets facets={facets.shown} filter={state.filter} onFilter={filter} />
        )}
        <div class="traces-main">
          {list.failure && <Problem failure={list.failure} onRetry={refresh} />}
          <ActionBar selection={selection} query={query} onDeleted={list.remove} onChanged={refresh} />
          {nothing ? (
            <NoTraces filtered={state.filter !== '' || state.range !== ''} />
          ) : (
            <TraceTable state={state} list={list} selection={selection} keys={keys} fresh={fresh} />
          )}
        </div>
      </div>
    </div>
  );
}

/** Whoever opens a trace can go on to the next one of this list. */
function useWalkedTraces({ traces }: TraceListControl, top: Signal<number>): void {
  const latest = useRef({ traces, address: '' });
  // The page may be drawn once more when the address is another one's already.
  const address = path.value.endsWith('/traces') ? fullPath.value : latest.current.address;
  latest.current = { traces, address };
  useEffect(
    () => () => {
      const { traces: left, address: at } = latest.current;
      rememberWalked({ ids: left.map(({ trace_id: id }) => id), address: at, top: top.value });
    },
    [],
  );
}

/** What the server has for the page, and how it is asked again. */
function useTraces(state: TracesPageState) {
  const [nowMs, setNow] = useState(Date.now);
  const query = useMemo(() => serverQuery(state, nowMs), [JSON.stringify(state), nowMs]);
  const list = useTraceList(query);
  const facets = useFacets(query);
  const follows = liveWanted.value && writeOrder(state.order) === undefined;
  const live = useLive(query.experiment, follows, list.lookForNew);
  const refresh = () => {
    setNow(Date.now());
    list.reload();
    facets.reload();
  };
  return { query, list, facets, live, refresh };
}
