import { type Integration, parseModuleName, satisfies } from '@spanwright/core/kit';
import { findCopies } from './find-copies.ts';
import { inspectBuilds } from './inspect-copy.ts';
import type { CopyReport, InstalledCopy, IntegrationReport } from './report.ts';

/** The installed copies of an integration's library, and what of each is traced once `<autolog>.autolog()` is called. */
export async function inspectIntegration(
  integration: Integration,
  autolog: string,
  folder: string,
): Promise<IntegrationReport> {
  const { name, versions, untraced = [] } = integration;
  const { packageName: module } = parseModuleName(integration.module);
  const [own, ...others] = findCopies(module, folder);
  const copies: CopyReport[] = [];
  // One process at a time: loading a library takes a core and much memory.
  if (own) copies.push(await inspectCopy(integration, own, canRequireEsm() && isLoadedByAutolog(integration)));
  for (const other of others) copies.push(await inspectCopy(integration, other, false));
  return { name, autolog, module, versions, copies, untraced };
}

/** Frameworks that leave no mark by which to know that the program has loaded them are not looked for. */
function isLoadedByAutolog({ module, attachWhenLoaded = {} }: Integration): boolean {
  return !(module in attachWhenLoaded);
}

/** Whether `autolog()` can reach, by `require(esm)`, an ES module that the program has imported before. */
export function canRequireEsm(): boolean {
  return (process.features as { readonly require_module?: boolean }).require_module === true;
}

async function inspectCopy(
  { name, versions, patches, attach, attachWhenLoaded = {} }: Integration,
  copy: InstalledCopy,
  isReached: boolean,
): Promise<CopyReport> {
  const builds = await inspectBuilds(name, copy);
  const hasEsm = builds.some(({ format, error }) => format === 'esm' && error === undefined);
  const touchesModules = [patches, attach, attachWhenLoaded].some((parts) => Object.keys(parts).length > 0);
  const needsImport = hasEsm && !isReached && touchesModules;
  return { ...copy, tested: satisfies(copy.version, versions), builds, needsImport };
}
