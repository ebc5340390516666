import { warnOnce } from '../logger.ts';
import { applyIntegration, placesIn, recordedMethod, watchedPlacesIn } from './apply.ts';
import type { Integration } from './define.ts';
import { findMember, type MemberPlace } from './member-path.ts';
import { patchMethod } from './patch.ts';
import { wrapMethod } from './wrap-method.ts';

const SEARCH_DEPTH = 4;

/** Records every client of a module (`import * as`), or one client alone. Warns where there is nothing to record. */
export function traceGiven(integration: Integration, clientOrModule: object): void {
  if (isModule(integration, clientOrModule)) applyIntegration(integration, clientOrModule);
  else if (traceClient(integration, clientOrModule) === 0) {
    warnOnce(
      `${integration.name}.traced(): nothing to trace here; pass a client of "${integration.module}", or the module`,
    );
  }
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
  for (const { place, readerOf } of placesIn({ ...integration, instance: () => client }, exports)) {
    for (const owner of instancesOf(place.owner, client)) {
      patchMethod({ owner, key: place.key }, () => recordedMethod(integration, readerOf()));
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
