import type { LiveSpan } from '@spanwright/core';
import { isFilled, type Tracer, type Wire } from '@spanwright/core/kit';
import { EndReason, SpanType } from '@spanwright/core/model';
import { openOperation, type OpenOperation, settleOperation } from './open-operation.ts';

const TASKS: ReadonlySet<string> = new Set(['generateText', 'streamText']);
const PARTS: ReadonlySet<string> = new Set(['languageModelCall', 'executeTool']);

/** A `generateText()` or the like that is under way. */
interface Task {
  readonly span: LiveSpan;
  readonly parts: Set<OpenOperation>;
}

/** Starts and ends operations, each inside the `generateText()` or the like that it is a part of. */
export class TelemetryTasks {
  readonly #tracer: Tracer;
  /** By the spans of tasks, and of their parts: of streams, tools run inside of model calls. */
  readonly #bySpan = new WeakMap<LiveSpan, Task>();

  constructor(tracer: Tracer) {
    this.#tracer = tracer;
  }

  open(type: string, event: Wire): OpenOperation {
    const task = PARTS.has(type) ? this.#around() : undefined;
    // Whether it has tools, a task does not tell as it starts.
    if (isFilled(event['tools'])) task?.span.setSpanType(SpanType.AGENT);
    const start = (): OpenOperation => openOperation(this.#tracer, type, event);
    const operation = task ? this.#tracer.runInScope(task.span, start) : start();
    const { span } = operation;
    if (TASKS.has(type)) this.#bySpan.set(span, { span, parts: new Set() });
    else if (task) this.#addPart(task, operation);
    return operation;
  }

  /** Ends an operation with its result; a task that ends before its model call does was aborted. */
  end(operation: OpenOperation, result: Wire | undefined): void {
    const task = this.#bySpan.get(operation.span);
    if (!task || task.span !== operation.span || task.parts.size === 0) {
      task?.parts.delete(operation);
      return settleOperation(operation, result);
    }
    for (const { call } of [...task.parts, operation]) call.stop(EndReason.ABORT);
  }

  #addPart(task: Task, operation: OpenOperation): void {
    task.parts.add(operation);
    this.#bySpan.set(operation.span, task);
  }

  #around(): Task | undefined {
    const above = this.#tracer.activeSpan();
    return above && this.#bySpan.get(above);
  }
}
