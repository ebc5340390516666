import { guarded } from '../guard.ts';
import type { Integration } from './define.ts';
import { traceGiven } from './trace-given.ts';

/**
 * Makes the `traced` function of an integration, for programs whose library no hook can find, such as bundles.
 * Given a module (`import * as`) it records every client; given one client, that client alone. Returns what it got.
 */
export function createTraced(integration: Integration): <T extends object>(clientOrModule: T) => T {
  return function traced(clientOrModule) {
    guarded(`${integration.name}.traced()`, () => traceGiven(integration, clientOrModule));
    return clientOrModule;
  };
}
