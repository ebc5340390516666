import { type AdaptableCall, type CallReader, parsed } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import { standInFor } from './stand-in.ts';
import { isWireObject, type WireObject } from './wire.ts';

type Recorded = AdaptableCall['recorded'];
type Method = (this: unknown, ...args: readonly unknown[]) => unknown;

/** Tools of `runTools` whose functions record their calls. The program's own objects stay as they are. */
export const recordedTools: {
  /** One of `tools`: with a `function`, or made by `zodFunction()`, which keeps its callback elsewhere. */
  inTool(tool: unknown, recorded: Recorded): unknown;
  /** One of `functions`. */
  inFunction(definition: unknown, recorded: Recorded): unknown;
} = { inTool, inFunction };

function inTool(tool: unknown, recorded: Recorded): unknown {
  if (!isWireObject(tool)) return tool;
  const { function: definition, $callback: callback } = tool;
  const name = isWireObject(definition) ? definition['name'] : undefined;
  if (isMethod(callback)) return standInFor(tool, { $callback: recorded(callback, readerOf(name ?? callback.name)) });
  return isWireObject(definition) ? standInFor(tool, { function: inFunction(definition, recorded) }) : tool;
}

function inFunction(definition: unknown, recorded: Recorded): unknown {
  if (!isWireObject(definition) || !isMethod(definition['function'])) return definition;
  const { function: fn, parse, name } = definition;
  return standInFor(definition, {
    function: named(recorded(boundTo(definition, fn), readerOf(name || fn.name)), fn.name),
    ...(isMethod(parse) && { parse: boundTo(definition, parse) }),
  });
}

/** The library calls both as methods of the definition, which the program may count on. */
function boundTo(definition: WireObject, method: Method): Method {
  return (...args) => Reflect.apply(method, definition, args);
}

/** The library takes a tool's name from its function where the definition has none. */
function named(fn: Method, name: string): Method {
  return Object.defineProperty(fn, 'name', { value: name, configurable: true });
}

function readerOf(name: unknown): CallReader {
  return {
    spanType: SpanType.TOOL,
    name: typeof name === 'string' && name !== '' ? name : 'function',
    scope: true,
    // JSON text where the tool has no parser.
    inputs: ([args]) => parsed(args),
  };
}

function isMethod(value: unknown): value is Method {
  return typeof value === 'function';
}
