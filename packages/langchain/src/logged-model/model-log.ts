import { activeRun, getActiveModelId } from '@spanwright/core';
import { ActiveRun, currentExperiment, newModelId, tracer, warnOnce } from '@spanwright/core/kit';
import { SpanAttributeKey, TraceMetadataKey } from '@spanwright/core/model';
import type { OpenRun } from '../open-run.ts';
import { exampleInput, exampleOutput } from './examples.ts';
import { Instances } from './instances.ts';
import type { LangchainAutologOptions } from './logging-options.ts';
import { NotSerializable } from './not-serializable.ts';
import { type DescribedModel, describeModel, saveDescribed } from './save.ts';

/** Models that one process logs at most: a program that makes its chain anew for each request would never stop. */
const MOST = 1000;

/** An instance that is, or will be, a logged model. */
interface Entry {
  /** Undefined until the model is first called: a server gives it. */
  modelId?: string;
  /** Undefined for one that was loaded, or logged by hand. */
  readonly model?: DescribedModel;
  run?: ActiveRun | undefined;
  /** Whether the run is ours to end. */
  ownRun: boolean;
  saved: boolean;
}

/** Logs what is invoked as models: once per instance, after its first result. Nested runnables are parts of it. */
export class ModelLog {
  readonly instances: Instances = new Instances();
  options: LangchainAutologOptions = {};
  readonly #entries = new WeakMap<object, Entry | 'not serializable'>();
  #logged = 0;
  readonly #running = new WeakMap<OpenRun, Entry>();

  /** Links all runs of an instance to a model that is stored already; it is not logged again. */
  link(instance: object, modelId: string): void {
    this.#entries.set(instance, { modelId, ownRun: false, saved: true });
    this.instances.all = true;
  }

  /** Hears of every outermost run. */
  started(run: OpenRun, serialized: unknown): void {
    const instance = this.instances.all ? this.instances.of(serialized) : undefined;
    const entry = instance && this.#entryOf(instance);
    if (!entry) return;
    this.#running.set(run, entry);
    const { trace } = run.span;
    if (!entry.saved) this.#enterRun(entry);
    const modelId = this.#idOf(instance, entry);
    if (getActiveModelId() === undefined) trace.setMetadata(TraceMetadataKey.MODEL_ID, modelId);
    if (entry.run && !activeRun()) trace.setMetadata(TraceMetadataKey.SOURCE_RUN, entry.run.runId);
  }

  /** Hears of the end of every outermost run. */
  ended(run: OpenRun): void {
    const entry = this.#running.get(run);
    if (!entry || entry.saved) return;
    const complete = run.span.status.code === 'OK' && run.span.getAttribute(SpanAttributeKey.END_REASON) === undefined;
    // Once, also where it cannot be written.
    if (complete) entry.saved = true;
    try {
      const { model, modelId } = entry;
      if (complete && model && modelId !== undefined) this.#save({ ...entry, modelId }, model, run);
    } finally {
      this.#leaveRun(entry, complete);
    }
  }

  #idOf(instance: object, entry: Entry): string {
    try {
      entry.modelId ??= newModelId({ name: 'model', ...(entry.run && { run: entry.run }) });
      return entry.modelId;
    } catch (error) {
      // A server that is away is waited for once.
      this.#entries.set(instance, 'not serializable');
      throw error;
    }
  }

  #entryOf(instance: object): Entry | undefined {
    const known = this.#entries.get(instance);
    if (known !== undefined) return known === 'not serializable' ? undefined : known;
    if (!this.options.logModels) return undefined;
    const model = this.#mayLog() ? describeOrReport(instance) : undefined;
    const entry: Entry | undefined = model && { model, ownRun: false, saved: false };
    this.#entries.set(instance, entry ?? 'not serializable');
    return entry;
  }

  #mayLog(): boolean {
    this.#logged += 1;
    if (this.#logged > MOST)
      warnOnce(
        `langchain.autolog(): further models are not logged, there are ${MOST} of this process; make a chain once`,
      );
    return this.#logged <= MOST;
  }

  #enterRun(entry: Entry): void {
    if (entry.run) return;
    const { extraTags = {} } = this.options;
    const tags = { ...extraTags, 'mlflow.autologging': 'langchain' };
    const active = activeRun();
    entry.ownRun = active === undefined;
    entry.run =
      active ??
      new ActiveRun({ runName: `langchain-${crypto.randomUUID().slice(0, 8)}`, experiment: currentExperiment(), tags });
    // A run of the program's keeps what it was given; a failure is reported where the write is kept.
    if (active) active.log({ tags: withoutReserved(tags) }).catch(() => {});
  }

  #leaveRun(entry: Entry, complete: boolean): void {
    if (!entry.ownRun) return;
    entry.run?.end(complete ? 'FINISHED' : 'FAILED').catch(() => {});
    if (!complete) entry.run = undefined;
  }

  #save(entry: Entry & { readonly modelId: string }, model: DescribedModel, { span }: OpenRun): void {
    const { logInputExamples = false, logModelSignatures = false, registeredModelName } = this.options;
    const input = exampleInput(span.inputs, model.description);
    const output = exampleOutput(span.outputs);
    tracer.guarded('logging a LangChain model', () => {
      saveDescribed(model, {
        modelId: entry.modelId,
        name: 'model',
        ...(entry.run && { run: entry.run }),
        ...(logInputExamples && input !== undefined && { inputExample: input }),
        ...(logModelSignatures && input !== undefined && { signatureInput: input }),
        ...((logInputExamples || logModelSignatures) && output !== undefined && { outputExample: output }),
        ...(registeredModelName !== undefined && { registeredModelName }),
      });
    });
  }
}

function describeOrReport(instance: object): DescribedModel | undefined {
  try {
    return describeModel(instance);
  } catch (error) {
    if (!(error instanceof NotSerializable)) throw error;
    warnOnce(`langchain.autolog(): what is invoked is not logged as a model: ${error.message}; its traces are`);
    return undefined;
  }
}

/** Without MLflow's own tags, except the one that is ours to set. */
function withoutReserved(tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const kept = Object.entries(tags).filter(([key]) => key === 'mlflow.autologging' || !key.startsWith('mlflow.'));
  return Object.fromEntries(kept);
}
