import { type Attach, defineAttachment, type Integration } from '@spanwright/core/integration';
import { watchStorageRequests } from './context-storage.ts';
import { attachToManagers } from './attach-to-managers.ts';
import { type ScopedClass, scopeOwnCalls } from './own-call-scope.ts';
import { type Session, sessionOf } from './session.ts';
import { scopeSteps } from './step-scope.ts';

const CHAT_MODEL: ScopedClass = {
  base: 'BaseChatModel',
  entries: ['_generateUncached', '_streamIterator'],
  implementations: ['_generate', '_streamResponseChunks'],
};

const COMPLETION_MODEL: ScopedClass = { ...CHAT_MODEL, base: 'BaseLLM' };

const RETRIEVER: ScopedClass = {
  base: 'BaseRetriever',
  entries: ['invoke', 'getRelevantDocuments'],
  implementations: ['_getRelevantDocuments'],
  holds: true,
};

const TOOL: ScopedClass = { base: 'StructuredTool', entries: ['call'], implementations: ['_call'], holds: true };

/** What is done to one copy of a module. */
type AttachToCopy = (exports: object, session: Session) => () => void;

const scope =
  (scoped: ScopedClass): AttachToCopy =>
  (exports, session) =>
    scopeOwnCalls(exports, scoped, session);

/** Subpaths of `@langchain/core`. */
const MODULES: Readonly<Record<string, AttachToCopy>> = {
  'load/serializable': (exports, { models }) => models.instances.watch(exports),
  singletons: (exports, session) => {
    const undos = [watchStorageRequests(exports), scopeSteps(exports, session)];
    return () => undos.forEach((undo) => undo());
  },
  'callbacks/manager': attachToManagers,
  'language_models/chat_models': scope(CHAT_MODEL),
  'language_models/llms': scope(COMPLETION_MODEL),
  retrievers: scope(RETRIEVER),
  vectorstores: (exports, { quiet }) => quiet.meetInStores(exports),
  tools: scope(TOOL),
  runnables: (exports, { frames }) => frames.watchRunnables(exports),
  'utils/stream': (exports, { frames }) => frames.watchStreams(exports),
};

/** Further subpaths that programs import, all of which load those above by relative paths. */
const LOADERS = ['prompts', 'output_parsers', 'language_models/base', 'utils/testing', 'utils/function_calling'];

const inSession =
  (attachToCopy: AttachToCopy): Attach =>
  (exports, tracer, options) => {
    const session = sessionOf(tracer);
    const leave = session.attached(options);
    const undo = attachToCopy(exports, session);
    return () => {
      undo();
      leave();
    };
  };

const nameOf = (subpath: string): string => `@langchain/core/${subpath}`;

/**
 * LangChain and LangGraph, all through the callbacks of `@langchain/core` 0.3 and 1. One handler is injected where
 * every run asks for its handlers; the other modules are attached to for what LangChain tells no handler.
 */
export const langchain: Integration = defineAttachment({
  name: 'langchain',
  module: nameOf('callbacks/manager'),
  versions: '>=0.3.80 <2',
  attach: Object.fromEntries(
    Object.entries(MODULES).map(([subpath, attachToCopy]) => [nameOf(subpath), inSession(attachToCopy)]),
  ),
  loadedWith: [...Object.keys(MODULES), ...LOADERS].map(nameOf),
});
