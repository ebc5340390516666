// How benchmarks hand the figures that have a goal to `benchmarks/core/goals.mjs`: a line of JSON each, under --goals.

/**
 * @typedef {object} GoalFigure
 * @property {string} name
 * @property {number} figure
 * @property {number} atMost the goal
 * @property {string} unit
 */

const MARK = '{"name":';

/** @param {GoalFigure} goal */
export function tellGoal({ name, figure, atMost, unit }) {
  console.log(JSON.stringify({ name, figure, atMost, unit }));
}

/** The goals among the lines that a benchmark has written. @returns {readonly GoalFigure[]} */
export function goalsIn(output) {
  return output
    .split('\n')
    .filter((line) => line.startsWith(MARK))
    .map((line) => JSON.parse(line));
}
