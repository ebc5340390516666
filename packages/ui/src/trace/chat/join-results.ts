import type { ChatMessage, ChatPart, Conversation, ToolResult } from './message.ts';

/** Joins the answers of tools to the calls that have the same id; messages that held nothing else are left out. */
export function joinResults({ before, answers }: Conversation): Conversation {
  const parts = [...before, ...answers].flatMap((message) => message.parts);
  const calls = new Set(parts.map((part) => (part.kind === 'call' ? part.id : undefined)));
  const results = new Map<string, ToolResult>();
  for (const part of parts)
    if (part.kind === 'result' && part.id !== undefined && calls.has(part.id)) results.set(part.id, part);
  const join = (messages: readonly ChatMessage[]): readonly ChatMessage[] =>
    messages.map((message) => joined(message, results)).filter((message, index) => kept(message, messages[index]));
  return { before: join(before), answers: join(answers) };
}

function joined(message: ChatMessage, results: ReadonlyMap<string, ToolResult>): ChatMessage {
  const parts: ChatPart[] = [];
  for (const part of message.parts) {
    const result = part.kind === 'text' ? undefined : resultOf(part, results);
    if (part.kind === 'call' && result) parts.push({ ...part, result });
    else if (part.kind !== 'result' || !result) parts.push(part);
  }
  return { ...message, parts };
}

function resultOf(part: ChatPart, results: ReadonlyMap<string, ToolResult>): ToolResult | undefined {
  return part.kind === 'call' || part.kind === 'result' ? results.get(part.id ?? '') : undefined;
}

function kept({ parts }: ChatMessage, original: ChatMessage | undefined): boolean {
  return parts.length > 0 || original?.parts.length === 0;
}
