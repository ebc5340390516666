import type { Connection } from '../connection.ts';
import { readPayloadJson } from '../payload-row.ts';
import { GramCollector } from './gram-collector.ts';
import { takeTurn } from './indexing-turn.ts';
import { writeBlock } from './text-block.ts';
import { textPieces } from './text-pieces.ts';
import { type TodoText, finishTexts, nextTexts } from './text-todo.ts';
import { FULL_BLOCK, tidyBlocks } from './tidy-blocks.ts';

// Fewer are not worth a block: a search looks at the texts themselves.
const MIN_BLOCK = 64;
// So many take some 10 ms: what is asked meanwhile waits no longer.
const TEXTS_PER_STEP = 32;

const START = 'SELECT ts FROM traces WHERE id = ?';

/**
 * Builds the text index behind the writes: step by step, because a block takes a fifth of a second. Only its last step
 * takes the lock of writers.
 */
export class TextIndexer {
  readonly #connection: Connection;
  readonly #collector = new GramCollector();
  #batch: readonly TodoText[] = [];
  #starts: number[] = [];

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Takes one step; returns whether there are more. What is done of a block is lost when it throws. */
  step(): boolean {
    try {
      return this.#batch.length === 0 ? this.#begin() : this.#advance();
    } catch (error) {
      this.#forget();
      throw error;
    }
  }

  #begin(): boolean {
    const connection = this.#connection;
    const batch = nextTexts(connection, FULL_BLOCK);
    if (batch.length < MIN_BLOCK) return connection.write(() => tidyBlocks(connection));
    if (!connection.write(() => takeTurn(connection))) return false;
    this.#batch = batch;
    return true;
  }

  #advance(): boolean {
    const done = this.#collector.count;
    const texts = this.#batch.slice(done, done + TEXTS_PER_STEP);
    this.#connection.read(() => texts.forEach((text) => this.#collect(text)));
    if (this.#collector.count === this.#batch.length) this.#finish();
    return true;
  }

  #collect({ trace }: TodoText): void {
    const ts = this.#connection.statement(START).get(trace)?.['ts'];
    if (typeof ts === 'number') this.#starts.push(ts);
    this.#collector.add(textPieces(readPayloadJson(this.#connection, trace)));
  }

  #finish(): void {
    const connection = this.#connection;
    const batch = this.#batch;
    const [minTs, maxTs] = rangeOf(this.#starts);
    const groups = this.#collector.takeGroups();
    this.#forget();
    connection.write(() => {
      writeBlock(connection, { traces: batch.map(({ trace }) => trace), groups, minTs, maxTs });
      finishTexts(connection, batch);
    });
  }

  #forget(): void {
    this.#batch = [];
    this.#starts = [];
    this.#collector.clear();
  }
}

function rangeOf(numbers: readonly number[]): readonly [number, number] {
  return numbers.reduce(([min, max], number) => [Math.min(min, number), Math.max(max, number)], [Infinity, -Infinity]);
}
