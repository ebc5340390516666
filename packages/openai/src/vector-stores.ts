import { SpanType } from '@spanwright/core/model';
import { modelCallOn, type PlainReader } from './model-call.ts';
import { isWireObject, type WireObject } from './wire.ts';

/** How `vectorStores.search` is recorded: the query, and what was found as MLflow's documents. */
export const vectorStoreSearch: PlainReader = {
  ...modelCallOn('vector_store_id'),
  spanType: SpanType.RETRIEVER,
  name: 'VectorStores',
  outputs: documentsOf,
};

function documentsOf(page: unknown): unknown {
  if (!isWireObject(page) || !Array.isArray(page['data'])) return page;
  return (page['data'] as readonly unknown[]).map((found) => (isWireObject(found) ? documentOf(found) : found));
}

function documentOf({ content, attributes, file_id: id, filename, score }: WireObject): WireObject {
  return {
    page_content: Array.isArray(content) ? content.map(textOf).join('\n') : '',
    metadata: { ...(isWireObject(attributes) && attributes), filename, score },
    id,
  };
}

function textOf(part: unknown): string {
  return isWireObject(part) && typeof part['text'] === 'string' ? part['text'] : '';
}
