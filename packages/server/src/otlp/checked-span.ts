import { type SpanData, TracingError } from '@spanwright/core/model';

const END_OF_TIMES = 2n ** 64n;

/**
 * The span, where its texts are texts and its times are of 64 bits, as protobuf would have seen to it: in JSON they may
 * be anything.
 */
export function checkedSpan(span: SpanData): SpanData {
  const { name, startTimeNs, endTimeNs = 0n, status, events } = span;
  const texts: readonly unknown[] = [name, status.message ?? '', ...events.map((event) => event.name)];
  const times = [startTimeNs, endTimeNs, ...events.map(({ timeNs }) => timeNs)];
  if (!texts.every((text) => typeof text === 'string')) throw invalid('a name or message is not a text');
  if (!times.every((ns) => ns >= 0n && ns < END_OF_TIMES)) throw invalid('a time is not a number of 64 bits');
  return span;
}

function invalid(message: string): TracingError {
  return new TracingError('INVALID_PARAMETER_VALUE', message);
}
