import { requireFromHere } from '#platform';
import { translated } from './conventions/translate.ts';
import type { OtlpBatch, OtlpReply, OtlpSenderOptions } from './messages.ts';
import { type ReadableSpan, readableSpan } from './readable-span.ts';
import { type OtlpResource, otlpResource } from './resource.ts';

/** Sends a batch; resolves with what became of it, never rejects. */
export type SendBatch = (batch: OtlpBatch) => Promise<OtlpReply>;

interface OfficialExporter {
  export(
    spans: readonly ReadableSpan[],
    done: (result: { readonly code: number; readonly error?: Error }) => void,
  ): void;
}

/**
 * Loads the official exporter package, which reads endpoint, headers, compression, timeout and certificates from the
 * environment by itself, and retries what may be retried.
 */
export function createSendBatch({ packageFile, sdkVersion }: OtlpSenderOptions): SendBatch {
  const resource = otlpResource(process.env, sdkVersion);
  let exporter: OfficialExporter | undefined;
  return (batch) =>
    new Promise((resolve) => {
      const reply = (error?: string): void => resolve({ id: batch.id, ...(error !== undefined && { error }) });
      try {
        exporter ??= loadExporter(packageFile);
        exporter.export(readableSpans(batch, resource), ({ code, error }) => {
          if (code === 0) reply();
          else reply(error ? messageOf(error) : 'no reason given');
        });
      } catch (error) {
        reply(messageOf(error));
      }
    });
}

function loadExporter(packageFile: string): OfficialExporter {
  const { OTLPTraceExporter } = requireFromHere(packageFile) as { OTLPTraceExporter: new () => OfficialExporter };
  return new OTLPTraceExporter();
}

function readableSpans({ traces, conventions }: OtlpBatch, resource: OtlpResource): readonly ReadableSpan[] {
  return traces.flatMap((trace) =>
    translated(trace, conventions).map((span, index) => readableSpan(span, trace.spans[index] ?? span, resource)),
  );
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A refused connection over IPv4 and IPv6 is an AggregateError without a message.
  return error.message || (error as { code?: string }).code || error.name;
}
