import type { CallReader } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import { className, named } from './class-name.ts';
import { documentsIn, type RecordedDocument, scoredDocuments } from './documents.ts';
import { isObject, type NodeWithScore } from './library.ts';

/** How `retrieve` of every retriever is recorded. */
export const retrieve: CallReader<readonly unknown[], readonly NodeWithScore[]> = {
  spanType: SpanType.RETRIEVER,
  name: 'retrieve',
  scope: true,
  details: named('retrieve'),
  inputs: ([params]) => params,
  outputs: (nodes): readonly RecordedDocument[] => scoredDocuments(nodes),
};

/**
 * How an engine's postprocessors, rerankers among them, are recorded: as one span, since they have no class in common.
 * None for an engine that has none.
 */
export const postprocess: CallReader<readonly unknown[], readonly NodeWithScore[]> = {
  spanType: SpanType.RERANKER,
  name: 'postprocessNodes',
  scope: true,
  applies: (self) => postprocessors(self).length > 0,
  details: (self) => ({
    name: `${postprocessors(self).map(className).join(', ')}.postprocessNodes`,
    attributes: rerankerSettings(postprocessors(self)),
  }),
  inputs: ([nodes, text]) => ({ query: text, nodes: documentsIn(nodes) }),
  outputs: (nodes): readonly RecordedDocument[] => scoredDocuments(nodes),
};

function postprocessors(engine: unknown): readonly unknown[] {
  const listed = isObject(engine) ? engine['nodePostprocessors'] : undefined;
  return Array.isArray(listed) ? listed : [];
}

function rerankerSettings(listed: readonly unknown[]): { readonly [key: string]: unknown } {
  const reranker = listed.filter(isObject).find(({ model }) => typeof model === 'string');
  return reranker ? { model_name: reranker['model'], top_n: reranker['topN'] } : {};
}
