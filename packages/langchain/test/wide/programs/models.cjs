'use strict';
// Models and embeddings that answer by script, as classes of the loaded copy of LangChain.

/** A chat model that gives one answer after the other, whole or word by word. */
exports.scriptedModel = (lib, script, params = {}) => {
  const { BaseChatModel, AIMessageChunk, ChatGenerationChunk } = lib;
  class ScriptedModel extends BaseChatModel {
    #turn = 0;
    _llmType() {
      return 'scripted';
    }
    invocationParams({ tools } = {}) {
      return { ...params, ...(tools && { tools }) };
    }
    bindTools(tools) {
      return this.withConfig({ tools });
    }
    #next(messages) {
      const answer = script[this.#turn % script.length];
      this.#turn += 1;
      return typeof answer === 'function' ? answer(messages) : answer;
    }
    async _generate(messages) {
      const message = this.#next(messages);
      return { generations: [{ text: String(message.content), message }] };
    }
    async *_streamResponseChunks(messages, options, runManager) {
      const { content, usage_metadata: usage } = this.#next(messages);
      for (const text of content.split(/(?<= )/)) {
        await runManager?.handleLLMNewToken(text);
        yield new ChatGenerationChunk({ text, message: new AIMessageChunk({ content: text }) });
        // As a provider does: what comes next is not there yet.
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
      if (!usage) return;
      const last = new AIMessageChunk({ content: '', usage_metadata: usage });
      yield new ChatGenerationChunk({ text: '', message: last });
    }
  }
  return new ScriptedModel({});
};

/** Embeddings that count letters. */
exports.letterEmbeddings = (lib) => {
  class LetterEmbeddings extends lib.Embeddings {
    async embedDocuments(texts) {
      return texts.map((text) => ['a', 'e', 'i', 'o', 'u'].map((letter) => text.split(letter).length));
    }
    async embedQuery(text) {
      const [vector] = await this.embedDocuments([text]);
      return vector;
    }
  }
  return new LetterEmbeddings({});
};

/** A document compressor that keeps the longest document. */
exports.longestFirst = (lib) => {
  class LongestFirst extends lib.BaseDocumentCompressor {
    async compressDocuments(documents) {
      return documents.toSorted((a, b) => b.pageContent.length - a.pageContent.length).slice(0, 1);
    }
  }
  return new LongestFirst();
};
