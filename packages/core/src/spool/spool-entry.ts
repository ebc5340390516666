/** What a file of a spool is for. */
export type SpoolState =
  /** It is to be delivered. */
  | 'waiting'
  /** The server has refused something of it for good. */
  | 'refused'
  /** It cannot be read. */
  | 'damaged';

/** A file of a spool. Its name says all of this, so that a listing of the folder is enough. */
export interface SpoolEntry {
  /** Milliseconds since the Unix epoch. */
  readonly createdMs: number;
  /** Number of the file among those of the process that has written it. */
  readonly sequence: number;
  readonly traces: number;
  readonly bytes: number;
  /** Who delivers it. */
  readonly owner: string;
  readonly state: SpoolState;
}

const NAME = /^(\d{13})_(\d{8})_(\d+)_(\d+)_([\w-]+)\.(waiting|refused|damaged)$/;

/** The file's name: names sort in the order in which the files were made. */
export function entryName({ createdMs, sequence, traces, bytes, owner, state }: SpoolEntry): string {
  const order = `${String(createdMs).padStart(13, '0')}_${String(sequence % 1e8).padStart(8, '0')}`;
  return `${order}_${traces}_${bytes}_${owner}.${state}`;
}

/** Reads a name; undefined for any other file. */
export function parseEntryName(name: string): SpoolEntry | undefined {
  const [, createdMs, sequence, traces, bytes, owner = '', state] = NAME.exec(name) ?? [];
  if (state === undefined) return undefined;
  return {
    createdMs: Number(createdMs),
    sequence: Number(sequence),
    traces: Number(traces),
    bytes: Number(bytes),
    owner,
    state: state as SpoolState,
  };
}
