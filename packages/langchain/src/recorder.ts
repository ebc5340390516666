import type { Tracer, Wire } from '@spanwright/core/kit';
import { controlFlow } from './control-flow.ts';
import { partialChoices } from './choices.ts';
import type { ModelLog } from './logged-model/model-log.ts';
import type { OpenRun } from './open-run.ts';
import type { OpenRuns, OptionsOf } from './open-runs.ts';
import { plainValue } from './plain-value.ts';
import type { RunStartEvent } from './run-event.ts';

/** Whether new runs are recorded, and what of their chunks. */
export interface RecorderState {
  /** False after the last detach: what started before still ends, nothing new starts. */
  active: boolean;
  /** Chunks of each model run that become events. */
  chunkEvents: number;
}

/** What the recorder works with. */
export interface RecorderParts {
  readonly tracer: Tracer;
  readonly runs: OpenRuns;
  readonly models: ModelLog;
  readonly state: RecorderState;
}

const PLACE = 'a LangChain callback';

/** Turns events of runs into spans. No method throws, and a run that is not known is ignored. */
export class Recorder {
  readonly tracer: Tracer;
  readonly runs: OpenRuns;
  readonly models: ModelLog;
  readonly state: RecorderState;

  constructor({ tracer, runs, models, state }: RecorderParts) {
    this.tracer = tracer;
    this.runs = runs;
    this.models = models;
    this.state = state;
  }

  /** Gives back the run, where it has a span of its own. */
  start(event: RunStartEvent, optionsOf: OptionsOf): OpenRun | undefined {
    if (!this.state.active) return undefined;
    const run = this.tracer.guarded(PLACE, () => this.runs.start(event, optionsOf));
    if (run && run.parent === undefined) this.safely(() => this.models.started(run, event.thing));
    return run;
  }

  end(id: string, finish: (run: OpenRun) => void): void {
    const run = this.runs.get(id);
    if (run) this.safely(() => this.runs.close(run, finish));
  }

  /** Ends a run with an error; what LangGraph throws to steer a graph is none. */
  fail(id: string, error: unknown, inputs?: unknown): void {
    this.end(id, (run) => {
      if (inputs !== undefined) run.span.setInputs(plainValue(inputs));
      const steering = controlFlow(error);
      if (steering) run.call.settle(steering);
      else run.call.fail(error, run.streamed === '' ? undefined : partialChoices(run.streamed));
    });
  }

  /** Adds an event to the span of a run. */
  note(id: string, name: string, attributes: Wire): void {
    const run = this.runs.visible(id);
    if (run) this.safely(() => run.span.addEvent(name, plainValue(attributes)));
  }

  safely(work: () => void): void {
    this.tracer.guarded(PLACE, work);
  }
}
