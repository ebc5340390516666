import type { CallReader } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import { modelAttributes, modelOf } from './chat.ts';
import { named } from './class-name.ts';

/** What is recorded of vectors in place of them. */
export interface RecordedVectors {
  readonly count: number;
  readonly dimensions: number | undefined;
}

type EmbeddingReader = CallReader<readonly unknown[], unknown, unknown, unknown, RecordedVectors>;

/** How the embedding of a query is recorded. */
export const embedQuery: EmbeddingReader = embedding('getQueryEmbedding');

/** How the embedding of one text is recorded. */
export const embedText: EmbeddingReader = embedding('getTextEmbedding');

/** How the embedding of many texts is recorded: one span, however many requests the library makes of it. */
export const embedTexts: EmbeddingReader = embedding('getTextEmbeddingsBatch');

function embedding(method: string): EmbeddingReader {
  return {
    spanType: SpanType.EMBEDDING,
    name: method,
    scope: true,
    details: (self) => ({ ...named(method)(self), attributes: { embed_batch_size: batchSize(self) } }),
    inputs: ([input]) => input,
    receiver: modelOf,
    outputs: vectors,
    attributes: modelAttributes,
  };
}

function batchSize(self: unknown): unknown {
  return (self as { readonly embedBatchSize?: unknown }).embedBatchSize;
}

function vectors(result: unknown): RecordedVectors {
  if (!Array.isArray(result)) return { count: 0, dimensions: undefined };
  const [first] = result as readonly unknown[];
  const many = Array.isArray(first) || result.length === 0;
  return many
    ? { count: result.length, dimensions: Array.isArray(first) ? first.length : undefined }
    : { count: 1, dimensions: result.length };
}
