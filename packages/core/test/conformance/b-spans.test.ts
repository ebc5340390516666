import { describe, expect } from '@jest/globals';
import { Span, startSpan, trace, tracing, withSpan } from '../../src/index.ts';
import { type SpanData, spanFromJson, spansFromOtlp, spansToOtlp, spanToJson } from '../../src/model/index.ts';
import { conforms, conformsLogged, conformsOnce } from './support/conforms.ts';
import { exceptionsOf, namesOf, rootOf, spanOf } from './support/spans.ts';

const data: SpanData = {
  traceId: 'tr-0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  name: 'work',
  startTimeNs: 1_790_000_000_123_456_789n,
  endTimeNs: 1_790_000_000_123_456_999n,
  status: { code: 'ERROR', message: 'TypeError: no' },
  attributes: { 'mlflow.spanType': 'TOOL', 'mlflow.spanInputs': { a: 1 } },
  events: [{ name: 'exception', timeNs: 1_790_000_000_123_456_800n, attributes: { 'exception.type': 'TypeError' } }],
  links: [{ traceId: 'tr-11111111111111111111111111111111', spanId: '2222222222222222', attributes: { why: 'retry' } }],
};

function overTheWire(attributes: SpanData['attributes']): SpanData['attributes'] | undefined {
  const source = { resource: {}, scope: { name: 'spanwright' } };
  const wire: unknown = JSON.parse(JSON.stringify(spansToOtlp([{ ...data, attributes }], source)));
  return spansFromOtlp(wire as never)[0]?.spans[0]?.attributes;
}

describe('scopes', () => {
  conforms(32, 'a root and two children of one name keep that name', async (of) => {
    await withSpan('same', () =>
      of.then(
        withSpan('same', () => of.give(() => 1)),
        () => withSpan('same', () => of.give(() => 2)),
      ),
    );
    const traced = await of.trace();
    expect(namesOf(traced)).toEqual(['same', 'same', 'same']);
    const root = rootOf(traced);
    expect(traced.data.spans.filter(({ parentId }) => parentId === root.spanId)).toHaveLength(2);
  });

  conforms(33, 'names that occur again stay as they are, in order of their start', async (of) => {
    const process = trace((n: number) => of.give(() => n), { name: 'process' });
    const query = trace((n: number) => of.give(() => n), { name: 'query' });
    await withSpan('root', async () => {
      for (const step of [process, query, process, query, process]) await step(1);
    });
    expect(namesOf(await of.trace())).toEqual(['root', 'process', 'query', 'process', 'query', 'process']);
  });
});

describe('values', () => {
  conformsLogged(34, 'an attribute that JSON does not know is stored as its text', async (of) => {
    startSpan({ name: 'x', attributes: { when: new Date(0), how: /a+/, big: 12n } }).end();
    const { attributes } = rootOf(await of.trace());
    expect(attributes).toMatchObject({ when: '1970-01-01T00:00:00.000Z', how: '/a+/', big: '12' });
  });

  conforms(35, 'inputs and outputs that are no objects are stored as they are', async (of) => {
    const same = trace((value: unknown) => of.give(() => value));
    const values = [1.5, ['a', 2], 'text'];
    for (const value of values) {
      await same(value);
      await withSpan({ name: 'whole', inputs: value }, () => of.give(() => value));
    }
    const found = (await of.traces()).map(({ data: { request, response } }) => [request, response]);
    for (const value of values) {
      expect(found).toContainEqual([{ value }, value]);
      expect(found).toContainEqual([value, value]);
    }
  });

  conforms(36, 'falsy inputs and outputs are kept', async (of) => {
    const values = [[], 0, false, ''];
    for (const value of values)
      await withSpan({ name: 'x', inputs: value }, (span) => of.give(() => span.setOutputs(value) && undefined));
    const found = (await of.traces()).map(({ data: { request, response } }) => [request, response]);
    expect(found).toHaveLength(4);
    expect(found).toEqual(expect.arrayContaining(values.map((value) => [value, value])));
  });

  conforms(37, 'text of any language comes back as it was, unescaped', async (of) => {
    const text = 'Grüße, 你好, こんにちは 👋🏽';
    await trace((question: string) => of.give(() => ({ [question]: question })))(text);
    const traced = await of.trace();
    expect([traced.data.request, traced.data.response]).toEqual([{ question: text }, { [text]: text }]);
    expect(traced.info.requestPreview).toContain(text);
    expect(traced.info.metadata['mlflow.traceOutputs']).toContain(text);
  });

  conforms(38, 'a circular object is described in words', async (of) => {
    const circular: Record<string, unknown> = { name: 'loop' };
    circular['self'] = circular;
    expect(await trace((value: unknown) => of.give(() => value))(circular)).toBe(circular);
    expect((await of.trace()).data.response).toEqual({ name: 'loop', self: '[Circular]' });
  });

  conforms(39, 'an object whose keys are no text is described without them getting lost', async (of) => {
    const keyed = new Map<unknown, unknown>([
      [{ id: 1 }, 'one'],
      [2, 'two'],
    ]);
    await trace((value: unknown) => of.give(() => value))(keyed);
    const expected = [
      [{ id: 1 }, 'one'],
      [2, 'two'],
    ];
    expect((await of.trace()).data.response).toEqual(expected);
  });

  conforms(40, 'a getter or toJSON that throws costs that one field', async (of) => {
    const value = {
      fine: 1,
      get broken(): never {
        throw new Error('no clone');
      },
      inner: {
        toJSON: (): never => {
          throw new Error('no JSON');
        },
      },
      last: 2,
    };
    expect(await trace((given: unknown) => of.give(() => given))(value)).toBe(value);
    expect((await of.trace()).data.response).toEqual({
      fine: 1,
      broken: '[Unreadable: no clone]',
      inner: '[Unreadable]',
      last: 2,
    });
  });
});

describe('status and exceptions', () => {
  conforms(41, 'a status that was not set becomes OK, ERROR stays, another one is refused', async (of) => {
    await withSpan('unset', () => of.give(() => 1));
    await withSpan('failed', (span) => of.give(() => span.setStatus('ERROR') && 1));
    await withSpan('fine', (span) => of.give(() => span.setStatus('OK') && 1));
    expect(() => startSpan('x').setStatus('FINE' as never)).toThrow('Invalid status FINE');
    const found = (await of.traces()).map((traced) => [rootOf(traced).name, rootOf(traced).status.code]);
    expect(new Map(found as [string, string][])).toEqual(
      new Map([
        ['unset', 'OK'],
        ['failed', 'ERROR'],
        ['fine', 'OK'],
      ]),
    );
  });

  conforms([42, 43], 'recordException marks the span and makes one event with type, message and stack', async (of) => {
    await withSpan('root', (root) =>
      of.give(() => {
        withSpan('text', (span) => span.recordException('it broke'));
        withSpan('error', (span) => span.recordException(new RangeError('too far')));
        root.setOutputs('done');
      }),
    );
    const traced = await of.trace();
    const [text, error] = [spanOf(traced, 'text'), spanOf(traced, 'error')];
    expect([text.status, error.status]).toEqual([
      { code: 'ERROR', message: 'it broke' },
      { code: 'ERROR', message: 'RangeError: too far' },
    ]);
    expect(text.events.map(({ attributes }) => attributes)).toEqual([
      expect.objectContaining({ 'exception.type': 'Error', 'exception.message': 'it broke' }),
    ]);
    expect(error.events.map(({ name, attributes }) => [name, attributes])).toEqual([
      [
        'exception',
        {
          'exception.type': 'RangeError',
          'exception.message': 'too far',
          'exception.stacktrace': expect.stringContaining('RangeError: too far\n    at '),
        },
      ],
    ]);
  });

  conformsLogged(
    42,
    'recordException takes everything that can be thrown, and does nothing while tracing is off',
    async (of) => {
      withSpan('odd', (span) => span.recordException({ code: 7 }));
      tracing.context({ enabled: false }, () => withSpan('off', (span) => span.recordException('nothing')));
      const odd = rootOf(await of.trace());
      expect([odd.status.code, exceptionsOf(odd)]).toEqual(['ERROR', ['object']]);
    },
  );

  conformsLogged(44, 'an event has the time in nanoseconds, or the one that is given, 0 included', async (of) => {
    const before = BigInt(Date.now()) * 1_000_000n;
    withSpan('x', (span) => span.addEvent('now', { a: 1 }).addEvent('begin', {}, [0, 0]).addEvent('then', {}, [7, 5]));
    const [now, begin, then] = rootOf(await of.trace()).events;
    expect(now?.timeNs).toBeGreaterThan(before - 1_000_000_000n);
    expect([begin?.timeNs, then?.timeNs]).toEqual([0n, 7_000_000_005n]);
  });
});

describe('attributes', () => {
  conformsLogged(
    45,
    'a text that is set as an OpenTelemetry attribute is read back as it is, not parsed',
    async (of) => {
      withSpan('x', (span) => {
        span.setAttribute('json', '{"a": 1}');
        expect(span.getAttribute('json')).toBe('{"a": 1}');
      });
      expect(rootOf(await of.trace()).getAttribute('json')).toBe('{"a": 1}');
    },
  );

  conformsLogged(
    46,
    'a key that is no text, and attributes that are no object, are left out with a warning',
    async (of) => {
      withSpan('x', (span) => {
        span.setAttribute(7 as never, 'seven').setAttributes('text' as never);
        span.setAttributes(null as never).setAttributes({ fine: 1 });
      });
      const { attributes } = rootOf(await of.trace());
      expect(Object.keys(attributes).sort()).toEqual(
        ['fine', 'mlflow.spanOutputs', 'mlflow.spanType'].filter((key) => key in attributes),
      );
      expect(of.warnings).toEqual([
        expect.stringContaining('an attribute key must be a string, got number'),
        expect.stringContaining('attributes must be an object'),
      ]);
    },
  );
});

describe('after the end', () => {
  conformsLogged([47, 48], 'a second end and later writes change nothing, and the trace is stored once', async (of) => {
    const span = startSpan({ name: 'x', inputs: 'in' });
    span.end({ outputs: 'out', endTimeNs: span.startTimeNs + 10n });
    span.end({ outputs: 'later', endTimeNs: span.startTimeNs + 20n, status: 'ERROR' });
    span.setInputs('late').setOutputs('late').setAttribute('late', 1).setAttributes({ late: 2 }).addEvent('late');
    span.setStatus('ERROR').setSpanType('LATE').updateName('late').recordException(new Error('late'));
    const stored = rootOf(await of.trace());
    expect(stored).toMatchObject({ name: 'x', spanType: 'UNKNOWN', inputs: 'in', outputs: 'out', events: [] });
    expect([stored.endTimeNs, stored.status]).toEqual([stored.startTimeNs + 10n, { code: 'OK' }]);
    expect(stored.attributes).not.toHaveProperty('late');
  });

  conformsOnce(49, 'a span that was read back has no setters', () => {
    const span = new Span(data);
    const members = Object.getOwnPropertyNames(Object.getPrototypeOf(span) as object);
    expect(members).toContain('getAttribute');
    expect(members.filter((name) => /^(set|add|record|update|end$)/.test(name))).toEqual([]);
    expect(() => Object.assign(span, { name: 'other' })).toThrow(TypeError);
  });

  conforms(51, 'a span that is not recorded takes everything in silence and is stored nowhere', async (of) => {
    const result = await tracing.context({ enabled: false }, () =>
      withSpan('off', (span) =>
        of.give(() => {
          span.setInputs(1).setOutputs(2).setAttribute('a', 1).setStatus('ERROR').addEvent('e').setSpanType('LLM');
          span.recordException(new Error('x'));
          span.end();
          expect(span.traceId).toBe('MLFLOW_NO_OP_SPAN_TRACE_ID');
          expect([span.inputs, span.outputs, span.parentId]).toEqual([undefined, undefined, undefined]);
          return 'result';
        }),
      ),
    );
    expect(result).toBe('result');
    expect(await of.traces()).toEqual([]);
    expect(of.warnings).toEqual([]);
  });
});

describe('spans as data', () => {
  conformsOnce(52, "MLflow's dictionary of a span is read back without loss: events, status message, links", () => {
    const json: unknown = JSON.parse(JSON.stringify(spanToJson(data)));
    expect(spanFromJson(json as never)).toEqual(data);
  });

  conformsOnce(53, 'both ways of writing a status are read, and an empty parent id is that of a root', () => {
    const json = spanToJson(data);
    for (const code of ['ERROR', 'STATUS_CODE_ERROR']) {
      const read = spanFromJson({ ...json, status: { code, message: 'm' }, parent_span_id: '' });
      expect([read.status, 'parentSpanId' in read]).toEqual([{ code: 'ERROR', message: 'm' }, false]);
    }
  });

  conformsOnce(54, 'OTLP carries texts, numbers, switches, lists, objects, null and nothing at all', () => {
    const attributes = {
      text: 'hé "quoted"',
      json: '{"a": 1}',
      whole: 42,
      large: 2 ** 40,
      part: 0.5,
      on: true,
      off: false,
      list: ['a', 1, null, []],
      object: { inner: { deep: [{}] } },
      nothing: null,
      empty: '',
    };
    expect(overTheWire(attributes)).toEqual(attributes);
    expect(overTheWire({})).toEqual({});
  });

  conformsLogged(54, 'halves of a surrogate pair harm neither the trace nor the text around them', async (of) => {
    startSpan({
      name: 'x',
      inputs: { cut: 'emoji \ud83d', whole: '👋' },
      attributes: { '\udc4b key': 'a\udc4bb' },
    }).end();
    const root = rootOf(await of.trace());
    expect(root.inputs).toEqual({ cut: expect.stringMatching(/^emoji ./u), whole: '👋' });
    expect(JSON.stringify(root.attributes)).toContain('key');
  });
});
