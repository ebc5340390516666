import type { ComponentChildren } from 'preact';
import { stateLook, typeClass } from './badge-look.ts';

/** A span type in its colour. */
export function SpanTypeBadge({ type }: { readonly type: string }) {
  return <span class={`badge badge-type ${typeClass(type)}`}>{type}</span>;
}

/** The state of a trace (`OK`, `ERROR`, `IN_PROGRESS`) or the status of a span or run: a mark and a word. */
export function StateBadge({ state }: { readonly state: string }) {
  const { tone, text } = stateLook(state);
  return (
    <span class={`state state-${tone}`} data-state={state}>
      <span class="state-mark" aria-hidden="true" />
      {text}
    </span>
  );
}

/** A small text that stands apart. */
export function Badge(props: {
  readonly children: ComponentChildren;
  readonly tone?: 'plain' | 'good' | 'bad' | 'accent' | 'warning';
  readonly title?: string;
}) {
  return (
    <span class={`badge badge-${props.tone ?? 'plain'}`} title={props.title}>
      {props.children}
    </span>
  );
}
