import type { CallbackHandler } from './callback-handler.ts';

/** What LangChain's managers hold: those of one run, and those of the runs to come. */
export interface Manager {
  readonly runId: string;
  readonly handlers: readonly unknown[];
  readonly inheritableHandlers: unknown;
  readonly tags: readonly string[];
  readonly inheritableTags: unknown;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly inheritableMetadata: unknown;
  readonly _parentRunId?: string;
}

/** Arguments of a method of LangChain's. */
export type Arguments = readonly unknown[];

/** A method that starts a run and gives a manager for it. */
export interface Start {
  /** Class of the manager. */
  readonly gives: string;
  /** Whether the method takes several conversations and gives a manager for each. */
  readonly several: boolean;
  readonly tell: (handler: CallbackHandler, manager: Manager, args: Arguments, id: string) => void;
}

/** What the handler is told when a method of a run's manager is called. */
export type Tell = (handler: CallbackHandler, run: Manager, args: Arguments) => void;

/** The methods of `CallbackManager` that start the most frequent kinds of runs. */
export const STARTS: Readonly<Record<string, Start>> = {
  handleChainStart: {
    gives: 'CallbackManagerForChainRun',
    several: false,
    tell: (handler, { _parentRunId, tags, metadata }, args, id) =>
      handler.handleChainStart(args[0], args[1], id, _parentRunId, tags, metadata, args[3], args[6]),
  },
  handleChatModelStart: {
    gives: 'CallbackManagerForLLMRun',
    several: true,
    tell: (handler, { _parentRunId, tags, metadata }, args, id) =>
      handler.handleChatModelStart(args[0], args[1], id, _parentRunId, args[4], tags, metadata, args[7]),
  },
};

/** The methods of run managers, by class and name, that tell what has become of a run. */
export const EVENTS: Readonly<Record<string, Tell>> = {
  'CallbackManagerForChainRun#handleChainEnd': (handler, { runId, _parentRunId, tags }, args) =>
    handler.handleChainEnd(args[0], runId, _parentRunId, tags, args[4]),
  'CallbackManagerForChainRun#handleChainError': (handler, { runId, _parentRunId, tags }, args) =>
    handler.handleChainError(args[0], runId, _parentRunId, tags, args[4]),
  'CallbackManagerForLLMRun#handleLLMNewToken': (handler, { runId }, args) =>
    handler.handleLLMNewToken(args[0], args[1], runId, undefined, undefined, args[5]),
  'CallbackManagerForLLMRun#handleLLMEnd': (handler, { runId }, args) => handler.handleLLMEnd(args[0], runId),
  'CallbackManagerForLLMRun#handleLLMError': (handler, { runId }, args) => handler.handleLLMError(args[0], runId),
  'CallbackManagerForToolRun#handleToolEnd': (handler, { runId }, args) => handler.handleToolEnd(args[0], runId),
  'CallbackManagerForToolRun#handleToolError': (handler, { runId }, args) => handler.handleToolError(args[0], runId),
  'CallbackManagerForRetrieverRun#handleRetrieverEnd': (handler, { runId }, args) =>
    handler.handleRetrieverEnd(args[0], runId),
  'CallbackManagerForRetrieverRun#handleRetrieverError': (handler, { runId }, args) =>
    handler.handleRetrieverError(args[0], runId),
};
