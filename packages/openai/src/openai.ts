import { defineIntegration, type Integration } from '@spanwright/core/integration';
import type * as OpenAIModule from 'openai';
import { agentSessions } from './agent-sessions.ts';
import { assistantRuns, assistantThreads, assistantToolOutputs } from './assistants.ts';
import { speech, transcriptions, translations } from './audio.ts';
import { chatCompletions } from './chat.ts';
import { completions } from './completions.ts';
import { embeddings } from './embeddings.ts';
import { images } from './images.ts';
import { watchJobs } from './jobs.ts';
import { otherCalls } from './other-calls.ts';
import { batches, decisions, moderations, remixedVideos, videos } from './plain-calls.ts';
import {
  betaResponses,
  compactedResponses,
  responses,
  retrievedBetaResponses,
  retrievedResponses,
} from './responses.ts';
import { attachToSockets } from './realtime.ts';
import { judgeResponse, recordRetry, rememberRequest } from './retries.ts';
import { runTools } from './run-tools.ts';
import { vectorStoreSearch } from './vector-stores.ts';

const helpers = 'instance.beta.chat.completions';

/**
 * The openai client, versions 4.87 to 7. Of the helpers only `runTools` is patched: `parse`, `stream` and the
 * raw-response forms go through `create`, so each call is recorded once.
 */
export const openai: Integration = defineIntegration<typeof OpenAIModule>()({
  name: 'openai',
  module: 'openai',
  versions: '>=4.87 <8',
  lazyPromise: { derive: '_thenUnwrap', response: 'responsePromise', parse: 'parseResponse' },
  streamIterator: 'iterator',
  emitter: { emit: '_emit', events: { end: 'end', error: 'error', abort: 'abort' } },
  patches: {
    'OpenAI.Chat.Completions#create': chatCompletions,
    'OpenAI.Responses#create': responses,
    'OpenAI.Embeddings#create': embeddings,
    'OpenAI.Chat.Completions#runTools': runTools,
    'OpenAI.Completions#create': completions,
    'OpenAI.Responses#compact': compactedResponses,
    'OpenAI.Responses#retrieve': retrievedResponses,
    'OpenAI.Beta.Responses#create': betaResponses,
    'OpenAI.Beta.Responses#compact': compactedResponses,
    'OpenAI.Beta.Responses#retrieve': retrievedBetaResponses,
    'OpenAI.Images#generate': images,
    'OpenAI.Images#edit': images,
    'OpenAI.Images#createVariation': images,
    'OpenAI.Audio.Speech#create': speech,
    'OpenAI.Audio.Transcriptions#create': transcriptions,
    'OpenAI.Audio.Translations#create': translations,
    'OpenAI.Moderations#create': moderations,
    'OpenAI.VectorStores#search': vectorStoreSearch,
    'OpenAI.Batches#create': batches,
    'OpenAI.Videos#create': videos,
    'OpenAI.Videos#remix': remixedVideos,
    'OpenAI.Videos#edit': videos,
    'OpenAI.Videos#extend': videos,
    'OpenAI.Beta.Threads#createAndRun': assistantThreads,
    'OpenAI.Beta.Threads.Runs#create': assistantRuns,
    'OpenAI.Beta.Threads.Runs#submitToolOutputs': assistantToolOutputs,
    'OpenAI#post': otherCalls,
  },
  otherPatches: {
    'OpenAI.Decisions#create': decisions,
    'OpenAI.Beta.Agents.Sessions#create': agentSessions,
    [`${helpers}#runTools`]: runTools,
    [`${helpers}#runFunctions`]: runTools,
  },
  watched: {
    'OpenAI#makeRequest': rememberRequest,
    'OpenAI#shouldRetry': judgeResponse,
    'OpenAI#retryRequest': recordRetry,
    'OpenAI#get': watchJobs,
  },
  // Only those import these who use them, and they need packages that only those install.
  attachWhenLoaded: {
    'openai/realtime/ws': attachToSockets,
    'openai/realtime/websocket': attachToSockets,
    'openai/beta/realtime/ws': attachToSockets,
    'openai/beta/realtime/websocket': attachToSockets,
    'openai/resources/responses/ws': attachToSockets,
  },
  instance: helpersOf4,
});

/** openai 4 has the helpers in a class that only an instance leads to; no other version needs an instance. */
function helpersOf4(exports: object): unknown {
  const { OpenAI } = exports as typeof OpenAIModule;
  return 'runTools' in OpenAI.Chat.Completions.prototype ? undefined : new OpenAI({ apiKey: 'none' });
}
