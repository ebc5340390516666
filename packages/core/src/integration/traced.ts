import { guarded } from '../guard.ts';
import { warnOnce } from '../logger.ts';
import { applyIntegration, placesIn, recordedMethod, watchedPlacesIn } from './apply.ts';
import type { Integration } from './define.ts';
import { findMember, type MemberPlace } from './member-path.ts';
import { patchMethod } from './patch.ts';
import { wrapMethod } from './wrap-method.ts';

const SEARCH_DEPTH = 4;

/**
 * Makes the `traced` function of an integration, for programs whose library no hook can find, such as bundles.
 * Given a module (`import * as`) it records every client; given one client, that client alone. Returns what it got.
 */
export function createTraced(integration: Integration): <T extends object>(clientOrModule: T) => T {
  return function traced(clientOrModule) {
    guarded(`${integration.name}.traced()`, () => {
      if (isModule(integration, clientOrModule)) applyIntegration(integration, clientOrModule);
      else if (traceClient(integration, clientOrModule) === 0) {
        warnOnce(
          `${integration.name}.traced(): nothing to trace here; pass a client of "${integration.module}", or the module`,
        );
      }
    });
    return clientOrModule;
  };
}

function isModule(integration: Integration, candidate: object): boolean {
  return Object.keys(integration.patches).some((path) => findMember(candidate, path));
}

/** Patches the client's own resource objects, not their classes; returns how many methods. */
function traceClient(integration: Integration, client: object): number {
  // The client's class carries the resource classes as statics, as the module does under the class's name.
  const rootName = Object.keys(integration.patches)[0]?.split('.')[0] ?? '';
  const exports = { [rootName]: client.constructor };
  let patched = 0;
  for (const { place, reader } of placesIn({ ...integration, instance: () => client }, exports)) {
    for (const owner of instancesOf(place.owner, client)) {
      patchMethod({ owner, key: place.key }, recordedMethod(integration, reader));
      patched += 1;
    }
  }
  for (const { place, around } of watchedPlacesIn(integration, exports)) {
    for (const owner of instancesOf(place.owner, client)) wrapMethod({ owner, key: place.key }, around);
  }
  return patched;
}

function instancesOf(prototype: object, from: object, depth: number = SEARCH_DEPTH): MemberPlace['owner'][] {
  if (Object.prototype.isPrototypeOf.call(prototype, from)) return [from as MemberPlace['owner']];
  if (depth === 0) return [];
  return Object.entries(from)
    .filter(([key, value]) => !key.startsWith('_') && typeof value === 'object' && value !== null)
    .flatMap(([, value]) => instancesOf(prototype, value as object, depth - 1));
}
