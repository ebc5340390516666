import { useShortcuts } from '../../keyboard/shortcuts.ts';
import { links } from '../../router/href.ts';
import { navigate } from '../../router/location.ts';
import { neighboursOf } from '../../traces/walked-traces.ts';

/** Gives the keys that go to the next trace of the list, and to the one before, their meaning. */
export function useTraceKeys(id: string): void {
  const go = (side: 'before' | 'after') => () => {
    const to = neighboursOf(id)?.[side];
    if (to !== undefined) navigate(links.trace(to));
  };
  useShortcuts('Traces of the list', [
    { key: 'J', does: 'Next trace', run: go('after') },
    { key: 'K', does: 'Trace before', run: go('before') },
  ]);
}
