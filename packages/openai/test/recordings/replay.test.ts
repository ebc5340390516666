import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SpanData, SpanAttributeKey } from '@spanwright/core';
import { applyIntegration, setTraceExporter } from '@spanwright/core/kit';
import {
  baseUrlOf,
  type CallOutcome,
  deepSnapshot,
  externalRecordings,
  type Interaction,
  recordedTokenUsage,
  type ReplayableRecording,
  replayableOpenAI,
  sendInteraction,
  sentBody,
} from '@spanwright/fixtures';
import { withReplay } from '@spanwright/fixtures/replay';
import * as library from 'openai';
import { openai } from '../../src/openai.ts';
import { TraceCollector } from '../trace-collector.ts';

const providers = [
  'openai',
  'azure',
  'openrouter',
  'groq',
  'deepseek',
  'xai',
  'together',
  'cerebras',
  'huggingface',
  'perplexity',
  'ollama',
  'openai-compatible',
];
const recordings = replayableOpenAI(providers.flatMap(externalRecordings));

const collector = new TraceCollector();
let undo = (): void => {};
beforeAll(() => setTraceExporter(collector));
afterAll(() => setTraceExporter(undefined));

describe('real traffic of OpenAI and of those that speak as it does', () => {
  it('is there in the promised amount', () => {
    expect(recordings.length).toBeGreaterThanOrEqual(300);
  });

  it.each(recordings.map((recording) => [recording.recording.name, recording] as const))(
    "replays as untraced, with one ended span per call and the provider's usage: %s",
    async (_, recording) => {
      const untraced = await replay(recording);
      expect(await collector.take()).toEqual([]);
      undo = applyIntegration(openai, library);
      const traced = await replay(recording).finally(() => undo());
      expect(await snapshots(traced)).toStrictEqual(await snapshots(untraced));
      const spans = (await collector.take()).flatMap((trace) => trace.spans);
      expect(spans).toHaveLength(recording.interactions.length);
      for (const [index, interaction] of recording.interactions.entries()) {
        expectSpan(spans[index]!, interaction, traced[index]!);
      }
    },
  );
});

async function replay({ recording, interactions }: ReplayableRecording): Promise<CallOutcome[]> {
  return withReplay({ name: recording.name, interactions }, async () => {
    const outcomes: CallOutcome[] = [];
    for (const interaction of interactions) {
      const client = new library.OpenAI({ apiKey: 'k', baseURL: baseUrlOf(interaction), maxRetries: 0 });
      outcomes.push(await sendInteraction(client, interaction));
    }
    return outcomes;
  });
}

function snapshots(outcomes: readonly CallOutcome[]): Promise<unknown[]> {
  return Promise.all(outcomes.map((outcome) => deepSnapshot(outcome)));
}

function expectSpan(span: SpanData, interaction: Interaction, outcome: CallOutcome): void {
  expect(span.endTimeNs).toBeGreaterThanOrEqual(span.startTimeNs);
  expect(span.status.code).toBe(outcome.error === undefined ? 'OK' : 'ERROR');
  expect(span.attributes[SpanAttributeKey.INPUTS]).toMatchObject(requestOf(interaction));
  if (outcome.error === undefined) expect(span.attributes[SpanAttributeKey.OUTPUTS]).toBeDefined();
  const reported = recordedTokenUsage(interaction);
  if (reported) expect(span.attributes[SpanAttributeKey.CHAT_USAGE]).toMatchObject({ ...reported });
  else expect(span.attributes).not.toHaveProperty([SpanAttributeKey.CHAT_USAGE]);
}

/** The request as it was recorded; files are recorded by name and size. */
function requestOf(interaction: Interaction): Record<string, unknown> {
  return Object.fromEntries(Object.entries(sentBody(interaction)).filter(([, value]) => !(value instanceof File)));
}
