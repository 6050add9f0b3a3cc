import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { findTexts, readSources, type Source } from './messages/find-texts.ts';
import { findUntranslated } from './messages/find-untranslated.ts';
import { findLabels } from './messages/labels.ts';
import { findSaidByServer } from './messages/said-by-server.ts';
import { projectFolder } from './run-step.ts';

const folder = join(projectFolder, 'web/language');
const webFiles = 'web/**/*.{ts,tsx}';

type Translation = string | Record<string, string>;
type Catalogue = Record<string, Translation>;

/** Every text that people see, in English, and whether it has a number in it. */
async function collectTexts(web: readonly Source[]): Promise<Map<string, { isPlural: boolean }>> {
  const found = web.map(findTexts);
  const texts = [...found.flatMap((one) => one.texts), ...findLabels(), ...(await findSaidByServer())];
  const plurals = found.flatMap((one) => one.plurals);
  const entries = [
    ...texts.map((text): [string, { isPlural: boolean }] => [text, { isPlural: false }]),
    ...plurals.map((text): [string, { isPlural: boolean }] => [text, { isPlural: true }]),
  ];
  return new Map(entries);
}

/** What the catalogues of all languages lack or have too much, and what is written past them, a line each. */
export async function checkMessages(): Promise<string[]> {
  const web = await readSources(webFiles);
  const texts = await collectTexts(web);
  const problems = web.flatMap((source) =>
    findUntranslated(source).map((text) => `${source.file}: not inside t(): ${JSON.stringify(text)}`),
  );
  for (const { name, catalogue } of await readCatalogues()) {
    const say = (problem: string, text: string) => problems.push(`${name}: ${problem}: ${JSON.stringify(text)}`);
    for (const [text, { isPlural }] of texts) {
      const translation = Object.hasOwn(catalogue, text) ? catalogue[text] : undefined;
      if (!translation) say('no translation', text);
      else if (isPlural !== (typeof translation === 'object')) say(isPlural ? 'wants plurals' : 'wants one text', text);
      else for (const one of wrongNames(text, translation)) say('other names in {} than in English', one);
      const missing = isPlural && typeof translation === 'object' ? missingCases(name, translation) : [];
      for (const one of missing) say(`no case "${one}"`, text);
    }
    for (const text of Object.keys(catalogue)) if (!text.startsWith('~') && !texts.has(text)) say('not used', text);
  }
  return problems.length > 0 ? [...problems, '`npm run messages` puts the catalogues in order'] : [];
}

/** Sorts the catalogues, takes out what nothing uses and puts in what they lack, with an empty text to fill in. */
async function arrangeCatalogues(): Promise<void> {
  const texts = await collectTexts(await readSources(webFiles));
  for (const { name, catalogue } of await readCatalogues()) {
    const cases = new Intl.PluralRules(name).resolvedOptions().pluralCategories;
    const empty = (isPlural: boolean) => (isPlural ? Object.fromEntries(cases.map((one) => [one, ''])) : '');
    const about = Object.entries(catalogue).filter(([text]) => text.startsWith('~'));
    const kept = [...texts].map(([text, { isPlural }]) => [text, catalogue[text] ?? empty(isPlural)] as const);
    await writeFile(join(folder, `${name}.json`), write(Object.fromEntries([...kept, ...about])));
  }
}

async function readCatalogues() {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
  return Promise.all(
    files.map(async (file) => {
      const written = await readFile(join(folder, file), 'utf8');
      return { name: basename(file, '.json'), catalogue: JSON.parse(written) as Catalogue };
    }),
  );
}

/** A line for each text, sorted; what is said about the language comes last. */
function write(catalogue: Catalogue): string {
  const isAbout = (text: string) => text.startsWith('~');
  const order = (a: string, b: string) => Number(isAbout(a)) - Number(isAbout(b)) || compare(a, b);
  const lines = Object.keys(catalogue)
    .sort(order)
    .map((text) => `  ${JSON.stringify(text)}: ${writeOne(catalogue[text] ?? '')}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

function writeOne(translation: Translation): string {
  if (typeof translation === 'string') return JSON.stringify(translation);
  return `{ ${Object.entries(translation)
    .map(([one, text]) => `${JSON.stringify(one)}: ${JSON.stringify(text)}`)
    .join(', ')} }`;
}

/** Independent of the machine's locale. */
function compare(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  return x < y ? -1 : x > y ? 1 : a < b ? -1 : 1;
}

function wrongNames(text: string, translation: Translation): string[] {
  const wanted = namesIn(text);
  const all = typeof translation === 'string' ? [translation] : Object.values(translation);
  // A case such as "one" may say the number in a word.
  const mayLack = typeof translation === 'object' ? ['n'] : [];
  return all.filter((one) => {
    const names = namesIn(one);
    return (
      names.some((name) => !wanted.includes(name)) ||
      wanted.some((name) => !names.includes(name) && !mayLack.includes(name))
    );
  });
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

function missingCases(language: string, translation: Record<string, string>): string[] {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  return pluralCategories.filter((one) => !translation[one]);
}

// `npm run check` imports this file, which leaves `import.meta.main` to itself.
if (process.argv[1] === import.meta.filename) {
  await arrangeCatalogues();
  const problems = await checkMessages();
  if (problems.length > 0) process.stdout.write(`${problems.join('\n')}\n`);
}
