import type { StreamReducer } from '@spanwright/core/kit';
import { bounds, copyWire, isWireObject, type OpenWireObject, type WireObject } from './wire.ts';

/**
 * Folds the events of a session in which the provider runs an agent into the session, with its last turn, and what the
 * agent did and said as `output`.
 */
export class AgentSessionReducer implements StreamReducer<unknown, WireObject> {
  #session: OpenWireObject | undefined;
  readonly #rest: OpenWireObject = {};
  readonly #output: unknown[] = [];

  add(event: unknown): void {
    if (!isWireObject(event)) return;
    const { type, session, turn, usage, item, error } = event;
    if (isWireObject(session)) this.#session = copyWire(session) as OpenWireObject;
    for (const [key, part] of Object.entries({ turn, usage, error })) {
      if (isWireObject(part)) this.#rest[key] = copyWire(part);
    }
    if (type === 'agent.session.turn.item.done' && this.#output.length < bounds.listItems)
      this.#output.push(copyWire(item));
  }

  result(): WireObject | undefined {
    if (!this.#session && Object.keys(this.#rest).length === 0 && this.#output.length === 0) return undefined;
    return { ...this.#session, ...this.#rest, output: this.#output };
  }
}
