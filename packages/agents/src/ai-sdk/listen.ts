import type { LiveSpan } from '@spanwright/core';
import { at, textAt, type Tracer } from '@spanwright/core/kit';
import { ObjectCalls } from './object-calls.ts';
import { toolKey, WHOLE } from './open-operation.ts';
import { type ChannelMessage, Operations } from './operations.ts';

/** The channel on which every copy of the AI SDK 7 tells what it does. */
const CHANNEL = 'ai:telemetry';

/** Node.js's name of the part of a tracing channel that tells of the end of asynchronous work. */
const ASYNC_END = `tracing:${CHANNEL}:asyncEnd`;

type Registry = { AI_SDK_TELEMETRY_INTEGRATIONS?: unknown[] };

/**
 * Listens to the AI SDK's own telemetry: to its channel for what starts, ends and is inside of what, and to the
 * callbacks of integrations for what streams have given. Nothing of the SDK is touched. Returns the undo.
 */
export function listen(tracer: Tracer): () => void {
  const operations = new Operations(tracer);
  const objects = new ObjectCalls(tracer);
  const undos = [listenToChannel(operations, tracer), register(callbacks(operations, objects, tracer))];
  return () => {
    for (const undo of undos) undo();
    operations.close();
    objects.close();
  };
}

function listenToChannel(operations: Operations, tracer: Tracer): () => void {
  const { subscribe, tracingChannel, unsubscribe } = process.getBuiltinModule('node:diagnostics_channel');
  const { AsyncLocalStorage } = process.getBuiltinModule('node:async_hooks');
  const current = new AsyncLocalStorage<LiveSpan | undefined>();
  const channel = tracingChannel(CHANNEL);
  channel.start.bindStore(current, (message) =>
    tracer.guarded('the AI SDK', () => operations.start(message as ChannelMessage)?.span),
  );
  const ended = (message: unknown): void => {
    tracer.guarded('the AI SDK', () => operations.end(message as ChannelMessage));
  };
  subscribe(ASYNC_END, ended);
  const removeSource = tracer.addScopeSource(() => current.getStore());
  return () => {
    channel.start.unbindStore(current);
    unsubscribe(ASYNC_END, ended);
    removeSource();
  };
}

function callbacks(operations: Operations, objects: ObjectCalls, tracer: Tracer): object {
  const on =
    (hear: (callId: string, event: unknown) => void) =>
    (event: unknown): void => {
      tracer.guarded('the AI SDK', () => hear(textAt(event, 'callId') ?? '', event));
    };
  return {
    onStart: on((callId, event) => objects.start(callId, event)),
    onObjectStepStart: on((callId, event) => objects.asked(callId, event)),
    onObjectStepEnd: on((callId, event) => objects.answered(callId, event)),
    onLanguageModelCallEnd: on((callId, event) => operations.answered(callId, event)),
    onToolExecutionEnd: on((callId, event) =>
      operations.told(callId, toolKey(event), { output: at(event, 'toolOutput') }),
    ),
    onStepEnd: on((callId, event) => operations.told(callId, 'step', event)),
    onEnd: on((callId, event) => {
      objects.ended(callId, event);
      operations.told(callId, WHOLE, event);
    }),
    onError: on((callId, event) => {
      objects.failed(callId, at(event, 'error'));
      operations.failed(callId, at(event, 'error'));
    }),
    onAbort: on((callId) => operations.aborted(callId)),
  };
}

function register(integration: object): () => void {
  const registry = globalThis as Registry;
  registry.AI_SDK_TELEMETRY_INTEGRATIONS ??= [];
  registry.AI_SDK_TELEMETRY_INTEGRATIONS.push(integration);
  return () => {
    const all = registry.AI_SDK_TELEMETRY_INTEGRATIONS ?? [];
    const place = all.indexOf(integration);
    if (place >= 0) all.splice(place, 1);
  };
}
