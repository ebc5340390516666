import type { JsonValue } from '@spanwright/core/model';
import { isList, isObject } from '../chat/json.ts';
import type { MediaPart } from '../chat/message.ts';

/** Media of one value that are shown; those behind them are in the tree alone. */
const MOST = 12;

/** The attachments and data URIs of images and sounds anywhere in a value. */
export function mediaIn(value: JsonValue): readonly MediaPart[] {
  const found: MediaPart[] = [];
  const left: JsonValue[] = [value];
  for (let one = left.pop(); one !== undefined && found.length < MOST; one = left.pop()) {
    if (typeof one === 'string') found.push(...mediaOf(one));
    else if (isList(one)) left.push(...one.toReversed());
    else if (isObject(one))
      left.push(
        ...Object.values(one)
          .filter((inner) => inner !== undefined)
          .reverse(),
      );
  }
  return found;
}

function mediaOf(source: string): readonly MediaPart[] {
  const [, kind] =
    /^(?:data:|mlflow-attachment:\/\/[0-9a-f-]{36}\?content_type=)(image|audio)(?:\/|%2F)/i.exec(source) ?? [];
  return kind === 'image' || kind === 'audio' ? [{ kind, source }] : [];
}
