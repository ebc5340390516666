import type { Tracer } from '@spanwright/core/kit';
import { EndReason, type JsonObject, SpanAttributeKey, SpanType } from '@spanwright/core/model';
import { messageAttributes } from './call-attributes.ts';
import { realtimeFailureOf } from './realtime-failure.ts';
import { chatToolsOf } from './tools.ts';
import { usageOf } from './usage.ts';
import { copyWire, isWireObject, type WireObject } from './wire.ts';

type LiveSpan = ReturnType<Tracer['startSpan']>;
type OpenCall = ReturnType<Tracer['record']>;

interface Asked {
  readonly body: WireObject;
  readonly parent: LiveSpan | undefined;
}

/** Items of a conversation, and requests, that are remembered until the next response; the oldest are forgotten. */
const MOST_REMEMBERED = 100;
const DONE: ReadonlySet<unknown> = new Set([
  'response.done',
  'response.completed',
  'response.failed',
  'response.incomplete',
]);
const SETTINGS = ['model', 'instructions', 'tools', 'output_modalities', 'modalities', 'audio', 'voice'];

/**
 * What goes over one WebSocket, as spans: one per response, from `response.created` to its end. Sound is not kept; a
 * response carries what was said as text.
 */
export class RealtimeSession {
  readonly #tracer: Tracer;
  readonly #baseUrl: string | undefined;
  readonly #open = new Map<unknown, OpenCall>();
  #settings: WireObject = {};
  readonly #asked: Asked[] = [];
  #items: unknown[] = [];

  constructor(tracer: Tracer, baseUrl: string | undefined) {
    this.#tracer = tracer;
    this.#baseUrl = baseUrl;
  }

  /** Takes an event that the program sends. */
  sent(event: unknown): void {
    if (!isWireObject(event)) return;
    const { type, event_id: _id, response, item, ...rest } = event;
    // The Realtime API nests the request, the Responses API does not.
    const body = isWireObject(response) ? response : rest;
    if (type === 'response.create') this.#asked.push({ body: copyOf(body), parent: this.#tracer.activeSpan() });
    if (type === 'conversation.item.create') this.#remember(item);
    if (this.#asked.length > MOST_REMEMBERED) this.#asked.shift();
  }

  /** Takes an event of the provider. */
  received(event: unknown): void {
    if (!isWireObject(event)) return;
    const { type, response, session, transcript } = event;
    if (type === 'response.created') this.#start(response);
    else if (DONE.has(type)) this.#end(response);
    else if (type === 'session.created' || type === 'session.updated') this.#settings = settingsOf(session);
    else if (type === 'conversation.item.input_audio_transcription.completed')
      this.#remember({ type: 'message', role: 'user', content: [{ type: 'input_audio', transcript }] });
    else if (typeof type === 'string' && type.endsWith('.delta')) this.#noteFirst(event);
  }

  /** The connection is gone: what is open ends as it stands. */
  closed(): void {
    for (const call of this.#open.values()) call.stop(EndReason.ABORT);
    this.#open.clear();
  }

  #remember(item: unknown): void {
    this.#items.push(copyWire(item));
    if (this.#items.length > MOST_REMEMBERED) this.#items.shift();
  }

  #start(response: unknown): void {
    if (!isWireObject(response)) return;
    const { body = {}, parent } = this.#asked.shift() ?? {};
    const inputs = { ...this.#settings, ...body, ...(this.#items.length > 0 && { items: this.#items }) };
    this.#items = [];
    const span = this.#tracer.startSpan({
      name: 'Realtime',
      spanType: SpanType.CHAT_MODEL,
      inputs,
      ...(parent && { parent }),
    });
    const receiver = this.#baseUrl;
    span.lateAttributes = (recorded, outputs) => attributesOf(recorded, outputs, receiver);
    this.#open.set(response['id'], this.#tracer.record(span, { failure: realtimeFailureOf }));
  }

  #end(response: unknown): void {
    if (!isWireObject(response)) return;
    const call = this.#open.get(response['id']);
    this.#open.delete(response['id']);
    // Interrupted by who listens, or by the program.
    if (response['status'] === 'cancelled') call?.stop(EndReason.ABORT, response);
    else call?.settle(response);
  }

  #noteFirst({ response_id: id }: WireObject): void {
    const { span } = this.#open.get(id) ?? {};
    const key = SpanAttributeKey.TIME_TO_FIRST_CHUNK;
    if (span?.getAttribute(key) === undefined) span?.setAttribute(key, span.ageMs);
  }
}

function copyOf(body: WireObject): WireObject {
  return copyWire(body) as WireObject;
}

function settingsOf(session: unknown): WireObject {
  if (!isWireObject(session)) return {};
  return copyOf(Object.fromEntries(SETTINGS.filter((key) => key in session).map((key) => [key, session[key]])));
}

function attributesOf(inputs: unknown, outputs: unknown, receiver: string | undefined): JsonObject {
  const tools = isWireObject(inputs) ? chatToolsOf(inputs['tools']) : undefined;
  const usage = usageOf(outputs);
  return {
    ...messageAttributes({ inputs, outputs, receiver }),
    ...(tools && { [SpanAttributeKey.CHAT_TOOLS]: tools }),
    ...(usage && { [SpanAttributeKey.CHAT_USAGE]: { ...usage } }),
  };
}
