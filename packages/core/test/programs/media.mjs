// Records an image and ends at once.
import { withSpan } from '@spanwright/core';

const image = Buffer.alloc(100_000, 7).toString('base64');
withSpan({ name: 'draw', inputs: { b64_json: image } }, () => {});
process.exit(0);
