import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const FILE = join(__dirname, '..', 'programs', 'outage.mjs');

/** What a program is to do, and where its traces go. */
export interface OutageOptions {
  readonly from: number;
  readonly to: number;
  readonly logging: 'sync' | 'async';
  readonly uri: string;
  /** Folder of its spool. */
  readonly spool: string;
}

/** A program that makes numbered traces and tells which of them are acknowledged. */
export class OutageProgram {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  #output = '';
  stderr = '';

  constructor({ from, to, logging, uri, spool }: OutageOptions) {
    this.#child = spawn(process.execPath, [FILE, String(from), String(to), logging], {
      env: { PATH: process.env['PATH'], HOME: spool, MLFLOW_TRACKING_URI: uri, SPANWRIGHT_SPOOL_DIR: spool },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#output += text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.#child.stdin?.on('error', () => {});
    this.#ended = new Promise((resolve) => this.#child.on('close', () => resolve()));
  }

  /** Number of the last trace that is acknowledged; -1 before the first. */
  get acknowledged(): number {
    const numbers = this.#output.match(/^\d+$/gm);
    return Number(numbers?.at(-1) ?? -1);
  }

  /** Megabytes that it took at most. */
  get memory(): number {
    return Number(/^memory (\d+)$/m.exec(this.#output)?.[1]);
  }

  get exitCode(): number | null {
    return this.#child.exitCode;
  }

  /** Lets it make the traces up to this number. */
  allow(number: number): void {
    this.#child.stdin?.write(`${number}\n`);
  }

  /** Lets it make the traces up to this number; resolves once they are acknowledged. */
  async makes(number: number): Promise<void> {
    this.allow(number);
    await this.acknowledges(number - 1);
  }

  /** Resolves once this trace is acknowledged. */
  async acknowledges(number: number): Promise<void> {
    while (this.acknowledged < number) {
      if (this.#child.exitCode !== null)
        throw new Error(`The program ended before trace ${number}, at ${this.acknowledged}: ${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Ends it by `kill -9`. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  async end(): Promise<void> {
    await this.#ended;
  }
}
