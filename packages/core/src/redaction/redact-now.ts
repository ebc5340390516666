import { spanProcessors } from '../span/span-processors.ts';
import { isRedactor } from './redact.ts';

/** A value that goes to the store without a span, such as a tag: redacted by what is in force. */
export function redactNow<T>(value: T): T {
  return spanProcessors()
    .filter(isRedactor)
    .reduce((rest, redactor) => redactor.value(rest), value);
}
