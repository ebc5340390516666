import { type OpenItems, putAnnotation, putItem, putPart, putText } from './output-items.ts';
import { OUTPUT_TEXT, PARTS, TEXT_PLACES, type TextPlace } from './responses-text.ts';
import type { WireObject } from './wire.ts';

type ApplyEvent = (items: OpenItems, event: WireObject) => void;

const putContentPart: ApplyEvent = (items, event) => putPart(items, event, PARTS.content);
const putSummaryPart: ApplyEvent = (items, event) => putPart(items, event, PARTS.summary);

/** What an event of a Responses stream does to the output collected so far; events that are not here do nothing. */
export const OUTPUT_EVENTS: ReadonlyMap<unknown, ApplyEvent> = new Map<unknown, ApplyEvent>([
  ['response.output_item.added', putItem],
  ['response.output_item.done', putItem],
  ['response.content_part.added', putContentPart],
  ['response.content_part.done', putContentPart],
  ['response.reasoning_summary_part.added', putSummaryPart],
  ['response.reasoning_summary_part.done', putSummaryPart],
  ['response.output_text.annotation.added', (items, event) => putAnnotation(items, event, OUTPUT_TEXT)],
  ...Object.entries(TEXT_PLACES).flatMap(textEvents),
]);

function textEvents([name, place]: [string, TextPlace]): [string, ApplyEvent][] {
  return [
    [`${name}.delta`, (items, event) => putText(items, event, place, false)],
    [`${name}.done`, (items, event) => putText(items, event, place, true)],
  ];
}
