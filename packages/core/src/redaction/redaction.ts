import { type JsonObject, type JsonValue, SpanAttributeKey, type SpanData, SpanEventKey } from '../model/index.ts';
import { reportFailure } from '../logger.ts';
import { type JsonPath, replaceAt } from './json-path.ts';
import { redactText, redactValue, type TextRules } from './text-redaction.ts';

/** The two values that further attributes are read from. */
export type SpanMember = 'inputs' | 'outputs';

const KEYS = { inputs: SpanAttributeKey.INPUTS, outputs: SpanAttributeKey.OUTPUTS } as const;

/** What one `redact()` takes out of spans and traces, off the program's calls. */
export class Redaction {
  readonly #paths: readonly JsonPath[];
  readonly #text: TextRules;

  constructor(paths: readonly JsonPath[], text: TextRules) {
    this.#paths = paths;
    this.#text = text;
  }

  /** Inputs or outputs without what stands at paths: whatever is read from them later does not show it either. */
  member(member: SpanMember, value: JsonValue): JsonValue {
    return (this.#atPaths({ [member]: value }) as JsonObject)[member] as JsonValue;
  }

  text(text: string): string {
    return redactText(text, this.#text);
  }

  /** Any value, all texts in it. */
  value<T>(value: T): T {
    return redactValue(value as JsonValue, this.#text) as T;
  }

  /** A whole span. If that fails, its contents are left out: better none than what was to be hidden. */
  span(span: SpanData): SpanData {
    try {
      return this.#span(span);
    } catch (error) {
      reportFailure('redacting a span, whose contents are left out,', error);
      const { name: _, links: __, ...rest } = span;
      const type = span.attributes[SpanAttributeKey.SPAN_TYPE] ?? null;
      const attributes = { [SpanAttributeKey.SPAN_TYPE]: type };
      return { ...rest, name: 'redaction failed', status: { code: span.status.code }, attributes, events: [] };
    }
  }

  #span(span: SpanData): SpanData {
    const attributes = this.value(this.#attributes(span.attributes));
    const hidden = this.#hidesOutputs(span, attributes);
    const { message } = span.status;
    return {
      ...span,
      name: this.text(span.name),
      status: message === undefined ? span.status : { ...span.status, message: this.text(message) },
      attributes,
      events: this.value(span.events.map((event) => (hidden ? this.#hideChunk(event) : event))),
      ...(span.links && { links: this.value(span.links) }),
    };
  }

  /** Paths see inputs and outputs by these names, the rest as `attributes`. */
  #attributes(attributes: JsonObject): JsonObject {
    if (this.#paths.length === 0) return attributes;
    const { [KEYS.inputs]: inputs, [KEYS.outputs]: outputs, ...rest } = attributes;
    const replaced = this.#atPaths({
      ...(inputs !== undefined && { inputs }),
      ...(outputs !== undefined && { outputs }),
      attributes: rest,
    }) as { readonly inputs?: JsonValue; readonly outputs?: JsonValue; readonly attributes: JsonObject };
    return {
      ...replaced.attributes,
      ...(replaced.inputs !== undefined && { [KEYS.inputs]: replaced.inputs }),
      ...(replaced.outputs !== undefined && { [KEYS.outputs]: replaced.outputs }),
    };
  }

  /** Chunks are outputs in pieces, in which nothing is to be found any more. */
  #hidesOutputs({ attributes, events }: SpanData, redacted: JsonObject): boolean {
    const hasChunks = events.some(({ name }) => name.startsWith(SpanEventKey.CHUNK_ITEM_PREFIX));
    if (!hasChunks) return false;
    const outputs = attributes[KEYS.outputs];
    return redacted[KEYS.outputs] !== outputs || isMarked(outputs, this.#text.mark(''));
  }

  #hideChunk<E extends SpanData['events'][number]>(event: E): E {
    if (!event.name.startsWith(SpanEventKey.CHUNK_ITEM_PREFIX)) return event;
    return { ...event, attributes: { [SpanEventKey.CHUNK_VALUE]: this.#text.mark('chunk') } };
  }

  #atPaths(value: JsonObject): JsonValue {
    return this.#paths.reduce<JsonValue>((rest, path) => replaceAt(rest, path, this.#text.mark('')), value);
  }
}

/** Whether something at a path was replaced before. */
function isMarked(value: JsonValue | undefined, mark: string): boolean {
  return value !== undefined && JSON.stringify(value).includes(mark);
}
