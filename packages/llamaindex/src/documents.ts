import { isObject, type Node, type NodeWithScore } from './library.ts';

/** A node as MLflow records documents. */
export interface RecordedDocument {
  readonly page_content: unknown;
  readonly metadata: { readonly [key: string]: unknown };
  readonly id: unknown;
}

/**
 * Nodes of a retriever as documents: text, metadata with the score among it (a score in the node's own metadata wins,
 * as in MLflow), id. Without embeddings and relationships.
 */
export function scoredDocuments(nodes: readonly NodeWithScore[]): readonly RecordedDocument[] {
  return nodes.map(({ node, score }) => document(node, score === undefined ? {} : { score }));
}

/** Nodes or documents without a score. */
export function documents(nodes: readonly Node[]): readonly RecordedDocument[] {
  return nodes.map((node) => document(node, {}));
}

/** Documents where there is a list of scored nodes, anything else as it is. */
export function documentsIn(value: unknown): unknown {
  const scored = Array.isArray(value) && value.every((item) => isObject(item) && isObject(item['node']));
  return scored ? scoredDocuments(value as readonly NodeWithScore[]) : value;
}

function document(node: Node, score: { readonly score?: number }): RecordedDocument {
  return { page_content: node.text, metadata: { ...score, ...node.metadata }, id: node.id_ };
}
