import { TracingError } from '@spanwright/core/model';
import { CommanderError } from 'commander';
import { exitCodeOf } from './exit-code.ts';
import { endQuietlyWithoutReader, printError } from './print.ts';
import { createProgram } from './program.ts';

endQuietlyWithoutReader();
try {
  await createProgram().parseAsync();
} catch (error) {
  process.exitCode = exitCodeOf(error);
  report(error);
}

/** Commander has said its part itself. An error without a code of ours is a bug, and its stack is wanted. */
function report(error: unknown): void {
  if (error instanceof CommanderError) return;
  if (error instanceof TracingError) printError(error.message);
  else printError(error instanceof Error ? (error.stack ?? error.message) : String(error));
}
