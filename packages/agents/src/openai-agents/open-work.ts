import type { LiveSpan } from '@spanwright/core';

/** A span or trace of the SDK that is open. */
export interface OpenWork {
  readonly span: LiveSpan;
  /** True where the span is that of the run around it, which ends by itself. */
  readonly adopted: boolean;
  /** Whether the program wants it traced without its data. */
  readonly withoutData: boolean;
  /** The trace that a span is in; undefined for a trace, and for a span whose trace is not known. */
  readonly trace?: OpenWork | undefined;
  /** The agent that works here: itself, or the nearest above. */
  readonly agent?: OpenWork | undefined;
  /** Of a trace: how many of its spans are open. */
  openSpans: number;
  /** Of an agent or a trace: whether its inputs are known, and what its last model call answered. */
  asked?: boolean;
  answer?: unknown;
}

/** An agent, or a trace without a run, takes what its first model call was asked and its last one answered. */
export function tellExchange(work: OpenWork | undefined, inputs: unknown, answer: unknown): void {
  if (!work || work.adopted) return;
  if (!work.asked && inputs !== undefined) work.span.setInputs(inputs);
  work.asked = true;
  if (answer !== undefined) work.answer = answer;
}

/** Ends the span of the work with its outcome, if it has one; a run's span ends by itself. */
export function endWork({ span, adopted }: OpenWork, outcome: unknown): void {
  if (adopted) return;
  if (outcome !== undefined) span.setOutputs(outcome);
  span.end();
}
