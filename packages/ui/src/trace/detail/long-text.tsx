import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { formatCount } from '../../format/number.ts';

/** Characters that are shown before more are asked for. */
const SHOWN = 4000;
const STEP = 200_000;

/** A text with its lines and spaces as they are; of a long one the start, until more is asked for. */
export function LongText({ text, shown = SHOWN }: { readonly text: string; readonly shown?: number }) {
  const [limit, setLimit] = useState(shown);
  return (
    <div class="long-text">
      <pre class="text">{text.length > limit ? text.slice(0, limit) : text}</pre>
      {text.length > limit && (
        <Button kind="quiet" onClick={() => setLimit(limit + STEP)}>
          Show more of {formatCount(text.length)} characters
        </Button>
      )}
    </div>
  );
}
