import { defineAttachment, type Integration } from '@spanwright/core/kit';
import { attachToApi } from './default-tracer.ts';
import { listen } from './listen.ts';

/** Vercel's AI SDK: 7 by its own telemetry, 6 by the spans that it makes for OpenTelemetry where it is told to. */
export const aiSdk: Integration = {
  ...defineAttachment({
    name: 'ai',
    module: 'ai',
    versions: '>=6 <8',
    attach: {},
    start: listen,
    untraced: [
      'calls with telemetry: { isEnabled: false }',
      'calls of version 6 without experimental_telemetry: { isEnabled: true }',
      'of calls with telemetry integrations of their own, which the AI SDK 7 tells alone: answers of streams, objects',
    ],
  }),
  otherVersions: { '@opentelemetry/api': '>=1 <2' },
  attachWhenLoaded: { '@opentelemetry/api': attachToApi },
};
