import type { CopyReport, Finding, IntegrationReport } from './report.ts';

/** What is not as it should be with the copies of one library. */
export function integrationFindings({ module, versions, copies }: IntegrationReport): readonly Finding[] {
  return copies.flatMap((copy) => {
    const complaints = [...versionComplaint(copy, versions), ...buildComplaints(copy)];
    const message = `${module} ${copy.version} in ${copy.directory}: ${complaints.join('; ')}.`;
    return complaints.length > 0 ? [{ level: 'warning' as const, message }] : [];
  });
}

/** Without any library there is nothing to trace, which is seldom meant. */
export function installationFindings(integrations: readonly IntegrationReport[]): readonly Finding[] {
  if (integrations.some(({ copies }) => copies.length > 0)) return [];
  const names = integrations.map(({ module }) => module).join(', ');
  return [{ level: 'warning', message: `No library that can be traced is installed here: ${names}.` }];
}

function versionComplaint({ tested }: CopyReport, versions: string): readonly string[] {
  return tested ? [] : [`outside the tested versions ${versions}, traced as far as possible`];
}

function buildComplaints({ builds }: CopyReport): readonly string[] {
  const working = builds.filter(({ error }) => error === undefined);
  if (working.length === 0) return ['it cannot be loaded'];
  const isIncomplete = working.some(({ patches }) => patches.some(({ applies }) => !applies));
  return isIncomplete ? ['calls of methods that it lacks are not traced'] : [];
}
