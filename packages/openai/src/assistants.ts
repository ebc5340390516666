import type { CallReader } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import { AssistantReducer } from './assistant-reducer.ts';
import { chatAttributes } from './call-attributes.ts';
import { modelCall, modelCallOn } from './model-call.ts';
import { runFailureOf } from './run-failure.ts';
import { isWireObject } from './wire.ts';

type RunReader = CallReader<readonly unknown[], never>;

const run: Pick<RunReader, 'spanType' | 'name' | 'failure' | 'attributes' | 'reduce'> = {
  // The provider runs an assistant with its tools: what `runTools` does here happens there.
  spanType: SpanType.AGENT,
  name: 'Runs',
  failure: runFailureOf,
  attributes: chatAttributes,
  reduce: () => new AssistantReducer(),
};

/** How `beta.threads.runs.create` is recorded: of a stream, the finished run, its messages and steps. */
export const assistantRuns: RunReader = { ...modelCallOn('thread_id'), ...run };

/** How `beta.threads.createAndRun` is recorded. */
export const assistantThreads: RunReader = { ...modelCall, ...run, name: 'Threads' };

/** How `beta.threads.runs.submitToolOutputs` is recorded: the run goes on. Its arguments differ between majors. */
export const assistantToolOutputs: RunReader = {
  ...modelCall,
  ...run,
  inputs: (args) => Object.assign({}, ...args.map(namedOf)) as unknown,
  adapt: () => undefined,
};

function namedOf(argument: unknown, position: number): object {
  // openai 4: (threadId, runId, body); since 5: (runId, { thread_id, ...body }).
  if (typeof argument === 'string') return { [argument.startsWith('thread') ? 'thread_id' : 'run_id']: argument };
  return isWireObject(argument) && ('tool_outputs' in argument || position === 1) ? argument : {};
}
