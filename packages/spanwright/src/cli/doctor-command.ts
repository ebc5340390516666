import { Command } from 'commander';

/** `spanwright doctor`. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('show what is installed and what will be traced')
    .option('--json', 'print JSON');
}
