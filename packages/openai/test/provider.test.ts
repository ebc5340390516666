import { describe, expect, it } from '@jest/globals';
import { providerOf } from '../src/provider.ts';

describe('provider of a base URL', () => {
  it.each([
    ['https://api.openai.com/v1', 'openai'],
    ['https://eu.api.openai.com/v1', 'openai'],
    ['https://my-resource.openai.azure.com/openai', 'azure'],
    ['https://my-resource.cognitiveservices.azure.com/openai/deployments/gpt-4o', 'azure'],
    ['https://my-resource.services.ai.azure.com/openai/v1/', 'azure'],
    ['https://models.github.ai/inference', 'github'],
    ['https://openrouter.ai/api/v1', 'openrouter'],
    ['https://api.groq.com/openai/v1', 'groq'],
    ['https://api.deepseek.com', 'deepseek'],
    ['https://api.x.ai/v1', 'xai'],
    ['https://api.together.xyz/v1', 'together_ai'],
    ['https://api.together.ai/v1', 'together_ai'],
    ['https://api.cerebras.ai/v1', 'cerebras'],
    ['https://api.perplexity.ai', 'perplexity'],
    ['https://api.mistral.ai/v1', 'mistral'],
    ['https://api.fireworks.ai/inference/v1', 'fireworks_ai'],
    ['https://router.huggingface.co/v1', 'huggingface'],
    ['https://generativelanguage.googleapis.com/v1beta/openai/', 'gemini'],
    ['https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/l/endpoints/openapi', 'vertex_ai'],
    ['https://aiplatform.googleapis.com/v1/projects/p/locations/global/endpoints/openapi', 'vertex_ai'],
    ['https://bedrock-runtime.us-west-2.amazonaws.com/openai/v1', 'bedrock'],
    ['https://bedrock-mantle.us-east-1.api.aws/openai/v1', 'bedrock'],
    ['https://api.anthropic.com/v1/', 'anthropic'],
    ['https://API.OpenAI.com/v1', 'openai'],
  ])('%s is %s', (url, provider) => {
    expect(providerOf(url)).toBe(provider);
  });

  it.each([
    ['http://localhost:11434/v1', 'ollama'],
    ['http://192.168.1.7:11434/v1', 'ollama'],
    ['https://ollama.com/v1', 'ollama'],
    ['http://127.0.0.1:1234/v1', 'lm_studio'],
  ])('%s is the local model server %s', (url, provider) => {
    expect(providerOf(url)).toBe(provider);
  });

  it.each([
    ['http://localhost:8000/v1', 'localhost:8000'],
    ['https://llm.example.com/openai', 'llm.example.com'],
    ['https://user:secret@gateway.example.com:8443/v1?key=secret', 'gateway.example.com:8443'],
    ['https://openai.com.example.com/v1', 'openai.com.example.com'],
    ['https://notx.ai/v1', 'notx.ai'],
    ['https://my-balancer.us-east-1.elb.amazonaws.com/v1', 'my-balancer.us-east-1.elb.amazonaws.com'],
  ])('%s, which is not known, stands for itself: %s', (url, provider) => {
    expect(providerOf(url)).toBe(provider);
  });

  it.each([undefined, null, 5, '', '/v1', 'not a url', 'data:text/plain,x'])('%p has none', (url) => {
    expect(providerOf(url)).toBeUndefined();
  });

  it('is told for as many base URLs as a program has, again and again', () => {
    const hosts = Array.from({ length: 250 }, (_, index) => `gateway-${index}.example.com`);
    const told = [...hosts, ...hosts].map((host) => providerOf(`https://${host}/v1`));
    expect(told).toEqual([...hosts, ...hosts]);
  });
});
