import { ExitCode } from './exit-code.ts';

/** Writes lines to standard output. */
export function printLines(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}

/** Writes a value as indented JSON to standard output. */
export function printJson(value: unknown): void {
  printLines([JSON.stringify(value, undefined, 2)]);
}

/** Writes one line to standard error. */
export function printError(message: string): void {
  process.stderr.write(`spanwright: ${message}\n`);
}

/** Lets `spanwright … | head` end quietly when its reader goes away, and with a message where the disk is full. */
export function endQuietlyWithoutReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    printError(`The output cannot be written: ${error.message}.`);
    process.exit(ExitCode.FAILURE);
  });
}
