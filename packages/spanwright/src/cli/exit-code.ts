import { TracingError, type TracingErrorCode } from '@spanwright/core/model';
import { CommanderError } from 'commander';

/** What the command line's exit codes mean. */
export const ExitCode = {
  OK: 0,
  /** It could not be done, or `doctor` found something broken. */
  FAILURE: 1,
  /** The command was not understood. */
  USAGE: 2,
} as const;

const USAGE_ERRORS: ReadonlySet<TracingErrorCode> = new Set(['INVALID_PARAMETER_VALUE', 'INVALID_TRACKING_URI']);

/** The exit code for what a command threw. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.OK : ExitCode.USAGE;
  return error instanceof TracingError && USAGE_ERRORS.has(error.code) ? ExitCode.USAGE : ExitCode.FAILURE;
}
