import { readSearch } from '../filter/typed-search.ts';
import type { SearchBox } from './use-search-box.ts';

const MEANING = {
  trace: 'Enter opens this trace',
  words: 'Enter searches for these words in all texts',
  filter: 'Enter searches',
} as const;

/** What can be put into the search bar at the cursor, and what Enter does. */
export function CompletionList({ box, error }: { readonly box: SearchBox; readonly error: string | undefined }) {
  return (
    <div class="completions">
      {/* Browsers take what scrolls for a stop of the Tab key, and this is gone once the field is left. */}
      <ul id="search-completions" role="listbox" aria-label="Completions" tabIndex={-1}>
        {box.completions.map((completion, index) => (
          <li
            key={completion.label}
            id={`completion-${index}`}
            role="option"
            aria-selected={index === box.active}
            class="completion"
            // The field keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => box.complete(completion)}
          >
            <span class="completion-label">{completion.label}</span>
            <span class="completion-detail">{completion.detail}</span>
          </li>
        ))}
      </ul>
      <p class={`completion-note${error ? ' is-wrong' : ''}`}>{error ?? MEANING[readSearch(box.text).kind]}</p>
    </div>
  );
}
