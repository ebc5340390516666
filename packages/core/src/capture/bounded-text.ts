import { limits } from '../limits.ts';
import { typeOfBase64 } from '../media/media-type.ts';

const DATA_URI = /^data:[^,]{0,200};base64,/;

/** Text within `limits.stringChars`: longer text is cut, with a note of its full length. */
export function cutText(text: string): string {
  if (text.length <= limits.stringChars) return text;
  return `${text.slice(0, limits.stringChars)}… [cut: ${text.length} characters in all]`;
}

/** Text as a snapshot keeps it. What starts like media may be longer: it is lifted out later, or cut then. */
export function boundedText(text: string): string {
  if (text.length <= limits.stringChars) return text;
  const media = text.length <= limits.mediaChars && (DATA_URI.test(text) || typeOfBase64(text) !== undefined);
  return media ? text : cutText(text);
}
