import { TracingError } from '../model/index.ts';
import { isTexts } from '../search/is-texts.ts';
import { parseExtractField } from '../search/extract-field.ts';
import { type SearchOptions, searchTraceList, type TraceList } from '../search/trace-list.ts';
import { TraceTable } from '../search/trace-table.ts';
import { givenOptions } from '../given-options.ts';

/** What a search selects, and how it comes back. */
export interface TableSearchOptions<F extends string = never> extends SearchOptions {
  /** Further columns: `span.inputs`, `span.outputs.field`; names with dots stand in backticks. */
  readonly extractFields?: readonly F[];
  /** `table`, the default, or `list`: an array of traces. */
  readonly returnType?: 'table' | 'list';
}

/**
 * Finds traces, after this process's own pending writes.
 * @throws TracingError INVALID_PARAMETER_VALUE for a filter that cannot be read; its message tells the place.
 * @example
 * const errors = await searchTraces({ filterString: "status = 'ERROR'", extractFields: ['answer.inputs.question'] });
 * for (const row of errors.rows) console.log(row.trace_id, row['answer.inputs.question']);
 */
export function searchTraces(options: SearchOptions & { readonly returnType: 'list' }): Promise<TraceList>;
export function searchTraces<const F extends string = never>(options?: TableSearchOptions<F>): Promise<TraceTable<F>>;
export async function searchTraces(options: TableSearchOptions<string> = {}): Promise<TraceList | TraceTable<string>> {
  const { returnType = 'table', extractFields = [] } = givenOptions('searchTraces()', options);
  checkReturn(returnType, extractFields);
  const fields = extractFields.map(parseExtractField);
  const traces = await searchTraceList(options);
  return returnType === 'list' ? traces : new TraceTable<string>(traces, fields, traces.nextPageToken);
}

function checkReturn(returnType: string, extractFields: readonly string[]): void {
  if (!isTexts(extractFields)) throw invalid("extractFields must be a list, such as ['answer.inputs.question'].");
  if (returnType !== 'table' && returnType !== 'list')
    throw invalid(`Invalid return type: ${returnType}. Return type must be either 'table' or 'list'.`);
  if (returnType === 'list' && extractFields.length > 0)
    throw invalid("The `extractFields` parameter is only supported when return type is set to 'table'.");
}

function invalid(message: string): TracingError {
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
