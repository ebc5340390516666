import { type Span, type Trace, TraceTagKey, type UsageCarrier, sumTokenUsage } from '@spanwright/core/model';
import { firstLine } from './first-line.ts';
import { formatMilliseconds } from './format-duration.ts';
import { formatTime } from './format-time.ts';
import { formatFlow, formatTokens } from './format-tokens.ts';
import { type Paint, painter } from './paint.ts';
import { glyphsFor, type RenderStyle } from './render-style.ts';
import { renderSpans } from './render-spans.ts';
import { statusTint } from './span-cells.ts';
import { textWidth } from './text-width.ts';
import { stateWord } from './trace-state.ts';

const GAP = '  ';

/**
 * Draws a trace as lines of text: its name, state, duration, tokens, id and start time, then the tree of its
 * spans. Line ends are not included. Recorded text is shortened to the width and cannot act on the terminal.
 */
export function renderTrace(trace: Trace, style: RenderStyle = {}): readonly string[] {
  const paint = painter(style.color ?? false);
  const { columns = 80 } = style;
  const glyphs = glyphsFor(style.unicode ?? true);
  const spans = renderSpans(trace.data.spans, { columns, paint, glyphs });
  return [...header(trace, style, paint), '', ...(spans.length > 0 ? spans : ['(no spans)'])];
}

function header(trace: Trace, style: RenderStyle, paint: Paint): readonly string[] {
  const { columns = 80, unicode = true, timeZone } = style;
  const { info } = trace;
  const { arrow, ellipsis } = glyphsFor(unicode);
  const name = firstLine(nameOf(trace), columns / 2, ellipsis);
  const state = stateWord(info.state);
  const duration = info.executionDurationMs === undefined ? [] : [formatMilliseconds(info.executionDurationMs)];
  const before = [name, state, ...duration].join(GAP);
  const tokens = tokensOf(trace, arrow).filter((text) => textWidth(before + GAP + text) <= columns);
  return [
    [paint('bold', name), paint(statusTint(state), state), ...duration, ...tokens.slice(0, 1)].join(GAP),
    paint('dim', `${info.traceId}${GAP}${formatTime(info.requestTimeMs, timeZone)}`),
  ];
}

function nameOf({ info, data }: Trace): string {
  const root = data.spans.find((span) => span.parentId === undefined);
  return info.tags[TraceTagKey.NAME] ?? root?.name ?? '(no name)';
}

/** The tokens of the trace, from the longest way to say it to the shortest. */
function tokensOf(trace: Trace, arrow: string): readonly string[] {
  const usage = sumTokenUsage(trace.data.spans.map(carrierOf));
  return usage ? [formatTokens(usage, arrow, 'tokens'), `${formatFlow(usage, arrow)} tokens`] : [];
}

function carrierOf({ spanId, parentId, attributes }: Span): UsageCarrier {
  return { spanId, ...(parentId !== undefined && { parentSpanId: parentId }), attributes };
}
