import { describe, expect, it } from '@jest/globals';
import { GrowingBytes } from '../src/http/growing-bytes.ts';

const piecesOf = (bytes: Buffer, size: number): readonly Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => bytes.subarray(n * size, (n + 1) * size));

describe('bytes that come piece by piece', () => {
  it.each([0, 10, 200_000, 50_000_000])('are all there in their order, where %i were announced', (expected) => {
    const sent = Buffer.from(Array.from({ length: 200_000 }, (_, n) => (n * 7919) >> 3));
    const bytes = new GrowingBytes(expected);
    for (const piece of piecesOf(sent, 9_999)) bytes.add(piece);
    expect(bytes.all().equals(sent)).toBe(true);
  });

  it('are none where nothing has come', () => {
    expect(new GrowingBytes(1000).all()).toHaveLength(0);
  });

  it('take little memory for a large promise', () => {
    const bytes = new GrowingBytes(50_000_000);
    bytes.add(Buffer.from('{'));
    expect(bytes.all().buffer.byteLength).toBeLessThan(100_000);
  });

  it('give their memory back at once, not when it is collected', () => {
    const bytes = new GrowingBytes(1_000_000);
    bytes.add(Buffer.alloc(1_000_000));
    const { buffer } = bytes.all();
    expect(buffer.byteLength).toBe(1_000_000);
    bytes.free();
    expect(buffer.byteLength).toBe(0);
  });

  it('leave alone the memory that other buffers share', () => {
    const neighbour = Buffer.from('neighbour');
    const bytes = new GrowingBytes(5);
    bytes.add(Buffer.from('small'));
    bytes.free();
    expect(neighbour.toString()).toBe('neighbour');
  });
});
