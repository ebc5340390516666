import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readableSpan } from '../../src/otlp/readable-span.ts';
import { otlpFromProtobuf, otlpToProtobuf, type SpanData, spansFromOtlp, spansToOtlp } from '../../src/model/index.ts';

// The official serializer, where the exporter packages are installed.
const requireOfficial = createRequire(resolve(__dirname, '../../../../fixtures/versions/otlp/package.json'));
const { ProtobufTraceSerializer } = requireOfficial('@opentelemetry/otlp-transformer') as {
  ProtobufTraceSerializer: { serializeRequest(spans: readonly object[]): Uint8Array };
};

const scope = { name: 'spanwright', version: '0.1.0' };
const resource = {
  attributes: { 'service.name': 'shop' },
  asyncAttributesPending: false,
  merge: () => resource,
  getRawAttributes: () => [['service.name', 'shop']],
  scope,
};

function spans(): readonly SpanData[] {
  let seed = 11;
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const values = [
    '',
    'text',
    'ü👋',
    0,
    -1,
    2 ** 40,
    0.25,
    true,
    false,
    [1, 'a', [true]],
    { a: { b: [null, 'c'] }, d: 1.5 },
  ];
  return Array.from({ length: 200 }, (_, index) => {
    const startTimeNs = 1_750_000_000_000_000_000n + BigInt(random(1e9));
    const attributes = Object.fromEntries(
      Array.from({ length: random(8) }, (__, key) => [`key ${key}`, values[random(values.length)] ?? null]),
    );
    return {
      traceId: `tr-${index.toString(16).padStart(32, 'a')}`,
      spanId: index.toString(16).padStart(16, '0'),
      ...(index % 3 > 0 && { parentSpanId: 'ff'.repeat(8) }),
      name: `span ${'x'.repeat(random(300))}`,
      startTimeNs,
      endTimeNs: startTimeNs + BigInt(random(1e6)),
      status: index % 2 ? { code: 'OK' } : { code: 'ERROR', message: 'broken' },
      attributes,
      events: index % 5 ? [] : [{ name: 'event', timeNs: startTimeNs, attributes }],
      ...(index % 7 === 0 && { links: [{ traceId: `tr-${'b'.repeat(32)}`, spanId: 'c'.repeat(16), attributes: {} }] }),
    };
  });
}

describe('OTLP in protobuf', () => {
  it('is read from what the official serializer writes', () => {
    const given = spans();
    const official = ProtobufTraceSerializer.serializeRequest(
      given.map((span) => readableSpan(span, span, resource as never)),
    );
    expect(spansFromOtlp(otlpFromProtobuf(official))).toEqual([
      { resource: { 'service.name': 'shop' }, scope, spans: given },
    ]);
  });

  it('says the same as what the official serializer writes', () => {
    const given = spans();
    const official = ProtobufTraceSerializer.serializeRequest(
      given.map((span) => readableSpan(span, span, resource as never)),
    );
    const ours = otlpToProtobuf(spansToOtlp(given, { resource: resource.attributes, scope }));
    expect(spansFromOtlp(otlpFromProtobuf(ours))).toEqual(spansFromOtlp(otlpFromProtobuf(official)));
  });
});
