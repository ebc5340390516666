import type { JsonObject } from '@spanwright/core/model';
import { at, isWire, listAt, snapshot, type Wire } from '@spanwright/core/kit';

/** LangChain's names of the ways to get structured output, and how `withStructuredOutput` is told. */
const METHODS: Readonly<Record<string, string>> = {
  json_schema: 'jsonSchema',
  function_calling: 'functionCalling',
  json_mode: 'jsonMode',
};

/** What `withStructuredOutput` puts into the options of its model, besides the tool of `functionCalling`. */
const OWN_OPTIONS = ['ls_structured_output_format', 'response_format', 'strict'];
const TOOL_OPTIONS = ['tools', 'tool_choice', 'parallel_tool_calls'];

/** A call of `withStructuredOutput`, found in what it made. */
export interface StructuredOutput {
  readonly model: Wire;
  /** Options that the model had before. */
  readonly options: Wire;
  readonly schema: JsonObject;
  readonly config: JsonObject;
}

/**
 * The call of `withStructuredOutput` that has made this step of a sequence and the next one, which is a function or
 * a parser: the model knows its schema.
 */
export function structuredOutput(step: unknown): StructuredOutput | undefined {
  const raw = at(at(step, 'steps'), 'raw');
  const model = raw ?? step;
  const options = at(model, 'defaultOptions');
  const format = at(options, 'ls_structured_output_format');
  const method = METHODS[String(at(at(format, 'kwargs'), 'method'))];
  if (!isWire(model) || !isWire(options) || method === undefined) return undefined;
  const own = method === 'functionCalling' ? [...OWN_OPTIONS, ...TOOL_OPTIONS] : OWN_OPTIONS;
  const name = at(at(format, 'schema'), 'title');
  const strict =
    at(at(options['response_format'], 'json_schema'), 'strict') ??
    at(at(listAt(options, 'tools')[0], 'function'), 'strict');
  return {
    model,
    options: Object.fromEntries(Object.entries(options).filter(([key]) => !own.includes(key))),
    schema: snapshot(at(format, 'schema')).value as JsonObject,
    config: {
      method,
      ...(typeof name === 'string' && { name }),
      ...(typeof strict === 'boolean' && { strict }),
      ...(raw !== undefined && { includeRaw: true }),
    },
  };
}
