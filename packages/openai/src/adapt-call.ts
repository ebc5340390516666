import type { AdaptableCall, AdaptedCall } from '@spanwright/core/kit';
import { askForUsage } from './stream-usage.ts';
import { isWireObject, type WireObject } from './wire.ts';

/** What `openai.autolog()` takes beside what every integration does. */
export interface OpenAIOptions {
  /**
   * Asks for the token usage of chat streams that the program did not ask for, on hosts that accept it, and hides the
   * chunk that comes of it. The raw body, as `asResponse()` gives it, shows it. Default false: such usage is unknown.
   */
  readonly streamUsage?: boolean;
}

const TRACEPARENT = 'traceparent';

/** Sends `traceparent` with the call where the user asked for it. @param at position of the request options. */
export function adaptCall({ self, args, options, traceparent }: AdaptableCall, at: number): AdaptedCall | undefined {
  if (!options.propagateContext) return undefined;
  const given = args[at];
  if (given !== undefined && !isWireObject(given)) return undefined;
  const headers = withTraceparent(given?.['headers'], traceparent());
  if (!headers || hasTraceparent(clientHeadersOf(self))) return undefined;
  const adapted: unknown[] = [...args];
  adapted[at] = { ...given, headers };
  return { args: adapted };
}

/** The same for calls that may stream chat chunks, whose usage has to be asked for. */
export function adaptStream(call: AdaptableCall): AdaptedCall | undefined {
  const adapted = adaptCall(call, 1);
  return (call.options as OpenAIOptions).streamUsage ? askForUsage(call, adapted) : adapted;
}

/** The headers with ours among them; undefined where the program sends its own, or they are of no known form. */
function withTraceparent(headers: unknown, value: string): unknown {
  if (headers === undefined || headers === null) return { [TRACEPARENT]: value };
  if (hasTraceparent(headers)) return undefined;
  if (headers instanceof Headers) return [...headers, [TRACEPARENT, value]];
  if (Array.isArray(headers)) return [...(headers as unknown[]), [TRACEPARENT, value]];
  return isWireObject(headers) ? { ...headers, [TRACEPARENT]: value } : undefined;
}

function hasTraceparent(headers: unknown): boolean {
  if (headers instanceof Headers) return headers.has(TRACEPARENT);
  if (Array.isArray(headers)) return headers.some((entry) => Array.isArray(entry) && isTraceparent(entry[0]));
  return isWireObject(headers) && Object.keys(headers).some(isTraceparent);
}

function isTraceparent(name: unknown): boolean {
  return typeof name === 'string' && name.toLowerCase() === TRACEPARENT;
}

/** Headers that the client sends with every call (openai 4 to 7). */
function clientHeadersOf(resource: unknown): unknown {
  const client = isWireObject(resource) ? resource['_client'] : undefined;
  const options: WireObject = isWireObject(client) && isWireObject(client['_options']) ? client['_options'] : {};
  return options['defaultHeaders'];
}
