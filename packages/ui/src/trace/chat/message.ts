import type { JsonValue } from './json.ts';

/** Who speaks. `developer` counts as system, `function` as tool; any other role is kept as the name. */
export type ChatRole = 'system' | 'user' | 'assistant' | 'tool';

/** A message of any library, in the one form that the viewer shows. */
export interface ChatMessage {
  readonly role: ChatRole;
  readonly name?: string;
  readonly parts: readonly ChatPart[];
}

/** A piece of a message. */
export type ChatPart =
  | { readonly kind: 'text' | 'reasoning' | 'refusal'; readonly text: string }
  | MediaPart
  | ToolCall
  | ToolResult
  | { readonly kind: 'data'; readonly label: string; readonly value: JsonValue };

/** An image, a sound or a file. */
export interface MediaPart {
  readonly kind: 'image' | 'audio' | 'file';
  /** `data:`, `https:` or `mlflow-attachment:`; missing where only a name is known. */
  readonly source?: string;
  readonly label?: string;
}

/** A call of a tool that the model asks for. */
export interface ToolCall {
  readonly kind: 'call';
  readonly id?: string;
  readonly name: string;
  readonly input: JsonValue;
  /** What the tool answered, where a later message says so. */
  readonly result?: ToolResult;
}

/** What a tool answered. */
export interface ToolResult {
  readonly kind: 'result';
  /** Of the call. */
  readonly id?: string;
  readonly name?: string;
  readonly output: JsonValue;
  readonly failed?: boolean;
}

/** What was said before a call, and what it answered. */
export interface Conversation {
  readonly before: readonly ChatMessage[];
  readonly answers: readonly ChatMessage[];
}
