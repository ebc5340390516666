/** What an arrow is labelled with, and where the middle of that is; pixels. */
export interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Where an arrow runs upright, and which steps it stands for. */
export interface Labelled {
  readonly x: number;
  readonly fromY: number;
  readonly toY: number;
  readonly steps: readonly number[];
}

const HEIGHT = 18;
const DIGIT = 6.4;
const SHOWN = 2;

/** Places along an arrow, the best first. */
const PLACES = [0.5, 0.36, 0.64, 0.24, 0.76, 0.14, 0.86, 0.43, 0.57, 0.3, 0.7];

/** The labels of arrows: in their middle, or beside it where another one is already there. */
export function labelsOf(arrows: readonly Labelled[]): readonly Label[] {
  const labels: Label[] = [];
  for (const { x, fromY, toY, steps } of arrows) {
    const text = steps.slice(0, SHOWN).join(', ') + (steps.length > SHOWN ? '…' : '');
    const width = 12 + text.length * DIGIT;
    const places = PLACES.map((share): Label => ({ text, width, x, y: fromY + (toY - fromY) * share }));
    const [first] = places;
    const free = places.find((place) => !labels.some((other) => touch(place, other))) ?? first;
    if (free) labels.push(free);
  }
  return labels;
}

const touch = (a: Label, b: Label): boolean =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < HEIGHT + 1;
