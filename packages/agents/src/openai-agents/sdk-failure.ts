import type { LiveSpan } from '@spanwright/core';
import { SpanEventKey } from '@spanwright/core/model';
import type { SdkError } from './sdk.ts';

/** What the SDK says in place of an error that it hides (0.15 to 0.20). */
const HIDDEN = 'Tool execution failed. Error details are redacted.';

/**
 * Marks a span as failed with what the SDK says: its own message, and the program's error where it tells it.
 * @param thrown what the tool threw, where that is known: told where the SDK hides it
 */
export function recordSdkFailure(span: LiveSpan, told: SdkError, thrown?: { readonly error: unknown }): void {
  if (thrown && told.data?.['error'] === HIDDEN) recordThrown(span, told.message, thrown.error);
  else recordTold(span, told);
}

function recordThrown(span: LiveSpan, message: string, error: unknown): void {
  span.recordException(error);
  span.setStatus({ code: 'ERROR', message: `${message}: ${span.status.message ?? ''}` });
}

function recordTold(span: LiveSpan, { message, data }: SdkError): void {
  const cause = data?.['error'];
  const told = typeof cause === 'string' && cause !== '' ? `${message}: ${cause}` : message;
  span.addEvent(SpanEventKey.EXCEPTION, {
    [SpanEventKey.EXCEPTION_MESSAGE]: told,
    [SpanEventKey.EXCEPTION_TYPE]: '',
    ...(data && { [SpanEventKey.EXCEPTION_STACKTRACE]: JSON.stringify(data) }),
  });
  span.setStatus({ code: 'ERROR', message: told });
}
