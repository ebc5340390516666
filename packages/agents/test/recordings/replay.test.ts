import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Span, SpanType, Trace, type TraceData } from '@spanwright/core';
import {
  expectReviewed,
  type Interaction,
  listRecordings,
  readRecording,
  recordedTokenUsage,
} from '@spanwright/fixtures';

/** Frameworks of agents, as the recordings name them. */
const FRAMEWORKS = ['openai-agents', 'strands', 'autogen', 'agno', 'smolagents', 'haystack'];

const root = process.env['SPANWRIGHT_RECORDINGS'];
const paths =
  root === undefined
    ? []
    : ['responses', 'chat-completions'].flatMap((endpoint) => listRecordings(join(root, 'openai', endpoint)));
const recordings = paths
  .map((path) => ({ path, ...readRecording(path) }))
  .filter(({ meta }) => FRAMEWORKS.some((name) => meta.tags.includes(`fw:${name}`)));

const modelCalls = (interactions: readonly Interaction[]): readonly Interaction[] =>
  interactions.filter(({ request }) => /\/(responses|completions)$/.test(request.url));

/** One span per recorded call of the model, with the tokens that the provider told; a tool or a hand-off per call of one. */
function expectWhole(interactions: readonly Interaction[], data: readonly TraceData[]): void {
  const calls = modelCalls(interactions);
  const spans = data.flatMap((trace) => new Trace(trace).data.spans);
  const all = spans.filter(({ spanType }) => spanType === SpanType.CHAT_MODEL);
  const models = all.slice(0, calls.length);
  // A recording may stop before its agent did: then the provider that replays it refuses.
  expect(all.slice(calls.length).filter(({ status }) => status.code !== 'ERROR')).toEqual([]);
  expect(models.map(tokensOf)).toEqual(calls.map(recordedTokens));
  const transfers = models.flatMap(({ outputs }) => JSON.stringify(outputs ?? '').match(/"name":"transfer_to_/g) ?? []);
  expect(spans.filter(({ spanType }) => spanType === SpanType.HANDOFF)).toHaveLength(transfers.length);
}

function tokensOf({ attributes }: Span): readonly unknown[] {
  const { input_tokens, output_tokens } = (attributes['mlflow.chat.tokenUsage'] ?? {}) as Record<string, number>;
  return [input_tokens, output_tokens];
}

/** None where the source of the recording put zeros for what it did not have. */
function recordedTokens(interaction: Interaction): readonly unknown[] {
  const told = recordedTokenUsage(interaction);
  const usage = told?.total_tokens === 0 ? undefined : told;
  return [usage?.input_tokens, usage?.output_tokens];
}

describe('recordings that agents made', () => {
  it('are there', () => expect(recordings.length).toBeGreaterThanOrEqual(root === undefined ? 0 : 24));

  it.each(['cjs', 'esm'] as const)('run again, traced as untraced, every call of the model recorded: %s', (format) =>
    expectReviewed({
      node: process.execPath,
      version: 'openai-agents20',
      linked: ['@openai', 'openai', 'zod'],
      programs: [join(__dirname, 'programs')],
      suite: 'recorded-suite.cjs',
      options: { recordings: Object.fromEntries(recordings.map(({ name, path }) => [name, path])) },
      format,
      integrations: ['agents'],
      snapshots: '',
      prints: /^No API key provided for OpenAI tracing exporter. Exports will be skipped\n/gm,
      checks: Object.fromEntries(
        recordings.map(({ name, interactions }) => [name, (traces) => expectWhole(interactions, traces)]),
      ),
    }),
  );
});
