import type { CallDetails, CallReader } from '@spanwright/core/kit';
import { HandoffAttributeKey, SpanType } from '@spanwright/core/model';
import { claim } from './claim.ts';
import { type AgentToolCall, isObject } from './library.ts';
import { isTool, toolAttributes } from './tools.ts';

/** The library's own tool by which an agent hands its task to another. */
const HAND_OFF = 'handOff';
const HANDOFF_SPAN = 'Handoff';

/** How the call of a tool object is recorded, unless the workflow that calls it has a span for it. */
export const toolCall: CallReader = {
  spanType: SpanType.TOOL,
  name: 'tool',
  scope: true,
  applies: (self) => isTool(self) && !claim(spanName(self.metadata.name), [SpanType.TOOL, SpanType.HANDOFF]),
  details: (self) => (isTool(self) ? { name: self.metadata.name, attributes: toolAttributes(self.metadata) } : {}),
  inputs: ([input]) => input,
};

/** How a workflow's agent calls a tool: as that tool's call, or as a hand-off. */
export const agentToolCall: CallReader<readonly [AgentToolCall]> = {
  spanType: SpanType.TOOL,
  name: 'tool',
  scope: true,
  details: (self, [call]) => (call.toolName === HAND_OFF ? handoffDetails(call) : toolDetails(self, call)),
  inputs: ([{ toolKwargs }]) => toolKwargs,
};

function spanName(toolName: string): string {
  return toolName === HAND_OFF ? HANDOFF_SPAN : toolName;
}

function handoffDetails({ agentName, toolKwargs }: AgentToolCall): CallDetails {
  const { toAgent, reason } = isObject(toolKwargs) ? toolKwargs : {};
  return {
    name: HANDOFF_SPAN,
    spanType: SpanType.HANDOFF,
    attributes: {
      [HandoffAttributeKey.FROM]: agentName,
      [HandoffAttributeKey.TO]: toAgent,
      [HandoffAttributeKey.REASON]: reason,
    },
  };
}

function toolDetails(workflow: unknown, { agentName, toolName }: AgentToolCall): CallDetails {
  const agents = isObject(workflow) ? workflow['agents'] : undefined;
  const agent: unknown = agents instanceof Map ? agents.get(agentName) : undefined;
  const tools: unknown = isObject(agent) ? agent['tools'] : undefined;
  const tool = Array.isArray(tools)
    ? tools.filter(isTool).find(({ metadata }) => metadata.name === toolName)
    : undefined;
  return { name: toolName, ...(tool && { attributes: toolAttributes(tool.metadata) }) };
}
