import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type SpanData, SpanAttributeKey } from '@spanwright/core';
import { applyIntegration, setTraceExporter } from '@spanwright/core/kit';
import {
  baseUrlOf,
  type CallOutcome,
  callsModel,
  deepSnapshot,
  externalRecordings,
  type Interaction,
  recordedTokenUsage,
  type Recording,
  sendInteraction,
  sendPlainRequest,
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
const recordings = providers.flatMap(externalRecordings);

/** Ollama's own protocol, which no method of the openai client speaks. */
const isOllamas = ({ interactions }: Recording): boolean =>
  interactions.every(({ request }) => /^\/api\/(chat|generate|embeddings)$/.test(new URL(request.url).pathname));
const sendable = recordings.filter((recording) => !isOllamas(recording));

const collector = new TraceCollector();
let undo = (): void => {};
beforeAll(() => setTraceExporter(collector));
afterAll(() => setTraceExporter(undefined));

describe('real traffic of OpenAI and of those that speak as it does', () => {
  it('is replayed, all that the client can send: all but the 12 recordings of the protocol of Ollama', () => {
    expect(recordings.length - sendable.length).toBe(12);
    expect(sendable.length).toBeGreaterThanOrEqual(362);
    const calls = sendable.flatMap(({ interactions }) => interactions).filter(callsModel);
    expect(calls.length).toBeGreaterThanOrEqual(529);
  });

  it.each(sendable.map((recording) => [recording.name, recording] as const))(
    "replays as untraced, with one ended span per call and the provider's usage: %s",
    async (_, recording) => {
      const untraced = await replay(recording);
      expect(await collector.take()).toEqual([]);
      undo = applyIntegration(openai, library);
      const traced = await replay(recording).finally(() => undo());
      expect(await snapshots(traced)).toStrictEqual(await snapshots(untraced));
      const spans = (await collector.take()).flatMap((trace) => trace.spans);
      const calls = callsOf(recording);
      expect(spans).toHaveLength(calls.length);
      for (const [index, { at, interaction }] of calls.entries()) {
        if (callsModel(interaction)) expectSpan(spans[index]!, interaction, traced[at]!);
        else expectEnd(spans[index]!, traced[at]!);
      }
    },
  );
});

async function replay({ name, interactions }: Recording): Promise<CallOutcome[]> {
  return withReplay({ name, interactions }, async () => {
    const outcomes: CallOutcome[] = [];
    for (const interaction of interactions) {
      const client = new library.OpenAI({ apiKey: 'k', baseURL: baseUrlOf(interaction), maxRetries: 0 });
      const send = callsModel(interaction) ? sendInteraction : sendPlainRequest;
      outcomes.push(await send(client, interaction));
    }
    return outcomes;
  });
}

interface Call {
  readonly at: number;
  readonly interaction: Interaction;
}

/** What is recorded of a recording: calls of models, and the first that says that a job which one began is done. */
function callsOf({ interactions }: Recording): Call[] {
  const begun = new Set<unknown>();
  const calls: Call[] = [];
  for (const [at, interaction] of interactions.entries()) {
    const { id, status } = answerOf(interaction);
    const isUnfinished = ['queued', 'validating', 'in_progress', 'finalizing'].includes(String(status));
    if (callsModel(interaction)) {
      if (isUnfinished) begun.add(id);
      calls.push({ at, interaction });
    } else if (!isUnfinished && interaction.request.method === 'GET' && begun.delete(id)) {
      calls.push({ at, interaction });
    }
  }
  return calls;
}

function answerOf({ response }: Interaction): { readonly id?: unknown; readonly status?: unknown } {
  const body: unknown = response.body;
  return typeof body === 'object' && body !== null ? body : {};
}

function expectEnd(span: SpanData, { result }: CallOutcome): void {
  expect(span.links).toHaveLength(1);
  expect(span.attributes[SpanAttributeKey.OUTPUTS]).toEqual(asJson(result));
}

function snapshots(outcomes: readonly CallOutcome[]): Promise<unknown[]> {
  return Promise.all(outcomes.map((outcome) => deepSnapshot(outcome)));
}

function expectSpan(span: SpanData, interaction: Interaction, outcome: CallOutcome): void {
  expect(span.endTimeNs).toBeGreaterThanOrEqual(span.startTimeNs);
  expect(span.status.code).toBe(outcome.error === undefined ? 'OK' : 'ERROR');
  expect(span.attributes[SpanAttributeKey.INPUTS]).toMatchObject(requestOf(interaction));
  const outputs = span.attributes[SpanAttributeKey.OUTPUTS];
  if (outcome.error === undefined) expect(outputs).toBeDefined();
  // Of vectors, documents and sounds is recorded what they are, and streams are compared with another fold of them.
  if (isWhole(outcome.result) && !SELECTED.has(span.name)) expect(outputs).toEqual(asJson(outcome.result));
  const reported = recordedTokenUsage(interaction);
  if (reported) expect(span.attributes[SpanAttributeKey.CHAT_USAGE]).toMatchObject({ ...reported });
  else expect(span.attributes).not.toHaveProperty([SpanAttributeKey.CHAT_USAGE]);
}

/** The request as it was recorded; files are recorded by name and size. */
function requestOf(interaction: Interaction): Record<string, unknown> {
  return Object.fromEntries(Object.entries(sentBody(interaction)).filter(([, value]) => !(value instanceof File)));
}

const SELECTED: ReadonlySet<string> = new Set(['Embeddings', 'VectorStores', 'Speech']);

function isWhole(result: unknown): boolean {
  return typeof result === 'object' && result !== null;
}

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
