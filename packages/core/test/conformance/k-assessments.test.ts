import { describe, expect } from '@jest/globals';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Attachment,
  attachmentUri,
  deleteAssessment,
  getAssessment,
  getTrace,
  getTrackingUri,
  type JsonValue,
  logExpectation,
  logFeedback,
  overrideFeedback,
  parseAttachmentUri,
  readAttachment,
  searchTraces,
  setTrackingUri,
  startSpan,
  trace,
  tracing,
  updateAssessment,
  withSpan,
} from '../../src/index.ts';
import { conforms, conformsLogged, conformsOnce } from './support/conforms.ts';
import { rootOf } from './support/spans.ts';

const bytes = Buffer.alloc(1200, 7);
const base64 = bytes.toString('base64');
const ref = {
  id: '6f1b6f0e-5c0e-4b57-9e5e-0d4a6f3a9c11',
  contentType: 'image/svg+xml; a=b&c',
  traceId: `tr-${'a'.repeat(32)}`,
  size: 5,
};

function finished(): string {
  const span = startSpan('work');
  span.end();
  return span.traceId;
}

/** Sets variables of the environment while `work` runs. */
async function withEnv<T>(env: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T> {
  Object.assign(process.env, env);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(env)) delete process.env[name];
  }
}

/** What is stored of `value` as inputs, and the span's events. */
async function stored(value: unknown) {
  const span = startSpan({ name: 'media', inputs: value });
  span.end();
  const root = rootOf((await getTrace(span.traceId)) as never);
  return { inputs: root.inputs, events: root.events };
}

/** The value at a path such as `image.0.url`. */
function valueAt(value: JsonValue | undefined, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], value);
}

const typeAt = (value: JsonValue | undefined, path: string): string | undefined =>
  parseAttachmentUri(valueAt(value, path) as string)?.contentType;

describe('feedback', () => {
  conformsLogged(167, 'has a value, null, an error, or both, and defaults for name and source', async () => {
    const traceId = finished();
    const made = [
      await logFeedback({ traceId, value: 0.5 }),
      await logFeedback({ traceId, value: null }),
      await logFeedback({ traceId, error: { errorCode: 'RATE_LIMIT', errorMessage: 'too many' } }),
      await logFeedback({ traceId, error: new TypeError('bad') }),
      await logFeedback({ traceId, value: 1, error: 'doubtful' }),
    ];
    expect(made.map(({ value }) => value)).toEqual([0.5, null, null, null, 1]);
    expect(made.map(({ error }) => error?.errorCode)).toEqual([
      undefined,
      undefined,
      'RATE_LIMIT',
      'TypeError',
      'ASSESSMENT_ERROR',
    ]);
    expect(made[3]?.error).toMatchObject({
      errorMessage: 'bad',
      stackTrace: expect.stringContaining('TypeError: bad'),
    });
    for (const { name, source } of made)
      expect([name, source]).toEqual(['feedback', { sourceType: 'CODE', sourceId: 'default' }]);
    expect((await getTrace(traceId))?.info.assessments).toEqual(made);
  });

  conformsLogged(168, 'and expectations are refused where they make no sense', async () => {
    const traceId = finished();
    expect(() => logExpectation({ traceId, name: 'x', value: null })).toThrow('`value` field must be specified');
    expect(() => logFeedback({ traceId, source: 'me' as never })).toThrow('`source` must be an AssessmentSource');
    expect((await getTrace(traceId))?.info.assessments).toBeUndefined();
  });

  conforms(
    169,
    'on a trace in progress is stored with it, on another one at once, and never throws while tracing is off',
    async (of) => {
      const other = finished();
      const work = trace(
        () =>
          withSpan('inner', (span) =>
            of.give(() => {
              const { traceId, spanId } = span;
              void logFeedback({ traceId, spanId, name: 'score', value: 1 });
              void logExpectation({ traceId, name: 'answer', value: 'yes' });
              void logFeedback({ traceId: other, name: 'elsewhere', value: 2 });
              return [traceId, spanId] as const;
            }),
          ),
        { name: 'work' },
      );
      const [traceId, spanId] = await work();
      const inside = (await getTrace(traceId))?.info.assessments;
      expect(inside?.map(({ name, kind, spanId: at }) => [name, kind, at])).toEqual([
        ['score', 'feedback', spanId],
        ['answer', 'expectation', undefined],
      ]);
      expect((await getTrace(other))?.info.assessments?.map(({ name }) => name)).toEqual(['elsewhere']);
      tracing.disable();
      await withSpan('off', (span) => of.give(() => void logFeedback({ traceId: span.traceId, value: 1 })));
    },
  );

  conformsLogged(170, 'is changed, overridden, deleted, read, and found by searches', async () => {
    const traceId = finished();
    const first = await logFeedback({ traceId, name: 'ok', value: false, metadata: { a: '1' } });
    await updateAssessment({ ...first, rationale: 'hm', metadata: { b: '2' } });
    expect(await getAssessment(first)).toMatchObject({ value: false, rationale: 'hm', metadata: { a: '1', b: '2' } });
    const { assessmentId } = first;
    const second = await overrideFeedback({ traceId, assessmentId, value: true });
    expect(second).toMatchObject({ name: 'ok', overrides: assessmentId, valid: true });
    expect(await getAssessment(first)).toMatchObject({ valid: false });
    const { rows } = await searchTraces({ filterString: "feedback.ok = 'true'" });
    expect(rows[0]?.assessments.map((found) => found.assessmentId)).toEqual([assessmentId, second.assessmentId]);
    await deleteAssessment(second);
    expect(await getAssessment(first)).toMatchObject({ valid: true });
    await expect(getAssessment(second)).rejects.toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST' });
  });
});

describe('attachments', () => {
  conformsOnce(
    171,
    "have references in MLflow's form, ids of their own, and the type of their file's name",
    async () => {
      const uri = attachmentUri(ref);
      expect(uri).toMatch(
        /^mlflow-attachment:\/\/6f1b6f0e-[\w-]+\?content_type=image%2Fsvg%2Bxml.*&trace_id=tr-a+&size=5$/,
      );
      expect(parseAttachmentUri(uri)).toEqual(ref);
      const { size: _, ...unsized } = ref;
      expect(parseAttachmentUri(uri.replace('size=5', 'size=big'))).toEqual(unsized);
      for (const wrong of ['https://x', 'mlflow-attachment://x', uri.replace('trace_id', 'trace')])
        expect(parseAttachmentUri(wrong)).toBeUndefined();
      const file = join(mkdtempSync(join(tmpdir(), 'spanwright-attachment-')), 'chart.png');
      writeFileSync(file, bytes);
      const { inputs } = await stored([Attachment.fromFile(file), Attachment.fromFile(file)]);
      const [a, b] = (inputs as string[]).map((text) => parseAttachmentUri(text));
      expect([a?.contentType, b?.contentType, a?.size]).toEqual(['image/png', 'image/png', 1200]);
      expect(a?.id).not.toBe(b?.id);
      expect((await readAttachment((inputs as string[])[0] ?? ''))?.bytes).toEqual(bytes);
    },
  );

  conformsOnce(172, 'are lifted out of what every provider sends, the fields beside them stay', async () => {
    const { inputs } = await stored({
      uri: { type: 'image_url', image_url: { url: `data:image/jpeg;base64,${base64}`, detail: 'low' } },
      openaiAudio: { type: 'input_audio', input_audio: { data: base64, format: 'mp3' } },
      spoken: { audio: { id: 'a', data: base64, transcript: 'hello' } },
      image: [{ b64_json: base64 }, { b64_json: base64, revised_prompt: 'x' }],
      tool: { type: 'image_generation_call', result: base64, status: 'completed' },
      anthropic: { type: 'image', source: { type: 'base64', media_type: 'image/gif', data: base64 } },
      bedrock: { image: { format: 'webp', source: { bytes: base64 } } },
      gemini: { inline_data: { mime_type: 'audio/wav', data: base64 } },
      url: { image_url: { url: 'https://example.com/cat.png' } },
      invalid: { image_url: { url: 'data:image/png;base64,!!!not base64!!!' } },
    });
    expect(valueAt(inputs, 'uri')).toEqual({
      type: 'image_url',
      image_url: { url: expect.stringMatching(/^mlflow-attachment:/), detail: 'low' },
    });
    const types = {
      'uri.image_url.url': 'image/jpeg',
      'openaiAudio.input_audio.data': 'audio/mpeg',
      'spoken.audio.data': 'audio/wav',
      'image.0.b64_json': 'image/png',
      'image.1.b64_json': 'image/png',
      'tool.result': 'image/png',
      'anthropic.source.data': 'image/gif',
      'bedrock.image.source.bytes': expect.stringMatching(/^image\//),
      'gemini.inline_data.data': 'audio/wav',
    };
    for (const [path, type] of Object.entries(types)) expect([path, typeAt(inputs, path)]).toEqual([path, type]);
    expect(valueAt(inputs, 'spoken.audio.transcript')).toBe('hello');
    expect(valueAt(inputs, 'tool.status')).toBe('completed');
    expect(valueAt(inputs, 'url.image_url.url')).toBe('https://example.com/cat.png');
    expect(valueAt(inputs, 'invalid.image_url.url')).toBe('data:image/png;base64,!!!not base64!!!');
  });

  conformsOnce(
    172,
    'are recognised unless the environment says no, explicit ones always, and bounded in size',
    async () => {
      const image = { b64_json: base64 };
      const explicit = new Attachment(bytes, 'text/plain');
      await withEnv({ MLFLOW_TRACE_EXTRACT_ATTACHMENTS: 'false' }, async () => {
        const { inputs } = await stored({ image, explicit });
        expect(inputs).toMatchObject({ image, explicit: expect.stringMatching(/^mlflow-attachment:/) });
      });
      await withEnv({ MLFLOW_TRACE_MAX_ATTACHMENT_SIZE: '1000' }, async () => {
        const { inputs, events } = await stored({ image });
        expect(inputs).toEqual({
          image: { b64_json: expect.stringContaining('An attachment of 1200 bytes is not kept') },
        });
        expect(events.map(({ attributes }) => attributes['exception.type'])).toEqual(['AttachmentTooLarge']);
      });
      await withEnv({ MLFLOW_TRACE_MAX_ATTACHMENT_SIZE: '-1' }, async () => {
        expect(typeAt((await stored({ image })).inputs, 'image.b64_json')).toBe('image/png');
      });
    },
  );

  conformsOnce(173, 'that cannot be stored leave the trace whole; without media there is no folder', async (of) => {
    const path = `${mkdtempSync(join(tmpdir(), 'spanwright-attachments-'))}/own.db`;
    const before = getTrackingUri();
    setTrackingUri(`sqlite:${path}`);
    try {
      await stored('text');
      expect(existsSync(`${path}-attachments`)).toBe(false);
      // A file where the folder should be.
      writeFileSync(`${path}-attachments`, '');
      const { inputs } = await stored({ b64_json: base64 });
      expect(typeAt(inputs, 'b64_json')).toBe('image/png');
      expect(of.warnings).toEqual([expect.stringContaining('attachments')]);
    } finally {
      setTrackingUri(before);
    }
  });
});
