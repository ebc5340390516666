import { describe, expect, it } from '@jest/globals';
import type { Facet } from '@spanwright/server/viewer-api';
import { parseFilter } from '@spanwright/core/model';
import { completionsAt } from '../src/filter/completions.ts';

const facets: readonly Facet[] = [
  {
    key: 'status',
    values: [
      { value: 'OK', count: 90 },
      { value: 'ERROR', count: 7 },
    ],
  },
  {
    key: 'tags.env',
    values: [
      { value: 'prod', count: 60 },
      { value: "o'hara", count: 1 },
    ],
  },
  { key: 'tags.my key', values: [{ value: 'x', count: 1 }] },
  { key: 'metadata.mlflow.trace.session', values: [{ value: 's-1', count: 4 }] },
];

/** Labels that are offered where `|` stands. */
const offered = (text: string): readonly string[] =>
  completionsAt(text.replace('|', ''), text.indexOf('|'), facets).map(({ label }) => label);

/** The text after the first of them is taken. */
function completed(text: string): string {
  const cursor = text.indexOf('|');
  const plain = text.replace('|', '');
  const [first] = completionsAt(plain, cursor, facets);
  if (!first) throw new Error(`nothing is offered in ${text}`);
  return plain.slice(0, first.from) + first.insert + plain.slice(cursor);
}

describe('completion in the search bar', () => {
  it('offers fields where a condition begins, and those that begin like what is typed first', () => {
    expect(offered('|')).toContain('status');
    expect(offered('stat|')[0]).toBe('status');
    expect(offered("name = 'a' AND stat|")[0]).toBe('status');
    expect(offered('type|')).toContain('span.type');
  });

  it('offers keys of tags and metadata that there are, quoted where they need it', () => {
    expect(offered('tags.|')).toEqual(expect.arrayContaining(['tags.env', 'tags.my key']));
    expect(completed('tags.my|')).toBe('tags.`my key` ');
    expect(completed('session|')).toBe('metadata.`mlflow.trace.session` ');
  });

  it('offers the comparators of the field', () => {
    expect(offered('status |')).toEqual(['=', '!=', 'LIKE', 'ILIKE', 'RLIKE', 'IN', 'NOT IN']);
    expect(offered('execution_time_ms >|')).toEqual(['>=']);
    expect(offered('tags.env IS |')).toEqual(['IS NULL', 'IS NOT NULL']);
    expect(offered('trace.text |')).toEqual(['ILIKE', 'LIKE']);
  });

  it('offers known values, the most frequent first, and writes them as the comparator needs', () => {
    expect(offered('status = |')).toEqual(['OK', 'ERROR', 'IN_PROGRESS']);
    expect(completed("status = 'ER|")).toBe("status = 'ERROR' ");
    expect(completed('status IN |')).toBe("status IN ('OK') ");
    expect(completed('tags.env LIKE pr|')).toBe("tags.env LIKE '%prod%' ");
    expect(completed('tags.env = o|')).toBe('tags.env = "o\'hara" ');
    expect(offered('span.type = CHAT|')).toEqual(['CHAT_MODEL']);
  });

  it('offers AND behind a condition', () => {
    expect(offered("status = 'OK' |")).toEqual(['AND']);
    expect(offered('tags.env IS NULL |')).toEqual(['AND']);
    expect(offered('execution_time_ms > 5 |')).toEqual(['AND']);
  });

  it('does not take an AND inside of a value for one between conditions', () => {
    expect(offered("name = 'a AND |")).toEqual([]);
  });

  it('writes filters that the language understands', () => {
    const take = (text: string, label: string): string => {
      const offer = completionsAt(text, text.length, facets).find((one) => one.label === label);
      return text.slice(0, offer!.from) + offer!.insert;
    };
    for (const { key, values } of facets) {
      for (const { value } of values) {
        const filter = take(`${take(key.slice(0, 3), key)}= '${value.slice(0, 1)}`, value);
        expect(() => parseFilter(filter)).not.toThrow();
      }
    }
  });
});
