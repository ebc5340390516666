import type { SpanJson } from '@spanwright/core/model';
import { damagedSpans } from './damaged-spans.ts';

/**
 * Some spans of a trace as they are stored: a JSON array of them in MLflow's V3 form. A text is copied between threads in
 * a tenth of the time that objects take.
 */
export type SpansText = string;

/** Reads spans as they were written. */
export function spansOfText(text: SpansText): readonly SpanJson[] {
  return readable(() => {
    const spans = JSON.parse(text) as readonly SpanJson[];
    if (spans.every(isSpan)) return spans;
    throw new TypeError('a span lacks what every span has');
  });
}

/** What `decode` makes of stored spans; where it fails, they are damaged. */
export function readable<T>(decode: () => T): T {
  try {
    return decode();
  } catch (cause) {
    throw damagedSpans('Stored spans are damaged and cannot be read.', cause);
  }
}

// Damage may leave sound JSON, with other keys.
function isSpan({ span_id: id, name, status, attributes, events }: Partial<SpanJson>): boolean {
  const texts = [id, name, status?.code].every((text) => typeof text === 'string');
  return texts && typeof attributes === 'object' && attributes !== null && Array.isArray(events);
}
