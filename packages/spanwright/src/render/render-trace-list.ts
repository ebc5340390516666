import { type TokenUsage, type TraceInfo, TraceMetadataKey, TraceTagKey } from '@spanwright/core/model';
import { firstLine } from './first-line.ts';
import { formatMilliseconds } from './format-duration.ts';
import { formatTime } from './format-time.ts';
import { formatFlow } from './format-tokens.ts';
import { filler, padStart, widest } from './pad.ts';
import { type Paint, painter } from './paint.ts';
import { glyphsFor, type RenderStyle } from './render-style.ts';
import { statusTint } from './span-cells.ts';
import { stateWord } from './trace-state.ts';

type Column = 'id' | 'started' | 'state' | 'duration' | 'tokens' | 'name' | 'request';
type Row = { readonly [C in Column]: string };
type Widths = { readonly [C in Column]: number };

const GAP = '  ';
const ID_CHARS = 13;
const MOST_NAME_CELLS = 24;
const LEAST_TEXT_CELLS = 12;
const TITLES: Row = {
  id: 'TRACE',
  started: 'STARTED',
  state: 'STATE',
  duration: 'DURATION',
  tokens: 'TOKENS',
  name: 'NAME',
  request: 'REQUEST',
};

/** Draws traces as a table, one line each. Ids are shortened; `spanwright traces get` takes them as they stand. */
export function renderTraceList(traces: readonly TraceInfo[], style: RenderStyle = {}): readonly string[] {
  const { arrow, ellipsis } = glyphsFor(style.unicode ?? true);
  const paint = painter(style.color ?? false);
  const rows = traces.map((info) => rowOf(info, arrow, style.timeZone));
  const widths = columnWidths([TITLES, ...rows], style.columns ?? 80);
  const title = drawRow(TITLES, widths, painter(false), ellipsis);
  return [paint('dim', title), ...rows.map((row) => drawRow(row, widths, paint, ellipsis))];
}

function rowOf(info: TraceInfo, arrow: string, timeZone: string | undefined): Row {
  const usage = usageOf(info);
  return {
    id: info.traceId.slice(0, ID_CHARS),
    started: formatTime(info.requestTimeMs, timeZone),
    state: stateWord(info.state),
    duration: info.executionDurationMs === undefined ? '' : formatMilliseconds(info.executionDurationMs),
    tokens: usage ? formatFlow(usage, arrow) : '',
    name: info.tags[TraceTagKey.NAME] ?? '',
    request: info.requestPreview ?? '',
  };
}

function usageOf({ metadata }: TraceInfo): TokenUsage | undefined {
  try {
    return JSON.parse(metadata[TraceMetadataKey.TOKEN_USAGE] ?? '') as TokenUsage;
  } catch {
    return undefined;
  }
}

function columnWidths(rows: readonly Row[], columns: number): Widths {
  const widthOf = (column: Column): number => widest(rows.map((row) => row[column]));
  const [id, started, state] = [widthOf('id'), widthOf('started'), widthOf('state')];
  const [duration, tokens] = [widthOf('duration'), widthOf('tokens')];
  const room = Math.max(columns - (id + started + state + duration + tokens + 5 * GAP.length), LEAST_TEXT_CELLS);
  const name = Math.min(widthOf('name'), MOST_NAME_CELLS, room);
  return { id, started, state, duration, tokens, name, request: room - name - GAP.length };
}

function drawRow(row: Row, widths: Widths, paint: Paint, ellipsis: string): string {
  const name = firstLine(row.name, widths.name, ellipsis);
  const request = widths.request < LEAST_TEXT_CELLS ? '' : firstLine(row.request, widths.request, ellipsis);
  return [
    row.id + filler(row.id, widths.id),
    row.started + filler(row.started, widths.started),
    paint(statusTint(row.state), row.state) + filler(row.state, widths.state),
    padStart(row.duration, widths.duration),
    padStart(row.tokens, widths.tokens),
    paint('bold', name) + (request && filler(name, widths.name)),
    ...(request ? [paint('dim', request)] : []),
  ]
    .join(GAP)
    .trimEnd();
}
