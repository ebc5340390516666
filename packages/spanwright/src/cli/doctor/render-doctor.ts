import { relative } from 'node:path';
import { formatTime } from '../../render/format-time.ts';
import { type Paint, painter } from '../../render/paint.ts';
import type { BuildReport, CopyReport, DoctorReport, Finding, IntegrationReport, TargetReport } from './report.ts';

/** How a report is drawn. */
export interface DoctorStyle {
  readonly color: boolean;
  /** Paths below it are shown relative to it. */
  readonly folder: string;
}

const LABEL_CELLS = 8;
const FORMAT_CELLS = 10;
const DETAIL = '    ';
const IMPORT_OPTION = 'node --import @spanwright/core/register';

/** Draws what `spanwright doctor` found as lines of text. */
export function renderDoctor(report: DoctorReport, { color, folder }: DoctorStyle): readonly string[] {
  const paint = painter(color);
  const show = (path: string): string => shortPath(path, folder);
  const { node, target, store, core, integrations, findings } = report;
  return [
    fact('Node', `${node.version}${node.requireEsm ? '' : ', without require(esm)'}`, paint),
    ...(target ? [fact('Traces', targetText(target, show), paint)] : []),
    ...(store ? [fact('SQLite', `${store.sqliteVersion} of ${store.driver}`, paint)] : []),
    ...core.map(({ version, directory }) => fact('Core', `${version}  ${show(directory)}`, paint)),
    ...integrations.flatMap((integration) => ['', ...integrationLines(integration, show, paint)]),
    '',
    ...verdict(findings, paint),
  ];
}

function fact(label: string, text: string, paint: Paint): string {
  return paint('dim', label.padEnd(LABEL_CELLS)) + text;
}

function targetText(
  { path, from, exists, writable, newestTraceMs }: TargetReport,
  show: (path: string) => string,
): string {
  const newest = newestTraceMs === undefined ? 'no traces yet' : `the newest from ${formatTime(newestTraceMs)}`;
  const states = [exists ? newest : 'not there yet', ...(writable ? [] : ['cannot be written'])];
  return `${show(path)} (${from}), ${states.join(', ')}`;
}

function integrationLines(
  { name, autolog, module, versions, copies, untraced }: IntegrationReport,
  show: (path: string) => string,
  paint: Paint,
): readonly string[] {
  const title = `${paint('bold', name)}  ${paint('dim', `${autolog}.autolog(), tested with ${module} ${versions}`)}`;
  if (copies.length === 0) return [title, `  ${module} is not installed here`];
  const exceptions = untraced.map((text) => `${DETAIL}not traced: ${text}`);
  return [title, ...copies.flatMap((copy) => copyLines(copy, show, paint)), ...exceptions];
}

function copyLines(copy: CopyReport, show: (path: string) => string, paint: Paint): readonly string[] {
  const untested = copy.tested ? '' : paint('yellow', '  not a tested version');
  return [
    `  ${copy.version}  ${show(copy.directory)}${untested}`,
    ...copy.builds.flatMap((build) => buildLines(build, paint)),
    ...(copy.needsImport ? [`${DETAIL}imported by ES modules before autolog(): start with ${IMPORT_OPTION}`] : []),
  ];
}

function buildLines({ format, patches, error }: BuildReport, paint: Paint): readonly string[] {
  const label = `${DETAIL}${format.padEnd(FORMAT_CELLS)}`;
  if (error !== undefined) return [label + paint('yellow', `cannot be loaded: ${error}`)];
  if (patches.length === 0) return [label + paint('green', 'tells by itself what it does')];
  const missing = patches.filter(({ applies }) => !applies);
  const count = `${patches.length - missing.length} of ${patches.length} methods are traced`;
  const reasons = missing.map(({ path, reason = '' }) => `${' '.repeat(label.length)}not ${path}: ${reason}`);
  return [label + paint(missing.length === 0 ? 'green' : 'yellow', count), ...reasons];
}

function verdict(findings: readonly Finding[], paint: Paint): readonly string[] {
  if (findings.length === 0) return [paint('green', 'Everything is in order.')];
  return findings.map(({ level, message }) => `${paint(level === 'error' ? 'red' : 'yellow', `${level}:`)} ${message}`);
}

function shortPath(path: string, folder: string): string {
  const short = relative(folder, path);
  return short !== '' && !short.startsWith('..') ? short : path;
}
