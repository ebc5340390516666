import type { ComponentChildren } from 'preact';

/** One number with its name. */
export function Stat(props: {
  readonly title: string;
  readonly value: ComponentChildren;
  /** What else is to be said about it. */
  readonly note?: ComponentChildren;
  /** `text`: no number; cut where there is no room. */
  readonly tone?: 'bad' | 'text';
}) {
  return (
    <div class={`stat${props.tone ? ` stat-${props.tone}` : ''}`}>
      <dt>{props.title}</dt>
      {props.tone === 'text' ? <dd class="stat-text">{props.value}</dd> : <dd class="number">{props.value}</dd>}
      {props.note !== undefined && <dd class="stat-note">{props.note}</dd>}
    </div>
  );
}
