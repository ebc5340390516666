import type { CallReader } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import { className, named } from './class-name.ts';
import { documents, type RecordedDocument } from './documents.ts';
import { isObject, type Node } from './library.ts';

/** How a node parser's or text splitter's work is recorded. */
export const parseNodes: CallReader<readonly [readonly Node[]], readonly Node[]> = {
  spanType: SpanType.CHAIN,
  name: 'getNodesFromDocuments',
  scope: true,
  details: named('getNodesFromDocuments'),
  inputs: ([nodes]) => documents(nodes),
  outputs: (nodes): readonly RecordedDocument[] => documents(nodes),
};

/** How the making of an index from documents is recorded. */
export const buildIndex: CallReader<readonly unknown[]> = {
  spanType: SpanType.CHAIN,
  name: 'fromDocuments',
  scope: true,
  details: named('fromDocuments'),
  inputs: ([nodes]) => documentsOf(nodes),
  // An index holds stores and clients.
  outputs: className,
};

/** How a run of an ingestion pipeline is recorded. */
export const ingest: CallReader<readonly unknown[], readonly Node[]> = {
  spanType: SpanType.CHAIN,
  name: 'run',
  scope: true,
  details: named('run'),
  inputs: ([params]) => (isObject(params) ? documentsOf(params['documents']) : undefined),
  outputs: (nodes): readonly RecordedDocument[] => documents(nodes),
};

function documentsOf(value: unknown): readonly RecordedDocument[] | undefined {
  return Array.isArray(value) ? documents(value as readonly Node[]) : undefined;
}
