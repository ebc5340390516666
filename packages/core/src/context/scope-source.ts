import { sharedSlot } from '../shared-state.ts';
import type { LiveSpan } from '../span/live-span.ts';
import { innerOf } from './inner-of.ts';

/** Tells the span of a framework's current run, as the framework itself keeps track of it; must be cheap. */
export type ScopeSource = () => LiveSpan | undefined;

const sources = sharedSlot('scope sources', () => new Set<ScopeSource>());

/** Adds a source; returns the undo. */
export function addScopeSource(source: ScopeSource): () => void {
  sources.add(source);
  return () => void sources.delete(source);
}

/** The innermost of the span in scope and what the sources tell. */
export function innermost(inScope: LiveSpan | undefined): LiveSpan | undefined {
  let found = inScope;
  for (const source of sources) found = innerOf(currentOf(source), found);
  return found;
}

function currentOf(source: ScopeSource): LiveSpan | undefined {
  try {
    return source();
  } catch {
    // The framework's own state is not as expected: then it says nothing about parents.
    return undefined;
  }
}
