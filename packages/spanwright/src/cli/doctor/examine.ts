import { TracingError } from '@spanwright/core/model';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { integrations } from '../../integrations.ts';
import { ownVersion } from '../own-version.ts';
import { findCopies } from './find-copies.ts';
import { installationFindings, integrationFindings } from './integration-findings.ts';
import { canRequireEsm, inspectIntegration } from './inspect-integration.ts';
import { inspectStore } from './inspect-store.ts';
import { inspectTarget } from './inspect-target.ts';
import type { DoctorReport, Finding, InstalledCopy, IntegrationReport, TargetReport } from './report.ts';

/** Looks at everything that tracing needs in that folder. Changes nothing. */
export async function examine(folder: string, db: string | undefined): Promise<DoctorReport> {
  const findings: Finding[] = [];
  const target = await noting(findings, () => inspectTarget(db));
  const store = await noting(findings, () => inspectStore((message) => findings.push({ level: 'warning', message })));
  const core = coreCopies(folder);
  const inspected: IntegrationReport[] = [];
  for (const [autolog, ofOne] of Object.entries(integrations))
    for (const integration of ofOne) inspected.push(await inspectIntegration(integration, autolog, folder));
  findings.push(...targetFindings(target), ...coreFindings(core));
  findings.push(...installationFindings(inspected), ...inspected.flatMap(integrationFindings));
  return {
    ok: findings.every(({ level }) => level !== 'error'),
    spanwright: ownVersion(),
    node: { version: process.versions.node, requireEsm: canRequireEsm() },
    ...(target && { target }),
    ...(store && { store }),
    core,
    integrations: inspected,
    findings,
  };
}

/** What cannot be used is a finding; an error without a code of ours is a bug of ours. */
async function noting<T>(findings: Finding[], inspect: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await inspect();
  } catch (error) {
    if (!(error instanceof TracingError)) throw error;
    findings.push({ level: 'error', message: error.message });
    return undefined;
  }
}

/** Those of the program, and the one that this command line has. */
function coreCopies(folder: string): readonly InstalledCopy[] {
  const here = dirname(fileURLToPath(import.meta.url));
  const all = [...findCopies('@spanwright/core', folder), ...findCopies('@spanwright/core', here)];
  return [...new Map(all.map((copy) => [copy.directory, copy])).values()];
}

function targetFindings(target: TargetReport | undefined): readonly Finding[] {
  if (!target || target.writable) return [];
  const what = target.exists ? 'The database or its folder' : 'The folder of the database';
  const message = `${what} cannot be written: ${target.path}. Change its permissions, or set MLFLOW_TRACKING_URI.`;
  return [{ level: 'error', message }];
}

function coreFindings(copies: readonly InstalledCopy[]): readonly Finding[] {
  const versions = new Set(copies.map(({ version }) => version));
  if (versions.size < 2) return [];
  const list = copies.map(({ version, directory }) => `${version} in ${directory}`).join(', ');
  const message = `There are several versions of @spanwright/core: ${list}. Install one: npm dedupe.`;
  return [{ level: 'warning', message }];
}
