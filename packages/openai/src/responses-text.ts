/** A part inside an output item: which list, which field of the event counts in it, and the part's type. */
export interface PartPlace {
  readonly list: 'content' | 'summary';
  readonly index: 'content_index' | 'summary_index';
  readonly type: string;
}

/** Where the text of one kind of Responses event belongs inside its output item. */
export interface TextPlace {
  /** Type of the item, should its announcement have been lost. */
  readonly item: string;
  /** Field that holds the text. */
  readonly field: string;
  /** The part of the item that has the field; without it the item itself has it. */
  readonly part?: PartPlace;
}

/** The parts of an item that are announced and finished by events of their own. */
export const PARTS: Readonly<Record<'content' | 'summary', PartPlace>> = {
  content: { list: 'content', index: 'content_index', type: 'output_text' },
  summary: { list: 'summary', index: 'summary_index', type: 'summary_text' },
};

/** Place of the text that a model answers with. */
export const OUTPUT_TEXT: TextPlace = { item: 'message', field: 'text', part: PARTS.content };

/** Places by event name: `<name>.delta` continues the text there, `<name>.done` brings it whole. */
export const TEXT_PLACES: Readonly<Record<string, TextPlace>> = {
  'response.output_text': OUTPUT_TEXT,
  'response.refusal': { item: 'message', field: 'refusal', part: { ...PARTS.content, type: 'refusal' } },
  'response.audio': { item: 'message', field: 'data', part: { ...PARTS.content, type: 'output_audio' } },
  'response.audio.transcript': {
    item: 'message',
    field: 'transcript',
    part: { ...PARTS.content, type: 'output_audio' },
  },
  'response.reasoning_text': { item: 'reasoning', field: 'text', part: { ...PARTS.content, type: 'reasoning_text' } },
  'response.reasoning_summary_text': { item: 'reasoning', field: 'text', part: PARTS.summary },
  'response.function_call_arguments': { item: 'function_call', field: 'arguments' },
  'response.mcp_call_arguments': { item: 'mcp_call', field: 'arguments' },
  'response.custom_tool_call_input': { item: 'custom_tool_call', field: 'input' },
  'response.code_interpreter_call_code': { item: 'code_interpreter_call', field: 'code' },
};
