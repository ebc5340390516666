/**
 * What schema version 4 adds: postings of new traces are written behind the writes, many traces together, by the order
 * of `traces.id`. `meta` has the last id whose postings are all there, as `posted_upto`; a search looks at the traces
 * behind it one by one.
 */
export const SCHEMA_4 = `
INSERT INTO meta(key, value) SELECT 'posted_upto', CAST(coalesce(max(id), 0) AS TEXT) FROM traces;
`;
