import { describe, expect, it } from '@jest/globals';
import { makeProgramFolder, nodeBinaries, runInNode } from '@spanwright/fixtures';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../../..');

const IMPORTS = {
  'program.mjs': `import * as arrow from 'apache-arrow';
    import { searchTraces, updateCurrentTrace, withSpan } from '@spanwright/core';`,
  'program.cjs': `const arrow = require('apache-arrow');
    const { searchTraces, updateCurrentTrace, withSpan } = require('@spanwright/core');`,
} as const;

const PROGRAM = `void (async () => {
withSpan('ask', (span) => {
  span.setInputs({ question: 'why', n: 1 });
  updateCurrentTrace({ clientRequestId: 'request 1', tags: { env: 'test' } });
  return { answer: 42 };
});
withSpan('other', () => null);
const found = await searchTraces({ extractFields: ['ask.inputs.question', 'ask.outputs'], orderBy: ['name ASC'] });
const table = found.toArrow();
// What other programs read of it.
const again = arrow.tableFromIPC(arrow.tableToIPC(table));
const none = (await searchTraces({ filterString: "name = 'none'" })).toArrow();
console.log(JSON.stringify({
  isTable: table instanceof arrow.Table,
  columns: again.schema.fields.map(({ name, type }) => name + ': ' + type),
  rows: again.toArray().map((row) => row.toJSON()),
  none: [none.numRows, none.numCols],
}));
})();
`;

interface Outcome {
  readonly isTable: boolean;
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly none: readonly number[];
}

async function outcome(file: keyof typeof IMPORTS, node: string): Promise<Outcome> {
  const folder = await makeProgramFolder({
    links: {
      'node_modules/apache-arrow': join(root, 'fixtures/versions/arrow/node_modules/apache-arrow'),
      'node_modules/@spanwright/core': join(root, 'packages/core'),
    },
    files: { [file]: `${IMPORTS[file]}\n${PROGRAM}` },
  });
  try {
    const { code, stdout, stderr } = await runInNode({
      file: join(folder.path, file),
      cwd: folder.path,
      env: { MLFLOW_TRACKING_URI: 'sqlite:traces.db' },
      node,
    });
    expect({ code, stderr: stderr.replace(/^spanwright: traces go to .*\n/m, '') }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout) as Outcome;
  } finally {
    await folder.remove();
  }
}

describe.each(nodeBinaries())('toArrow() on %s', (node) => {
  const FILES = ['program.mjs', 'program.cjs'] as const;
  it.each(FILES)("gives %s a table of the program's own apache-arrow, with MLflow's columns", async (file) => {
    const { isTable, columns, rows, none } = await outcome(file, node);
    expect(isTable).toBe(true);
    expect(columns).toEqual([
      'trace_id: Utf8',
      'trace: Utf8',
      'client_request_id: Utf8',
      'state: Utf8',
      'request_time: Float64',
      'execution_duration: Float64',
      'request: Utf8',
      'response: Utf8',
      'trace_metadata: Utf8',
      'tags: Utf8',
      'spans: Utf8',
      'assessments: Utf8',
      'ask.inputs.question: Utf8',
      'ask.outputs: Utf8',
    ]);
    expect(rows).toEqual([
      expect.objectContaining({
        trace_id: expect.stringMatching(/^tr-[\da-f]{32}$/),
        client_request_id: 'request 1',
        state: 'OK',
        request_time: expect.any(Number),
        execution_duration: expect.any(Number),
        request: '{"question":"why","n":1}',
        response: '{"answer":42}',
        tags: '{"env":"test","mlflow.traceName":"ask"}',
        assessments: '[]',
        'ask.inputs.question': '"why"',
        'ask.outputs': '{"answer":42}',
      }),
      expect.objectContaining({ client_request_id: null, response: null, 'ask.outputs': null }),
    ]);
    expect(none).toEqual([0, 12]);
  });
});
