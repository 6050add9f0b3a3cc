import { type Node, type Source, walk } from './find-texts.ts';

/** Attributes and properties that people read. */
const shown = new Set(
  'label title text placeholder description message action cancel empty done hint help alt aria-label aria-description aria-roledescription aria-valuetext nothingFoundMessage'.split(
    ' ',
  ),
);
/** Calls whose texts are translated, or for programs. */
const passed = new Set(['t', 'tn', 'msg', 'Error', 'querySelector', 'getElementById', 'matchMedia', 'useMediaQuery']);

/** Names, the same in every language. */
const names = new Set(['Arvelo', 'openapi.json']);

/** Texts of the web app that are written out without `t`. */
export function findUntranslated({ program }: Source): string[] {
  const found: string[] = [];
  walk(program, (node) => {
    if (node.type.startsWith('TS') || node.type === 'ImportDeclaration')
      return node.type !== 'ImportDeclaration' && isWrapper(node);
    if (isCall(node) && passed.has(calledName(node))) return false;
    if (node.type === 'JSXText' && /\p{L}{2}/u.test(node.value as string)) found.push((node.value as string).trim());
    const named = node.type === 'JSXAttribute' || node.type === 'Property';
    if (named && shown.has(nameOf(node))) found.push(...textsOf(node.value as Node | null));
    if (node.type === 'Literal' || node.type === 'TemplateLiteral') found.push(...textsOf(node).filter(isSentence));
    return undefined;
  });
  return [...new Set(found)].filter((text) => !names.has(text));
}

/** `x as T`, `x!` and `x satisfies T` hold code, other nodes of types do not. */
function isWrapper(node: Node): boolean | undefined {
  return ['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression', 'TSInstantiationExpression'].includes(
    node.type,
  )
    ? undefined
    : false;
}

function isCall(node: Node): boolean {
  return node.type === 'CallExpression' || node.type === 'NewExpression';
}

function calledName({ callee }: Node): string {
  const { name, property } = callee as { name?: string; property?: { name?: string } };
  return name ?? property?.name ?? '';
}

function nameOf(node: Node): string {
  const key = (node.name ?? node.key) as { name?: string; value?: string };
  return typeof key.name === 'string' ? key.name : (key.value ?? '');
}

/** The words of a literal or template; those of code are none. */
function textsOf(node: Node | null): string[] {
  if (!node) return [];
  if (node.type === 'Literal')
    return typeof node.value === 'string' && /\p{L}{2}/u.test(node.value) ? [node.value] : [];
  if (node.type !== 'TemplateLiteral') return [];
  const words = (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('{}');
  return /(^|[ {}])\p{L}{2}/u.test(words) ? [words] : [];
}

function isSentence(text: string): boolean {
  return /^(\p{Lu}\p{Ll}*|\{\})[’\p{L}]* \p{L}/u.test(text);
}
