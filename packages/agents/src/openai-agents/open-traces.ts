import type { LiveSpan } from '@spanwright/core';
import { innerOf } from '@spanwright/core/kit';
import type { OpenWork } from './open-work.ts';

/** A trace of the SDK that is open. */
export interface OpenTrace extends OpenWork {
  /** That of the SDK. */
  readonly id: string;
}

/** Traces of the SDK that are open, by their ids. Runs that go on from one state at once have one id, and a trace each. */
export class OpenTraces {
  readonly #open = new Map<string, readonly OpenTrace[]>();

  get size(): number {
    return this.#open.size;
  }

  add(trace: OpenTrace): void {
    this.#open.set(trace.id, [...(this.#open.get(trace.id) ?? []), trace]);
  }

  /** Whether it was open. */
  delete(trace: OpenTrace): boolean {
    const open = this.#open.get(trace.id) ?? [];
    const left = open.filter((other) => other !== trace);
    if (left.length > 0) this.#open.set(trace.id, left);
    else this.#open.delete(trace.id);
    return left.length < open.length;
  }

  /** The one of that id that the span in scope is in; where it is in none of them, the first. */
  find(id: string, inScope: () => LiveSpan | undefined): OpenTrace | undefined {
    const open = this.#open.get(id);
    return open && open.length > 1 ? (this.around(id, inScope()) ?? open[0]) : open?.[0];
  }

  /** The one of that id that the span is in. */
  around(id: string, span: LiveSpan | undefined): OpenTrace | undefined {
    return this.#open.get(id)?.find((trace) => innerOf(trace.span, span) === span);
  }

  /** All of them, which are then open no more. */
  takeAll(): readonly OpenTrace[] {
    const all = [...this.#open.values()].flat();
    this.#open.clear();
    return all;
  }
}
