import type { CallReader } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import type OpenAI from 'openai';
import { modelCall } from './model-call.ts';
import { isWireObject, without } from './wire.ts';

const BYTES_PER_NUMBER = 4;
const VECTORS: ReadonlySet<string> = new Set(['data']);

/**
 * How `embeddings.create` is recorded: the whole request, and of the answer everything but the vectors, which are
 * long and say nothing to a reader: `{ object, model, usage, count, dimensions }`.
 */
export const embeddings: CallReader<readonly unknown[], OpenAI.CreateEmbeddingResponse> = {
  ...modelCall,
  spanType: SpanType.EMBEDDING,
  name: 'Embeddings',
  outputs: withoutVectors,
};

function withoutVectors(answer: unknown): unknown {
  if (!isWireObject(answer) || !Array.isArray(answer['data'])) return answer;
  const vectors: readonly unknown[] = answer['data'];
  const rest = without(answer, VECTORS);
  rest['count'] = vectors.length;
  rest['dimensions'] = dimensionsOf(vectors[0]);
  return rest;
}

function dimensionsOf(item: unknown): number | undefined {
  const vector = isWireObject(item) ? item['embedding'] : undefined;
  if (typeof vector === 'string') return Math.floor(Buffer.byteLength(vector, 'base64') / BYTES_PER_NUMBER);
  return Array.isArray(vector) || ArrayBuffer.isView(vector) ? (vector as { length: number }).length : undefined;
}
