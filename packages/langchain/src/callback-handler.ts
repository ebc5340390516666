import { type ChainEvents, chainEvents } from './chain-events.ts';
import { type ModelEvents, modelEvents } from './model-events.ts';
import type { Recorder } from './recorder.ts';
import { type ToolEvents, toolEvents } from './tool-events.ts';

/** LangChain's callback handler, as far as LangChain 0.3 and 1 look at it. */
export interface CallbackHandler extends ModelEvents, ChainEvents, ToolEvents {
  readonly name: string;
  readonly awaitHandlers: boolean;
  readonly raiseError: boolean;
  readonly ignoreLLM: boolean;
  readonly ignoreChain: boolean;
  readonly ignoreAgent: boolean;
  readonly ignoreRetriever: boolean;
  readonly ignoreCustomEvent: boolean;
  copy(): CallbackHandler;
}

/** Makes the one handler that all runs of all copies of LangChain share. Its methods are synchronous. */
export function createHandler(recorder: Recorder): CallbackHandler {
  const handler: CallbackHandler = {
    name: 'spanwright',
    // Awaited, so that times are true and the program's own scope is visible; nothing here waits.
    awaitHandlers: true,
    raiseError: false,
    ignoreLLM: false,
    ignoreChain: false,
    ignoreAgent: false,
    ignoreRetriever: false,
    ignoreCustomEvent: true,
    copy: () => handler,
    ...modelEvents(recorder),
    ...chainEvents(recorder),
    ...toolEvents(recorder),
  };
  return handler;
}
