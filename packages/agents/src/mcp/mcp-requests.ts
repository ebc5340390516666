import {
  type AdaptableCall,
  type AdaptedCall,
  at,
  type CallFailure,
  type CallReader,
  isWire,
  listAt,
  textAt,
} from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';

/** OpenTelemetry's names, "Semantic conventions for Model Context Protocol". */
const METHOD = 'mcp.method.name';

/** Name and version as the server gave them when the client connected. */
const SERVER = 'mcp.server';

const TRACEPARENT = 'traceparent';

/** A request whose span has the name of what is asked for, else of the method. */
function request(method: string, spanType: SpanType, nameField?: string): CallReader {
  return {
    spanType,
    name: method,
    // A server in the same process is inside.
    scope: true,
    details: (self, [params]) => {
      const name = nameField === undefined ? undefined : textAt(params, nameField);
      const server = at(self, '_serverVersion');
      const attributes = { [METHOD]: method, ...(isWire(server) && { [SERVER]: server }) };
      return { ...(name !== undefined && { name }), attributes };
    },
    inputs: ([params]) => params,
    adapt: withTraceContext,
  };
}

/** Methods of `Client` (1.25 and later) that are recorded. */
export const mcpRequests: Readonly<Record<string, CallReader>> = {
  'Client#callTool': {
    ...request('tools/call', SpanType.TOOL, 'name'),
    inputs: ([params]) => at(params, 'arguments') ?? {},
    failure: toolFailure,
  },
  'Client#listTools': request('tools/list', SpanType.CHAIN),
  'Client#getPrompt': request('prompts/get', SpanType.CHAIN, 'name'),
  'Client#readResource': request('resources/read', SpanType.CHAIN, 'uri'),
};

/** A tool tells of its failure in a result, for the model to read. */
function toolFailure(result: unknown): CallFailure | undefined {
  if (at(result, 'isError') !== true) return undefined;
  const texts = listAt(result, 'content').flatMap((part) => textAt(part, 'text') ?? []);
  return { message: texts.join('\n') || 'the tool failed' };
}

/** Tells the server of the trace by `_meta`, where the user asked for it; what the program says there wins. */
function withTraceContext({ args, options, traceparent }: AdaptableCall): AdaptedCall | undefined {
  if (options.propagateContext !== true) return undefined;
  const [params, ...rest] = args;
  if (params !== undefined && !isWire(params)) return undefined;
  const meta = at(params, '_meta');
  if (at(meta, TRACEPARENT) !== undefined) return undefined;
  const _meta = { ...(isWire(meta) && meta), [TRACEPARENT]: traceparent() };
  return { args: [{ ...params, _meta }, ...rest] };
}
