import type { StreamReducer } from '@spanwright/core/kit';
import { ChatReducer } from './chat-reducer.ts';
import { ResponsesReducer } from './responses-reducer.ts';
import { isWireObject } from './wire.ts';

/** Folds a stream of an endpoint that is not known, where its chunks are of a form that is. */
export class OtherReducer implements StreamReducer {
  #known: StreamReducer | undefined;

  add(chunk: unknown): void {
    this.#known ??= reducerFor(chunk);
    this.#known?.add(chunk);
  }

  result(): unknown {
    return this.#known?.result();
  }
}

function reducerFor(chunk: unknown): StreamReducer | undefined {
  if (!isWireObject(chunk)) return undefined;
  if (Array.isArray(chunk['choices'])) return new ChatReducer();
  const { type } = chunk;
  return typeof type === 'string' && type.startsWith('response.') ? new ResponsesReducer() : undefined;
}
