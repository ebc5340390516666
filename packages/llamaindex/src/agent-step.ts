import type { CallReader } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import { type ChatMessage, isObject } from './library.ts';
import { toolMetadata } from './tools.ts';

interface StepOutput {
  readonly response: ChatMessage;
  readonly toolCalls: unknown;
}

/** How one step of an agent in a workflow is recorded: the model's turn, under the agent's name. */
export const agentStep: CallReader<readonly unknown[], StepOutput> = {
  spanType: SpanType.AGENT,
  name: 'Agent',
  scope: true,
  details: (self) => {
    const { name, description } = isObject(self) ? self : {};
    return { ...(typeof name === 'string' && { name }), attributes: { description } };
  },
  inputs: ([_context, _state, messages, tools]) => ({ messages, tools: toolMetadata(tools) }),
  outputs: ({ response, toolCalls }) => ({ response, toolCalls }),
};
