import { isFilled, listAt, textAt, type Wire } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import { chatMessage } from './chat-message.ts';
import { modelAttributes } from './model-attributes.ts';
import type { OpenRun } from './open-run.ts';
import type { RunOptions } from './open-runs.ts';
import { parsedInput, plainValue } from './plain-value.ts';
import type { RunStartEvent } from './run-event.ts';

const NO_ATTRIBUTES: Wire = {};

/** Span types of chain runs by LangChain's type of run. */
const CHAIN_TYPES: Readonly<Record<string, SpanType>> = { parser: SpanType.PARSER };

/** How the span of a chat model's run starts: one conversation as chat messages, several as they are. */
export function chatModelOptions(event: RunStartEvent): RunOptions {
  const conversations = Array.isArray(event.input) ? (event.input as readonly unknown[]) : [];
  const [first] = conversations;
  const single = conversations.length === 1 && Array.isArray(first);
  return {
    name: nameOf(event, 'chat model'),
    spanType: SpanType.CHAT_MODEL,
    inputs: single ? { messages: first.map(chatMessage) } : plainValue(event.input),
    attributes: modelAttributes(event.extra, event.metadata),
  };
}

/** How the span of a completion model's run starts. */
export function completionOptions(event: RunStartEvent): RunOptions {
  return {
    name: nameOf(event, 'llm'),
    spanType: SpanType.LLM,
    inputs: event.input,
    attributes: modelAttributes(event.extra, event.metadata),
  };
}

/** How the span of any other runnable's run starts. */
export function chainOptions(event: RunStartEvent, parent?: OpenRun): RunOptions {
  const name = nameOf(event, 'chain');
  const type = CHAIN_TYPES[String(event.runType)] ?? SpanType.CHAIN;
  return {
    name,
    spanType: isAgent(name, event.metadata, parent) ? SpanType.AGENT : type,
    inputs: plainValue(event.input),
    attributes: metadataOf(event),
  };
}

/** How the span of a tool's run starts. */
export function toolOptions(event: RunStartEvent): RunOptions {
  const { toolCallId } = event;
  return {
    name: nameOf(event, 'tool'),
    spanType: SpanType.TOOL,
    inputs: parsedInput(event.input),
    attributes: { ...metadataOf(event), ...(typeof toolCallId === 'string' && { tool_call_id: toolCallId }) },
  };
}

/** How the span of a retriever's run starts. */
export function retrieverOptions(event: RunStartEvent): RunOptions {
  return {
    name: nameOf(event, 'retriever'),
    spanType: SpanType.RETRIEVER,
    inputs: event.input,
    attributes: metadataOf(event),
  };
}

/** The run's name, else that of the class or function. */
function nameOf({ thing, runName }: RunStartEvent, fallback: string): string {
  if (typeof runName === 'string' && runName !== '') return runName;
  const name = textAt(thing, 'name');
  if (name !== undefined) return name;
  const className = listAt(thing, 'id').at(-1);
  return typeof className === 'string' ? className : fallback;
}

function metadataOf({ metadata }: RunStartEvent): Wire {
  return isFilled(metadata) ? { metadata } : NO_ATTRIBUTES;
}

/**
 * The graph of a named `createAgent()`, which names itself in the metadata of its runs; or one that stands as a node of
 * its own name in a graph of agents, as in a swarm or under a supervisor.
 */
function isAgent(name: string, metadata: Wire | undefined, parent: OpenRun | undefined): boolean {
  const node = textAt(metadata, 'langgraph_node');
  if (node !== name) return textAt(metadata, 'lc_agent_name') === name;
  return parent?.span.name === name && parent.metadata['langgraph_node'] === name;
}
