import { useMemo } from 'preact/hooks';
import { type Block, blocks } from './blocks.ts';
import type { Inline } from './inline.ts';

/** A text written in Markdown. Nothing of it becomes HTML by itself: links are http, https or mailto, images are links. */
export function Markdown({ text }: { readonly text: string }) {
  const found = useMemo(() => blocks(text), [text]);
  return (
    <div class="markdown">
      <Blocks blocks={found} />
    </div>
  );
}

function Blocks({ blocks: all }: { readonly blocks: readonly Block[] }) {
  return (
    <>
      {all.map((block, index) => (
        <OneBlock key={index} block={block} />
      ))}
    </>
  );
}

function OneBlock({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'paragraph':
      return <p>{pieces(block.children)}</p>;
    case 'heading':
      return (
        <p
          class={`markdown-heading level-${Math.min(4, block.level)}`}
          role="heading"
          aria-level={Math.min(6, block.level + 2)}
        >
          {pieces(block.children)}
        </p>
      );
    case 'code':
      return (
        <pre class="markdown-code" tabIndex={0} data-language={block.language}>
          <code>{block.text}</code>
        </pre>
      );
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.blocks} />
        </blockquote>
      );
    case 'list':
      return <List {...block} />;
    case 'table':
      return <Table {...block} />;
    case 'rule':
      return <hr />;
  }
}

function List({ start, items }: Extract<Block, { kind: 'list' }>) {
  const rows = items.map((item, index) => (
    <li key={index}>
      <Blocks blocks={item} />
    </li>
  ));
  return start === undefined ? (
    <ul dir="auto">{rows}</ul>
  ) : (
    <ol dir="auto" start={start}>
      {rows}
    </ol>
  );
}

function Table({ head, rows }: Extract<Block, { kind: 'table' }>) {
  return (
    <div class="markdown-table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index} scope="col">
                {pieces(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column}>{pieces(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function pieces(all: readonly Inline[]) {
  return all.map((piece, index) => <Piece key={index} piece={piece} />);
}

function Piece({ piece }: { readonly piece: Inline }) {
  switch (piece.kind) {
    case 'text':
      return <>{piece.text}</>;
    case 'code':
      return <code>{piece.text}</code>;
    case 'break':
      return <br />;
    case 'link':
      return (
        <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
          {pieces(piece.children)}
        </a>
      );
    case 'strong':
      return <strong>{pieces(piece.children)}</strong>;
    case 'em':
      return <em>{pieces(piece.children)}</em>;
    case 'del':
      return <del>{pieces(piece.children)}</del>;
  }
}
