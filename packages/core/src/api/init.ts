import { setTrackingUri } from '../export/current-target.ts';
import { setExperiment } from '../run/current-experiment.ts';
import { givenOptions } from '../given-options.ts';

/** Where traces go, and to which experiment. */
export interface InitOptions {
  readonly trackingUri?: string;
  readonly experimentId?: string;
  readonly experimentName?: string;
}

/**
 * Sets tracking URI and experiment in one call, as MLflow's TypeScript SDK has it.
 * @throws TracingError INVALID_TRACKING_URI
 */
export function init(options: InitOptions = {}): void {
  const { trackingUri, experimentId, experimentName } = givenOptions('init()', options);
  if (trackingUri !== undefined) setTrackingUri(trackingUri);
  if (experimentId !== undefined) void setExperiment({ experimentId });
  else if (experimentName !== undefined) void setExperiment(experimentName);
}
