import {
  flushSpool,
  type FlushedSpool,
  parseTrackingUri,
  readRestSettings,
  spoolsOf,
  spoolStatus,
  type SpoolStatus,
} from '@spanwright/core/kit';
import { TracingError } from '@spanwright/core/model';
import { Command } from 'commander';
import { ExitCode } from './exit-code.ts';
import { formatBytes } from './format-bytes.ts';
import { printJson, printLines } from './print.ts';

interface SpoolOptions {
  readonly to?: string;
  readonly json?: boolean;
}

type Spool = ReturnType<typeof spoolsOf>[number];

/** `spanwright spool …`. */
export function spoolCommand(): Command {
  const option = ['--to <uri>', 'only what waits for this server'] as const;
  return new Command('spool')
    .description('traces that wait on disk for a server that was away')
    .addCommand(
      new Command('status')
        .description('how many traces wait, and for whom')
        .option(...option)
        .option('--json', 'print an array')
        .action(showStatus),
    )
    .addCommand(
      new Command('flush')
        .description('send them, with the credentials of the environment; those of running programs are left to them')
        .option(...option)
        .action(flush),
    );
}

function showStatus({ to, json }: SpoolOptions): void {
  const all = chosen(to).map(spoolStatus);
  if (json) return printJson(all);
  const lines = all.filter(({ bytes }) => bytes > 0).map(statusLine);
  printLines(lines.length > 0 ? lines : ['No traces wait.']);
}

async function flush({ to }: SpoolOptions): Promise<void> {
  const waiting = chosen(to).filter((spool) => spoolStatus(spool).bytes > 0);
  if (waiting.length === 0) return printLines(['No traces wait.']);
  for (const spool of waiting) {
    const outcome = await flushSpool(spool);
    printLines([outcomeLine(outcome, spoolStatus(spool))]);
    if (outcome.left + outcome.refused > 0) process.exitCode = ExitCode.FAILURE;
  }
}

function chosen(to: string | undefined): readonly Spool[] {
  const all = spoolsOf();
  if (to === undefined) return all;
  const target = parseTrackingUri(to);
  if (target.kind !== 'server')
    throw new TracingError(
      'INVALID_TRACKING_URI',
      `--to names no server: "${to}". Write it like http://127.0.0.1:5000.`,
    );
  const { uri } = readRestSettings(target.uri);
  return all.filter((spool) => spool.target.uri === uri);
}

function statusLine({ target, traces, inUse, bytes, oldestMs = 0, folder }: SpoolStatus): string {
  const facts = [
    traces.waiting === 1 ? '1 trace waits' : `${traces.waiting} traces wait`,
    ...(inUse > 0 ? [`${inUse} of them for a program that runs`] : []),
    ...(traces.refused > 0 ? [`${traces.refused} were refused`] : []),
    ...(traces.damaged > 0 ? [`${traces.damaged} are damaged`] : []),
    `the oldest since ${new Date(oldestMs).toISOString()}`,
    `${formatBytes(bytes)} in ${folder}`,
  ];
  return `${nameOf(target)}: ${facts.join(', ')}`;
}

function outcomeLine({ delivered, left, refused, reason }: FlushedSpool, { target, inUse }: SpoolStatus): string {
  const facts = [
    delivered === 1 ? '1 trace was delivered' : `${delivered} traces were delivered`,
    ...(left > 0 ? [`${left} still wait`] : []),
    ...(refused > 0 ? [`${refused} were refused`] : []),
    ...(inUse > 0 ? [`${inUse} are for a program that runs`] : []),
  ];
  return `${nameOf(target)}: ${facts.join(', ')}${reason === undefined ? '' : ` (${reason})`}`;
}

function nameOf({ uri, workspace }: SpoolStatus['target']): string {
  return workspace === undefined ? uri : `${uri} (workspace ${workspace})`;
}
