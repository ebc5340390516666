import type { AdaptableCall, AdaptedCall } from '@spanwright/core/kit';
import { baseUrlOf } from './call-attributes.ts';
import { providerOf } from './provider.ts';
import { isWireObject, type WireObject } from './wire.ts';

/** Providers that are known to accept `stream_options.include_usage`; others may refuse the whole request. */
const ACCEPTING: ReadonlySet<string | undefined> = new Set([
  'openai',
  'azure',
  'openrouter',
  'groq',
  'deepseek',
  'xai',
  'together_ai',
  'fireworks_ai',
  'cerebras',
  'ollama',
  'lm_studio',
]);

/**
 * Asks for the usage of a stream that the program did not ask for, and takes out of the chunks what comes of it.
 * @param adapted the call as it is adapted already.
 * @returns `adapted` where the program asked itself, the call is no stream, or the host is not known to accept it.
 */
export function askForUsage(call: AdaptableCall, adapted: AdaptedCall | undefined): AdaptedCall | undefined {
  const [body] = call.args;
  if (!isWireObject(body) || body['stream'] !== true || hasChosen(body)) return adapted;
  if (!ACCEPTING.has(providerOf(baseUrlOf(call.self)))) return adapted;
  const { stream_options: options } = body;
  const asking = { ...body, stream_options: { ...(isWireObject(options) && options), include_usage: true } };
  return { args: (adapted?.args ?? call.args).with(0, asking), restore: withoutUsage };
}

function hasChosen({ stream_options: options }: WireObject): boolean {
  return isWireObject(options) && options['include_usage'] !== undefined && options['include_usage'] !== null;
}

/** The last chunk has the usage and no choices, all others have `usage: null`: neither is there unasked. */
function withoutUsage(chunk: unknown): boolean {
  if (!isWireObject(chunk)) return true;
  const { usage, choices } = chunk;
  if (usage === null) Reflect.deleteProperty(chunk, 'usage');
  return !(isWireObject(usage) && Array.isArray(choices) && choices.length === 0);
}
