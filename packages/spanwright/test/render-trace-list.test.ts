import { describe, expect, it } from '@jest/globals';
import { TraceMetadataKey, TraceTagKey, type TraceInfo } from '@spanwright/core/model';
import { renderTraceList } from '../src/render/index.ts';
import { textWidth } from '../src/render/text-width.ts';
import { supportDesk, toolTurn } from './sample-traces.ts';

const TRACES: readonly TraceInfo[] = [
  {
    ...toolTurn.info,
    requestPreview: 'What should I wear in Paris today?\nI will be cycling.',
    metadata: { [TraceMetadataKey.TOKEN_USAGE]: '{"input_tokens":2880,"output_tokens":69,"total_tokens":2949}' },
    tags: { [TraceTagKey.NAME]: 'weather turn' },
  },
  { ...supportDesk.info, requestPreview: '{"ticket":48213}' },
  {
    traceId: 'tr-ffffffffffffffffffffffffffffffff',
    experimentId: '0',
    requestTimeMs: supportDesk.info.requestTimeMs,
    state: 'IN_PROGRESS',
    metadata: {},
    tags: { [TraceTagKey.NAME]: 'a name that is longer than a column should ever become' },
  },
];

function drawn(columns: number): string {
  return `\n${renderTraceList(TRACES, { columns, timeZone: 'UTC' }).join('\n')}\n`;
}

describe('renderTraceList', () => {
  it('draws a table in 80 columns', () => {
    expect(drawn(80)).toMatchSnapshot();
  });

  it('draws a table with requests where there is room', () => {
    expect(drawn(120)).toMatchSnapshot();
  });

  it.each([80, 100, 160])('keeps every line within %i columns', (columns) => {
    for (const line of renderTraceList(TRACES, { columns })) expect(textWidth(line)).toBeLessThanOrEqual(columns);
  });

  it('reads no more from broken token usage than nothing', () => {
    const [info = toolTurn.info] = TRACES;
    const broken = { ...info, metadata: { [TraceMetadataKey.TOKEN_USAGE]: '{' } };
    expect(renderTraceList([broken]).at(1)).toContain('1.84 s');
  });
});
