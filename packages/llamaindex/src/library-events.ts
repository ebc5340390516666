import { type CallReader, type Tracer, tracer, wrapMethod } from '@spanwright/core/kit';
import type { LiveSpan } from '@spanwright/core';
import { ChatReducer } from './chat-reducer.ts';
import { chat } from './chat.ts';
import { claim } from './claim.ts';
import { className } from './class-name.ts';
import { query } from './engines.ts';
import { type ChatResponse, type ChatResponseChunk, isObject } from './library.ts';
import { EventSpans } from './event-spans.ts';

/** The library's note of who is calling. */
export interface EventCaller {
  readonly caller: unknown;
  readonly parent: EventCaller | null;
}

interface GlobalModule {
  readonly CallbackManager?: { readonly prototype: Record<string, unknown> };
  readonly getEventCaller?: () => EventCaller | null;
}

type Detail = { readonly [key: string]: unknown };
type Handle = (detail: Detail, caller: EventCaller | undefined, spans: EventSpans) => void;

/** What the library tells of calls that no patched method sees: of objects made before, of models by other makers. */
const HANDLERS: { readonly [event: string]: Handle | undefined } = {
  'llm-start': ({ id, messages }, caller, spans) => {
    if (isModel(caller?.caller)) start({ id, caller, reader: chat, method: 'chat', inputs: { messages } }, spans);
  },
  'llm-end': ({ id, response }, _, spans) => spans.end(id, wholeResponse(response)),
  'query-start': ({ id, query: question }, caller, spans) => {
    const inputs = { query: question };
    if (isQueryEngine(caller?.caller)) start({ id, caller, reader: query, method: 'query', inputs }, spans);
  },
  'query-end': ({ id, response }, _, spans) => spans.end(id, isStream(response) ? undefined : response),
};

/** Listens to the library's events, whichever callback manager the program has set. Returns the undo. */
export function recordEvents(exports: object, _tracer: Tracer): () => void {
  const { CallbackManager, getEventCaller } = exports as GlobalModule;
  if (!CallbackManager) return () => {};
  const spans = new EventSpans();
  const forget = tracer.addScopeSource(() => (spans.size === 0 ? undefined : innermost(getEventCaller?.(), spans)));
  const unwrap = wrapMethod({ owner: CallbackManager.prototype, key: 'dispatchEvent' }, (original, self, args) => {
    const [event, detail] = args;
    const handle = typeof event === 'string' && Object.hasOwn(HANDLERS, event) ? HANDLERS[event] : undefined;
    if (handle && isObject(detail))
      tracer.guarded('reading an event', () => handle(detail, getEventCaller?.() ?? undefined, spans));
    return Reflect.apply(original, self, args);
  });
  return () => {
    unwrap();
    forget();
  };
}

interface Reported {
  readonly id: unknown;
  readonly caller: EventCaller | undefined;
  readonly reader: CallReader;
  readonly method: string;
  readonly inputs: unknown;
}

function start({ id, caller, reader, method, inputs }: Reported, spans: EventSpans): void {
  const name = `${className(caller?.caller)}.${method}`;
  if (!tracer.isTracing() || claim(name, [reader.spanType]) || !caller) return;
  spans.start(id, caller, { name, reader, inputs });
}

function innermost(caller: EventCaller | null | undefined, spans: EventSpans): LiveSpan | undefined {
  for (let at = caller; at; at = at.parent) {
    const span = spans.of(at);
    if (span) return span;
  }
  return undefined;
}

/** Models have metadata, chat engines do not. */
function isModel(caller: unknown): boolean {
  return isObject(caller) && typeof caller['chat'] === 'function' && isObject(caller['metadata']);
}

function isQueryEngine(caller: unknown): boolean {
  return isObject(caller) && typeof caller['query'] === 'function';
}

function isStream(value: unknown): boolean {
  return isObject(value) && Symbol.asyncIterator in value;
}

/** Of a streamed call the library tells all chunks as `raw`. */
function wholeResponse(response: unknown): unknown {
  const { raw } = response as ChatResponse;
  if (!Array.isArray(raw)) return response;
  const reducer = new ChatReducer();
  for (const chunk of raw as readonly ChatResponseChunk[]) reducer.add(chunk);
  return reducer.result();
}
