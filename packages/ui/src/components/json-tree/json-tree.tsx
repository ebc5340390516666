import { useMemo, useState } from 'preact/hooks';
import { Button } from '../button.tsx';
import { CopyButton } from '../copy-button.tsx';
import { JsonNode } from './json-node.tsx';
import { pathKey } from './json-path.ts';
import { type JsonMatches, searchJson } from './json-search.ts';
import type { JsonValue } from '@spanwright/core/model';

/** What a `JsonTree` shows. */
export interface JsonTreeProps {
  readonly value: JsonValue;
  /** How many levels are open at first; default 2. */
  readonly open?: number;
  /** Of the whole, for screen readers. */
  readonly label: string;
  /** Leaves out the line with the search. */
  readonly plain?: boolean;
}

/** A JSON value as a tree: parts are made when they are opened, long texts are cut until asked for. */
export function JsonTree({ value, open = 2, label, plain = false }: JsonTreeProps) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const matches = useMemo(() => searchJson(value, text), [value, text]);
  const current = matches.found[at % Math.max(1, matches.found.length)];
  const find = (wanted: string) => {
    setText(wanted);
    setAt(0);
  };
  return (
    <div class="json" data-testid="json-tree">
      {!plain && (
        <div class="json-bar">
          <SearchField text={text} onFind={find} onNext={(step) => setAt(nextIndex(at, step, matches))} />
          {text !== '' && <MatchCount at={at} count={matches.found.length} />}
          <span class="fill" />
          <CopyButton label="Copy as JSON" text={() => JSON.stringify(value, undefined, 2)} />
        </div>
      )}
      <ul class="json-tree" role="tree" aria-label={label}>
        <JsonNode
          key={pathKey([])}
          path={[]}
          value={value}
          open={open}
          search={{ around: matches.around, current, wanted: text.toLowerCase() }}
        />
      </ul>
    </div>
  );
}

const nextIndex = (at: number, step: number, { found }: JsonMatches): number =>
  (at + step + found.length) % Math.max(1, found.length);

function MatchCount({ at, count }: { readonly at: number; readonly count: number }) {
  return (
    <span class="json-count" role="status">
      {count === 0 ? 'Nothing found' : `${at + 1} of ${count}${count === 1000 ? ' or more' : ''}`}
    </span>
  );
}

function SearchField(props: {
  readonly text: string;
  readonly onFind: (text: string) => void;
  readonly onNext: (step: number) => void;
}) {
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') props.onNext(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape' && props.text !== '') props.onFind('');
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        class="input json-search"
        type="search"
        placeholder="Search keys and values"
        aria-label="Search in this JSON"
        value={props.text}
        onInput={(event) => props.onFind(event.currentTarget.value)}
        onKeyDown={onKey}
      />
      {props.text !== '' && (
        <>
          <Button kind="quiet" icon="chevronLeft" label="Match before" onClick={() => props.onNext(-1)} />
          <Button kind="quiet" icon="chevronRight" label="Next match" onClick={() => props.onNext(1)} />
        </>
      )}
    </>
  );
}
