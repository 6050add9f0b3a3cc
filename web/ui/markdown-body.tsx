import { Lexer, type Token, type Tokens } from 'marked';
import { Children, type ReactNode } from 'react';
import classes from './markdown.module.css';

interface MarkdownBodyProps {
  text: string;
}

/** Deeper nesting is shown as it was typed. */
const DEEPEST = 12;

/** Markdown as elements, made from what the reader understood and never from HTML. */
export function MarkdownBody({ text }: MarkdownBodyProps) {
  return <Blocks tokens={readTokens(text)} depth={0} />;
}

/** A text that overcharges the reader is one paragraph. */
function readTokens(text: string): Token[] {
  try {
    return new Lexer({ gfm: true, breaks: true }).lex(text);
  } catch {
    return [{ type: 'text', raw: text, text }];
  }
}

interface TokensProps {
  tokens: readonly Token[] | undefined;
  depth: number;
}

function Blocks({ tokens = [], depth }: TokensProps) {
  return each(tokens, (token) => block(token, depth + 1));
}

function block(token: Token, depth: number): ReactNode {
  if (depth > DEEPEST) return token.raw;
  switch (token.type) {
    case 'space':
    case 'def':
      return null;
    case 'heading':
      return <p className={classes.heading}>{inline(token.tokens, depth)}</p>;
    case 'paragraph':
      return <p>{inline(token.tokens, depth)}</p>;
    case 'text':
      return token.tokens ? inline(token.tokens, depth) : token.text;
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
        <pre tabIndex={0}>
          <code>{token.text}</code>
        </pre>
      );
    case 'hr':
      return <hr />;
    case 'blockquote':
      return (
        <blockquote>
          <Blocks tokens={token.tokens} depth={depth} />
        </blockquote>
      );
    case 'list':
      return <List list={token as Tokens.List} depth={depth} />;
    case 'table':
      return <Table table={token as Tokens.Table} depth={depth} />;
    default:
      return <p className={classes.plain}>{token.raw}</p>;
  }
}

function List({ list, depth }: { list: Tokens.List; depth: number }) {
  const items = each(list.items, (item) => (
    <li className={item.task ? classes.task : undefined}>
      {item.task && <span aria-hidden="true">{item.checked ? '☑' : '☐'} </span>}
      <Blocks tokens={item.tokens.filter(({ type }) => type !== 'checkbox')} depth={depth} />
    </li>
  ));
  return list.ordered ? <ol start={list.start || 1}>{items}</ol> : <ul>{items}</ul>;
}

function Table({ table, depth }: { table: Tokens.Table; depth: number }) {
  return (
    <div className={classes.scroll}>
      <table>
        <thead>
          <tr>
            {each(table.header, (cell) => (
              <th>{inline(cell.tokens, depth)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {each(table.rows, (row) => (
            <tr>
              {each(row, (cell) => (
                <td>{inline(cell.tokens, depth)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function inline(tokens: readonly Token[] | undefined, depth: number): ReactNode {
  return each(tokens ?? [], (token) => span(token, depth + 1));
}

function span(token: Token, depth: number): ReactNode {
  if (depth > DEEPEST) return token.raw;
  switch (token.type) {
    case 'strong':
      return <strong>{inline(token.tokens, depth)}</strong>;
    case 'em':
      return <em>{inline(token.tokens, depth)}</em>;
    case 'del':
      return <del>{inline(token.tokens, depth)}</del>;
    case 'codespan':
      return <code>{token.text}</code>;
    case 'br':
      return <br />;
    case 'link':
      return <Anchor href={token.href}>{inline(token.tokens, depth)}</Anchor>;
    case 'image':
      return <Anchor href={token.href}>{token.text || token.href}</Anchor>;
    case 'text':
      return token.tokens ? inline(token.tokens, depth) : token.text;
    case 'escape':
      return token.text;
    default:
      return token.raw;
  }
}

/** Only addresses of the web, of mail and of phones lead anywhere; a person who is mentioned is marked. */
function Anchor({ href, children }: { href: string; children: ReactNode }) {
  if (/^user:\d+$/.test(href)) return <span className={classes.mention}>{children}</span>;
  if (!/^(?:https?:\/\/|mailto:|tel:)/i.test(href)) return children;
  return (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {children}
    </a>
  );
}

/** A text does not change its order while it is shown: elements are told apart by their places. */
function each<T>(items: readonly T[], show: (item: T) => ReactNode): ReactNode {
  return Children.toArray(items.map(show));
}
