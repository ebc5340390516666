import { type JsonObject, SpanAttributeKey, TraceMetadataKey } from '../../model/index.ts';
import type { OutgoingSpan } from './convention.ts';
import { renamed } from './pick.ts';

const TAG_PREFIX = 'mlflow.traceTag.';

/** MLflow's own names, as its server reads them from OTLP: trace id on every span, user and tags on the root. */
export function mlflowAttributes({ span, info }: OutgoingSpan): JsonObject {
  return {
    ...span.attributes,
    [SpanAttributeKey.REQUEST_ID]: span.traceId,
    ...(span.parentSpanId === undefined && { ...whoseTrace(info.metadata), ...userTags(info.tags) }),
  };
}

/** Session and user, under the names that OpenTelemetry, OpenInference and MLflow's server share. */
export function whoseTrace(metadata: JsonObject): JsonObject {
  return renamed(metadata, [
    [TraceMetadataKey.SESSION, 'session.id'],
    [TraceMetadataKey.USER, 'user.id'],
  ]);
}

function userTags(tags: JsonObject): JsonObject {
  const own = Object.entries(tags).filter(([key]) => !key.startsWith('mlflow.'));
  return Object.fromEntries(own.map(([key, value]) => [`${TAG_PREFIX}${key}`, value]));
}
