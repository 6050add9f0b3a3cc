import { type Node, readSources, type Source, walk } from './find-texts.ts';

/** Files whose messages are for programs that call the API: no screen can cause them. */
const forPrograms =
  /^(shared\/(filter|relative-dates)|server\/(records\/(answer-write|batch|groups|legacy-routes|list-query|sort|calls|page)|platform|features\/(search|history|timeline|duplicates|access\/read-role-rules)|objects\/leads\/conversion-input))/;

/** Properties that describe the API. */
const forDocs = new Set(['summary', 'description']);

/** What the names in a file's imports are when it has something to say to people. */
const sayers = new Set(['appError', 'invalid', 'bad', 'FieldErrors']);

/**
 * The messages that the server and the checks of fields have for people, with names in `{}` for what they put in: every text of a
 * file that can refuse something, as far as it is a sentence.
 */
export async function findSaidByServer(): Promise<string[]> {
  const sources = await readSources('{shared,server}/**/*.ts');
  return sources.filter(({ file, program }) => !forPrograms.test(file) && refuses(program)).flatMap(sentencesOf);
}

function refuses(program: Node): boolean {
  const names = (program.body as Node[])
    .filter(({ type }) => type === 'ImportDeclaration')
    .flatMap(({ specifiers }) => (specifiers as Node[]).map((one) => (one.local as Node).name as string));
  return names.some((name) => sayers.has(name));
}

function sentencesOf({ program }: Source): string[] {
  const found: string[] = [];
  walk(program, (node) => {
    // SQL, imports, and what only a log or the API's documentation will show.
    if (['TaggedTemplateExpression', 'ImportDeclaration', 'NewExpression'].includes(node.type)) return false;
    if (node.type === 'Property' && forDocs.has((node.key as Node).name as string)) return false;
    if (node.type === 'Literal' && typeof node.value === 'string') found.push(node.value);
    if (node.type === 'TemplateLiteral') found.push(patternOf(node));
    return undefined;
  });
  return found.filter((text) => /^([A-Z]|\{\w+\} )[^\n]* /.test(text) && /[a-z]{2}/.test(text.replace(/\{\w+\}/g, '')));
}

/** A template as the catalogue has it: `${field.label} is required` is `{label} is required`. */
function patternOf(template: Node): string {
  const expressions = template.expressions as Node[];
  const seen = new Map<string, number>();
  const names = expressions.map((expression) => {
    const name = nameOf(expression);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? `{${name}}` : `{${name}${count}}`;
  });
  const parts = (template.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked);
  return parts.map((part, at) => part + (names[at] ?? '')).join('');
}

function nameOf(expression: Node): string {
  const inner = (expression.callee ?? expression.expression ?? expression.object) as Node | undefined;
  if (expression.type === 'Identifier') return (expression.name as string).toLowerCase();
  if (expression.type !== 'MemberExpression') return inner ? nameOf(inner) : 'value';
  const property = expression.property as Node;
  if (property.name === 'join' || property.name === 'format') return 'list';
  const isPart = property.type === 'Literal' || property.name === 'toLowerCase' || property.name === 'toLocaleString';
  return isPart || property.name === 'length'
    ? nameOf(expression.object as Node)
    : ((property.name as string) ?? 'value');
}
