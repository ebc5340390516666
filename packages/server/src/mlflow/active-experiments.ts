import { TracingError } from '@spanwright/core/model';
import type { TraceStore } from '@spanwright/store';
import { refuse } from '../http/refusal.ts';

// Another process that deletes an experiment is noticed after this: what is sent meanwhile it could have had before.
const FRESH_MS = 1000;
const MAX_KNOWN = 1000;

/** The experiments that may be written to. They are asked for with everything that comes: the last answers are kept. */
export class ActiveExperiments {
  readonly #store: TraceStore;
  readonly #freshUntil = new Map<string, number>();

  constructor(store: TraceStore) {
    this.#store = store;
  }

  /** @throws TracingError RESOURCE_DOES_NOT_EXIST, or the refusal of one that is deleted */
  async require(experimentId: string): Promise<void> {
    if ((this.#freshUntil.get(experimentId) ?? 0) > performance.now()) return;
    const experiment = await this.#store.getExperiment(experimentId);
    if (!experiment) throw new TracingError('RESOURCE_DOES_NOT_EXIST', `No Experiment with id=${experimentId} exists`);
    if (experiment.lifecycleStage === 'deleted')
      throw refuse(
        'INVALID_PARAMETER_VALUE',
        `The experiment ${experimentId} must be in the 'active' state. Current state is deleted.`,
      );
    if (this.#freshUntil.size >= MAX_KNOWN) this.#freshUntil.clear();
    this.#freshUntil.set(experimentId, performance.now() + FRESH_MS);
  }

  /** Called when an experiment was deleted. */
  forget(experimentId: string): void {
    this.#freshUntil.delete(experimentId);
  }
}
