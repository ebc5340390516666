import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Span, SpanType, Trace } from '@spanwright/core';
import type { ScenarioTraces } from '@spanwright/fixtures';
import { expectReviewedAgents } from './compare-scenarios.ts';

/** What is said of a scenario's last trace. */
type Case = readonly [promise: string, scenario: string, check: (trace: Trace) => void];

const asked = [{ role: 'user', content: 'I want to talk to agent B.' }];

/** Cases 240 to 250 of MLflow's own tests, as far as they are the OpenAI Agents SDK's: see docs/mlflow-conformance.md. */
const AGENTS: Readonly<Record<string, readonly Case[]>> = {
  240: [
    [
      'a run with a hand-off has the run, both agents beside each other, their model calls, and the hand-off of the first',
      'a hand-off',
      (trace) => {
        // The SDK has a turn around each model call, which Python's has not.
        expect(pathsOf(trace)).toEqual([
          'AgentRunner.run',
          'AgentRunner.run/Agent A',
          'AgentRunner.run/Agent A/Response',
          'AgentRunner.run/Agent A/Handoff',
          'AgentRunner.run/Agent B',
          'AgentRunner.run/Agent B/Response',
        ]);
        expect(only(trace, 'Handoff')).toMatchObject({
          spanType: SpanType.HANDOFF,
          inputs: { from_agent: 'Agent A' },
          outputs: { to_agent: 'Agent B' },
        });
        expect(trace.agents()).toEqual({
          agents: ['Agent A', 'Agent B'],
          handoffs: [{ from: 'Agent A', to: 'Agent B' }],
        });
      },
    ],
    [
      'only model calls that are offered tools list them; previews are the question and the final output',
      'a hand-off',
      (trace) => {
        const tools = trace.searchSpans({ name: 'Response' }).map(({ attributes }) => attributes['mlflow.chat.tools']);
        expect(tools).toEqual([
          [{ type: 'function', function: expect.objectContaining({ name: 'transfer_to_Agent_B' }) }],
          undefined,
        ]);
        expect(only(trace, 'Agent A').inputs).toMatchObject(asked);
        expect(trace.info).toMatchObject({
          requestPreview: JSON.stringify(asked[0]?.content),
          responsePreview: '"Here I am"',
        });
      },
    ],
  ],
  241: [
    [
      'a tool that throws is an ERROR with its event, and the run fails as it does untraced',
      'a tool whose error ends the run',
      (trace) => {
        const tool = only(trace, 'get_weather');
        expect(tool).toMatchObject({ spanType: SpanType.TOOL, inputs: { city: 'Atlantis' } });
        expect(tool.status).toEqual({ code: 'ERROR', message: 'Error running tool: TypeError: no such city' });
        expect(messagesOf(tool)).toEqual(['Error running tool: TypeError: no such city']);
        expect(rootOf(trace).status.message).toContain('TypeError: no such city');
      },
    ],
  ],
  242: [
    [
      'a model call that the provider refuses is an ERROR with its message, and what the SDK tells as stack trace',
      'a provider that refuses',
      (trace) => {
        const response = only(trace, 'Response');
        expect(response.status).toEqual({ code: 'ERROR', message: expect.stringContaining('400 bad request') });
        expect(response.outputs).toBeUndefined();
        expect(messagesOf(response)).toEqual([response.status.message]);
        expect(rootOf(trace).status.code).toBe('ERROR');
      },
    ],
  ],
  243: [
    [
      "a span of the program's, a trace of the SDK, the run, its agent and the model call are inside each other",
      'a run in a trace of the SDK, in a span of the program',
      (trace) => {
        const names = ['Parent span', 'Joke workflow', 'AgentRunner.run', 'Joke agent', 'Response'];
        expect(pathsOf(trace)).toEqual(names.map((_, at) => names.slice(0, at + 1).join('/')));
      },
    ],
  ],
  245: [
    [
      'a streamed run has its input and its final output',
      'a stream',
      (trace) =>
        expect(rootOf(trace)).toMatchObject({ name: 'AgentRunner.run_streamed', inputs: 'Hi', outputs: 'Hello' }),
    ],
    [
      'an exception while it streams is an ERROR with its event',
      'a stream that a provider refuses',
      (trace) => {
        expect(rootOf(trace).status.code).toBe('ERROR');
        expect(messagesOf(rootOf(trace))).toEqual([expect.stringContaining('400 bad request')]);
      },
    ],
    [
      'one whose result is discarded is complete all the same',
      'a stream that nobody reads',
      (trace) => expect(rootOf(trace)).toMatchObject({ status: { code: 'OK' }, outputs: 'Hello' }),
    ],
    [
      'one that is read twice is recorded once',
      'a stream that is read twice',
      (trace) => expect(trace.searchSpans({ name: 'AgentRunner.run_streamed' })).toHaveLength(1),
    ],
  ],
  250: [
    [
      "lists of an MCP server's tools, transcriptions and speech carry what the SDK tells",
      'spans that the program makes by the SDK',
      (trace) => {
        expect(only(trace, 'list tools')).toMatchObject({ inputs: { server: 'files' }, outputs: ['read', 'write'] });
        expect(only(trace, 'transcription')).toMatchObject({
          outputs: 'Hello',
          attributes: { 'mlflow.llm.model': 'whisper-1', model_config: { language: 'en' } },
        });
        expect(only(trace, 'speech')).toMatchObject({
          inputs: 'Hello',
          attributes: { 'mlflow.llm.model': 'tts-1', model_config: { voice: 'alloy' } },
        });
      },
    ],
    [
      'turns are numbered, and tell whose they are',
      'a hand-off',
      (trace) => {
        const turns = [1, 2].map((turn) => only(trace, `turn ${turn}`).attributes);
        expect(turns).toMatchObject([
          { turn: 1, agent_name: 'Agent A' },
          { turn: 2, agent_name: 'Agent B' },
        ]);
      },
    ],
  ],
};

/** Case 249, by the library that has Swarm's interface. */
const SWARM: Readonly<Record<string, readonly Case[]>> = {
  249: [
    [
      'a run has the turns of its agents, their model calls and tools, the hand-off, and the context variables',
      'a hand-off',
      (trace) => {
        expect(pathsOf(trace)).toEqual([
          'Swarm.run',
          'Swarm.run/triage',
          'Swarm.run/triage/gpt-4o-mini',
          'Swarm.run/triage/weather',
          'Swarm.run/triage',
          'Swarm.run/triage/gpt-4o-mini',
          'Swarm.run/Handoff',
          'Swarm.run/poet',
          'Swarm.run/poet/gpt-4o-mini',
        ]);
        expect(rootOf(trace)).toMatchObject({
          inputs: { contextVariables: { user: 'Ada' } },
          outputs: { activeAgent: 'poet', contextVariables: { user: 'Ada' } },
        });
      },
    ],
    [
      'a tool that throws is an ERROR, and so are the agent and the run',
      'a tool that throws',
      (trace) => expect(failedIn(trace)).toEqual(['Swarm.run', 'reporter', 'weather']),
    ],
    [
      'a model call that fails is an ERROR, and so are the agent and the run',
      'a model that fails',
      (trace) => expect(failedIn(trace)).toEqual(['Swarm.run', 'reporter', 'gpt-4o-mini']),
    ],
  ],
};

const LIBRARIES = [
  ['the OpenAI Agents SDK', AGENTS, 'openai-agents20', 'agent-scenarios.cjs', ['@openai', 'openai', 'zod']],
  ['ts-swarm', SWARM, 'ts-swarm1', 'swarm-scenarios.cjs', ['ts-swarm', 'ai', 'zod']],
] as const;

describe.each(LIBRARIES)("MLflow's cases for agents, by %s", (_library, cases, version, suite, linked) => {
  describe.each(['cjs', 'esm'] as const)('in a program of format %s', (format) => {
    let traces: ScenarioTraces = {};
    beforeAll(async () => {
      traces = await expectReviewedAgents({
        node: process.execPath,
        version,
        linked,
        suite,
        format,
        snapshots: version === 'ts-swarm1' ? version : `${version}/alone`,
        prints: /^No API key provided for OpenAI tracing exporter. Exports will be skipped\n/gm,
      });
    });

    describe.each(Object.entries(cases))('case %s', (_number, ofOne) => {
      it.each(ofOne)('%s', (_promise, scenario, check) => {
        const last = traces[scenario]?.at(-1);
        expect(last).toBeDefined();
        if (last) check(new Trace(last));
      });
    });
  });
});

function only(trace: Trace, name: string): Span {
  const found = trace.searchSpans({ name });
  expect(found.map((span) => span.name)).toEqual([name]);
  return found[0] as Span;
}

function rootOf(trace: Trace): Span {
  return trace.data.spans.find(({ parentId }) => parentId === undefined) as Span;
}

/** Names of each span and of those around it, without turns, in the order of their start. */
function pathsOf(trace: Trace): readonly string[] {
  const shown = trace.data.spans.filter(({ name }) => !name.startsWith('turn '));
  return shown.map((span) => pathOf(span, trace).join('/'));
}

function pathOf(span: Span, trace: Trace): readonly string[] {
  const parent = trace.data.spans.find(({ spanId }) => spanId === span.parentId);
  return [...(parent ? pathOf(parent, trace) : []), ...(span.name.startsWith('turn ') ? [] : [span.name])];
}

function failedIn(trace: Trace): readonly string[] {
  return trace.data.spans.filter(({ status }) => status.code === 'ERROR').map(({ name }) => name);
}

function messagesOf(span: Span): readonly unknown[] {
  return span.events.map(({ attributes }) => attributes['exception.message']);
}
