import { describe, expect, it } from '@jest/globals';
import { chatToolsOf } from '../src/tools.ts';

const PARAMETERS = { type: 'object', properties: { unit: { type: 'string', enum: ['c', 'f'] } } };
const DEFINITION = { name: 'weather', description: 'Tells the weather.', parameters: PARAMETERS, strict: true };

describe('case 196: tools of a request', () => {
  it("are kept as they are in chat's own form", () => {
    const tools = [{ type: 'function', function: DEFINITION }];
    expect(chatToolsOf(tools)).toEqual(tools);
  });

  it('get the type function where the request left it out', () => {
    expect(chatToolsOf([{ function: DEFINITION }])).toEqual([{ type: 'function', function: DEFINITION }]);
  });

  it("are nested where they have the Responses API's flat form", () => {
    expect(
      chatToolsOf([
        { type: 'function', ...DEFINITION, defer_loading: true },
        { type: 'function', name: 'now' },
      ]),
    ).toEqual([
      { type: 'function', function: DEFINITION },
      { type: 'function', function: { name: 'now' } },
    ]);
  });

  it.each([
    'file_search',
    'computer_use_preview',
    'web_search_preview',
    'web_search',
    'local_shell',
    'mcp',
    'code_interpreter',
    'image_generation',
    'shell',
    'apply_patch',
    'tool_search',
    'computer',
  ])('that the provider runs itself, such as %s, become functions with just a name', (type) => {
    expect(chatToolsOf([{ type, container: 'x' }])).toEqual([{ type: 'function', function: { name: type } }]);
  });

  it('that take free text keep name and description, in both forms', () => {
    const told = [{ type: 'function', function: { name: 'sql', description: 'Runs SQL.' } }];
    expect(chatToolsOf([{ type: 'custom', name: 'sql', description: 'Runs SQL.', format: { type: 'text' } }])).toEqual(
      told,
    );
    expect(chatToolsOf([{ type: 'custom', custom: { name: 'sql', description: 'Runs SQL.' } }])).toEqual(told);
  });

  it('are unfolded from a namespace', () => {
    const tools = [{ type: 'namespace', name: 'crm', tools: [{ type: 'function', ...DEFINITION }] }];
    expect(chatToolsOf(tools)).toEqual([{ type: 'function', function: DEFINITION }]);
  });

  it('are left out altogether where one of them is of an unknown type', () => {
    expect(chatToolsOf([{ type: 'function', function: DEFINITION }, { type: 'telepathy' }])).toBeUndefined();
    expect(chatToolsOf([{ type: 'namespace', tools: [{ type: 'telepathy' }] }])).toBeUndefined();
  });

  it.each([undefined, null, 5, 'tools', {}, [], [null], [5], [[]]])('are none where the request has %p', (tools) => {
    expect(chatToolsOf(tools)).toBeUndefined();
  });
});
