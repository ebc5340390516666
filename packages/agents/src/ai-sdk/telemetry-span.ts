import type { LiveSpan } from '@spanwright/core';
import { textAt } from '@spanwright/core/kit';
import type { OpenOperation } from './open-operation.ts';
import { type Attributes, resultOf } from './telemetry-events.ts';
import type { TelemetryTasks } from './telemetry-tasks.ts';

type Guarded = (work: () => void) => void;

/** The span of one operation as the AI SDK 6 sees it: as one of OpenTelemetry. No method throws. */
export class TelemetrySpan {
  readonly #operation: OpenOperation;
  readonly #tasks: TelemetryTasks;
  readonly #guarded: Guarded;
  #attributes: Attributes = {};

  constructor(operation: OpenOperation, tasks: TelemetryTasks, guarded: Guarded) {
    this.#operation = operation;
    this.#tasks = tasks;
    this.#guarded = guarded;
  }

  spanContext(): ReturnType<LiveSpan['spanContext']> {
    return this.#operation.span.spanContext();
  }

  isRecording(): boolean {
    return this.#operation.span.isRecording();
  }

  setAttribute(key: string, value: unknown): this {
    return this.setAttributes({ [key]: value });
  }

  setAttributes(attributes: Attributes): this {
    this.#attributes = { ...this.#attributes, ...attributes };
    return this;
  }

  addEvent(): this {
    return this;
  }

  addLink(): this {
    return this;
  }

  addLinks(): this {
    return this;
  }

  updateName(): this {
    return this;
  }

  /** Tells of a failure; with an error, `recordException` has told more before. */
  setStatus(status: unknown): this {
    const { span } = this.#operation;
    this.#guarded(() => {
      const failed = (status as { readonly code?: unknown }).code === 2;
      if (failed && span.status.code !== 'ERROR')
        span.setStatus({ code: 'ERROR', message: textAt(status, 'message') ?? 'failed' });
    });
    return this;
  }

  /** Takes an error, or the name, message and stack of one. */
  recordException(told: unknown): void {
    const { name, message, stack } = told as { readonly [part in 'name' | 'message' | 'stack']?: unknown };
    const error = told instanceof Error ? told : Object.assign(new Error(String(message)), { name, stack });
    this.#guarded(() => this.#operation.span.recordException(error));
  }

  end(): void {
    const hasResult = Object.keys(this.#attributes).length > 0;
    this.#guarded(() => this.#tasks.end(this.#operation, hasResult ? resultOf(this.#attributes) : undefined));
  }
}
