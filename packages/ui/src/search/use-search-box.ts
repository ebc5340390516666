import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Completion, completionsAt } from '../filter/completions.ts';
import { readSearch } from '../filter/typed-search.ts';
import { links } from '../router/href.ts';
import { navigate } from '../router/location.ts';
import type { SearchBarProps } from './search-bar.tsx';

/** State and doings of the search bar. */
export interface SearchBox {
  readonly text: string;
  /** Whether completions show. */
  readonly open: boolean;
  readonly completions: readonly Completion[];
  /** Index of the completion that the arrow keys are at; -1 for none. */
  readonly active: number;
  readonly onInput: (event: Event & { readonly currentTarget: HTMLInputElement }) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly complete: (completion: Completion) => void;
  readonly submit: () => void;
  readonly clear: () => void;
  readonly close: () => void;
}

interface Draft {
  readonly text: string;
  readonly cursor: number;
  readonly open: boolean;
  readonly active: number;
}

const shut = (text: string): Draft => ({ text, cursor: text.length, open: false, active: -1 });

/** Does what was typed: opens a trace, or puts a filter in force. */
function search(text: string, onFilter: (filter: string) => void): void {
  const typed = readSearch(text);
  if (typed.kind === 'trace') navigate(links.trace(typed.traceId));
  else onFilter(typed.filter);
}

/** Keeps what is typed into the search bar until it is asked for. */
export function useSearchBox(
  { filter, facets, onFilter }: SearchBarProps,
  input: { readonly current: HTMLInputElement | null },
): SearchBox {
  const [draft, setDraft] = useState<Draft>(shut(filter));
  useEffect(() => setDraft(shut(filter)), [filter]);
  // With the text that it belongs to: what is typed next must find it there.
  const cursorAfter = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (cursorAfter.current !== undefined) input.current?.setSelectionRange(cursorAfter.current, cursorAfter.current);
    cursorAfter.current = undefined;
  });
  const { text, cursor, active } = draft;
  const completions = useMemo(() => completionsAt(text, cursor, facets), [text, cursor, facets]);
  const close = () => setDraft({ ...draft, open: false, active: -1 });
  const submit = () => {
    setDraft(shut(text));
    search(text, onFilter);
  };
  const complete = ({ insert, from }: Completion) => {
    const next = text.slice(0, from) + insert + text.slice(cursor).trimStart();
    const at = from + insert.length;
    cursorAfter.current = at;
    setDraft({ text: next, cursor: at, open: true, active: -1 });
    input.current?.focus();
  };
  const clear = () => {
    setDraft(shut(''));
    onFilter('');
    input.current?.focus();
  };
  const onKeyDown = keyHandler({ draft, setDraft, completions, complete, submit, blur: () => input.current?.blur() });
  return { text, open: draft.open, completions, active, complete, submit, clear, close, onKeyDown, onInput };

  function onInput({ currentTarget: { value, selectionStart } }: { readonly currentTarget: HTMLInputElement }): void {
    setDraft({ text: value, cursor: selectionStart ?? value.length, open: true, active: -1 });
  }
}

interface KeyContext {
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  readonly completions: readonly Completion[];
  readonly complete: (completion: Completion) => void;
  readonly submit: () => void;
  readonly blur: () => void;
}

function keyHandler(context: KeyContext): (event: KeyboardEvent) => void {
  const { draft, setDraft, completions, complete, submit, blur } = context;
  const chosen = draft.open ? completions[draft.active] : undefined;
  const move = (step: number) => () => {
    const count = completions.length + 1;
    setDraft({ ...draft, open: true, active: ((draft.active + 1 + step + count) % count) - 1 });
  };
  const accept = () => (chosen ? complete(chosen) : submit());
  const keys: { readonly [key: string]: (() => void) | undefined } = {
    ArrowDown: move(1),
    ArrowUp: move(-1),
    Enter: accept,
    Tab: chosen && accept,
    Escape: () => (draft.open ? setDraft({ ...draft, open: false, active: -1 }) : blur()),
  };
  return (event) => {
    const run = keys[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  };
}
