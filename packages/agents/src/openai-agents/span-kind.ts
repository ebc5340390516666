import { at, isWire, parsed, reportedUsage } from '@spanwright/core/kit';
import { AgentAttributeKey, HandoffAttributeKey, SpanAttributeKey, SpanType } from '@spanwright/core/model';
import { offeredTools } from './offered-tools.ts';
import type { SdkSpanData } from './sdk.ts';

type Fields = Readonly<Record<string, unknown>>;

/** How spans of one type of the SDK are recorded. What is no `started` is read when the SDK ends the span. */
export interface SpanKind {
  readonly spanType: SpanType;
  name(data: SdkSpanData): string;
  /** Attributes that are known at the start. */
  started?(data: SdkSpanData): Fields;
  inputs?(data: SdkSpanData): unknown;
  outputs?(data: SdkSpanData): unknown;
  attributes?(data: SdkSpanData): Fields;
}

const named =
  (otherwise: string) =>
  ({ name }: SdkSpanData): string =>
    typeof name === 'string' && name !== '' ? name : otherwise;

const called = (name: string) => (): string => name;

const field = (key: string) => (data: SdkSpanData) => data[key];

const SOUND: Pick<SpanKind, 'spanType' | 'inputs' | 'outputs' | 'attributes'> = {
  spanType: SpanType.CHAIN,
  inputs: field('input'),
  outputs: field('output'),
  attributes: ({ model, model_config }) => ({ [SpanAttributeKey.MODEL]: model, model_config }),
};

/** Span types of the SDK (0.3.9 to 0.20), as MLflow's `_agent_tracer.py` maps them; what it leaves empty is filled. */
const KINDS: Readonly<Record<string, SpanKind>> = {
  task: { spanType: SpanType.TASK, name: named('task') },
  agent: {
    spanType: SpanType.AGENT,
    name: named('agent'),
    started: ({ name }) => ({ [AgentAttributeKey.NAME]: name }),
    attributes: ({ handoffs, tools, output_type }) => ({ handoffs, tools, output_type }),
  },
  turn: {
    spanType: SpanType.CHAIN,
    name: ({ turn }) => `turn ${String(turn)}`,
    started: ({ turn, agent_name }) => ({ turn, agent_name }),
  },
  response: {
    spanType: SpanType.CHAT_MODEL,
    name: called('Response'),
    inputs: field('_input'),
    outputs: ({ _response }) => at(_response, 'output'),
    attributes: ({ _response }) => responseAttributes(_response),
  },
  generation: {
    spanType: SpanType.CHAT_MODEL,
    name: called('Generation'),
    inputs: field('input'),
    outputs: field('output'),
    attributes: ({ model, model_config, usage, output }) => ({
      model_config,
      ...modelAttributes(model, usage ?? at(Array.isArray(output) ? output[0] : undefined, 'usage')),
    }),
  },
  function: {
    spanType: SpanType.TOOL,
    name: named('function'),
    inputs: ({ input }) => parsed(input),
    outputs: field('output'),
    attributes: ({ mcp_data }) => ({ mcp_data: parsed(mcp_data) }),
  },
  handoff: {
    spanType: SpanType.HANDOFF,
    name: called('Handoff'),
    inputs: ({ from_agent }) => ({ from_agent }),
    outputs: ({ to_agent }) => ({ to_agent }),
    attributes: ({ from_agent, to_agent }) => ({
      [HandoffAttributeKey.FROM]: from_agent,
      [HandoffAttributeKey.TO]: to_agent,
    }),
  },
  guardrail: {
    spanType: SpanType.GUARDRAIL,
    name: named('guardrail'),
    outputs: ({ triggered }) => ({ triggered }),
  },
  mcp_tools: {
    spanType: SpanType.CHAIN,
    name: called('list tools'),
    inputs: ({ server }) => ({ server }),
    outputs: field('result'),
  },
  custom: { spanType: SpanType.CHAIN, name: named('custom'), outputs: field('data') },
  transcription: { ...SOUND, name: called('transcription') },
  speech: { ...SOUND, name: called('speech') },
  speech_group: { ...SOUND, name: called('speech group') },
};

/** How a span of the SDK is recorded; one of a type that is not known keeps all it tells. */
export function spanKind({ type }: SdkSpanData): SpanKind {
  return KINDS[type] ?? { spanType: SpanType.CHAIN, name: named(type), outputs: ({ type: _type, ...rest }) => rest };
}

function responseAttributes(response: unknown): Fields {
  if (!isWire(response)) return modelAttributes(undefined, undefined);
  const { output: _output, model, usage, tools, ...settings }: Record<string, unknown> = response;
  const offered = offeredTools(tools);
  // Not by spreading, which takes many times as long.
  Object.assign(settings, modelAttributes(model, usage));
  if (offered) settings[SpanAttributeKey.CHAT_TOOLS] = offered;
  return settings;
}

function modelAttributes(model: unknown, usage: unknown): Fields {
  return {
    [SpanAttributeKey.MESSAGE_FORMAT]: 'openai-agent',
    [SpanAttributeKey.MODEL]: model,
    [SpanAttributeKey.CHAT_USAGE]: countedUsage(usage),
  };
}

/** Of a stream whose provider sent no usage, the SDK tells zeros. */
function countedUsage(told: unknown): ReturnType<typeof reportedUsage> {
  const usage = reportedUsage(told);
  return usage?.total_tokens === 0 ? undefined : usage;
}
