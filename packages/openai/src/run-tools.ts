import type { AdaptableCall, AdaptedCall } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import { baseUrlOf, chatAttributes } from './call-attributes.ts';
import { errorAttributesOf } from './error-attributes.ts';
import type { PlainReader } from './model-call.ts';
import { recordedTools } from './recorded-tools.ts';
import { standInFor } from './stand-in.ts';
import { isWireObject, type WireObject } from './wire.ts';

/**
 * How `runTools` is recorded: as an agent, under which each turn's call of the model and each call of a function stand.
 * Its tokens are those of its turns.
 */
export const runTools: PlainReader = {
  spanType: SpanType.AGENT,
  name: 'runTools',
  scope: true,
  inputs: ([body]) => body,
  adapt: adaptTools,
  receiver: baseUrlOf,
  outputs: (runner) => (isWireObject(runner) ? { messages: runner['messages'] } : undefined),
  errorAttributes: errorAttributesOf,
  attributes: chatAttributes,
};

function adaptTools({ args, recorded }: AdaptableCall): AdaptedCall | undefined {
  const [body] = args;
  if (!isWireObject(body)) return undefined;
  const { tools, functions } = body;
  const adapted: WireObject = {
    ...(Array.isArray(tools) && { tools: tools.map((tool) => recordedTools.inTool(tool, recorded)) }),
    // openai 4 alone: `runFunctions`.
    ...(Array.isArray(functions) && { functions: functions.map((fn) => recordedTools.inFunction(fn, recorded)) }),
  };
  return { args: args.with(0, standInFor(body, adapted)) };
}
