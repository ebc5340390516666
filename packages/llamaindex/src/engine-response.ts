import type { StreamReducer } from '@spanwright/core/kit';
import { scoredDocuments } from './documents.ts';
import { type EngineResponse, isObject, type NodeWithScore } from './library.ts';

/** What an engine answered: its text, and the nodes that it rests on. */
export interface RecordedResponse {
  readonly response: unknown;
  readonly sourceNodes?: unknown;
}

/** Selects what is recorded of an engine's answer. */
export function engineOutputs(answer: unknown): unknown {
  if (!isObject(answer) || !isObject(answer['message'])) return answer;
  const { message, sourceNodes } = answer as unknown as EngineResponse;
  return recorded(message.content, sourceNodes);
}

/** Folds the chunks of a streamed answer. */
export function engineReducer(): StreamReducer<EngineResponse, EngineResponse> {
  let content: string | undefined;
  let sourceNodes: readonly NodeWithScore[] | undefined;
  return {
    add: (chunk) => {
      const text = chunk.message.content;
      content = (content ?? '') + (typeof text === 'string' ? text : '');
      sourceNodes ??= chunk.sourceNodes;
    },
    result: () =>
      content === undefined
        ? undefined
        : { message: { role: 'assistant', content }, ...(sourceNodes !== undefined && { sourceNodes }) },
  };
}

function recorded(response: unknown, nodes: readonly NodeWithScore[] | undefined): RecordedResponse {
  return { response, ...(nodes !== undefined && { sourceNodes: scoredDocuments(nodes) }) };
}
