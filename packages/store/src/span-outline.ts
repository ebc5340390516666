import { type JsonObject, type JsonValue, SpanAttributeKey, SpanEventKey, type SpanJson } from '@spanwright/core/model';

/** Texts longer than this are content: an outline has no attributes of them, and so much of an error's message. */
const MAX_CHARS = 500;

const CONTENT = new Set<string>([SpanAttributeKey.INPUTS, SpanAttributeKey.OUTPUTS]);
const SMALL_OBJECTS = new Set<string>([SpanAttributeKey.CHAT_USAGE, SpanAttributeKey.COST]);
const ERROR_KEYS = [SpanEventKey.EXCEPTION_TYPE, SpanEventKey.EXCEPTION_MESSAGE];

/**
 * A span without its content: of its attributes the numbers, booleans and short texts, its token usage and its cost; of
 * its events the names and times, and what an exception says.
 */
export function outlineOfSpan(span: SpanJson): SpanJson {
  return {
    ...span,
    status: { ...span.status, message: span.status.message.slice(0, MAX_CHARS) },
    attributes: pick(Object.keys(span.attributes).filter(isSmallIn(span.attributes)), span.attributes),
    events: span.events.map((event) => ({ ...event, attributes: pick(ERROR_KEYS, event.attributes) })),
  };
}

function isSmallIn(attributes: JsonObject): (key: string) => boolean {
  return (key) => {
    const value = attributes[key];
    if (CONTENT.has(key)) return false;
    if (typeof value === 'string') return value.length <= MAX_CHARS;
    return typeof value !== 'object' || SMALL_OBJECTS.has(key);
  };
}

function pick(keys: readonly string[], from: JsonObject): JsonObject {
  const picked: { [key: string]: JsonValue } = {};
  for (const key of keys) {
    const value = from[key];
    if (value !== undefined) picked[key] = typeof value === 'string' ? value.slice(0, MAX_CHARS) : value;
  }
  return picked;
}
