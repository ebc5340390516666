import { type JsonValue, type Span, TracingError } from '../model/index.ts';

/** What a column of `extractFields` takes from a span: `name.inputs`, `name.outputs.field`. */
export interface ExtractedField {
  /** As it was written, without backticks: the name of the column. */
  readonly column: string;
  readonly spanName: string;
  readonly part: 'inputs' | 'outputs';
  /** Missing: the inputs or outputs as a whole. */
  readonly field: string | undefined;
}

/**
 * Reads `span.inputs`, `span.outputs`, `span.inputs.field`; names with dots stand in backticks. MLflow's grammar and
 * messages.
 * @throws TracingError INVALID_PARAMETER_VALUE
 */
export function parseExtractField(text: string): ExtractedField {
  const [spanName, rest] = readSpanName(text);
  const dot = rest.indexOf('.');
  const part = dot === -1 ? rest : rest.slice(0, dot);
  if (part !== 'inputs' && part !== 'outputs')
    throw invalid(`Invalid field type: '${part}'. Expected 'inputs' or 'outputs'.`);
  const field = dot === -1 || dot === rest.length - 1 ? undefined : readFieldName(text, rest.slice(dot + 1));
  return { column: [spanName, part, field].filter((name) => name !== undefined).join('.'), spanName, part, field };
}

/** The value of a field; of several spans of that name the last one's. `null` where there is none. */
export function extractField(spans: readonly Span[], { spanName, part, field }: ExtractedField): JsonValue {
  const value = spans.findLast((span) => span.name === spanName)?.[part];
  if (field === undefined) return value ?? null;
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, field)) return null;
  return (value as { readonly [key: string]: JsonValue })[field] ?? null;
}

function readSpanName(text: string): readonly [name: string, rest: string] {
  const quoted = text.startsWith('`');
  const end = quoted ? text.indexOf('`', 1) : text.indexOf('.');
  if (quoted && end === -1) throw invalid(`Expected closing backtick: '${text}'`);
  const dot = quoted ? end + 1 : end;
  if (text[dot] !== '.') throw invalid(`Expected dot after span name: '${text}'`);
  return [text.slice(quoted ? 1 : 0, end), text.slice(dot + 1)];
}

function readFieldName(text: string, name: string): string {
  if (!name.startsWith('`')) return name;
  const end = name.indexOf('`', 1);
  if (end === -1) throw invalid(`Expected closing backtick: '${text}'`);
  if (end < name.length - 1) throw invalid(`Unexpected characters after closing backtick: '${text}'`);
  return name.slice(1, end);
}

function invalid(message: string): TracingError {
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
