import { type TraceData, TraceTagKey, withSizeStats } from '../model/index.ts';
import { isUnknownEndpoint, jsonOf } from './answer.ts';
import { requestOf } from './endpoint.ts';
import { ENDPOINTS } from './endpoints.ts';
import type { RestClient } from './rest-client.ts';
import { sendTraceV2 } from './send-trace-v2.ts';
import { addToTraceFile } from './trace-file.ts';
import { ServerTag } from './server-tag.ts';
import { traceInfoToWire } from './wire-info.ts';
import type { WireTrace } from './wire-types.ts';

/** Brings what is known of traces to a server, and their spans where its database has no place for them. */
export class TraceSender {
  readonly #client: RestClient;
  /** True once the server has said that it is one of MLflow 2. */
  #isV2 = false;

  constructor(client: RestClient) {
    this.#client = client;
  }

  /**
   * Sends a trace whose spans have been sent.
   * @param hasSpans whether the server's database took them
   * @returns where the trace's files belong, as far as the server says so
   */
  async send(trace: TraceData, hasSpans: boolean): Promise<string | undefined> {
    if (trace.info.partial && hasSpans) return await this.#sendTags(trace);
    if (!this.#isV2) {
      const tags = (!hasSpans && (await this.#tagsOf(trace))) || (await this.#start(trace));
      if (tags) return await this.#finish(trace, tags);
      this.#isV2 = true;
    }
    return await sendTraceV2(this.#client, trace);
  }

  // Servers that keep spans in files cannot be told of a trace twice.
  async #tagsOf({ info }: TraceData): Promise<Readonly<Record<string, string>> | undefined> {
    const answer = await this.#client.send(requestOf(ENDPOINTS.getTraceInfo, { trace_id: info.traceId }));
    if (answer.status === 404) return undefined;
    return (jsonOf(answer) as { trace: WireTrace }).trace.trace_info.tags ?? {};
  }

  /** The tags that the server gave it; undefined where the server is one of MLflow 2. */
  async #start(trace: TraceData): Promise<Readonly<Record<string, string>> | undefined> {
    const { info } = hasRoot(trace) ? withSizeStats(trace) : trace;
    const request = requestOf(ENDPOINTS.startTrace, { trace: { trace_info: traceInfoToWire(info) } });
    const answer = await this.#client.send(request);
    if (isUnknownEndpoint(answer)) return undefined;
    return (jsonOf(answer) as { trace: WireTrace }).trace.trace_info.tags ?? {};
  }

  async #finish(trace: TraceData, tags: Readonly<Record<string, string>>): Promise<string | undefined> {
    const location = tags[ServerTag.ARTIFACT_LOCATION];
    const isInFile = tags[ServerTag.SPANS_LOCATION] !== ServerTag.TRACKING_STORE;
    if (isInFile && location !== undefined) await addToTraceFile(this.#client, location, trace);
    return location;
  }

  // Its root, which says all the rest, is somebody else's.
  async #sendTags({ info }: TraceData): Promise<undefined> {
    const { [TraceTagKey.NAME]: _, ...tags } = info.tags;
    for (const [key, value] of Object.entries(tags))
      await this.#client.call(ENDPOINTS.setTraceTag, { trace_id: info.traceId, key, value });
  }
}

// Sizes are those of a whole trace: not of spans that follow by themselves.
function hasRoot({ spans }: TraceData): boolean {
  return spans.some(({ parentSpanId }) => parentSpanId === undefined);
}
