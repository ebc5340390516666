'use strict';
// Models and embeddings that answer by script, as classes of the loaded copy of LangChain.

/** A chat model that gives one answer after the other, whole or word by word. */
exports.scriptedModel = (lib, script) => {
  const { BaseChatModel, AIMessageChunk, ChatGenerationChunk } = lib;
  class ScriptedModel extends BaseChatModel {
    #turn = 0;
    _llmType() {
      return 'scripted';
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
      const { content } = this.#next(messages);
      for (const text of content.split(/(?<= )/)) {
        await runManager?.handleLLMNewToken(text);
        yield new ChatGenerationChunk({ text, message: new AIMessageChunk({ content: text }) });
        // As a provider does: what comes next is not there yet.
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
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
