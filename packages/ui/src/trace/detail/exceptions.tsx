import type { SpanJson } from '@spanwright/server/viewer-api';
import { Icon } from '../../components/icon.tsx';
import { LongText } from './long-text.tsx';

/** What went wrong in a span, above everything else: its exceptions with their stacks, or its status message. */
export function Exceptions({ span }: { readonly span: SpanJson }) {
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
      {exceptions.length > 5 && <p class="muted">{exceptions.length - 5} more are among the events.</p>}
    </div>
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
