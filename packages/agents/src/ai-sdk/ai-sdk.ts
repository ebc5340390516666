import { defineAttachment, type Integration } from '@spanwright/core/kit';
import { listen } from './listen.ts';

/** Vercel's AI SDK 7, by its own telemetry. Version 6 tells neither errors nor embeddings; it is not recorded. */
export const aiSdk: Integration = defineAttachment({
  name: 'ai',
  module: 'ai',
  versions: '>=7 <8',
  attach: {},
  start: listen,
  untraced: [
    'calls with telemetry: { isEnabled: false }',
    'answers of streams whose call has telemetry integrations of its own: the AI SDK then tells only those',
  ],
});
