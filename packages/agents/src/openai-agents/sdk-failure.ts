import type { LiveSpan } from '@spanwright/core';
import { SpanEventKey } from '@spanwright/core/model';
import type { SdkError } from './sdk.ts';

/** Marks a span as failed with what the SDK says: its own message, and the program's error where it tells it. */
export function recordSdkFailure(span: LiveSpan, { message, data }: SdkError): void {
  const cause = data?.['error'];
  const told = typeof cause === 'string' && cause !== '' ? `${message}: ${cause}` : message;
  span.addEvent(SpanEventKey.EXCEPTION, {
    [SpanEventKey.EXCEPTION_MESSAGE]: told,
    [SpanEventKey.EXCEPTION_TYPE]: '',
    ...(data && { [SpanEventKey.EXCEPTION_STACKTRACE]: JSON.stringify(data) }),
  });
  span.setStatus({ code: 'ERROR', message: told });
}
