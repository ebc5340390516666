import type { SpanJson, SpanOutline } from '@spanwright/server/viewer-api';
import { Icon } from '../../components/icon.tsx';
import { selectSpan, type TraceState } from '../page/trace-state.ts';
import { originOf } from '../tree/failure-origin.ts';
import { LongText } from './long-text.tsx';

interface ExceptionsProps {
  readonly span: SpanJson;
  readonly state: TraceState;
  readonly outline: SpanOutline;
}

/** What went wrong in a span, above everything else: its exceptions with their stacks, or its status message. */
export function Exceptions({ span, state, outline }: ExceptionsProps) {
  const exceptions = span.events.filter(({ name }) => name === 'exception');
  const failed = span.status.code.endsWith('ERROR');
  if (exceptions.length === 0 && !(failed && span.status.message)) return null;
  return (
    <div class="exceptions" data-testid="exceptions">
      {exceptions.length === 0 && <Exception message={span.status.message} />}
      {exceptions.slice(0, 5).map(({ attributes }, index) => (
        <Exception
          key={index}
          type={textIn(attributes, 'exception.type')}
          message={textIn(attributes, 'exception.message')}
          stack={textIn(attributes, 'exception.stacktrace')}
        />
      ))}
      <Origin state={state} spanId={outline.spanId} />
      {exceptions.length > 5 && <p class="muted">{exceptions.length - 5} more are among the events.</p>}
    </div>
  );
}

/** The way to the span that failed first, where that is one below this. */
function Origin({ state, spanId }: { readonly state: TraceState; readonly spanId: string }) {
  const node = state.tree.value.byId.get(spanId);
  const origin = node && originOf(node);
  if (!origin || origin === node) return null;
  return (
    <p class="exception-origin">
      It came from{' '}
      <button type="button" class="link-button" onClick={() => selectSpan(state, origin.span.spanId)}>
        {origin.span.name}
      </button>
    </p>
  );
}

function Exception(props: {
  readonly type?: string | undefined;
  readonly message?: string | undefined;
  readonly stack?: string | undefined;
}) {
  const { type, message = '', stack } = props;
  return (
    <div class="exception">
      <p class="exception-title">
        <Icon name="error" />
        <span>
          {type !== undefined && <strong>{type}: </strong>}
          {message.length > 600 ? `${message.slice(0, 600)}…` : message}
        </span>
      </p>
      {stack !== undefined && stack !== message && (
        <details>
          <summary>Stack</summary>
          <LongText text={stack} />
        </details>
      )}
    </div>
  );
}

function textIn(attributes: SpanJson['attributes'], key: string): string | undefined {
  const value = attributes[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
