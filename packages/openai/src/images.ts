import type { CallReader } from '@spanwright/core/kit';
import { SpanType } from '@spanwright/core/model';
import type OpenAI from 'openai';
import { ImagesReducer } from './images-reducer.ts';
import { modelCall } from './model-call.ts';

/** How `images.generate`, `edit` and `createVariation` are recorded: as tools, as MLflow does; files by name and size. */
export const images: CallReader<readonly unknown[], OpenAI.ImagesResponse> = {
  ...modelCall,
  spanType: SpanType.TOOL,
  name: 'Images',
  reduce: () => new ImagesReducer(),
};
