import { Command } from 'commander';
import { terminalStyle } from '../render/index.ts';
import { databaseOption } from './database-option.ts';
import { examine } from './doctor/examine.ts';
import { renderDoctor } from './doctor/render-doctor.ts';
import { ExitCode } from './exit-code.ts';
import { printJson, printLines } from './print.ts';

interface DoctorOptions {
  readonly json?: boolean;
  readonly db?: string;
}

/** `spanwright doctor`. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('show what is installed and what will be traced')
    .option('--json', 'print all of it as JSON')
    .addOption(databaseOption())
    .action(doctor);
}

async function doctor({ json, db }: DoctorOptions): Promise<void> {
  const folder = process.cwd();
  const report = await examine(folder, db);
  if (json) printJson(report);
  else printLines(renderDoctor(report, { color: terminalStyle(process.stdout).color, folder }));
  if (!report.ok) process.exitCode = ExitCode.FAILURE;
}
