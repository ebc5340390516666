import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  Attachment,
  attachmentUri,
  flush,
  parseAttachmentUri,
  readAttachment,
  setLogger,
  setTrackingUri,
  Trace,
  type TraceData,
  withSpan,
} from '../src/index.ts';
import { setTraceExporter } from '../src/export/current-target.ts';
import { limits } from '../src/limits.ts';
import type { StoredAttachment } from '../src/media/lift-media.ts';
import { collect } from './collecting-exporter.ts';

const bytes = Buffer.alloc(1200, 7);
const base64 = bytes.toString('base64');
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), bytes]).toString('base64');

/** More characters than a string may have. */
const bigPng = (): string =>
  Buffer.from(png, 'base64').toString('base64').slice(0, 12) +
  Buffer.alloc(limits.stringChars - 9, 1).toString('base64');

let kept: StoredAttachment[];
let traces: TraceData[];
let fails: boolean;
const said: string[] = [];

beforeEach(() => {
  [kept, traces, fails] = [[], [], false];
  said.length = 0;
  setLogger({ warn: (message) => void said.push(message), info: () => {} });
  setTraceExporter({
    export: async (batch) => void traces.push(...structuredClone(batch)),
    saveAttachments: async (attachments) => {
      if (fails) throw new Error('disk full');
      kept.push(...attachments);
    },
    close: async () => {},
  });
});
afterEach(() => {
  for (const name of ['MLFLOW_TRACE_EXTRACT_ATTACHMENTS', 'MLFLOW_TRACE_MAX_ATTACHMENT_SIZE']) delete process.env[name];
});

/** What is recorded of `value`. */
async function recorded(value: unknown): Promise<unknown> {
  withSpan({ name: 'call', inputs: value }, () => {});
  await flush();
  return new Trace(traces.at(-1) as TraceData).data.request;
}

/** The type of what stands in place of the media at `path`. */
async function typeAt(value: unknown, path: readonly string[]): Promise<string | undefined> {
  const whole = await recorded(value);
  const found = path.reduce((at: unknown, key) => (at as Record<string, unknown>)[key], whole);
  return parseAttachmentUri(found as string)?.contentType;
}

describe('a reference to an attachment', () => {
  const ref = {
    id: '6f1b6f0e-5c0e-4b57-9e5e-0d4a6f3a9c11',
    contentType: 'image/svg+xml; a=b&c',
    traceId: `tr-${'a'.repeat(32)}`,
    size: 5,
  };

  it('has the form that MLflow gives it, and is read back, special characters too', () => {
    const uri = attachmentUri(ref);
    expect(uri).toMatch(
      /^mlflow-attachment:\/\/6f1b6f0e-5c0e-4b57-9e5e-0d4a6f3a9c11\?content_type=image%2Fsvg%2Bxml.*&trace_id=tr-a+&size=5$/,
    );
    expect(parseAttachmentUri(uri)).toEqual(ref);
  });

  it('is read without its size, or with one that is no number', () => {
    const { size: _, ...without } = ref;
    expect(parseAttachmentUri(attachmentUri(without))).toEqual(without);
    expect(parseAttachmentUri(`${attachmentUri(without)}&size=many`)).toEqual(without);
  });

  it.each(['https://x/y.png', 'mlflow-attachment://../../etc?content_type=a&trace_id=b', 'mlflow-attachment://x', ''])(
    'is nothing else: %s',
    (text) => expect(parseAttachmentUri(text)).toBeUndefined(),
  );

  it('that is none is refused when its attachment is asked for', async () => {
    await expect(readAttachment('https://x/y.png')).rejects.toMatchObject({ code: 'INVALID_PARAMETER_VALUE' });
  });
});

describe('media in inputs and outputs', () => {
  it('are lifted out, byte for byte, under ids of their own; what stands beside them stays', async () => {
    const image = { type: 'image_url', image_url: { url: `data:image/jpeg;base64,${base64}`, detail: 'low' } };
    const request = (await recorded({
      model: 'm',
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }, image, image] }],
    })) as never;
    const { content } = request['messages'][0] as { content: { image_url: { url: string; detail: string } }[] };
    expect(content[0]).toEqual({ type: 'text', text: 'Hi' });
    expect(content[1]?.image_url.detail).toBe('low');
    const [first, second] = [content[1], content[2]].map((part) => parseAttachmentUri(part?.image_url.url ?? ''));
    expect(first).toMatchObject({ contentType: 'image/jpeg', traceId: traces[0]?.info.traceId, size: bytes.length });
    expect(first?.id).not.toBe(second?.id);
    expect(kept.map((attachment) => [attachment.id, Buffer.from(attachment.bytes).equals(bytes)])).toEqual([
      [first?.id, true],
      [second?.id, true],
    ]);
  });

  it.each<[string, unknown, string[], string]>([
    ['a data URI', { url: `data:audio/ogg;base64,${base64}` }, ['url'], 'audio/ogg'],
    ['a data URI without a type', { url: `data:;base64,${png}` }, ['url'], 'image/png'],
    ['a data URI that is the whole value', [`data:text/csv;base64,${base64}`], ['0'], 'text/csv'],
    [
      "OpenAI's input_audio",
      { type: 'input_audio', input_audio: { data: base64, format: 'mp3' } },
      ['input_audio', 'data'],
      'audio/mpeg',
    ],
    ["OpenAI's spoken answer", { audio: { id: 'a', data: base64, transcript: 't' } }, ['audio', 'data'], 'audio/wav'],
    ["OpenAI's images", { data: [{ b64_json: base64 }] }, ['data', '0', 'b64_json'], 'image/png'],
    [
      "OpenAI's image tool",
      { output: [{ type: 'image_generation_call', output_format: 'webp', result: base64 }] },
      ['output', '0', 'result'],
      'image/webp',
    ],
    [
      "Anthropic's source",
      { source: { type: 'base64', media_type: 'image/gif', data: base64 } },
      ['source', 'data'],
      'image/gif',
    ],
    [
      "Bedrock's bytes",
      { image: { format: 'png', source: { bytes: base64 } } },
      ['image', 'source', 'bytes'],
      'image/png',
    ],
    [
      "Gemini's inline data",
      { inline_data: { mime_type: 'video/mp4', data: base64 } },
      ['inline_data', 'data'],
      'video/mp4',
    ],
    [
      "Gemini's inlineData",
      { inlineData: { mimeType: 'video/mp4', data: base64 } },
      ['inlineData', 'data'],
      'video/mp4',
    ],
    [
      "LangChain's content block",
      { type: 'image', source_type: 'base64', mime_type: 'image/jpeg', data: base64 },
      ['data'],
      'image/jpeg',
    ],
  ])('are found as %s', async (_, value, path, contentType) => {
    expect(await typeAt(value, path)).toBe(contentType);
    expect(kept).toHaveLength(1);
  });

  it('are found in outputs, and in what objects of classes give as JSON', async () => {
    class Image {
      toJSON(): object {
        return { b64_json: base64 };
      }
    }
    withSpan('draw', () => new Image());
    await flush();
    expect(JSON.stringify(traces[0]?.spans[0]?.attributes['mlflow.spanOutputs'])).toContain('mlflow-attachment://');
  });

  it.each<[string, unknown]>([
    ['an http address', { image_url: { url: 'https://x/y.png' } }],
    ['base64 that is not valid', { b64_json: `${base64}!!!!` }],
    ['a data URI whose base64 is not valid', { url: `data:image/png;base64,${'%'.repeat(2000)}` }],
    ['what is small', { b64_json: 'AAAA' }],
    ['long ordinary text', { data: 'word '.repeat(1000), text: base64 }],
  ])('are not %s', async (_, value) => {
    expect(await recorded(value)).toEqual(value);
    expect(kept).toEqual([]);
  });

  it('stay where MLFLOW_TRACE_EXTRACT_ATTACHMENTS is false; explicit attachments do not', async () => {
    process.env['MLFLOW_TRACE_EXTRACT_ATTACHMENTS'] = 'false';
    expect(await recorded({ b64_json: base64 })).toEqual({ b64_json: base64 });
    expect(await typeAt({ chart: new Attachment(Buffer.from('tiny'), 'text/plain') }, ['chart'])).toBe('text/plain');
    expect(kept.map((attachment) => Buffer.from(attachment.bytes).toString())).toEqual(['tiny']);
  });

  it('larger than MLFLOW_TRACE_MAX_ATTACHMENT_SIZE are not kept, which the span says', async () => {
    process.env['MLFLOW_TRACE_MAX_ATTACHMENT_SIZE'] = '1199';
    expect(await recorded({ b64_json: base64 })).toEqual({
      b64_json: '[An attachment of 1200 bytes is not kept: MLFLOW_TRACE_MAX_ATTACHMENT_SIZE is 1199.]',
    });
    expect(traces[0]?.spans[0]?.events).toMatchObject([{ name: 'exception' }]);
    expect(kept).toEqual([]);
  });

  it.each(['1200', '0', '-1', ''])('are kept with a bound of "%s"', async (bound) => {
    process.env['MLFLOW_TRACE_MAX_ATTACHMENT_SIZE'] = bound;
    await recorded({ b64_json: base64 });
    expect(kept).toHaveLength(1);
  });

  it('past the bound of a string are whole; other long text is cut as ever', async () => {
    const long = bigPng();
    const [image, text] = (await recorded([{ b64_json: long }, 'x y'.repeat(limits.stringChars)])) as [
      { b64_json: string },
      string,
    ];
    expect(parseAttachmentUri(image.b64_json)?.size).toBe(limits.stringChars);
    expect(text.length).toBeLessThan(1.1 * limits.stringChars);
  });

  it('stay inside the trace, cut as any text, with an exporter that keeps no attachments', async () => {
    const long = bigPng();
    const [trace] = await collect(() =>
      withSpan({ inputs: { small: { b64_json: base64 }, long: { b64_json: long } } }, () => {}),
    );
    const request = trace?.data.request as Record<string, { b64_json: string }>;
    expect(request['small']).toEqual({ b64_json: base64 });
    expect(request['long']?.b64_json).toContain('… [cut: ');
  });
});

describe('attachments', () => {
  it('that cannot be kept cost no trace, and are told once', async () => {
    fails = true;
    await recorded({ b64_json: base64 });
    await recorded({ b64_json: base64 });
    expect(traces).toHaveLength(2);
    expect(said).toEqual([expect.stringContaining('storing attachments failed: disk full')]);
  });

  it('are read from files, their type from the name', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'spanwright-media-'));
    await writeFile(join(folder, 'chart.PNG'), 'x');
    expect(Attachment.fromFile(join(folder, 'chart.PNG'))).toMatchObject({ contentType: 'image/png' });
    expect(Attachment.fromFile(join(folder, 'chart.PNG'), 'a/b')).toMatchObject({ contentType: 'a/b' });
    await rm(folder, { recursive: true });
  });

  it('lie beside the database, for the owner alone, and are read back', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'spanwright-media-'));
    setTraceExporter(undefined);
    setTrackingUri(`sqlite:${join(folder, 'a.db')}`);
    const { traceId } = withSpan({ name: 'draw', inputs: { b64_json: base64 } }, (span) => span);
    await flush();
    const { getTrace } = await import('../src/index.ts');
    const trace = (await getTrace(traceId)) as Trace;
    const { b64_json: uri } = trace.data.request as { b64_json: string };
    expect(await readAttachment(uri)).toEqual(new Attachment(bytes, 'image/png'));
    expect(await readAttachment(uri.replace(/\/\/[0-9a-f]{8}/, '//00000000'))).toBeUndefined();
    const stored = join(folder, 'a.db-attachments', traceId);
    expect(await readdir(stored)).toHaveLength(1);
    expect((await stat(stored)).mode & 0o777).toBe(0o700);
    await rm(folder, { recursive: true });
  });
});
