import type { Facet } from '@spanwright/server/viewer-api';
import { useRef } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { useDismiss } from '../components/use-dismiss.ts';
import { CompletionList } from './completion-list.tsx';
import { markError } from './error-mark.ts';
import { type SearchBox, useSearchBox } from './use-search-box.ts';
import { useFilterCheck } from './use-filter-check.ts';

/** What a `SearchBar` edits. */
export interface SearchBarProps {
  /** The filter in force. */
  readonly filter: string;
  /** Known keys and values, to complete from. */
  readonly facets: readonly Facet[];
  readonly onFilter: (filter: string) => void;
}

/** A filter of MLflow's language, with completion; plain words search all texts, a trace's id opens the trace. */
export function SearchBar(props: SearchBarProps) {
  const input = useRef<HTMLInputElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const box = useSearchBox(props, input);
  const found = useFilterCheck(box.text);
  // While there is something to complete with, what is typed is not wrong but unfinished.
  const error = box.open && box.completions.length > 0 ? undefined : found;
  useDismiss({ open: box.open, root, onDismiss: box.close });
  return (
    <div class={`search${error ? ' is-wrong' : ''}`} role="search" ref={root}>
      <Icon name="search" />
      <div class="search-field">
        <ErrorMark text={box.text} position={error?.position} input={input} />
        <SearchInput box={box} inputRef={input} wrong={error !== undefined} />
      </div>
      {box.text !== '' && <Button kind="quiet" icon="close" label="Clear the search" onClick={box.clear} />}
      {box.open && <CompletionList box={box} error={error?.message} />}
      {error && !box.open && (
        <p class="search-error" id="search-error" role="status">
          {error.message}
        </p>
      )}
    </div>
  );
}

function SearchInput(props: {
  readonly box: SearchBox;
  readonly inputRef: { current: HTMLInputElement | null };
  readonly wrong: boolean;
}) {
  const { box } = props;
  return (
    <input
      ref={props.inputRef}
      class="search-input"
      data-testid="search-input"
      type="text"
      role="combobox"
      aria-label="Search traces, in MLflow’s filter language"
      aria-expanded={box.open}
      aria-controls="search-completions"
      aria-autocomplete="list"
      aria-activedescendant={box.active >= 0 ? `completion-${box.active}` : undefined}
      aria-invalid={props.wrong}
      placeholder="Words, a trace’s id, or status = 'ERROR' AND tags.env = 'prod'"
      autocomplete="off"
      autocapitalize="off"
      spellcheck={false}
      value={box.text}
      onInput={box.onInput}
      onFocus={box.onInput}
      onClick={box.onInput}
      onBlur={box.close}
      onKeyDown={box.onKeyDown}
    />
  );
}

/** Underlines the mistake: a copy of the text below the field, of which only the line can be seen. */
function ErrorMark(props: {
  readonly text: string;
  readonly position: number | undefined;
  readonly input: { readonly current: HTMLInputElement | null };
}) {
  if (props.position === undefined) return null;
  const { before, wrong, after } = markError(props.text, props.position);
  return (
    <div
      class="search-mirror"
      aria-hidden="true"
      style={{ transform: `translateX(-${props.input.current?.scrollLeft ?? 0}px)` }}
    >
      {before}
      <span class="search-wrong">{wrong}</span>
      {after}
    </div>
  );
}
