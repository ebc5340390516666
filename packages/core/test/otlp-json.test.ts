import { describe, expect, it } from '@jest/globals';
import {
  type JsonValue,
  type SpanData,
  spansFromOtlp,
  spansToOtlp,
  spansToOtlpBytes,
  valueFromOtlp,
  valueToOtlp,
} from '../src/model/index.ts';

const source = { resource: { 'service.name': 'shop' }, scope: { name: 'spanwright', version: '1.2.3' } };

const span: SpanData = {
  traceId: 'tr-0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  parentSpanId: '00f067aa0ba902b7',
  name: 'plan',
  startTimeNs: 1_790_000_000_123_456_789n,
  endTimeNs: 1_790_000_000_123_456_790n,
  status: { code: 'ERROR', message: 'TypeError: no' },
  attributes: {
    'mlflow.spanType': 'LLM',
    'mlflow.spanInputs': { messages: [{ role: 'user', content: 'hé "quoted"' }], n: 2, temperature: 0.5, stop: null },
    'mlflow.spanOutputs': [],
    streaming: false,
  },
  events: [{ name: 'exception', timeNs: 1_790_000_000_123_456_791n, attributes: { 'exception.type': 'TypeError' } }],
  links: [{ traceId: 'tr-11111111111111111111111111111111', spanId: '2222222222222222', attributes: { why: 'retry' } }],
};

function overTheWire(spans: readonly SpanData[]): unknown {
  return JSON.parse(JSON.stringify(spansToOtlp(spans, source)));
}

describe('OTLP as JSON', () => {
  it('gives back every span as it was: ids, nanoseconds, types, status, events and links', () => {
    expect(spansFromOtlp(overTheWire([span]) as never)).toEqual([{ ...source, spans: [span] }]);
  });

  it('gives back a root that is still open', () => {
    const { parentSpanId: _, endTimeNs: __, links: ___, ...root } = span;
    expect(spansFromOtlp(overTheWire([root]) as never)[0]?.spans).toEqual([root]);
  });

  it.each<[string, JsonValue, object]>([
    ['text', 'a', { stringValue: 'a' }],
    ['empty text', '', { stringValue: '' }],
    ['text that looks like a number', '1', { stringValue: '1' }],
    ['text that looks like JSON', '{"a":1}', { stringValue: '{"a":1}' }],
    ['a whole number', 7, { intValue: '7' }],
    ['a fraction', 0.25, { doubleValue: 0.25 }],
    ['a number past the exact integers', 2 ** 60, { doubleValue: 2 ** 60 }],
    ['a flag', false, { boolValue: false }],
    ['null', null, {}],
    [
      'a list',
      [1, ['b'], null],
      { arrayValue: { values: [{ intValue: '1' }, { arrayValue: { values: [{ stringValue: 'b' }] } }, {}] } },
    ],
    [
      'an object',
      { a: { b: true } },
      {
        kvlistValue: {
          values: [{ key: 'a', value: { kvlistValue: { values: [{ key: 'b', value: { boolValue: true } }] } } }],
        },
      },
    ],
  ])('keeps the type of %s', (_, value, encoded) => {
    expect(valueToOtlp(value)).toEqual(encoded);
    expect(valueFromOtlp(JSON.parse(JSON.stringify(encoded)) as object)).toEqual(value);
  });

  it('keeps a key named __proto__ a key', () => {
    const value = JSON.parse('{"__proto__":{"polluted":1}}') as JsonValue;
    const read = valueFromOtlp(valueToOtlp(value)) as object;
    expect(Object.keys(read)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  it('reads what other senders write: numbers as text or number, huge integers, bytes, upper-case ids, named codes', () => {
    const [group] = spansFromOtlp({
      resourceSpans: [
        {
          scopeSpans: [
            {
              spans: [
                {
                  traceId: '0AF7651916CD43DD8448EB211C80319C',
                  spanId: 'B7AD6B7169203331',
                  parentSpanId: '',
                  startTimeUnixNano: 5,
                  status: { code: 'STATUS_CODE_OK' },
                  attributes: [
                    { key: 'small', value: { intValue: 3 } },
                    { key: 'huge', value: { intValue: '9223372036854775807' } },
                    { key: 'bytes', value: { bytesValue: 'AQI=' } },
                    { key: 'nan', value: { doubleValue: 'NaN' } },
                    { key: 'none' },
                  ],
                },
              ],
            },
          ],
        },
      ],
    });
    expect(group?.spans[0]).toEqual({
      traceId: span.traceId,
      spanId: span.spanId,
      name: '',
      startTimeNs: 5n,
      status: { code: 'OK' },
      attributes: { small: 3, huge: '9223372036854775807', bytes: 'AQI=', nan: 'NaN', none: null },
      events: [],
    });
  });

  it('reads an empty request', () => {
    expect(spansFromOtlp({})).toEqual([]);
  });

  const odd = 'a "quote" \\ and \u2028, \ud800, é, \n';
  const { parentSpanId: _, endTimeNs: __, events: ___, links: ____, ...plain } = span;
  it.each<[string, SpanData]>([
    ['a span with everything', span],
    ['an open root', { ...plain, events: [] }],
    ['odd names and keys', { ...plain, name: odd, attributes: { [odd]: odd, __proto: { [odd]: [odd] } }, events: [] }],
    ['long text', { ...plain, attributes: { long: `${odd}${'x'.repeat(5000)}`, plain: 'y'.repeat(255) }, events: [] }],
    ['the beginning of time', { ...plain, startTimeNs: 0n, endTimeNs: 7n, events: [] }],
    ['times far apart', { ...plain, startTimeNs: 2n ** 63n - 1n, endTimeNs: 999_999_999n, events: [] }],
    [
      'all kinds of values',
      {
        ...plain,
        attributes: { n: [0, -0, 1.5, 1e300, 2 ** 60, -7, 2 ** 31, -(2 ** 31)], b: [true, null], o: {}, a: [], s: '' },
        events: [],
      },
    ],
  ])('writes the bytes of %s just as JSON would', (_title, data) => {
    const text = new TextDecoder().decode(spansToOtlpBytes([data, span, data], source));
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(spansToOtlp([data, span, data], source))));
  });
});
