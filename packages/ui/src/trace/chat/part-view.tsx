import { useState } from 'preact/hooks';
import { Icon } from '../../components/icon.tsx';
import { JsonTree } from '../../components/json-tree/json-tree.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import { LongText } from '../detail/long-text.tsx';
import type { JsonValue } from './json.ts';
import { MediaView } from './media-view.tsx';
import type { ChatPart, ToolCall, ToolResult } from './message.ts';

/** Characters beyond which a text is shown as it is written: formatting it would take too long. */
const MARKDOWN_MOST = 40_000;

/** A piece of a message. */
export function PartView({ part, isMarkdown }: { readonly part: ChatPart; readonly isMarkdown: boolean }) {
  if (part.kind === 'text') return <Said text={part.text} isMarkdown={isMarkdown} />;
  if (part.kind === 'image' || part.kind === 'audio' || part.kind === 'file') return <MediaView part={part} />;
  return <OtherPart part={part} />;
}

function Said({ text, isMarkdown }: { readonly text: string; readonly isMarkdown: boolean }) {
  return isMarkdown && text.length <= MARKDOWN_MOST ? <Markdown text={text} /> : <LongText text={text} />;
}

function OtherPart({ part }: { readonly part: ChatPart }) {
  switch (part.kind) {
    case 'reasoning':
      return <Reasoning text={part.text} />;
    case 'refusal':
      return (
        <p class="part-refusal">
          <strong>Refused</strong> {part.text}
        </p>
      );
    case 'call':
      return <Call part={part} />;
    case 'result':
      return <Result result={part} />;
    case 'data':
      return <Data label={part.label} value={part.value} />;
    default:
      return null;
  }
}

function Data({ label, value }: { readonly label: string; readonly value: JsonValue }) {
  return (
    <div class="part-data">
      {label !== '' && <p class="part-label mono">{label}</p>}
      <Value value={value} />
    </div>
  );
}

function Reasoning({ text }: { readonly text: string }) {
  return (
    <details class="part-reasoning">
      <summary>Reasoning</summary>
      <LongText text={text} />
    </details>
  );
}

function Call({ part }: { readonly part: ToolCall }) {
  return (
    <div class="part-call" data-tool={part.name}>
      <p class="part-label">
        <Icon name="chevronRight" />
        <strong class="mono">{part.name}</strong>
        {part.id !== undefined && <span class="muted mono part-id">{part.id}</span>}
      </p>
      <Value value={part.input} />
      {part.result && <Result result={part.result} isJoined />}
    </div>
  );
}

function Result({ result, isJoined = false }: { readonly result: ToolResult; readonly isJoined?: boolean }) {
  return (
    <div class={`part-result${result.failed ? ' is-failed' : ''}`}>
      <p class="part-label">
        {result.failed ? 'Failed' : 'Result'}
        {!isJoined && result.name !== undefined && <strong class="mono">{result.name}</strong>}
      </p>
      <Value value={result.output} />
    </div>
  );
}

/** Small values on one line, texts as they are, the rest as a tree. */
function Value({ value }: { readonly value: JsonValue }) {
  const [asTree] = useState(() => typeof value === 'object' && value !== null && JSON.stringify(value).length > 90);
  if (typeof value === 'string') return <LongText text={value} />;
  if (asTree) return <JsonTree value={value} plain label="Value" />;
  return <code class="part-line">{JSON.stringify(value)}</code>;
}
