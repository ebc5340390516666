import { describe, expect, it } from '@jest/globals';
import { renderTrace } from '../src/render/index.ts';
import { textWidth } from '../src/render/text-width.ts';
import { sampleTrace, supportDesk, toolTurn } from './sample-traces.ts';

const UTC = { timeZone: 'UTC' };

function drawn(...args: Parameters<typeof renderTrace>): string {
  return `\n${renderTrace(...args).join('\n')}\n`;
}

/** The lines of a trace of one span, its header left out. */
function linesOf(span: Partial<Parameters<typeof sampleTrace>[0][number]>, columns = 80): readonly string[] {
  return renderTrace(sampleTrace([{ id: '1', name: 'call', ...span }]), { columns }).slice(3);
}

describe('renderTrace', () => {
  it('draws an agent turn in 80 columns', () => {
    expect(drawn(toolTurn, { ...UTC, columns: 80 })).toMatchSnapshot();
  });

  it('draws an agent turn in 120 columns', () => {
    expect(drawn(toolTurn, { ...UTC, columns: 120 })).toMatchSnapshot();
  });

  it('draws errors, hand-offs, an open span, an early end and wide characters in 80 columns', () => {
    expect(drawn(supportDesk, { ...UTC, columns: 80 })).toMatchSnapshot();
  });

  it('draws errors, hand-offs, an open span, an early end and wide characters in 120 columns', () => {
    expect(drawn(supportDesk, { ...UTC, columns: 120 })).toMatchSnapshot();
  });

  it('draws with ASCII characters alone where the terminal has no others', () => {
    const lines = renderTrace(
      sampleTrace([
        { id: '1', name: 'a' },
        { id: '2', parent: '1', name: 'b', inputs: 'x'.repeat(99) },
      ]),
      {
        ...UTC,
        unicode: false,
      },
    );
    expect(lines.join('')).toMatch(/^[\x20-\x7E]+$/);
    expect(lines).toContain('`- b  UNKNOWN  1.00 s  OK');
  });

  it('uses no escape sequences unless colours are asked for', () => {
    expect(drawn(supportDesk)).not.toContain('\u001B');
    expect(drawn(supportDesk, { color: true })).toContain('\u001B[31mERROR\u001B[39m');
  });

  it('draws the same text with and without colours', () => {
    expect(drawn(supportDesk, { color: true }).replace(/\u001B\[\d+m/g, '')).toBe(drawn(supportDesk));
  });

  it.each([60, 80, 100, 120, 200])('keeps every line within %i columns', (columns) => {
    for (const trace of [toolTurn, supportDesk]) {
      for (const line of renderTrace(trace, { columns })) expect(textWidth(line)).toBeLessThanOrEqual(columns);
    }
  });

  it('leaves no spaces at the ends of lines', () => {
    expect(renderTrace(supportDesk).filter((line) => line !== line.trimEnd())).toEqual([]);
  });

  it('shows every span once although its parent is missing or itself', () => {
    const spans = [
      { id: '1', name: 'orphan', parent: 'f' },
      { id: '2', name: 'ring-a', parent: '3' },
      { id: '3', name: 'ring-b', parent: '2' },
      { id: '4', name: 'own parent', parent: '4' },
    ];
    const [, , , ...rows] = renderTrace(sampleTrace(spans));
    const text = rows.join('\n');
    for (const { name } of spans) expect(text.split(`${name} `).length - 1).toBe(1);
  });

  it('draws traces that are nested ten thousand deep', () => {
    const spans = Array.from({ length: 10_000 }, (_, at) => ({
      id: at.toString(16),
      name: `level ${at}`,
      ...(at > 0 && { parent: (at - 1).toString(16) }),
    }));
    const lines = renderTrace(sampleTrace(spans), { columns: 80 });
    expect(lines.at(-1)).toContain('level 9999');
    expect(textWidth(lines.at(-1) ?? '')).toBeLessThanOrEqual(80);
  });

  it('says so when a trace has no spans', () => {
    expect(renderTrace(sampleTrace([])).at(-1)).toBe('(no spans)');
  });

  it('lets recorded text do nothing to the terminal', () => {
    const evil = 'a\u001B]0;title\u0007b\u009B31mc\u202Ed';
    const text = drawn(
      sampleTrace([{ id: '1', name: evil, type: evil, inputs: evil, outputs: [evil], error: [evil, evil] }]),
    );
    expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001F\u007F-\u009F\u202E]/);
  });

  it('shows the newest message, and who said it unless it was the user', () => {
    const user = { role: 'user', content: 'Hi' };
    const result = { role: 'tool', content: '42' };
    expect(linesOf({ inputs: { messages: [user, { role: 'developer', content: 'Be brief' }] } })).toContain(
      '   in   Hi',
    );
    expect(linesOf({ inputs: { messages: [user, result] } })).toContain('   in   tool: 42');
    expect(linesOf({ inputs: [[{ type: 'human', content: 'Hi' }]] })).toContain('   in   Hi');
  });

  it('shows tool calls as they would be written', () => {
    const call = { function: { name: 'add', arguments: '{"a":1}' } };
    const outputs = { choices: [{ message: { role: 'assistant', content: 'One moment.', tool_calls: [call, call] } }] };
    expect(linesOf({ outputs })).toContain('   out  One moment. add({"a":1}), add({"a":1})');
  });

  it('shows the answer of the Responses API without its reasoning', () => {
    const outputs = {
      output: [
        { type: 'reasoning', summary: [] },
        { type: 'web_search_call', id: 'ws' },
        { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'Done.' }] },
      ],
    };
    expect(linesOf({ outputs })).toContain('   out  [web_search_call] Done.');
  });

  it('shows how many vectors of what size embeddings gave', () => {
    expect(linesOf({ outputs: { object: 'list', count: 3, dimensions: 1536 } })).toContain(
      '   out  3 vectors of 1536 dimensions',
    );
  });

  it('marks what is cut, by length or by a line break', () => {
    expect(linesOf({ inputs: 'first\nsecond' })).toContain('   in   first …');
    expect(linesOf({ inputs: 'x'.repeat(100) }, 40)).toContain(`   in   ${'x'.repeat(31)}…`);
    expect(linesOf({ inputs: '\n\n  only  \n' })).toContain('   in   only');
    expect(linesOf({ outputs: '' })).toContain('   out  ""');
  });
});
