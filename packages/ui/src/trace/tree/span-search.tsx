import { useRef } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { useShortcuts } from '../../keyboard/shortcuts.ts';
import type { TraceState } from '../page/trace-state.ts';
import { stepSearch, useSpanSearch } from './use-span-search.ts';

/** The search in the names and the content of the spans, and the way from match to match. */
export function SpanSearch({ state }: { readonly state: TraceState }) {
  const input = useRef<HTMLInputElement>(null);
  const { searched } = state;
  useShortcuts('Search in the trace', [
    { key: '/', does: 'Search the spans', run: () => input.current?.focus() },
    { key: 'n', does: 'Next match', run: () => stepSearch(state, 1) },
    { key: 'N', does: 'Match before', run: () => stepSearch(state, -1) },
  ]);
  useSpanSearch(state);
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') stepSearch(state, event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') {
      searched.value = '';
      input.current?.blur();
    } else return;
    event.preventDefault();
  };
  return (
    <div class="span-search" role="search">
      <input
        ref={input}
        class="input"
        type="search"
        placeholder="Search spans and their content"
        aria-label="Search spans and their content"
        value={searched.value}
        onInput={(event) => (searched.value = event.currentTarget.value)}
        onKeyDown={onKey}
      />
      {searched.value.trim() !== '' && <Found state={state} />}
    </div>
  );
}

function Found({ state }: { readonly state: TraceState }) {
  const { spanIds, current } = state.matches.value;
  return (
    <>
      <span class="span-search-count" role="status">
        {spanIds.length === 0 ? 'None' : `${current + 1}/${spanIds.length}`}
      </span>
      <Button kind="quiet" icon="chevronLeft" label="Match before (N)" onClick={() => stepSearch(state, -1)} />
      <Button kind="quiet" icon="chevronRight" label="Next match (n)" onClick={() => stepSearch(state, 1)} />
    </>
  );
}
