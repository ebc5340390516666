import { type TokenUsage, type TraceInfo, TraceMetadataKey } from '@spanwright/core/model';

/** The information of a trace that is told of again: the newer wins, field by field; tags and metadata are merged. */
export function mergeInfo(older: TraceInfo, newer: TraceInfo): TraceInfo {
  const told = Object.fromEntries(Object.entries(newer).filter(([, value]) => value !== undefined));
  return {
    ...older,
    ...told,
    metadata: { ...older.metadata, ...newer.metadata },
    tags: { ...older.tags, ...newer.tags },
  };
}

/**
 * The information with the usage that all spans together have. Whoever sends the later spans of a trace knows only
 * these; MLflow's server sums up anew, too (`log_spans`).
 */
export function withUsage(info: TraceInfo, usage: TokenUsage | undefined): TraceInfo {
  if (!usage) return info;
  return { ...info, metadata: { ...info.metadata, [TraceMetadataKey.TOKEN_USAGE]: JSON.stringify(usage) } };
}
