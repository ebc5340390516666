import type { CallReader } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import type OpenAI from 'openai';
import { modelCall, type PlainReader } from './model-call.ts';
import { TranscriptionReducer } from './transcription-reducer.ts';
import { isWireObject } from './wire.ts';

/** How `audio.speech.create` is recorded: the whole request; of the sound, which the program reads itself, its kind. */
export const speech: PlainReader = { ...modelCall, spanType: SpanType.LLM, name: 'Speech', outputs: describeSound };

/** How `audio.transcriptions.create` is recorded: the request with the file's name and size, and the whole text. */
export const transcriptions: CallReader<readonly unknown[], OpenAI.Audio.Transcription> = {
  ...modelCall,
  spanType: SpanType.LLM,
  name: 'Transcriptions',
  reduce: () => new TranscriptionReducer(),
};

/** How `audio.translations.create` is recorded. */
export const translations: PlainReader = { ...modelCall, spanType: SpanType.LLM, name: 'Translations' };

/** The body is the program's to read, as its headers are enough to describe it. */
function describeSound(answer: unknown): unknown {
  if (!isWireObject(answer) || typeof answer['status'] !== 'number') return answer;
  const { status, headers } = answer as unknown as Response;
  return { status, content_type: headers.get('content-type'), content_length: headers.get('content-length') };
}
