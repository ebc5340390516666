import type { LiveSpan, SpanOptions } from '@spanwright/core';
import { innerOf, limits, type Tracer, type Wire } from '@spanwright/core/kit';
import { EndReason } from '@spanwright/core/model';
import { isWithin, type OpenRun } from './open-run.ts';
import { partialChoices } from './choices.ts';
import type { RunStartEvent } from './run-event.ts';

/** How the span of a run starts, made for it alone; its parent is added. */
export type RunOptions = Omit<SpanOptions, 'parent'> & { parent?: LiveSpan };

/** Tells how the span of a run starts. */
export type OptionsOf = (event: RunStartEvent, parent?: OpenRun) => RunOptions;

/** Who hears of runs. */
export interface RunObserver {
  /** Every run that has started and has a span of its own. */
  started(run: OpenRun): void;
  /** Every outermost run whose span has ended. */
  ended(run: OpenRun): void;
}

/** Runs that the program left and that are remembered, at most. */
const LEFT_RUNS = 100;

const HIDDEN = 'langsmith:hidden';

const NO_METADATA: Wire = {};

/** The open runs of all copies of LangChain, by id. An id that is unknown, or known already, changes nothing. */
export class OpenRuns {
  readonly #tracer: Tracer;
  readonly #byId = new Map<string, OpenRun>();
  /** Runs that the program left; a graph goes on in the background, and what it starts still belongs to it. */
  readonly #left = new Map<string, OpenRun>();
  readonly #observer: RunObserver;

  constructor(tracer: Tracer, observer: RunObserver) {
    this.#tracer = tracer;
    this.#observer = observer;
  }

  get(id: unknown): OpenRun | undefined {
    return typeof id === 'string' ? this.#byId.get(id) : undefined;
  }

  /** The run of that id, in which something happens: also one that the program left. */
  around(id: unknown): OpenRun | undefined {
    return this.get(id) ?? (typeof id === 'string' ? this.#left.get(id) : undefined);
  }

  /** The run of that id, if it has a span of its own. */
  visible(id: unknown): OpenRun | undefined {
    const run = this.get(id);
    return run?.hidden ? undefined : run;
  }

  /** Gives back the run, if it has a span of its own. */
  start(event: RunStartEvent, optionsOf: OptionsOf): OpenRun | undefined {
    if (this.#byId.has(event.id) || !this.#tracer.isTracing()) return undefined;
    const parent = this.around(event.parentId);
    const run = this.#open(event, optionsOf, parent);
    this.#byId.set(run.id, run);
    run.tree.add(run);
    if (run.hidden) return undefined;
    this.#observer.started(run);
    return run;
  }

  /** Takes the run out, and whatever is still open under it once it was the outermost. */
  close(run: OpenRun, end: (run: OpenRun) => void): void {
    this.#forget(run);
    if (!run.hidden) end(run);
    this.#rootEnded(run);
    if (run.parent === undefined && run.tree.size > 0) this.#closeLate(run);
  }

  /** Ends a run and all that is open inside it: the program will not go on with it. */
  stop(outer: OpenRun, end: (run: OpenRun) => void): void {
    const inside = [...outer.tree].filter((run) => isWithin(run, outer));
    for (const run of inside.reverse()) {
      this.#forget(run);
      this.#rememberLeft(run);
      if (!run.hidden) end(run);
      this.#rootEnded(run);
    }
  }

  #open(event: RunStartEvent, optionsOf: OptionsOf, parent: OpenRun | undefined): OpenRun {
    const { tags, metadata = NO_METADATA } = event;
    const hidden = parent !== undefined && tags?.includes(HIDDEN) === true;
    const span = hidden ? parent.span : this.#startSpan(optionsOf(event, parent), parent?.span);
    return {
      id: event.id,
      span,
      call: this.#tracer.record(span),
      parent,
      hidden,
      metadata,
      tree: parent?.tree ?? new Set(),
      streamed: '',
      tokens: 0,
    };
  }

  #startSpan(options: RunOptions, inRun: LiveSpan | undefined): LiveSpan {
    const parent = innerOf(inRun, this.#tracer.activeSpan());
    if (parent) options.parent = parent;
    return this.#tracer.startSpan(options);
  }

  #rootEnded(run: OpenRun): void {
    if (run.parent === undefined) this.#observer.ended(run);
  }

  #forget(run: OpenRun): void {
    this.#byId.delete(run.id);
    run.tree.delete(run);
  }

  #rememberLeft(run: OpenRun): void {
    this.#left.set(run.id, run);
    const [oldest] = this.#left.keys();
    if (this.#left.size > LEFT_RUNS && oldest !== undefined) this.#left.delete(oldest);
  }

  /** Work that outlives its root may still end by itself; what does not is ended after a grace period. */
  #closeLate(root: OpenRun): void {
    const failed = root.span.status.code === 'ERROR';
    const close = (): void => {
      for (const run of root.tree) this.stop(run, (open) => stopRun(open, EndReason.ABORT));
    };
    if (failed) close();
    else setTimeout(close, limits.unreadMs).unref();
  }
}

/** Ends the span of a run that the program left, with what a model had streamed until then. */
export function stopRun(run: OpenRun, reason: EndReason): void {
  run.call.stop(reason, run.streamed === '' ? undefined : partialChoices(run.streamed));
}
