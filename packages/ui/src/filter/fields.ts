const NUMBERS = ['>', '>=', '<', '<=', '=', '!='];
const TEXTS = ['=', '!=', 'LIKE', 'ILIKE', 'RLIKE'];
const LISTS = [...TEXTS, 'IN', 'NOT IN'];
const KEYED = [...TEXTS, 'IS NULL', 'IS NOT NULL'];

/** What a filter can ask for. */
export interface Field {
  /** A `.` at its end: a key follows. */
  readonly name: string;
  readonly comparators: readonly string[];
  readonly about: string;
  /** Key of the facet that knows its values. */
  readonly facet?: string;
  /** Values to choose from. */
  readonly values?: readonly string[];
}

const SPAN_TYPES = [
  ...['LLM', 'CHAT_MODEL', 'AGENT', 'CHAIN', 'TOOL', 'RETRIEVER', 'EMBEDDING', 'RERANKER', 'PARSER', 'MEMORY'],
  ...['WORKFLOW', 'TASK', 'GUARDRAIL', 'EVALUATOR', 'HANDOFF'],
];

/** The fields of MLflow's filter language, in the order in which they are offered. */
export const fields: readonly Field[] = [
  {
    name: 'status',
    comparators: LISTS,
    about: 'State of the trace',
    facet: 'status',
    values: ['OK', 'ERROR', 'IN_PROGRESS'],
  },
  { name: 'name', comparators: KEYED, about: 'Name of the trace', facet: 'name' },
  { name: 'trace.text', comparators: ['ILIKE', 'LIKE'], about: 'Any text in the spans' },
  { name: 'execution_time_ms', comparators: NUMBERS, about: 'Latency in milliseconds' },
  { name: 'timestamp_ms', comparators: NUMBERS, about: 'Start, milliseconds since 1970' },
  { name: 'tags.', comparators: KEYED, about: 'A tag' },
  { name: 'metadata.', comparators: KEYED, about: 'Metadata, such as session and user' },
  { name: 'span.type', comparators: LISTS, about: 'Type of a span', facet: 'span.type', values: SPAN_TYPES },
  { name: 'span.name', comparators: LISTS, about: 'Name of a span', facet: 'span.name' },
  { name: 'span.status', comparators: LISTS, about: 'Status of a span', values: ['OK', 'ERROR', 'UNSET'] },
  { name: 'span.attributes.', comparators: LISTS, about: 'An attribute of a span' },
  { name: 'span.content', comparators: ['ILIKE', 'LIKE'], about: 'Any text in one span' },
  { name: 'feedback.', comparators: [...KEYED, '>', '>=', '<', '<='], about: 'A feedback by its name' },
  { name: 'expectation.', comparators: [...KEYED, '>', '>=', '<', '<='], about: 'An expectation by its name' },
  { name: 'run_id', comparators: KEYED, about: 'Run that the trace belongs to' },
  { name: 'request_id', comparators: LISTS, about: 'Id of the trace' },
  { name: 'client_request_id', comparators: LISTS, about: 'Id that the program gave the request' },
  { name: 'end_time_ms', comparators: NUMBERS, about: 'End, milliseconds since 1970' },
  { name: 'prompt', comparators: ['='], about: 'Prompt with its version: name/2' },
  { name: 'issue.id', comparators: ['='], about: 'An issue' },
];

const PREFIXES: readonly (readonly [RegExp, string])[] = [
  [/^tag\./, 'tags.'],
  [/^request_metadata\./, 'metadata.'],
  [/^(attributes?|trace)\.(?!text)/, ''],
];

/** The field that a text names, in any of its spellings; undefined where it names none. */
export function fieldNamed(text: string): Field | undefined {
  const plain = PREFIXES.reduce((name, [pattern, prefix]) => name.replace(pattern, prefix), text);
  return fields.find(({ name }) => (name.endsWith('.') ? plain.startsWith(name) && plain !== name : plain === name));
}
