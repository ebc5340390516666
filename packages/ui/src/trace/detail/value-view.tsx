import type { JsonValue } from '@spanwright/core/model';
import { CopyButton } from '../../components/copy-button.tsx';
import { JsonTree } from '../../components/json-tree/json-tree.tsx';
import { MediaView } from '../chat/media-view.tsx';
import { mediaIn } from './media-in.ts';
import { LongText } from './long-text.tsx';

/** Characters of JSON from which on a value can be searched. */
const SEARCHED = 2000;

/** Any value: text as text, the rest as a tree; the images and sounds in it are shown below. */
export function ValueView({ value, label }: { readonly value: JsonValue | undefined; readonly label: string }) {
  if (value === undefined) return <p class="muted">Not recorded</p>;
  if (typeof value === 'string')
    return (
      <div class="value-text">
        <CopyButton text={value} label="Copy the text" />
        <LongText text={value} />
      </div>
    );
  const media = mediaIn(value);
  const isSmall = JSON.stringify(value).length < SEARCHED;
  return (
    <>
      <JsonTree value={value} label={label} plain={isSmall} open={isSmall ? 4 : 2} />
      {media.map((part, index) => (
        <MediaView key={index} part={part} />
      ))}
    </>
  );
}
