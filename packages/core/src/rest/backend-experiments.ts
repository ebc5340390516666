import type { TrackingBackend } from '../export/tracking-backend.ts';
import { type Experiment, TracingError } from '../model/index.ts';
import { ENDPOINTS } from './endpoints.ts';
import { ensureExperimentId, experimentByName } from './experiments-by-name.ts';
import { allPages } from './pages.ts';
import type { RestClient } from './rest-client.ts';
import { unlessMissing } from './unless-missing.ts';
import { listOf, recordOf } from './wire-info.ts';
import type { WireExperiment } from './wire-types.ts';

/** The part of a backend that is about experiments. */
export type ExperimentsBackend = Pick<
  TrackingBackend,
  | 'createExperiment'
  | 'ensureExperiment'
  | 'getExperiment'
  | 'getExperimentByName'
  | 'listExperiments'
  | 'updateExperiment'
>;

const PAGE = 1000;

/** Experiments of a server. */
export function experimentsBackend(client: RestClient): ExperimentsBackend {
  const getExperiment = (id: string): Promise<Experiment | undefined> =>
    unlessMissing(async () => fromWire((await client.call(ENDPOINTS.getExperiment, { experiment_id: id })).experiment));
  const stored = async (id: string): Promise<Experiment> => {
    const found = await getExperiment(id);
    if (found) return found;
    throw new TracingError('RESOURCE_DOES_NOT_EXIST', `No Experiment with id=${id} exists`);
  };
  return {
    getExperiment,
    createExperiment: async (name, tags = {}) => {
      const { experiment_id: id } = await client.call(ENDPOINTS.createExperiment, { name, tags: listOf(tags) });
      return await stored(id);
    },
    ensureExperiment: async (name) => await stored(await ensureExperimentId(client, name)),
    getExperimentByName: async (name) => {
      const found = await experimentByName(client, name);
      return found && fromWire(found);
    },
    listExperiments: () => listExperiments(client),
    updateExperiment: async (id, { name, lifecycleStage, tags = {} }) => {
      const experiment = { experiment_id: id };
      // A deleted one takes no changes.
      if (lifecycleStage === 'active') await client.call(ENDPOINTS.restoreExperiment, experiment);
      if (name !== undefined) await client.call(ENDPOINTS.renameExperiment, { ...experiment, new_name: name });
      for (const tag of listOf(tags)) await client.call(ENDPOINTS.setExperimentTag, { ...experiment, ...tag });
      if (lifecycleStage === 'deleted') await client.call(ENDPOINTS.deleteExperiment, experiment);
    },
  };
}

async function listExperiments(client: RestClient): Promise<readonly Experiment[]> {
  const all = await allPages(Infinity, (token) =>
    client
      .call(ENDPOINTS.searchExperiments, {
        max_results: PAGE,
        view_type: 'ALL',
        order_by: ['creation_time ASC', 'experiment_id ASC'],
        ...token,
      })
      .then(({ experiments = [], next_page_token: next }) => ({ items: experiments, next })),
  );
  return all.map(fromWire);
}

function fromWire(wire: WireExperiment): Experiment {
  return {
    experimentId: wire.experiment_id,
    name: wire.name,
    lifecycleStage: wire.lifecycle_stage === 'deleted' ? 'deleted' : 'active',
    tags: recordOf(wire.tags),
    creationTimeMs: Number(wire.creation_time ?? 0),
    lastUpdateTimeMs: Number(wire.last_update_time ?? 0),
  };
}
