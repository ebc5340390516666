import type { TimeInput } from '@opentelemetry/api';
import { now } from '../clock.ts';
import { limits } from '../limits.ts';
import { warnOnce } from '../logger.ts';
import type { JsonObject, SpanEvent } from '../model/index.ts';
import { isTimeInput, timeInputToNs } from './time-input.ts';

/** Events of one span in order, bounded: the first ones are kept. */
export class EventLog {
  readonly #events: { readonly name: string; readonly at: number | bigint; readonly attributes: JsonObject }[] = [];

  push(name: string, attributes: JsonObject, time: TimeInput | undefined): void {
    if (this.#events.length < limits.eventsPerSpan) {
      this.#events.push({ name, attributes, at: isTimeInput(time) ? timeInputToNs(time) : now() });
    } else {
      warnOnce(`a span has more than ${limits.eventsPerSpan} events; further ones are left out`);
    }
  }

  /** @param timeNs makes wall-clock nanoseconds of the monotonic clock's milliseconds. */
  toData(timeNs: (ms: number) => bigint): readonly SpanEvent[] {
    return this.#events.map(({ name, at, attributes }) => ({
      name,
      timeNs: typeof at === 'bigint' ? at : timeNs(at),
      attributes,
    }));
  }
}
