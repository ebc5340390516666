import type { RecordingOptions, Tracer } from '@spanwright/core/kit';
import { type CallbackHandler, createHandler } from './callback-handler.ts';
import { currentRun, provideStorage } from './context-storage.ts';
import { ModelLog } from './logged-model/model-log.ts';
import { OpenRuns } from './open-runs.ts';
import { QuietCalls } from './quiet-calls.ts';
import { Recorder, type RecorderState } from './recorder.ts';
import { StreamFrames } from './stream-frame.ts';
import { isTelling } from './tell-directly.ts';

/** What all attached copies of LangChain share: run ids are unique among them, and so is the handler. */
export class Session {
  readonly tracer: Tracer;
  readonly runs: OpenRuns;
  readonly frames: StreamFrames;
  readonly quiet: QuietCalls;
  readonly handler: CallbackHandler;
  readonly models: ModelLog = new ModelLog();
  readonly #state: RecorderState = { active: false, chunkEvents: 0 };
  #attached = 0;
  #undos: readonly (() => void)[] = [];

  constructor(tracer: Tracer) {
    this.tracer = tracer;
    this.quiet = new QuietCalls(tracer);
    this.runs = new OpenRuns(tracer, {
      started: (run) => this.frames.started(run),
      ended: (run) => this.models.ended(run),
    });
    this.frames = new StreamFrames(tracer, this.runs);
    this.handler = createHandler(new Recorder({ tracer, runs: this.runs, models: this.models, state: this.#state }));
  }

  /** Counts an attached module: the first starts the recording, the undo of the last stops it. */
  attached(options: RecordingOptions): () => void {
    // Those that `autolog()` was called with, which the kit knows by their common part.
    this.models.options = options;
    if (this.models.options.logModels) this.models.instances.all = true;
    this.#state.chunkEvents = options.chunkEvents ?? 0;
    if (this.#attached === 0) this.#start();
    this.#attached += 1;
    return () => {
      this.#attached -= 1;
      if (this.#attached === 0) this.#stop();
    };
  }

  #start(): void {
    this.#state.active = true;
    this.#undos = [
      provideStorage(),
      this.tracer.addScopeSource(() => (isTelling() ? undefined : currentRun(this.runs)?.span)),
      () => this.quiet.undo(),
    ];
  }

  #stop(): void {
    this.#state.active = false;
    for (const undo of this.#undos) undo();
  }
}

let session: Session | undefined;

/** The session of this process. */
export function sessionOf(tracer: Tracer): Session {
  return (session ??= new Session(tracer));
}
