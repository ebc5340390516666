import { TraceMetadataKey } from './keys.ts';
import type { TraceInfoJson } from '@spanwright/server/viewer-api';

/** What a trace used in all, as its metadata says. */
export interface TraceTotals {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly cachedTokens?: number;
  /** USD. */
  readonly cost?: number;
}

/** Reads the sums that the tracer keeps in a trace's metadata. */
export function traceTotals({ trace_metadata: metadata }: TraceInfoJson): TraceTotals {
  const usage = numbersIn(metadata[TraceMetadataKey.TOKEN_USAGE]);
  const cost = numbersIn(metadata[TraceMetadataKey.COST]);
  return {
    ...(usage['input_tokens'] !== undefined && { inputTokens: usage['input_tokens'] }),
    ...(usage['output_tokens'] !== undefined && { outputTokens: usage['output_tokens'] }),
    ...(usage['cache_read_input_tokens'] && { cachedTokens: usage['cache_read_input_tokens'] }),
    ...(cost['total_cost'] !== undefined && { cost: cost['total_cost'] }),
  };
}

/** The numbers of a JSON object, whatever else is in it. */
function numbersIn(text: string | undefined): { readonly [key: string]: number | undefined } {
  const found: unknown = text === undefined ? undefined : parse(text);
  if (typeof found !== 'object' || found === null) return {};
  return Object.fromEntries(Object.entries(found).filter(([, one]) => typeof one === 'number'));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
