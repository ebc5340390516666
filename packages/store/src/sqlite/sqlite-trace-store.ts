import { TracingError } from '@spanwright/core/model';
import { type AppendCall, commitCalls } from './commit-calls.ts';
import type { Connection } from './connection.ts';
import { fileIdentity } from './database-file.ts';
import { emptyLog } from './empty-log.ts';
import { loadDriver } from './load-driver.ts';
import { type DatabaseSettings, openDatabase } from './open-database.ts';
import { type OperationMethods, isRead, perform } from './operations.ts';
import { RetentionKeeper } from './retention/keeper.ts';
import { toTracingError } from './sqlite-error.ts';
import { sumUp, unsummed } from './summaries/sum-up.ts';
import { TextIndexer } from './text/text-indexer.ts';
import type { Patience } from './wait-for-lock.ts';

// Traces that the summaries and the postings lack are looked at by each chart and search: few enough to be quick, many
// enough to be cheap.
const MAX_UNSUMMED = 512;
const TRACES_PER_SUM = 1024;
// How far behind the summaries are is asked after so many traces: of single ones, asking would be a part of the cost.
const TRACES_PER_ASKING = 64;

/** What a store tells besides its answers. */
export interface StoreListener {
  warn(message: string): void;
  /** The database file was made just now. */
  created(): void;
}

/**
 * The store itself: synchronous, in one thread, on one connection. It opens the database at its first use, and again
 * when the file was closed or has been deleted or replaced. All methods throw `TracingError`.
 */
export class SqliteTraceStore {
  readonly #settings: DatabaseSettings;
  readonly #patience: Patience;
  readonly #listener: StoreListener;
  #open: { readonly connection: Connection; readonly identity: string | undefined } | undefined;
  readonly #keeper = new RetentionKeeper();
  #unasked = TRACES_PER_ASKING;
  #indexer: TextIndexer | undefined;

  constructor(settings: DatabaseSettings, patience: Patience, listener: StoreListener) {
    this.#settings = settings;
    this.#patience = patience;
    this.#listener = listener;
  }

  /** Commits several calls together; returns for each its error, or undefined. Does not throw. */
  append(calls: readonly AppendCall[]): readonly (TracingError | undefined)[] {
    try {
      this.#requireWriting();
      const errors = commitCalls(this.#connection(), calls, this.#settings.path);
      this.#unasked += calls.reduce((sum, traces) => sum + traces.length, 0);
      if (this.#unasked >= TRACES_PER_ASKING) this.#quietly(() => this.#catchUp());
      this.#quietly(() => this.retain());
      return errors;
    } catch (error) {
      return calls.map(() => toTracingError(error, this.#settings.path));
    }
  }

  /** Carries out a method of `operations.ts`. */
  perform(method: keyof OperationMethods, args: readonly unknown[]): unknown {
    if (!isRead(method)) this.#requireWriting();
    return this.#use((connection) => perform(connection, method, args));
  }

  /**
   * Takes one step of the work that nobody waits for; returns whether there is more of it.
   * @param isQuiet whether nobody has written for a while: then the disk may be waited for.
   */
  doIdleWork(isQuiet = true): boolean {
    return this.sumUp() || this.retain() || this.indexTexts() || (isQuiet && this.emptyLog());
  }

  /** Adds some traces to the postings and summaries; returns whether there are more. Does nothing before the first use. */
  sumUp(): boolean {
    const connection = this.#open?.connection;
    if (!connection || this.#settings.mode === 'read' || unsummed(connection) <= 0) return false;
    return this.#use(() => connection.write(() => sumUp(connection, TRACES_PER_SUM))) > 0;
  }

  /** Takes one step of deleting what is past the bounds; returns whether there is more. Does nothing before the first use. */
  retain(): boolean {
    const connection = this.#open?.connection;
    if (!connection || this.#settings.mode === 'read') return false;
    return this.#use(() => this.#keeper.step(connection));
  }

  /** Takes one step of indexing texts for searches; returns whether there are more. Does nothing before the first use. */
  indexTexts(): boolean {
    const connection = this.#open?.connection;
    if (!connection || this.#settings.mode === 'read') return false;
    this.#indexer ??= new TextIndexer(connection);
    const more = this.#indexer.step();
    // What it has collected in takes some megabytes.
    if (!more) this.#indexer = undefined;
    return more;
  }

  /** Puts what was written ahead into the database, if it is much; returns that there is no more of it. */
  emptyLog(): false {
    const connection = this.#open?.connection;
    if (connection && this.#settings.mode === 'write') this.#use(() => emptyLog(connection));
    return false;
  }

  /** Closes the database. The next use opens it again. */
  close(): void {
    const open = this.#open;
    this.#open = undefined;
    this.#indexer = undefined;
    open?.connection.close();
  }

  #catchUp(): void {
    this.#unasked = 0;
    while (unsummed(this.#connection()) > MAX_UNSUMMED && this.sumUp());
  }

  #quietly(work: () => unknown): void {
    try {
      work();
    } catch {
      // The traces are committed: what fails behind them is tried again after the next ones.
    }
  }

  #use<T>(work: (connection: Connection) => T): T {
    try {
      return work(this.#connection());
    } catch (error) {
      throw toTracingError(error, this.#settings.path);
    }
  }

  #connection(): Connection {
    // Somebody who deletes the file wants a new one: SQLite would go on writing to the one without a name.
    const identity = fileIdentity(this.#settings.path);
    if (this.#open && this.#open.identity !== identity) this.close();
    this.#open ??= this.#openNow();
    return this.#open.connection;
  }

  #openNow(): { readonly connection: Connection; readonly identity: string | undefined } {
    const driver = loadDriver((message) => this.#listener.warn(message));
    const { connection, created } = openDatabase(driver, this.#settings, this.#patience);
    if (created) this.#listener.created();
    return { connection, identity: fileIdentity(this.#settings.path) };
  }

  #requireWriting(): void {
    if (this.#settings.mode === 'write') return;
    throw new TracingError('INVALID_PARAMETER_VALUE', `${this.#settings.path} was opened for reading only.`);
  }
}
