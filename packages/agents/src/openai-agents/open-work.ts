import type { LiveSpan } from '@spanwright/core';
import type { Tracer } from '@spanwright/core/kit';

/** A span or trace of the SDK that is open. */
export interface OpenWork {
  readonly span: LiveSpan;
  /** Undefined where the span is that of the run around it, which ends by itself. */
  readonly call: ReturnType<Tracer['record']> | undefined;
  /** What is open inside a trace; undefined for a span. */
  readonly inside?: Set<OpenWork>;
  /** The agent that works here: itself, or the nearest above. */
  readonly agent?: OpenWork | undefined;
  /** Of an agent or a trace: whether its inputs are known, and what its last model call answered. */
  asked?: boolean;
  answer?: unknown;
}

/** An agent, or a trace without a run, takes what its first model call was asked and its last one answered. */
export function tellExchange(work: OpenWork | undefined, inputs: unknown, answer: unknown): void {
  if (!work?.call) return;
  if (!work.asked && inputs !== undefined) work.span.setInputs(inputs);
  work.asked = true;
  if (answer !== undefined) work.answer = answer;
}

/** Ends the span of the work with its outcome, if it has one; a run's span ends by itself. */
export function endWork({ span, call }: OpenWork, outcome: unknown): void {
  if (outcome === undefined && call) span.end();
  else call?.settle(outcome);
}
