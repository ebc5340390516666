import { SpanType } from '@spanwright/core/model';
import { rememberingJob } from './jobs.ts';
import { modelCall, modelCallOn, type PlainReader } from './model-call.ts';

/** How `moderations.create` is recorded. */
export const moderations: PlainReader = { ...modelCall, spanType: SpanType.GUARDRAIL, name: 'Moderations' };

/** How `videos.create`, `edit` and `extend` are recorded: the job that was started. */
export const videos: PlainReader = { ...modelCall, spanType: SpanType.TOOL, name: 'Videos' };

/** How `videos.remix` is recorded. */
export const remixedVideos: PlainReader = { ...modelCallOn('video_id'), spanType: SpanType.TOOL, name: 'Videos' };

/** How `decisions.create` is recorded (openai 7): answers with their probabilities. */
export const decisions: PlainReader = { ...modelCall, spanType: SpanType.LLM, name: 'Decisions' };

/** How `batches.create` is recorded: the job that was started; its answers arrive in a file. */
export const batches: PlainReader = {
  ...modelCall,
  spanType: SpanType.TASK,
  name: 'Batches',
  outputs: rememberingJob,
};
