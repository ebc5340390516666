import type { FilterCheck } from '@spanwright/server/viewer-api';
import { useEffect, useState } from 'preact/hooks';
import { viewerApi } from '../api/viewer.ts';
import { readSearch } from '../filter/typed-search.ts';

const PAUSE_MS = 450;

type FilterError = NonNullable<FilterCheck['error']>;

/** Asks the server, in a pause of typing, what is wrong with a filter; undefined where nothing is. */
export function useFilterCheck(text: string): FilterError | undefined {
  const [checked, setChecked] = useState<{ readonly text: string; readonly error?: FilterError }>({ text: '' });
  useEffect(() => {
    const search = readSearch(text);
    if (search.kind !== 'filter' || search.filter === '') return undefined;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      viewerApi.filter(text, controller.signal).then(
        ({ error }) => setChecked({ text, ...(error && { error }) }),
        // Whoever asks for the traces will be told.
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [text]);
  return checked.text === text ? checked.error : undefined;
}
