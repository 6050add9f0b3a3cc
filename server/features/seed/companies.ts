import type { Names } from './names.ts';
import type { Random } from './random.ts';

const FORMS = 'Inc,LLC,GmbH,Ltd,Group,SA,Corp,AG,BV,SRL,AB,AS,SAS,KG,SpA,Oy,Partners,SL,PLC,and Sons,Holding'.split(
  ',',
);

/** What companies do, the commonest first, as with legal forms. */
const TRADES =
  'Consulting,Construction,Solutions,Technologies,Systems,Logistics,Industries,Software,Foods,Engineering,Media,Energy,Transport,Trading,Design,Marketing,Medical,Electric,Properties,Insurance,Health,Capital,Security,Electronics,Training,Research,Automotive,Hotels,Travel,Pharma,Machinery,Packaging,Steel,Plastics,Printing,Furniture,Investments,Finance,Digital,Data,Networks,Metals,Textiles,Telecom,Chemicals,Distribution,Supplies,Motors,Cleaning,Catering,Solar,Robotics,Builders,Plumbing,Power,Water,Fashion,Studios,Sports,Staffing,Education,Ventures,Realty,Tools,Shipping,Freight,Care,Restaurants,Advisory,Aerospace,Agriculture,Analytics,Apparel,Architects,Automation,Aviation,Bakery,Bank,Beverages,Biotech,Books,Brewery,Cloud,Clinics,Coatings,Components,Contracting,Controls,Cosmetics,Couriers,Dairy,Dental,Diagnostics,Equipment,Events,Farms,Fasteners,Films,Fitness,Flooring,Footwear,Foundry,Games,Gardens,Gas,Glass,Graphics,Hardware,Heating,Homes,Hospitality,Imaging,Imports,Instruments,Insulation,Interiors,Jewelry,Kitchens,Laboratories,Landscaping,Laundry,Leasing,Legal,Lighting,Linens,Maritime,Materials,Mining,Mobility,Nurseries,Nutrition,Optics,Orchards,Outdoor,Paints,Paper,Photography,Pipelines,Precision,Press,Pumps,Quarries,Radio,Railways,Recruiting,Recycling,Refining,Refrigeration,Renewables,Rentals,Resorts,Roofing,Rubber,Safety,Sanitation,Scaffolding,Seafood,Semiconductors,Sensors,Signs,Storage,Surveying,Tanks,Theatres,Tiles,Timber,Tobacco,Tooling,Tourism,Toys,Turbines,Utilities,Valves,Vineyards,Warehousing,Waste,Watches,Welding,Wholesale,Windows,Wines,Wireless,Woodworks,Yachts'.split(
    ',',
  );

/** Names of companies after people, towns and made-up words, with and without what they do and their legal form. */
export function createCompanies({ last, towns, brands }: Names, { below, pick, pickCommon }: Random) {
  const kinds: ((() => string) | undefined)[] = [
    () => `${pickCommon(last)} ${pickCommon(FORMS)}`,
    () => `${pickCommon(last)} ${pickCommon(FORMS)}`,
    () => `${pickCommon(last)} ${pickCommon(TRADES)}`,
    () => `${pickCommon(last)} ${pickCommon(TRADES)} ${pickCommon(FORMS)}`,
    () => `${pick(brands)} ${pickCommon(TRADES)}`,
    () => `${pick(brands)} ${pickCommon(FORMS)}`,
    () => `${pick(brands)} ${pickCommon(TRADES)} ${pickCommon(FORMS)}`,
    () => `${pickCommon(towns)} ${pickCommon(TRADES)}`,
    () => `${pickCommon(towns)} ${pickCommon(TRADES)} ${pickCommon(FORMS)}`,
    () => `${pickCommon(last)} - ${pickCommon(last)}`,
    () => `${pickCommon(last)}, ${pickCommon(last)} and ${pickCommon(last)}`,
  ];
  return (): string => kinds[below(kinds.length)]?.() ?? '';
}
