import { describe, expect, it } from '@jest/globals';
import {
  type JsonValue,
  otlpFromProtobuf,
  otlpToProtobuf,
  type OtlpTraceRequest,
  type OtlpValue,
  type SpanData,
  spansToOtlp,
  spansToProtobuf,
} from '../src/model/index.ts';

const request: OtlpTraceRequest = {
  resourceSpans: [
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
      scopeSpans: [
        {
          scope: { name: 'spanwright', version: '0.1.0' },
          spans: [
            {
              traceId: '0123456789abcdef0123456789abcdef',
              spanId: 'fedcba9876543210',
              parentSpanId: '00000000000000ff',
              name: 'Grüße 👋',
              kind: 1,
              startTimeUnixNano: '1750000000000000001',
              endTimeUnixNano: '18446744073709551615',
              attributes: [
                { key: 'text', value: { stringValue: '' } },
                { key: 'no', value: { boolValue: false } },
                { key: 'least', value: { intValue: '-9223372036854775808' } },
                { key: 'most', value: { intValue: '9223372036854775807' } },
                { key: 'zero', value: { intValue: '0' } },
                { key: 'half', value: { doubleValue: 0.5 } },
                { key: 'not a number', value: { doubleValue: 'NaN' } },
                { key: 'list', value: { arrayValue: { values: [{ stringValue: 'a' }, {}, { boolValue: true }] } } },
                {
                  key: 'object',
                  value: { kvlistValue: { values: [{ key: '__proto__', value: { intValue: '1' } }] } },
                },
                { key: 'bytes', value: { bytesValue: 'AAEC/w==' } },
                { key: 'nothing', value: {} },
                { key: 'long', value: { stringValue: 'ü'.repeat(70_000) } },
              ],
              events: [{ timeUnixNano: '5', name: 'event', attributes: [{ key: 'n', value: { intValue: '1' } }] }],
              links: [
                {
                  traceId: 'ab'.repeat(16),
                  spanId: 'cd'.repeat(8),
                  attributes: [{ key: 'l', value: { intValue: '2' } }],
                },
              ],
              status: { message: 'broken', code: 2 },
              flags: 1,
            },
          ],
        },
      ],
    },
  ],
};

const bytes = otlpToProtobuf(request);

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'read';
  } catch (error) {
    return `${(error as { code: string }).code}: ${(error as Error).message}`;
  }
}

describe('OTLP in protobuf', () => {
  it('has the bytes that the protocol prescribes', () => {
    const small: OtlpTraceRequest = {
      resourceSpans: [
        { scopeSpans: [{ spans: [{ traceId: 'ff'.repeat(16), spanId: '01'.repeat(8), startTimeUnixNano: '258' }] }] },
      ],
    };
    const span = [
      0x0a,
      16,
      ...Array<number>(16).fill(0xff),
      0x12,
      8,
      ...Array<number>(8).fill(1),
      0x39,
      2,
      1,
      0,
      0,
      0,
      0,
      0,
      0,
    ];
    expect([...otlpToProtobuf(small)]).toEqual([
      0x0a,
      span.length + 4,
      0x12,
      span.length + 2,
      0x12,
      span.length,
      ...span,
    ]);
  });

  it('comes back as it was, to the last nanosecond and bit', () => {
    expect(otlpFromProtobuf(bytes)).toEqual(request);
  });

  it('hands each span on as it is read, and puts in its place what becomes of it', () => {
    const read = otlpFromProtobuf(otlpToProtobuf(request), ({ name, attributes }) => [name, attributes?.length]);
    const [span] = request.resourceSpans?.[0]?.scopeSpans?.[0]?.spans ?? [];
    expect(read.resourceSpans?.[0]?.scopeSpans?.[0]?.spans?.[0]).toEqual([span?.name, span?.attributes?.length]);
    expect(read.resourceSpans?.[0]?.resource).toEqual(request.resourceSpans?.[0]?.resource);
  });

  it('keeps short texts apart, however many there are, and numbers of every size', () => {
    const keys = Array.from({ length: 5000 }, (_, n) => `${'ba'.repeat(n % 7)}${n.toString(2)}`);
    const numbers = [0, 127, 128, 2 ** 28 - 1, 2 ** 28, 2 ** 53 - 1, -1].map((n) => ({ intValue: String(n) }));
    const values = keys.map((key, n) => ({ key, value: numbers[n % numbers.length] ?? {} }));
    const wide: OtlpTraceRequest = { resourceSpans: [{ resource: { attributes: values } }] };
    expect(otlpFromProtobuf(otlpToProtobuf(wide))).toEqual(wide);
  });

  it('reads what other makers add, and skips it', () => {
    // Field 500 as varint, as 8 bytes, as text, as 4 bytes.
    const more = [
      0xa0, 0x1f, 0x96, 0x01, 0xa1, 0x1f, 1, 2, 3, 4, 5, 6, 7, 8, 0xa2, 0x1f, 2, 65, 66, 0xa5, 0x1f, 1, 2, 3, 4,
    ];
    expect(otlpFromProtobuf(Uint8Array.from([...more, ...bytes, ...more]))).toEqual(request);
  });

  it('says at which byte a request ends too early, wherever it is cut', () => {
    const short = otlpToProtobuf({
      resourceSpans: [{ scopeSpans: [{ spans: [{ traceId: 'ff'.repeat(16), spanId: '01'.repeat(8), name: 'a' }] }] }],
    });
    for (let length = 1; length < short.length; length += 1)
      expect(codeOf(() => otlpFromProtobuf(short.subarray(0, length)))).toMatch(
        /^INVALID_PARAMETER_VALUE: This is no OTLP trace request in protobuf: .* \(at byte \d+\)\.$/,
      );
  });

  it('never fails otherwise than with a clear error on damaged bytes', () => {
    let seed = 7;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const head = bytes.subarray(0, 600);
    for (let round = 0; round < 3000; round += 1) {
      const damaged = Uint8Array.from(head);
      for (let flip = 0; flip <= round % 5; flip += 1) damaged[random(damaged.length)] = random(256);
      expect(codeOf(() => otlpFromProtobuf(damaged))).toMatch(/^(?:read$|INVALID_PARAMETER_VALUE: This is no OTLP)/);
    }
  });

  it('refuses nesting that would exhaust the stack, both ways', () => {
    let value: OtlpValue = { stringValue: 'innermost' };
    for (let level = 0; level < 100_000; level += 1) value = { arrayValue: { values: [value] } };
    const deep = { resourceSpans: [{ resource: { attributes: [{ key: 'deep', value }] } }] };
    expect(codeOf(() => otlpToProtobuf(deep))).toMatch(/nested more than 1000 messages deep/);
    let nested: readonly number[] = [];
    // A list in a list, field 5 of a value and field 1 of a list.
    for (let level = 0; level < 600; level += 1) nested = within(0x2a, within(0x0a, nested));
    const attribute = [...within(0x0a, [97]), ...within(0x12, nested)];
    const bomb = within(0x0a, within(0x0a, within(0x0a, attribute)));
    expect(codeOf(() => otlpFromProtobuf(Uint8Array.from(bomb)))).toMatch(/nested more than 1000 deep \(at byte/);
  });
});

function within(key: number, content: readonly number[]): readonly number[] {
  return [key, ...lengthOf(content.length), ...content];
}

function lengthOf(length: number): readonly number[] {
  const low = length & 0x7f;
  return length < 0x80 ? [low] : [low | 0x80, ...lengthOf(length >>> 7)];
}

describe('spans in protobuf', () => {
  const odd = 'a "quote", \u2028, \ud800, é, 👋\n';
  const plain: SpanData = {
    traceId: `tr-${'0123456789abcdef'.repeat(2)}`,
    spanId: 'fedcba9876543210',
    name: 'search',
    startTimeNs: 1_750_000_000_123_456_789n,
    endTimeNs: 1_750_000_000_223_456_789n,
    status: { code: 'OK' },
    attributes: { 'mlflow.spanType': 'TOOL', 'mlflow.spanInputs': { k: 3, question: 'why?' } },
    events: [],
  };
  const numbers = [0, -0, 1, 127, 128, -1, 0.5, -1.5, 2 ** 31 - 1, 2 ** 31, 2 ** 53, 2 ** 60, 1e300];
  const source = { resource: { 'service.name': odd }, scope: { name: 'spanwright', version: '1' } };

  it.each<[string, Partial<SpanData>]>([
    ['a small span', {}],
    ['a child', { parentSpanId: 'ABCDEF0123456789' }],
    ['ids that are none', { traceId: 'tr-xyz', spanId: '', parentSpanId: 'é0' }],
    ['an open span without a name', { name: '', startTimeNs: 0n, endTimeNs: 0n, status: { code: 'UNSET' } }],
    ['a failed span', { status: { code: 'ERROR', message: odd } }],
    ['events and links', { events: [{ name: 'e', timeNs: 5n, attributes: { n: [1] } }], links: [] }],
    ['no attributes', { attributes: {} }],
    ['odd names and keys', { name: odd, attributes: { [odd]: odd, '': 'empty', __proto: { [odd]: [odd] } } }],
    ['numbers', { attributes: { numbers } }],
    ['all kinds of values', { attributes: { s: '', t: true, f: false, n: null, o: {}, a: [], l: [[], [null, {}]] } }],
    ...[99, 100, 101, 126, 127, 128, 129, 200, 16_383, 16_384, 70_000].flatMap(
      (length): [string, Partial<SpanData>][] => [
        [`${length} characters`, { name: 'x'.repeat(length), attributes: { text: 'y'.repeat(length) } }],
        [`${length} wide characters`, { attributes: { list: ['ü'.repeat(length)] } }],
      ],
    ),
  ])('are written as their requests would be: %s', (_title, part) => {
    const spans = [plain, { ...plain, ...part }, plain];
    expect(Buffer.from(spansToProtobuf(spans, source))).toEqual(
      Buffer.from(otlpToProtobuf(spansToOtlp(spans, source))),
    );
  });

  it('are refused where they would exhaust the stack', () => {
    let value: JsonValue = 'innermost';
    for (let level = 0; level < 100_000; level += 1) value = level % 2 ? [value] : { value };
    const deep = { ...plain, attributes: { value } };
    expect(codeOf(() => spansToProtobuf([deep], source))).toMatch(/nested more than 1000 messages deep/);
  });
});
