/**
 * Provider by the end of the host's name. The names are those of MLflow's model catalogue, by which its server
 * knows prices.
 */
const PROVIDERS_BY_HOST: readonly (readonly [host: string, provider: string])[] = [
  ['api.openai.com', 'openai'],
  ['azure.com', 'azure'],
  ['azure.us', 'azure'],
  ['azure.cn', 'azure'],
  ['models.github.ai', 'github'],
  ['openrouter.ai', 'openrouter'],
  ['groq.com', 'groq'],
  ['deepseek.com', 'deepseek'],
  ['x.ai', 'xai'],
  ['together.xyz', 'together_ai'],
  ['together.ai', 'together_ai'],
  ['cerebras.ai', 'cerebras'],
  ['perplexity.ai', 'perplexity'],
  ['mistral.ai', 'mistral'],
  ['fireworks.ai', 'fireworks_ai'],
  ['huggingface.co', 'huggingface'],
  ['huggingface.cloud', 'huggingface'],
  ['ollama.com', 'ollama'],
  ['generativelanguage.googleapis.com', 'gemini'],
  ['aiplatform.googleapis.com', 'vertex_ai'],
  ['anthropic.com', 'anthropic'],
  ['cohere.ai', 'cohere'],
  ['cohere.com', 'cohere'],
  ['api.aws', 'bedrock'],
  ['deepinfra.com', 'deepinfra'],
  ['sambanova.ai', 'sambanova'],
  ['nebius.com', 'nebius'],
  ['nebius.ai', 'nebius'],
  ['novita.ai', 'novita'],
  ['moonshot.ai', 'moonshot'],
  ['moonshot.cn', 'moonshot'],
  ['aliyuncs.com', 'dashscope'],
  ['z.ai', 'zai'],
  ['minimax.io', 'minimax'],
  ['hyperbolic.xyz', 'hyperbolic'],
  ['featherless.ai', 'featherless_ai'],
  ['friendli.ai', 'friendliai'],
  ['baseten.co', 'baseten'],
  ['replicate.com', 'replicate'],
  ['databricks.com', 'databricks'],
  ['azuredatabricks.net', 'databricks'],
  ['snowflakecomputing.com', 'snowflake'],
  ['api.nvidia.com', 'nvidia_nim'],
  ['api.cloudflare.com', 'cloudflare'],
  ['ai-gateway.vercel.sh', 'vercel_ai_gateway'],
];

/** Provider by the port that a local model server listens on when it is not told otherwise. */
const PROVIDERS_BY_PORT: Readonly<Record<string, string>> = { '11434': 'ollama', '1234': 'lm_studio' };

const BEDROCK_HOST = /^bedrock[\w-]*\.[\w-]+\.amazonaws\.com(\.cn)?$/;
const VERTEX_HOST = /^[\w-]+-aiplatform\.googleapis\.com$/;

/** Base URLs whose provider is remembered: a program has few clients, and each of its calls asks. */
const MOST_KNOWN = 100;
const known = new Map<unknown, string>();

/**
 * Name of the provider behind a base URL: `openai`, `azure`, `groq`, … A host that is not known stands for itself,
 * with its port: a gateway or a model server of one's own.
 * @returns undefined when it is no absolute URL.
 */
export function providerOf(baseUrl: unknown): string | undefined {
  const provider = known.get(baseUrl);
  if (provider !== undefined || typeof baseUrl !== 'string') return provider;
  if (known.size >= MOST_KNOWN) known.clear();
  const found = findProvider(baseUrl);
  if (found !== undefined) known.set(baseUrl, found);
  return found;
}

function findProvider(baseUrl: string): string | undefined {
  if (!URL.canParse(baseUrl)) return undefined;
  const { hostname, host, port } = new URL(baseUrl);
  const byHost = PROVIDERS_BY_HOST.find(([suffix]) => hostname === suffix || hostname.endsWith(`.${suffix}`));
  if (byHost) return byHost[1];
  if (BEDROCK_HOST.test(hostname)) return 'bedrock';
  if (VERTEX_HOST.test(hostname)) return 'vertex_ai';
  return PROVIDERS_BY_PORT[port] ?? (host || undefined);
}
