import { listAt, type Wire } from '@spanwright/core/kit';

const CORE = 'langchain_core';

/** Modules of classes whose namespace does not tell: LangChain keeps those of its first releases. */
const BY_NAMESPACE: Readonly<Record<string, string>> = {
  'langchain/output_parsers/openai_tools': '@langchain/core/output_parsers/openai_tools',
  'langchain/output_parsers/openai_functions': '@langchain/core/output_parsers/openai_functions',
};

/** Packages of models, by class. */
const BY_CLASS: Readonly<Record<string, string>> = {
  ChatOpenAI: '@langchain/openai',
  AzureChatOpenAI: '@langchain/openai',
  OpenAI: '@langchain/openai',
  AzureOpenAI: '@langchain/openai',
  ChatAnthropic: '@langchain/anthropic',
  ChatGoogleGenerativeAI: '@langchain/google-genai',
  ChatVertexAI: '@langchain/google-vertexai',
  ChatMistralAI: '@langchain/mistralai',
  ChatGroq: '@langchain/groq',
  ChatOllama: '@langchain/ollama',
  ChatCohere: '@langchain/cohere',
  ChatBedrockConverse: '@langchain/aws',
  ChatXAI: '@langchain/xai',
  ChatDeepSeek: '@langchain/deepseek',
};

/** LangChain's own classes that inherit their name. */
const UNNAMED = ['RunnableParallel'];

/** The module that exports the class of an instance; undefined where it is a class of the program. */
export function homeOf(instance: Wire, name: string): string | undefined {
  const constructor: unknown = instance['constructor'];
  if (typeof constructor !== 'function') return undefined;
  const known = BY_CLASS[name];
  if (known !== undefined) return known;
  if (!Object.hasOwn(constructor, 'lc_name') && !UNNAMED.includes(name)) return undefined;
  const [root, subpath] = listAt(instance, 'lc_namespace');
  if (root === CORE && typeof subpath === 'string') return `@langchain/core/${subpath}`;
  return BY_NAMESPACE[listAt(instance, 'lc_namespace').join('/')];
}

/** Whether a description may name this module: only LangChain's own are loaded. */
export function isLangchainModule(module: string): boolean {
  return /^(?:@langchain\/[\w-]+|langchain)(?:\/[\w-]+)*$/.test(module);
}
