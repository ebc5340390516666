import type { Span } from '@spanwright/core/model';
import { firstLine } from './first-line.ts';
import { filler, padStart, widest } from './pad.ts';
import type { Paint } from './paint.ts';
import type { Glyphs } from './render-style.ts';
import { type SpanCells, spanCells, statusTint, typeTint } from './span-cells.ts';
import { spanDetails } from './span-details.ts';
import { type SpanRow, spanTree } from './span-tree.ts';
import { textWidth } from './text-width.ts';
import { type TreePrefix, treePrefix } from './tree-prefix.ts';

/** What the drawing needs to know about its surroundings. */
export interface Canvas {
  readonly columns: number;
  readonly paint: Paint;
  readonly glyphs: Glyphs;
}

interface Line {
  readonly row: SpanRow;
  readonly prefix: TreePrefix;
  readonly cells: SpanCells;
}

type Widths = { readonly [Column in 'name' | 'type' | 'duration' | 'status']: number };

const GAP = '  ';
const LABEL_CELLS = 5;
const LEAST_NAME_CELLS = 16;
const COMFORTABLE_NAME_CELLS = 40;
const MOST_NAME_CELLS = 60;
const MOST_TYPE_CELLS = 14;

/** Draws the spans of a trace as a tree, columns aligned: for each span one line, its details below. */
export function renderSpans(spans: readonly Span[], canvas: Canvas): readonly string[] {
  const lines = spanTree(spans).map((row) => ({
    row,
    prefix: treePrefix(row, canvas.glyphs, canvas.columns),
    cells: spanCells(row.span, canvas.glyphs),
  }));
  const widths = columnWidths(lines, canvas.columns);
  return lines.flatMap((line) => [headLine(line, widths, canvas), ...detailLines(line, canvas)]);
}

function columnWidths(lines: readonly Line[], columns: number): Widths {
  const widthOf = (key: keyof SpanCells): number => widest(lines.map((line) => line.cells[key]));
  const type = Math.min(widthOf('type'), MOST_TYPE_CELLS);
  const [duration, status] = [widthOf('duration'), widthOf('status')];
  const room = columns - type - duration - status - 4 * GAP.length;
  const details = widthOf('tokenDetails');
  const tokens = room - details >= COMFORTABLE_NAME_CELLS ? details : widthOf('tokens');
  const wanted = Math.min(widest(lines.map(({ row, prefix }) => prefix.head + row.span.name)), MOST_NAME_CELLS);
  return { name: Math.min(wanted, Math.max(room - tokens, LEAST_NAME_CELLS)), type, duration, status };
}

function headLine({ row, prefix, cells }: Line, widths: Widths, { columns, paint, glyphs }: Canvas): string {
  const room = Math.max(widths.name - textWidth(prefix.head), LEAST_NAME_CELLS / 2);
  const name = firstLine(row.span.name, room, glyphs.ellipsis);
  const type = firstLine(cells.type, MOST_TYPE_CELLS, glyphs.ellipsis);
  const before = widths.name + widths.type + widths.duration + widths.status + 4 * GAP.length;
  const tokens = before + textWidth(cells.tokenDetails) <= columns ? cells.tokenDetails : cells.tokens;
  return [
    paint('dim', prefix.head) + paint('bold', name) + filler(prefix.head + name, widths.name),
    paint(typeTint(cells.type), type) + filler(type, widths.type),
    padStart(cells.duration, widths.duration),
    paint(statusTint(cells.status), cells.status) + filler(cells.status, widths.status),
    paint('dim', tokens),
  ]
    .join(GAP)
    .trimEnd();
}

function detailLines({ row, prefix }: Line, { columns, paint, glyphs }: Canvas): readonly string[] {
  const room = Math.max(columns - textWidth(prefix.body) - LABEL_CELLS, LEAST_NAME_CELLS);
  return spanDetails(row.span).map(
    ({ label, text, tint }) =>
      paint('dim', prefix.body + label.padEnd(LABEL_CELLS)) + paint(tint, firstLine(text, room, glyphs.ellipsis)),
  );
}
