import { defineIntegration, type Integration } from '@spanwright/core/kit';
import type * as OpenAIModule from 'openai';
import { chatCompletions } from './chat.ts';
import { embeddings } from './embeddings.ts';
import { responses } from './responses.ts';

/**
 * The openai client, versions 4.87 to 7. Only `create` is patched: `parse`, `stream`, `runTools` and the raw-response
 * forms all go through it, so each call is recorded once.
 */
export const openai: Integration = defineIntegration<typeof OpenAIModule>()({
  name: 'openai',
  module: 'openai',
  versions: '>=4.87 <8',
  lazyPromise: { derive: '_thenUnwrap', response: 'responsePromise', parse: 'parseResponse' },
  streamIterator: 'iterator',
  patches: {
    'OpenAI.Chat.Completions#create': chatCompletions,
    'OpenAI.Responses#create': responses,
    'OpenAI.Embeddings#create': embeddings,
  },
});
