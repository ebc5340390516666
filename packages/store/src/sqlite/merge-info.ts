import { type ModelCost, type TokenUsage, type TraceInfo, TraceMetadataKey } from '@spanwright/core/model';

/**
 * The information of a trace that is told of again: the newer wins, field by field; tags and metadata are merged. A part
 * whose root is elsewhere knows only itself: there the older wins; and so it does where a client has told of the trace as
 * a whole, and these are only its spans (MLflow's `mlflow.trace.infoFinalized`).
 */
export function mergeInfo(older: TraceInfo, newer: TraceInfo): TraceInfo {
  const { partial = false, ...told } = newer;
  const isFinal = TraceMetadataKey.INFO_FINALIZED in older.metadata;
  return partial || (isFinal && !(TraceMetadataKey.INFO_FINALIZED in newer.metadata))
    ? merged(told, older)
    : merged(older, told);
}

function merged(base: TraceInfo, winner: TraceInfo): TraceInfo {
  const told = Object.fromEntries(Object.entries(winner).filter(([, value]) => value !== undefined));
  return {
    ...base,
    ...told,
    metadata: { ...base.metadata, ...winner.metadata },
    tags: { ...base.tags, ...winner.tags },
  };
}

/**
 * The information with the usage that all spans together have. Whoever sends the later spans of a trace knows only
 * these; MLflow's server sums up anew, too (`log_spans`).
 */
export function withUsage(info: TraceInfo, usage: TokenUsage | undefined): TraceInfo {
  if (!usage) return info;
  return withMetadata(info, { [TraceMetadataKey.TOKEN_USAGE]: JSON.stringify(usage) });
}

/** The information with the cost of all its spans, as MLflow's server writes it. */
export function withCost(info: TraceInfo, cost: ModelCost | undefined): TraceInfo {
  if (!cost) return info;
  return withMetadata(info, { [TraceMetadataKey.COST]: JSON.stringify(cost) });
}

// Not by spreading both: that takes Node.js 20 many times as long.
function withMetadata(info: TraceInfo, metadata: TraceInfo['metadata']): TraceInfo {
  return { ...info, metadata: Object.assign({}, info.metadata, metadata) };
}
