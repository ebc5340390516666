import { flush, type TraceData, type TraceExporter } from '@spanwright/core';
import { setTraceExporter, tracer } from '@spanwright/core/kit';
import type { CallbackHandler } from '../src/callback-handler.ts';
import { Session } from '../src/session.ts';

/** A message as LangChain's classes are: a type, a content, and fields. */
export function message(type: string, content: unknown, fields: object = {}): object {
  return { _getType: () => type, content, ...fields };
}

/** Feeds events to a handler and gives back the traces that came of them, the newest state of each. */
export async function tracesOf(
  feed: (handler: CallbackHandler, session: Session) => void | Promise<void>,
  options: { readonly chunkEvents?: number } = {},
): Promise<readonly TraceData[]> {
  const traces: TraceData[] = [];
  const exporter: TraceExporter = {
    export: async (batch) => void traces.push(...structuredClone(batch)),
    close: async () => {},
  };
  setTraceExporter(exporter);
  const session = new Session(tracer);
  const detach = session.attached(options);
  try {
    await feed(session.handler, session);
    await flush();
  } finally {
    detach();
    setTraceExporter(undefined);
  }
  return traces;
}
