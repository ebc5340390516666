import { typeClass } from '../../components/badge-look.ts';

/** Drawn on 16 by 16, strokes only. */
const PATHS: { readonly [type: string]: string } = {
  llm: 'M8 2.5l1.4 4.1 4.1 1.4-4.1 1.4L8 13.5 6.6 9.4 2.5 8l4.1-1.4z',
  agent: 'M4 6h8v6H4zM8 6V3.5M6.5 8.8v.1M9.5 8.8v.1',
  chain: 'M6.5 9.5l3-3M7 5l1.5-1.5a2.5 2.5 0 013.5 3.5L10.5 8.5M9 11l-1.5 1.5A2.5 2.5 0 014 9l1.5-1.5',
  tool: 'M10.5 3a3 3 0 00-3 4L3 11.5 4.5 13 9 8.5a3 3 0 004-3l-2 1.5-1.5-1.5L11 3.2z',
  retriever: 'M7 2.8a4.2 4.2 0 100 8.4 4.2 4.2 0 000-8.4zM10.2 10.2l3 3',
  embedding: 'M3 3h.1M8 3h.1M13 3h.1M3 8h.1M8 8h.1M13 8h.1M3 13h.1M8 13h.1M13 13h.1',
  parser: 'M6 3L2.5 8 6 13M10 3l3.5 5-3.5 5',
  memory: 'M3 4.5C3 3 13 3 13 4.5v7C13 13 3 13 3 11.5zM3 8c0 1.4 10 1.4 10 0',
  guardrail: 'M8 2.5l5 2v3.3c0 3-2.2 4.9-5 5.7-2.8-.8-5-2.7-5-5.7V4.5z',
  evaluator: 'M3 8.5l3.2 3.2L13 4.8',
  handoff: 'M2.5 5.5h9M9 3l2.5 2.5L9 8M13.5 10.5h-9M7 8l-2.5 2.5L7 13',
  unknown: 'M8 4.5a3.5 3.5 0 100 7 3.5 3.5 0 000-7z',
};

const SAME: { readonly [type: string]: string } = {
  chat_model: 'llm',
  reranker: 'retriever',
  workflow: 'chain',
  task: 'chain',
};

/** The mark of a span type in its colour; the name shows on hovering. */
export function TypeMark({ type }: { readonly type: string }) {
  const name = type.toLowerCase();
  const path = PATHS[SAME[name] ?? name] ?? PATHS['unknown'];
  return (
    <span class={`type-mark ${typeClass(type)}`} title={type}>
      <svg class="icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d={path} />
      </svg>
      <span class="visually-hidden">{type}</span>
    </span>
  );
}
