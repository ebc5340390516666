import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
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

/** Keeps what is typed into the search bar until it is asked for. */
export function useSearchBox(
  { filter, facets, onFilter }: SearchBarProps,
  input: { readonly current: HTMLInputElement | null },
): SearchBox {
  const { draft, latest, setDraft, setFilter } = useDraft(filter, onFilter);
  const placeCursor = useCursor(input);
  const { text, cursor, active } = draft;
  const completions = useMemo(() => completionsAt(text, cursor, facets), [text, cursor, facets]);
  const close = () => setDraft({ ...latest.current, open: false, active: -1 });
  const submit = () => {
    const typed = readSearch(latest.current.text);
    if (typed.kind === 'trace') navigate(links.trace(typed.traceId));
    else setFilter(typed.filter);
  };
  const complete = (completion: Completion) => {
    const next = completed(latest.current, completion);
    input.current?.focus();
    placeCursor(next.cursor);
    setDraft(next);
  };
  const clear = () => {
    // Before the text is gone: the field tells of its text when it gets the focus.
    input.current?.focus();
    setFilter('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { current } = latest;
    // A key may come before what was typed is drawn.
    const offered = current === draft ? completions : completionsAt(current.text, current.cursor, facets);
    const blur = () => input.current?.blur();
    handleKey(event, { draft: current, setDraft, completions: offered, complete, submit, blur });
  };
  const onInput: SearchBox['onInput'] = ({ currentTarget: { value, selectionStart } }) =>
    setDraft({ text: value, cursor: selectionStart ?? value.length, open: true, active: -1 });
  return { text, open: draft.open, completions, active, complete, submit, clear, close, onKeyDown, onInput };
}

function completed({ text, cursor }: Draft, { insert, from }: Completion): Draft {
  const next = text.slice(0, from) + insert + text.slice(cursor).trimStart();
  return { text: next, cursor: from + insert.length, open: true, active: -1 };
}

/** Puts the cursor to its place together with the text that it belongs to: what is typed next must find it there. */
function useCursor(input: { readonly current: HTMLInputElement | null }): (at: number) => void {
  const cursorAfter = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (cursorAfter.current !== undefined) input.current?.setSelectionRange(cursorAfter.current, cursorAfter.current);
    cursorAfter.current = undefined;
  });
  return (at) => {
    cursorAfter.current = at;
  };
}

interface DraftControl {
  readonly draft: Draft;
  /** What is typed, at once; `draft` has it with the next drawing. */
  readonly latest: { readonly current: Draft };
  readonly setDraft: (draft: Draft) => void;
  /** Shows a filter and puts it in force. */
  readonly setFilter: (filter: string) => void;
}

function useDraft(filter: string, onFilter: (filter: string) => void): DraftControl {
  const [draft, show] = useState<Draft>(shut(filter));
  const latest = useRef(draft);
  const asked = useRef(filter);
  const setDraft = (next: Draft): void => {
    latest.current = next;
    show(next);
  };
  // One that came from elsewhere takes the place of what is typed; our own is there already, and perhaps more behind it.
  // With the drawing, not after it: by then the next one may have been asked for.
  useLayoutEffect(() => {
    if (filter !== asked.current) setDraft(shut(filter));
    asked.current = filter;
  }, [filter]);
  const setFilter = (next: string): void => {
    asked.current = next;
    setDraft(shut(next));
    onFilter(next);
  };
  return { draft, latest, setDraft, setFilter };
}

interface KeyContext {
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  readonly completions: readonly Completion[];
  readonly complete: (completion: Completion) => void;
  readonly submit: () => void;
  readonly blur: () => void;
}

function handleKey(event: KeyboardEvent, context: KeyContext): void {
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
  const run = keys[event.key];
  if (!run) return;
  event.preventDefault();
  run();
}
