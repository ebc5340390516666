import type { Wire } from '@spanwright/core/kit';

/** What LangChain tells when a run starts, its arguments by name. */
export interface RunStartEvent {
  /** Serialised form of what runs. */
  readonly thing: unknown;
  /** Messages, prompts, inputs, a tool's input or a query. */
  readonly input: unknown;
  readonly id: string;
  readonly parentId: string | undefined;
  readonly tags: readonly string[] | undefined;
  readonly metadata: Wire | undefined;
  readonly runName: unknown;
  /** Of models: `invocation_params` and more. */
  readonly extra?: unknown;
  /** Of chains: `prompt`, `parser`, …. */
  readonly runType?: unknown;
  readonly toolCallId?: unknown;
}
