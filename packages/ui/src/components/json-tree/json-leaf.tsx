import { useState } from 'preact/hooks';
import { Highlight } from '../highlight.tsx';
import type { JsonValue } from '@spanwright/core/model';

const CUT = 400;

/** A text, number, boolean or null. Long texts are cut until they are asked for. */
export function JsonLeaf({ value, wanted }: { readonly value: JsonValue; readonly wanted: string }) {
  const [whole, setWhole] = useState(false);
  if (typeof value !== 'string') {
    const kind = value === null ? 'null' : typeof value;
    return (
      <span class={`json-value json-${kind}`}>
        <Highlight text={JSON.stringify(value)} wanted={wanted} />
      </span>
    );
  }
  const cut =
    value.length > CUT &&
    !whole &&
    !value
      .slice(CUT)
      .toLowerCase()
      .includes(wanted || '\0');
  return (
    <span class="json-value json-string">
      <Highlight text={cut ? value.slice(0, CUT) : value} wanted={wanted} />
      {value.length > CUT && (
        <button type="button" class="json-more" onClick={() => setWhole(!whole)}>
          {cut ? `… ${value.length - CUT} more characters` : 'Show less'}
        </button>
      )}
    </span>
  );
}
