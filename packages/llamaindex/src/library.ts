/** What is read of a message of `@llamaindex/core/llms`. */
export interface ChatMessage {
  readonly role: string;
  readonly content: unknown;
  readonly options?: { readonly [key: string]: unknown };
}

/** What is read of the result of an LLM's `chat`. */
export interface ChatResponse {
  readonly message: ChatMessage;
  /** The provider's own answer. */
  readonly raw: unknown;
}

/** What is read of a chunk of a streamed `chat`. */
export interface ChatResponseChunk {
  readonly delta?: unknown;
  readonly options?: { readonly [key: string]: unknown };
  /** The provider's own chunk. */
  readonly raw?: unknown;
}

/** What is read of the metadata of a tool. */
export interface ToolMetadata {
  readonly name: string;
  readonly description?: string;
  readonly parameters?: unknown;
}

/** A tool, whatever its class. */
export interface Tool {
  readonly metadata: ToolMetadata;
}

/** What is read of a node of `@llamaindex/core/schema`. */
export interface Node {
  readonly id_: string;
  readonly metadata?: { readonly [key: string]: unknown };
  readonly text?: string;
}

/** A node as retrievers give it. */
export interface NodeWithScore {
  readonly node: Node;
  readonly score?: number;
}

/** What is read of the result of an engine, or of a chunk of it. */
export interface EngineResponse {
  readonly message: ChatMessage;
  readonly sourceNodes?: readonly NodeWithScore[];
}

/** A tool call that an agent of a workflow makes. */
export interface AgentToolCall {
  readonly agentName: string;
  readonly toolName: string;
  readonly toolKwargs: unknown;
}

/** Whether a value has named fields. */
export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
