/**
 * Prints each problem and ends the process with 1, or prints one line that says what was checked.
 * @param {readonly string[]} problems
 * @param {string} checked
 */
export function report(problems, checked) {
  for (const problem of problems) console.error(problem);
  console.log(problems.length === 0 ? `ok: ${checked}` : `${problems.length} problem(s): ${checked}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
