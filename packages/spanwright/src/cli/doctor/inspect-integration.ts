import { type Integration, parseModuleName, satisfies } from '@spanwright/core/kit';
import { findCopies } from './find-copies.ts';
import { inspectBuilds } from './inspect-copy.ts';
import type { CopyReport, InstalledCopy, IntegrationReport } from './report.ts';

/** The installed copies of an integration's library, and what of each is traced. */
export async function inspectIntegration(integration: Integration, folder: string): Promise<IntegrationReport> {
  const { name, versions, untraced = [] } = integration;
  const { packageName: module } = parseModuleName(integration.module);
  const [own, ...others] = findCopies(module, folder);
  const copies: CopyReport[] = [];
  // One process at a time: loading a library takes a core and much memory.
  if (own) copies.push(await inspectCopy(integration, own, canRequireEsm()));
  for (const other of others) copies.push(await inspectCopy(integration, other, false));
  return { name, module, versions, copies, untraced };
}

/** Whether `autolog()` can reach, by `require(esm)`, an ES module that the program has imported before. */
export function canRequireEsm(): boolean {
  return (process.features as { readonly require_module?: boolean }).require_module === true;
}

async function inspectCopy(
  { name, versions }: Integration,
  copy: InstalledCopy,
  isReached: boolean,
): Promise<CopyReport> {
  const builds = await inspectBuilds(name, copy);
  const hasEsm = builds.some(({ format, error }) => format === 'esm' && error === undefined);
  return { ...copy, tested: satisfies(copy.version, versions), builds, needsImport: hasEsm && !isReached };
}
