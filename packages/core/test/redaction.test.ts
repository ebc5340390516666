import { afterEach, describe, expect, it } from '@jest/globals';
import {
  redact,
  setLogger,
  startSpan,
  trace,
  type Trace,
  tracing,
  updateCurrentTrace,
  withSpan,
} from '../src/index.ts';
import { reportFailure } from '../src/logger.ts';
import type { LiveSpan } from '../src/span/live-span.ts';
import { collect } from './collecting-exporter.ts';

afterEach(() => {
  tracing.reset();
  setLogger();
});

// Made of parts, so that no scanner of repositories takes them for real ones.
const SECRETS = {
  openai: `sk-${'proj'}-${'Ab3dEf6h'.repeat(5)}`,
  aws: `AKIA${'IOSFODNN7EXAMPLE'}`,
  github: `ghp_${'a1B2c3D4e5'.repeat(4)}`,
  google: `AIza${'SyA-1234567890abcdefghijklmnopqrstuv'.slice(0, 35)}`,
  slack: `xoxb-${'123456789012-abcdefghijkl'}`,
  jwt: `eyJ${'hbGciOiJIUzI1NiJ9'}.eyJ${'zdWIiOiIxMjM0In0'}.${'c2lnbmF0dXJl'}`,
  bearer: 'Authorization: Bearer abcdef0123456789abcdef',
  server: 'postgres://ada:s3cr3t-w0rd@db.example/x',
  setting: 'API_KEY=zyxwvutsrqponm',
  json: '{"password": "hunter2-hunter2"}',
  escaped: String.raw`{\"client_secret\":\"qwertyuiop\"}`,
  key: `-----BEGIN RSA ${'PRIVATE KEY'}-----\nMIIEowIBAAKCAQEA\n-----END RSA ${'PRIVATE KEY'}-----`,
};
const HIDDEN = ['Ab3dEf6h', 'IOSFODNN7', 'a1B2c3D4e5', 'SyA-1234', '123456789012-', 'zdWIiOi', 'abcdef0123456789'];
const HIDDEN_TOO = ['s3cr3t-w0rd', 'zyxwvuts', 'hunter2', 'qwertyuiop', 'MIIEow'];

const text = (input: string): string => redact().text(input);
async function redacted(work: () => unknown, ...options: Parameters<typeof redact>): Promise<Trace> {
  tracing.configure({ spanProcessors: [redact(...options)] });
  const [traced] = await collect(work);
  return traced as Trace;
}
const record = (inputs: unknown) => () => startSpan({ name: 'x', inputs }).end();

describe('redact()', () => {
  it.each(Object.entries(SECRETS))('hides a secret in a text: %s', (_, secret) => {
    const result = text(`before ${secret} after`);
    expect(result).toContain('[REDACTED secret]');
    expect(result.startsWith('before ') && result.endsWith(' after')).toBe(true);
    for (const part of [...HIDDEN, ...HIDDEN_TOO]) expect(result).not.toContain(part);
  });

  it.each([
    ['ada@example.com', '[REDACTED email]'],
    ['Ada Lovelace <ada.lovelace+x@mail.example.co.uk>, today', 'Ada Lovelace <[REDACTED email]>, today'],
    ['user@localhost and @decorator and a@b', 'user@localhost and @decorator and a@b'],
  ])('hides e-mail addresses: %s', (input, expected) => expect(text(input)).toBe(expected));

  it.each([
    ['4111 1111 1111 1111', '[REDACTED card]'],
    ['card 5555-5555-5555-4444, please', 'card [REDACTED card], please'],
    ['378282246310005', '[REDACTED card]'],
    ['4111 1111 1111 1112', '4111 1111 1111 1112'],
    ['order 1234567890123456, at 1795256981452023007', 'order 1234567890123456, at 1795256981452023007'],
    ['3.141592653589793', '3.141592653589793'],
  ])('hides card numbers, whose check digit is right: %s', (input, expected) => expect(text(input)).toBe(expected));

  it('leaves ordinary text, tokens of models and counts alone', () => {
    for (const input of [
      'The token "Hello" has max_tokens=100 and a password policy.',
      'ask-me-anything',
      'task-runner',
    ])
      expect(text(input)).toBe(input);
  });

  it('takes no time that grows faster than the text', () => {
    for (const long of [
      'a'.repeat(300_000),
      '1 '.repeat(150_000),
      'a@'.repeat(150_000),
      'x.'.repeat(150_000),
      '-----BEGIN '.repeat(30_000),
    ])
      expect(text(long)).toHaveLength(long.length);
  });

  it('hides what stands under secret names, whatever it looks like, and numbers that are cards', async () => {
    const inputs = {
      password: 'x1',
      headers: { Authorization: 'abc' },
      card: 4111111111111111,
      logprobs: [{ token: 'Hi' }],
    };
    const traced = await redacted(record(inputs));
    expect(traced.data.request).toEqual({
      password: '[REDACTED secret]',
      headers: { Authorization: '[REDACTED secret]' },
      card: '[REDACTED card]',
      logprobs: [{ token: 'Hi' }],
    });
  });

  it('hides chosen places, in JSON inside texts, too', async () => {
    const inputs = {
      user: { ssn: '078-05-1120', name: 'Ada' },
      calls: [{ arguments: '{"pin":1234,"city":"Paris"}' }, { arguments: 'none' }],
      deep: { list: [{ birthday: 'x' }, { birthday: 'y', other: 1 }] },
    };
    const paths = ['$.inputs.user.ssn', 'inputs.calls[*].arguments.pin', 'inputs..birthday', 'attributes["my.key"]'];
    const traced = await redacted(() => startSpan({ name: 'x', inputs, attributes: { 'my.key': [1], b: 2 } }).end(), {
      paths,
    });
    expect(traced.data.request).toEqual({
      user: { ssn: '[REDACTED]', name: 'Ada' },
      calls: [{ arguments: '{"pin":"[REDACTED]","city":"Paris"}' }, { arguments: 'none' }],
      deep: { list: [{ birthday: '[REDACTED]' }, { birthday: '[REDACTED]', other: 1 }] },
    });
    expect(traced.data.spans[0]?.attributes).toMatchObject({ 'my.key': '[REDACTED]', b: 2 });
    expect(JSON.stringify(traced)).not.toContain('078-05');
  });

  it('hides what is in one place everywhere else that is made of it', async () => {
    const traced = await redacted(
      () => {
        const span = startSpan({ name: 'x', inputs: { tools: ['mine'] }, attributes: {} });
        span.lateAttributes = (inputs) => ({ late: inputs as never });
        span.setOutputs({ answer: 'quiet' }).addEvent('mlflow.chunk.item.0', { 'mlflow.chunk.value': '"qui"' }).end();
      },
      { paths: ['inputs.tools', 'outputs.answer'] },
    );
    expect(JSON.stringify(traced)).not.toMatch(/mine|quiet|qui/);
  });

  it('leaves no trace of planted secrets anywhere: errors, events, names, tags, previews, attachments', async () => {
    const all = Object.values(SECRETS).join(' ');
    const failing = trace(
      function failing(_: string) {
        throw new Error(`refused: ${all}`);
      },
      { attributes: { all, nested: { list: [all] } } },
    );
    const traces = await collect(() => {
      tracing.configure({ spanProcessors: [redact()] });
      expect(() =>
        withSpan(`name ${SECRETS.aws}`, (span: LiveSpan) => {
          updateCurrentTrace({
            tags: { all },
            metadata: { all },
            requestPreview: all,
            clientRequestId: all,
            user: all,
          });
          span.addEvent('said', { all });
          span.setOutputs({
            file: `data:text/plain;base64,${Buffer.from(all).toString('base64')}`,
            raw: Buffer.from(all).toString('base64'),
          });
          failing(all);
        }),
      ).toThrow('refused');
    });
    const stored = JSON.stringify(traces);
    const decoded = [...stored.matchAll(/[A-Za-z0-9+/]{40,}={0,2}/g)].map(([base64]) =>
      Buffer.from(base64, 'base64').toString(),
    );
    for (const part of [...HIDDEN, ...HIDDEN_TOO]) expect(stored + decoded.join('')).not.toContain(part);
    expect(traces[0]?.data.spans).toHaveLength(2);
  });

  it('hides secrets in messages of our own', () => {
    const said: string[] = [];
    setLogger({ warn: (line) => void said.push(line), info: () => {} });
    tracing.configure({ spanProcessors: [redact()] });
    reportFailure('a test of redaction', new Error(SECRETS.openai));
    expect(said).toEqual([expect.stringContaining('[REDACTED secret]')]);
  });

  it('does not touch what the program has, nor media', async () => {
    const given = { email: 'ada@example.com', image: `data:image/png;base64,${'iVBORw0KGgo'.padEnd(400, 'A')}` };
    const traced = await redacted(record(given));
    expect(given.email).toBe('ada@example.com');
    expect(traced.data.request).toEqual({ ...given, email: '[REDACTED email]' });
  });

  it('finds only what it is asked for, by rules of the program too, and writes what it is told', async () => {
    const rules = [{ name: 'order', pattern: /ORD-\d+/g }];
    const options = { secrets: false, cards: false, rules };
    const inputs = ['ORD-17', 'ada@example.com', SECRETS.aws, '4111111111111111'];
    expect((await redacted(record(inputs), options)).data.request).toEqual([
      '[REDACTED order]',
      '[REDACTED email]',
      SECRETS.aws,
      '4111111111111111',
    ]);
    expect((await redacted(record(['ORD-17']), { rules, replacement: '***' })).data.request).toEqual(['***']);
  });

  it('leaves a span without contents rather than show what it could not redact', async () => {
    setLogger({ warn: () => {}, info: () => {} });
    const rules = [{ name: 'broken', pattern: /a/g, accepts: () => JSON.parse('{') as boolean }];
    const traced = await redacted(() => startSpan({ name: 'a', inputs: 'a secret' }).end(), { rules });
    expect(traced.data.spans[0]?.attributes).toEqual({ 'mlflow.spanType': 'UNKNOWN' });
    expect(JSON.stringify(traced)).not.toContain('a secret');
  });

  it.each([
    [{ paths: ['inputs..'] }, /no path of JSON/],
    [{ paths: [''] }, /no path of JSON/],
    [{ rules: [{ name: 'x', pattern: /x/ }] }, /global/],
  ])('refuses %j', (options, message) => expect(() => redact(options)).toThrow(message));
});
