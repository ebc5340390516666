import { Command } from 'commander';
import { tracesGetCommand } from './traces-get-command.ts';
import { tracesListCommand } from './traces-list-command.ts';

/** `spanwright traces …`. */
export function tracesCommand(): Command {
  return new Command('traces')
    .description('look at recorded traces')
    .addCommand(tracesListCommand())
    .addCommand(tracesGetCommand());
}
