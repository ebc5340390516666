import { defineAttachment, type Integration, type RecordingOptions, type Tracer } from '@spanwright/core/kit';
import { hasProvider, whenProvider } from './global-provider.ts';
import { holdExporters } from './hold-exporters.ts';
import { recordRuns } from './record-runs.ts';
import { recordToolErrors } from './record-tool-errors.ts';
import { RunSpans } from './run-spans.ts';
import { SdkSpans } from './sdk-spans.ts';
import type { SdkTraceProvider } from './sdk.ts';
import { ToolErrors } from './tool-errors.ts';
import { traceInTests } from './trace-in-tests.ts';
import { watchProvider } from './watch-provider.ts';

const runs = new RunSpans();
const toolErrors = new ToolErrors();

/** The OpenAI Agents SDK: runs are recorded in every copy; what happens inside, by the one trace provider of all copies. */
export const openaiAgents: Integration = defineAttachment({
  name: 'agents',
  module: '@openai/agents',
  versions: '>=0.3.9 <0.21',
  isLoaded: hasProvider,
  untraced: [
    'the error that a tool throws, from 0.15 on, in ES modules that import the SDK before autolog() without --import @spanwright/core/register, where the tool has no errorFunction of its own: the SDK hides it',
    'model calls of a Model that the program wrote itself and that makes no span: createGenerationSpan() of the SDK does',
  ],
  start: listen,
  // A program may reach the core by way of the package alone that it depends on itself, as pnpm installs it.
  attach: { '@openai/agents-core': record, '@openai/agents': record },
});

function record(exports: object, ofTracer: Tracer): () => void {
  const undos = [recordRuns(exports, ofTracer, runs), recordToolErrors(exports, ofTracer, toolErrors)];
  return () => {
    for (const undo of undos.reverse()) undo();
  };
}

/** Options of the SDK's integration. */
export interface OpenAIAgentsOptions extends RecordingOptions {
  /** Keeps the SDK from sending its traces to OpenAI, as MLflow's `disable_openai_agent_tracer`. Default false. */
  readonly disableOpenAIAgentTracer?: boolean;
}

function listen(ofTracer: Tracer, options: OpenAIAgentsOptions): () => void {
  let provider: SdkTraceProvider | undefined;
  const spans = new SdkSpans(ofTracer, runs, toolErrors);
  const undos = [() => spans.stop(), ofTracer.addScopeSource(() => provider && spans.current(provider))];
  undos.push(
    whenProvider((found) => {
      provider = found;
      undos.push(watchProvider(found, spans, ofTracer), traceInTests(found));
      if (options.disableOpenAIAgentTracer) undos.push(holdExporters(found));
    }),
  );
  return () => {
    for (const undo of undos.reverse()) undo();
  };
}
