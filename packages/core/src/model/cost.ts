/** What a model call costs, in USD: MLflow's `mlflow.llm.cost`, and `mlflow.trace.cost` as the sum of a trace. */
export interface ModelCost {
  readonly input_cost: number;
  readonly output_cost: number;
  readonly total_cost: number;
}

/** The cost of a call, from its parts. */
export function modelCost(input: number, output: number): ModelCost {
  return { input_cost: input, output_cost: output, total_cost: input + output };
}

/** Adds costs up; undefined where there are none. */
export function sumCosts(costs: readonly ModelCost[]): ModelCost | undefined {
  if (costs.length === 0) return undefined;
  const sum = (key: keyof ModelCost): number => costs.reduce((total, cost) => total + cost[key], 0);
  return { input_cost: sum('input_cost'), output_cost: sum('output_cost'), total_cost: sum('total_cost') };
}
