import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import type { ChatMessage, Conversation } from './message.ts';
import { PartView } from './part-view.tsx';

/** Earlier messages that are shown at first; the others are asked for. */
const LATEST = 30;

const ROLES = { system: 'System', user: 'User', assistant: 'Assistant', tool: 'Tool' } as const;

/** A conversation: what was said before, and the answers. */
export function ChatView({
  conversation,
  tools,
}: {
  readonly conversation: Conversation;
  readonly tools: readonly string[];
}) {
  const [all, setAll] = useState(false);
  const { before, answers } = conversation;
  const hidden = all ? 0 : Math.max(0, before.length - LATEST);
  return (
    <div class="chat" data-testid="chat">
      {tools.length > 0 && <Tools names={tools} />}
      {hidden > 0 && (
        <Button kind="quiet" onClick={() => setAll(true)}>
          Show {hidden} earlier messages
        </Button>
      )}
      {before.slice(hidden).map((message, index) => (
        <Message key={`before ${hidden + index}`} message={message} />
      ))}
      {answers.length > 0 && <p class="chat-border">Answer</p>}
      {answers.map((message, index) => (
        <Message key={`answer ${index}`} message={message} isAnswer />
      ))}
    </div>
  );
}

function Tools({ names }: { readonly names: readonly string[] }) {
  return (
    <p class="chat-tools">
      <span class="muted">Tools on offer</span>
      {names.map((name) => (
        <code key={name}>{name}</code>
      ))}
    </p>
  );
}

function Message({ message, isAnswer = false }: { readonly message: ChatMessage; readonly isAnswer?: boolean }) {
  const { role, name, parts } = message;
  return (
    <article class={`message message-${role}${isAnswer ? ' is-answer' : ''}`} data-role={role}>
      <header class="message-role">
        {ROLES[role]}
        {name !== undefined && <span class="message-name">{name}</span>}
      </header>
      {parts.length === 0 && <p class="muted">(empty)</p>}
      {parts.map((part, index) => (
        <PartView key={index} part={part} isMarkdown={role !== 'system'} />
      ))}
    </article>
  );
}
