import { ENDPOINTS } from './endpoints.ts';
import type { RestClient } from './rest-client.ts';
import { unlessMissing } from './unless-missing.ts';
import type { WireExperiment } from './wire-types.ts';

/** The experiment of a name; undefined where there is none. */
export async function experimentByName(client: RestClient, name: string): Promise<WireExperiment | undefined> {
  return await unlessMissing(
    async () => (await client.call(ENDPOINTS.getExperimentByName, { experiment_name: name })).experiment,
  );
}

/** The id of the experiment of a name, which is created where there is none. */
export async function ensureExperimentId(client: RestClient, name: string): Promise<string> {
  const found = await experimentByName(client, name);
  if (found) return found.experiment_id;
  try {
    return (await client.call(ENDPOINTS.createExperiment, { name })).experiment_id;
  } catch (error) {
    // Somebody else was quicker.
    const other = await experimentByName(client, name);
    if (other) return other.experiment_id;
    throw error;
  }
}
