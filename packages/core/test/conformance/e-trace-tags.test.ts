import { describe, expect } from '@jest/globals';
import { deleteTraceTag, getTrace, MlflowClient, setTraceTag, withSpan } from '../../src/index.ts';
import { conforms, conformsLogged } from './support/conforms.ts';

describe('tags of a trace', () => {
  conforms(101, 'are set and deleted while it is in progress, and stored with it', async (of) => {
    await withSpan('root', ({ traceId }) =>
      of.give(() => {
        void setTraceTag(traceId, 'kept', 'yes');
        void setTraceTag(traceId, 'gone', 'no');
        void deleteTraceTag(traceId, 'gone');
        void setTraceTag(traceId, 'count', 3);
      }),
    );
    expect((await of.trace()).info.tags).toEqual({ kept: 'yes', count: '3', 'mlflow.traceName': 'root' });
  });

  conformsLogged(101, 'are set and deleted once it is stored, or on its way there', async (of) => {
    const traceId = withSpan('root', (span) => span.traceId);
    void setTraceTag(traceId, 'a', '1');
    await setTraceTag(traceId, 'b', '2');
    expect((await of.trace()).info.tags).toMatchObject({ a: '1', b: '2' });
    await deleteTraceTag(traceId, 'a');
    expect((await of.trace()).info.tags).not.toHaveProperty('a');
  });

  conformsLogged(101, 'that belong to the server stay as they are, with a warning', async (of) => {
    const traceId = withSpan('root', (span) => {
      void setTraceTag(span.traceId, 'mlflow.user', 'eve');
      return span.traceId;
    });
    await setTraceTag(traceId, 'mlflow.artifactLocation', 'here');
    await deleteTraceTag(traceId, 'mlflow.trace.spansLocation');
    expect((await of.trace()).info.tags).toEqual({ 'mlflow.traceName': 'root' });
    expect(of.warnings).toEqual([
      expect.stringContaining('the tag "mlflow.user" is immutable and cannot be set'),
      expect.stringContaining('the tag "mlflow.artifactLocation" is immutable and cannot be set'),
      expect.stringContaining('the tag "mlflow.trace.spansLocation" is immutable and cannot be deleted'),
    ]);
  });

  conformsLogged(101, 'that are not there cannot be deleted', async () => {
    await withSpan('root', async ({ traceId }) => {
      await expect(deleteTraceTag(traceId, 'none')).rejects.toMatchObject({
        code: 'RESOURCE_DOES_NOT_EXIST',
        message: `Tag with key none not found in trace with ID ${traceId}.`,
      });
    });
    const traceId = withSpan('root', (span) => span.traceId);
    await expect(deleteTraceTag(traceId, 'none')).rejects.toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST' });
    await expect(setTraceTag('tr-none', 'a', 'b')).rejects.toMatchObject({ code: 'RESOURCE_DOES_NOT_EXIST' });
    const client = new MlflowClient();
    await client.setTraceTag({ requestId: traceId }, 'a', 'b');
    await client.deleteTraceTag({ requestId: traceId }, 'a');
    expect((await getTrace(traceId))?.info.tags).not.toHaveProperty('a');
  });
});
