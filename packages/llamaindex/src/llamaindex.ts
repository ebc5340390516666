import { type Attach, type Integration, recordMethods } from '@spanwright/core/kit';
import { recordAgentRuns } from './agent-run.ts';
import { recordFunctionTools } from './function-tools.ts';
import { recordEvents } from './library-events.ts';
import { corePatches, llamaindexPatches, openaiPatches, type Patches, workflowPatches } from './patches.ts';
import { knowAgentEvents, recordWorkflowSteps } from './workflow-steps.ts';

/** The library's streams are generators and streams of events. */
const streamIterator = Symbol.asyncIterator;

/** Modules of `@llamaindex/core` whose classes are patched. */
const CORE_MODULES = [
  'agent',
  'chat-engine',
  'embeddings',
  'llms',
  'node-parser',
  'query-engine',
  'response-synthesizers',
  'retriever',
];

/** Set by the first build of `@llamaindex/env` that is loaded; a second one prints a complaint. */
const MARK = '__ $@llamaindex/env$ __';

/** LlamaIndex.TS: `llamaindex` 0.12 with `@llamaindex/core` 0.6, its OpenAI models and its workflows. */
export const llamaindex: Integration = {
  name: 'llamaindex',
  module: 'llamaindex',
  versions: '>=0.12 <0.13',
  otherVersions: {
    '@llamaindex/core': '>=0.6.22 <0.7',
    '@llamaindex/openai': '>=0.4.22 <0.5',
    '@llamaindex/workflow': '>=1.1.24 <1.2',
    '@llamaindex/workflow-core': '>=1.3.3 <2',
  },
  isLoaded: () => (globalThis as { readonly [key: string]: unknown })[MARK] === true,
  untraced: [
    'chat engines, and tools that no agent workflow calls, where they were made before autolog()',
    'failures of query engines and models that were made before autolog()',
    'failures of models that are not of @llamaindex/openai',
    'models whose chat dispatches no events, such as MockLLM',
  ],
  streamIterator,
  patches: { ...corePatches, ...llamaindexPatches },
  attach: {
    ...Object.fromEntries(CORE_MODULES.map((name) => [`@llamaindex/core/${name}`, methods(corePatches)])),
    '@llamaindex/core/global': recordEvents,
    '@llamaindex/core/tools': recordFunctionTools,
    '@llamaindex/openai': methods(openaiPatches),
    '@llamaindex/workflow': all(methods(workflowPatches), recordAgentRuns, knowAgentEvents),
    '@llamaindex/workflow-core/async-context': recordWorkflowSteps,
  },
};

function methods(patches: Patches): Attach {
  return recordMethods({ patches, streamIterator });
}

function all(...attachments: readonly Attach[]): Attach {
  return (...args) => {
    const undos = attachments.map((attach) => attach(...args));
    return () => {
      for (const undo of undos) undo();
    };
  };
}
