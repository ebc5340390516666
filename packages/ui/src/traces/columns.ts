/** A column of the table of traces. */
export interface Column {
  /** Stands in the address. */
  readonly id: string;
  readonly title: string;
  /** Pixels. */
  readonly width: number;
  /** Takes what room is left. */
  readonly grows?: true;
  readonly numeric?: true;
  /** What the server sorts by; missing where it cannot. */
  readonly order?: string;
}

const columns: readonly Column[] = [
  { id: 'time', title: 'Time', width: 124, order: 'timestamp_ms' },
  { id: 'name', title: 'Name', width: 180, order: 'name' },
  { id: 'state', title: 'State', width: 84, order: 'status' },
  { id: 'request', title: 'Request', width: 160, grows: true },
  { id: 'response', title: 'Response', width: 160, grows: true },
  { id: 'latency', title: 'Latency', width: 80, numeric: true, order: 'execution_time_ms' },
  { id: 'tokens', title: 'Tokens', width: 74, numeric: true, order: 'total_tokens' },
  { id: 'cost', title: 'Cost', width: 104, numeric: true, order: 'total_cost' },
  { id: 'session', title: 'Session', width: 130, order: 'metadata.`mlflow.trace.session`' },
  { id: 'user', title: 'User', width: 110, order: 'metadata.`mlflow.trace.user`' },
  { id: 'assessments', title: 'Assessments', width: 190 },
  { id: 'tags', title: 'Tags', width: 190 },
  { id: 'run', title: 'Run', width: 130, order: 'run_id' },
  { id: 'model', title: 'Logged model', width: 130, order: 'metadata.`mlflow.modelId`' },
  { id: 'source', title: 'Source', width: 140, order: 'metadata.`mlflow.source.name`' },
  { id: 'experiment', title: 'Experiment', width: 130, order: 'experiment_id' },
  { id: 'id', title: 'Trace ID', width: 150, order: 'request_id' },
];

/** What is shown before anybody has chosen. */
export const DEFAULT_COLUMNS: readonly string[] = [
  ...['time', 'name', 'state', 'request', 'response', 'latency', 'tokens', 'cost', 'session', 'assessments', 'tags'],
];

const TAG = 'tag:';
const ASSESSMENT = 'assessment:';

/** Column of one tag. */
export const tagColumn = (key: string): string => TAG + key;
/** Column of one kind of feedback or expectation. */
export const assessmentColumn = (name: string): string => ASSESSMENT + name;

/** The tag or assessment that a column is of. */
export function columnKey(id: string): { readonly tag?: string; readonly assessment?: string } {
  if (id.startsWith(TAG)) return { tag: id.slice(TAG.length) };
  return id.startsWith(ASSESSMENT) ? { assessment: id.slice(ASSESSMENT.length) } : {};
}

/** The column with this id; undefined where there is none. */
export function columnOf(id: string): Column | undefined {
  const { tag, assessment } = columnKey(id);
  if (tag !== undefined) return { id, title: tag, width: 130, order: `tags.\`${tag}\`` };
  if (assessment !== undefined) return { id, title: assessment, width: 130 };
  return columns.find((column) => column.id === id);
}

/** Every column that there is by itself. */
export const allColumns = columns;

/** Reads columns from an address; unknown ones are left out. */
export function readColumns(text: string | undefined, saved: readonly string[]): readonly Column[] {
  const ids = text ? text.split(',').map(decodeURIComponent) : saved;
  const known = ids.flatMap((id) => columnOf(id) ?? []);
  return known.length > 0 ? known : readColumns(undefined, DEFAULT_COLUMNS);
}

/** Writes columns for an address. */
export const writeColumns = (ids: readonly string[]): string => ids.map(encodeURIComponent).join(',');

/** Widths of columns as a grid has them, a fixed one first for the check boxes. `widths` are those that were dragged. */
export function gridTemplate(shown: readonly Column[], widths: { readonly [id: string]: number }): string {
  const tracks = shown.map(({ id, width, grows }) => {
    const dragged = widths[id];
    if (dragged !== undefined) return `${dragged}px`;
    return grows ? `minmax(${width}px, 1fr)` : `${width}px`;
  });
  return ['36px', ...tracks].join(' ');
}
