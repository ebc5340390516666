import type { Random } from './random.ts';

/** A response as a test writes it. */
export interface WholeResponse {
  readonly [key: string]: unknown;
  readonly output: readonly OutputItem[];
}

interface OutputItem {
  readonly [key: string]: unknown;
  readonly id: string;
  readonly type: string;
  readonly content?: readonly Part[];
  readonly summary?: readonly Part[];
}

interface Part {
  readonly [key: string]: unknown;
  readonly type: string;
  readonly annotations?: readonly object[];
  readonly logprobs?: readonly object[];
}

/** Name of the events that bring a text, and the field that it belongs to. */
type EventText = readonly [event: string, field: string];

/** The texts inside a part, by the part's type. */
const PART_TEXTS: Record<string, EventText> = {
  output_text: ['response.output_text', 'text'],
  refusal: ['response.refusal', 'refusal'],
  reasoning_text: ['response.reasoning_text', 'text'],
  summary_text: ['response.reasoning_summary_text', 'text'],
};

/** The text of an item itself, by the item's type. */
const ITEM_TEXTS: Record<string, EventText> = {
  function_call: ['response.function_call_arguments', 'arguments'],
  mcp_call: ['response.mcp_call_arguments', 'arguments'],
  custom_tool_call: ['response.custom_tool_call_input', 'input'],
  code_interpreter_call: ['response.code_interpreter_call_code', 'code'],
};

/**
 * The events that OpenAI would have streamed a response as, up to the last one, texts cut where chance decides.
 * With `done: false` without the events that repeat in full what the deltas brought.
 */
export function eventsFor(response: WholeResponse, random: Random, { done = true } = {}): object[] {
  const { output, ...head } = response;
  const started = { ...head, status: 'in_progress', output: [], usage: null };
  const events = [
    { type: 'response.created', response: started },
    { type: 'response.in_progress', response: started },
    ...output.flatMap((item, output_index) => itemEvents(item, output_index, random)),
  ];
  const kept = done ? events : events.filter(({ type }) => !type.endsWith('.done'));
  return kept.map((event, sequence_number) => ({ ...event, sequence_number }));
}

/** The event that ends the stream of a response. */
export function lastEventOf(response: WholeResponse): object {
  return { type: `response.${String(response['status'])}`, response };
}

function itemEvents(item: OutputItem, output_index: number, random: Random): { type: string }[] {
  const place = { output_index, item_id: item.id };
  const text = ITEM_TEXTS[item.type];
  const empty = {
    ...item,
    ...(item.content && { content: [] }),
    ...(item.summary && { summary: [] }),
    ...(text && { [text[1]]: '' }),
  };
  return [
    { type: 'response.output_item.added', output_index, item: empty } as { type: string },
    ...(item.content ?? []).flatMap((part, content_index) =>
      partEvents(part, 'content_part', { ...place, content_index }, random),
    ),
    ...(item.summary ?? []).flatMap((part, summary_index) =>
      partEvents(part, 'reasoning_summary_part', { ...place, summary_index }, random),
    ),
    ...(text ? textEvents(text, item[text[1]], place, random) : []),
    { type: 'response.output_item.done', output_index, item } as { type: string },
  ];
}

function partEvents(part: Part, kind: string, place: object, random: Random): { type: string }[] {
  const text = PART_TEXTS[part.type] ?? ['response.unknown', 'text'];
  const [, field] = text;
  const { annotations, logprobs, ...rest } = part;
  const empty = { ...rest, [field]: '', ...(annotations && { annotations: [] }), ...(logprobs && { logprobs: [] }) };
  return [
    { type: `response.${kind}.added`, ...place, part: empty } as { type: string },
    ...textEvents(text, part[field], place, random),
    ...(logprobs ?? []).map((one) => ({ type: 'response.output_text.delta', ...place, delta: '', logprobs: [one] })),
    ...(annotations ?? []).map((annotation, annotation_index) => ({
      type: 'response.output_text.annotation.added',
      ...place,
      annotation_index,
      annotation,
    })),
    { type: `response.${kind}.done`, ...place, part } as { type: string },
  ];
}

function textEvents([event, field]: EventText, text: unknown, place: object, random: Random): { type: string }[] {
  const pieces = random.cut(String(text));
  return [
    ...pieces.map((delta) => ({ type: `${event}.delta`, ...place, delta, logprobs: [], obfuscation: 'x' })),
    { type: `${event}.done`, ...place, [field]: text },
  ];
}
