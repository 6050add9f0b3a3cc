import {
  cs_CZ,
  da,
  de,
  en,
  en_AU,
  en_GH,
  en_IN,
  en_NG,
  en_ZA,
  es,
  es_MX,
  fi,
  fr,
  hr,
  hu,
  it,
  type LocaleDefinition,
  nb_NO,
  nl,
  pl,
  pt_BR,
  pt_PT,
  ro,
  sk,
  sv,
  tr,
} from '@faker-js/faker';
import type { Random } from './random.ts';

/** Whose names and towns are drawn from: languages that write in Latin letters. */
const LOCALES: readonly LocaleDefinition[] = [
  en,
  de,
  fr,
  es,
  it,
  nl,
  pl,
  sv,
  pt_BR,
  da,
  nb_NO,
  fi,
  cs_CZ,
  hu,
  tr,
  ro,
  hr,
  sk,
  es_MX,
  pt_PT,
  en_IN,
  en_NG,
  en_GH,
  en_AU,
  en_ZA,
];

/** What made-up company names begin, go on and end with. */
const STARTS =
  'Ac Al Am An Ar Au Av Be Bo Bri Ca Ce Ci Co Cu Da De Do Du El En Er Eu Fa Fi Flo Fo Ga Ge Gra Ha He Hy Im In Jo Ka Ki Ko La Le Li Lo Lu Ma Me Mi Mo Na Ne Ni No Nu Om On Or Pa Pe Pi Pro Qua Ra Re Ri Ro Sa Se Si So Sta Sy Ta Te Ti Tra Tri Ul Un Va Ve Vi Vo Wa We Xe Ya Ze Zo'.split(
    ' ',
  );
const MIDDLES =
  'ba be bri ca ce co da de di do fa fe gra la le li lo lu ma me mi mo na ne ni no nu pa pe qui ra re ri ro sa se si so sta ta te ti to tra tri va ve vi vo xa xi za zo'.split(
    ' ',
  );
const ENDS =
  'bit byte cast core dan dex dia dis don fin flow form gen gon lab lar len lex lia line link lis lix lon lux mar max met mix nex nia nix non nova num on pex phor pro que ra rix ron ros sen sis soft sol son span spring star sys tac tech tek tel tera tex tis ton tor tra tris tron tum va van vex via vis vita wave wise xis zen zia'.split(
    ' ',
  );

/** All names there are to draw from, the commonest first. */
export interface Names {
  first: string[];
  last: string[];
  towns: string[];
  brands: string[];
}

const BRANDS = 20_000;

/** The supply of names, in an order of its own for each seed. */
export function readNames(random: Random): Names {
  const first = LOCALES.flatMap(({ person }) => everyForm(person?.first_name));
  const last = LOCALES.flatMap(({ person }) => everyForm(person?.last_name));
  const towns = LOCALES.flatMap(({ location }) => location?.city_name ?? []);
  const brands = Array.from({ length: BRANDS }, () => makeBrand(random));
  return {
    first: random.shuffle(inPlainLetters(first)),
    last: random.shuffle(inPlainLetters(last)),
    towns: random.shuffle(inPlainLetters(towns)),
    brands: [...new Set(brands)],
  };
}

interface Forms {
  generic?: readonly string[];
  female?: readonly string[];
  male?: readonly string[];
}

function everyForm(forms: Forms | null | undefined): string[] {
  return [...(forms?.generic ?? []), ...(forms?.female ?? []), ...(forms?.male ?? [])];
}

/** Without accents, as most people type names abroad; those that other signs stand in are left out. */
function inPlainLetters(names: readonly string[]): string[] {
  const plain = names.map((name) =>
    name
      .normalize('NFKD')
      .replaceAll(/\p{M}+/gu, '')
      .replaceAll('ß', 'ss'),
  );
  return [...new Set(plain)].filter((name) => /^[A-Z][a-z]+(?:[A-Z][a-z]+)?$/.test(name));
}

function makeBrand({ pick, below }: Random): string {
  const middle = below(2) === 0 ? pick(MIDDLES) : '';
  return pick(STARTS) + middle + pick(ENDS);
}
