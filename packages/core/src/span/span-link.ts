import type * as otel from '@opentelemetry/api';
import { warnOnce } from '../logger.ts';

/** A link to a span of this or another trace: by MLflow's ids, or as OpenTelemetry has it. */
export type SpanLinkInput =
  | {
      /** `tr-` and 32 hex digits. */
      readonly traceId: string;
      /** 16 hex digits. */
      readonly spanId: string;
      readonly attributes?: Readonly<Record<string, unknown>>;
    }
  | otel.Link;

/** As OpenTelemetry has it; undefined, with a warning, for ids that cannot be. */
export function readLink(link: SpanLinkInput): otel.Link | undefined {
  const { traceId, spanId } = 'context' in link ? link.context : link;
  const hex = String(traceId).replace(/^tr-/, '');
  if (/^(?!0{32})[0-9a-f]{32}$/.test(hex) && /^(?!0{16})[0-9a-f]{16}$/.test(spanId)) {
    const { attributes = {} } = link;
    return { context: { traceId: hex, spanId, traceFlags: 1 }, attributes: attributes as otel.Attributes };
  }
  warnOnce(`a link is left out: "${traceId}" and "${spanId}" are no ids of a trace and a span`);
  return undefined;
}
