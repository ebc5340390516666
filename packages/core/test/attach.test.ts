import { describe, expect, it } from '@jest/globals';
import { withSpan, startSpan } from '../src/api/with-span.ts';
import { attachIntegration } from '../src/integration/apply.ts';
import { createAutolog } from '../src/integration/autolog.ts';
import { defineAttachment } from '../src/integration/define.ts';
import type { LiveSpan } from '../src/span/live-span.ts';
import { collect } from './collecting-exporter.ts';

interface Library {
  readonly listeners: Set<(event: 'start' | 'end', name: string) => void>;
}

/** A library that reports its runs to listeners and keeps track of the current one by itself. */
const runs = new Map<string, LiveSpan>();
let current: string | undefined;
const integration = defineAttachment({
  name: 'lib',
  module: 'lib',
  versions: '>=1',
  attach: {
    lib: (exports, tracer) => {
      const { listeners } = exports as Library;
      const listener = (event: 'start' | 'end', name: string): void => {
        if (event === 'start') runs.set(name, tracer.startSpan({ name }));
        else runs.get(name)?.end();
        current = event === 'start' ? name : undefined;
      };
      const forget = tracer.addScopeSource(() => (current === undefined ? undefined : runs.get(current)));
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        forget();
      };
    },
  },
});

const emit = (library: Library, event: 'start' | 'end', name: string): void => {
  for (const tell of library.listeners) tell(event, name);
};

describe('a library that calls us', () => {
  it('has its listener until the undo', async () => {
    const library: Library = { listeners: new Set() };
    const detach = attachIntegration(integration, 'lib', library);
    expect(library.listeners.size).toBe(1);
    detach();
    expect(library.listeners.size).toBe(0);
  });

  it('may have modules that are attached to where the program loads them, and are never loaded for it', () => {
    const given = { part: true };
    const seen: object[] = [];
    const autolog = createAutolog({
      ...integration,
      name: 'lib with parts',
      attach: {},
      attachWhenLoaded: {
        // It is there: were it loaded, it would be attached to.
        'openai/realtime/websocket': (exports) => {
          seen.push(exports);
          return () => void seen.pop();
        },
      },
    });
    autolog({ loader: false, silent: true, modules: [given] });
    expect(seen).toEqual([given]);
    autolog({ disable: true, silent: false });
    expect(seen).toEqual([]);
  });

  it("gives parents to spans that start inside its runs, and its runs a parent in the program's span", async () => {
    const library: Library = { listeners: new Set() };
    const detach = attachIntegration(integration, 'lib', library);
    const [trace] = await collect(() =>
      withSpan('program', () => {
        emit(library, 'start', 'run');
        startSpan('inside the run').end();
        withSpan('block inside the run', () => startSpan('inside the block').end());
        emit(library, 'end', 'run');
        startSpan('after the run').end();
      }),
    );
    const parents = trace!.data.spans.map((span) => [
      span.name,
      trace!.searchSpans({ spanId: span.parentId ?? 'none' })[0]?.name,
    ]);
    expect(Object.fromEntries(parents)).toEqual({
      program: undefined,
      run: 'program',
      'inside the run': 'run',
      'block inside the run': 'run',
      'inside the block': 'block inside the run',
      'after the run': 'program',
    });
    detach();
  });

  it('is attached to with the options of autolog', () => {
    const seen: unknown[] = [];
    const attach = (...args: readonly unknown[]) => {
      seen.push(args[2]);
      return () => {};
    };
    attachIntegration(defineAttachment({ ...integration, attach: { lib: attach } }), 'lib', {}, { chunkEvents: 3 })();
    expect(seen).toEqual([{ chunkEvents: 3 }]);
  });

  it('may add metadata to the trace in progress', async () => {
    const [trace] = await collect(() =>
      withSpan('program', (span) => span.trace.setMetadata('mlflow.trace.session', 'thread-1')),
    );
    expect(trace!.info.metadata).toMatchObject({ 'mlflow.trace.session': 'thread-1' });
  });

  it('is not harmed by an attach that throws', () => {
    const broken = defineAttachment({
      ...integration,
      attach: {
        lib: () => {
          throw new Error('no such hook');
        },
      },
    });
    expect(() => attachIntegration(broken, 'lib', {})()).not.toThrow();
  });
});
