import type { Names } from './names.ts';
import type { Random } from './random.ts';

const FORMS = 'Inc,Ltd,LLC,GmbH,AG,KG,SA,SAS,SL,SRL,SpA,BV,AB,AS,Oy,PLC,Corp,Group,Holding,and Sons,Partners'.split(',');

const TRADES =
  'Advisory,Aerospace,Agriculture,Analytics,Apparel,Architects,Automation,Automotive,Aviation,Bakery,Bank,Beverages,Biotech,Books,Brewery,Builders,Capital,Care,Catering,Chemicals,Cleaning,Cloud,Clinics,Coatings,Components,Construction,Consulting,Contracting,Controls,Cosmetics,Couriers,Dairy,Data,Dental,Design,Diagnostics,Digital,Distribution,Education,Electric,Electronics,Energy,Engineering,Equipment,Events,Farms,Fashion,Fasteners,Films,Finance,Fitness,Flooring,Foods,Footwear,Foundry,Freight,Furniture,Games,Gardens,Gas,Glass,Graphics,Hardware,Health,Heating,Homes,Hospitality,Hotels,Imaging,Imports,Industries,Instruments,Insulation,Insurance,Interiors,Investments,Jewelry,Kitchens,Laboratories,Landscaping,Laundry,Leasing,Legal,Lighting,Linens,Logistics,Machinery,Maritime,Marketing,Materials,Media,Medical,Metals,Mining,Mobility,Motors,Networks,Nurseries,Nutrition,Optics,Orchards,Outdoor,Packaging,Paints,Paper,Pharma,Photography,Pipelines,Plastics,Plumbing,Power,Precision,Press,Printing,Properties,Pumps,Quarries,Radio,Railways,Realty,Recruiting,Recycling,Refining,Refrigeration,Renewables,Rentals,Research,Resorts,Restaurants,Robotics,Roofing,Rubber,Safety,Sanitation,Scaffolding,Seafood,Security,Semiconductors,Sensors,Shipping,Signs,Software,Solar,Solutions,Sports,Staffing,Steel,Storage,Studios,Supplies,Surveying,Systems,Tanks,Technologies,Telecom,Textiles,Theatres,Tiles,Timber,Tobacco,Tooling,Tools,Tourism,Toys,Trading,Training,Transport,Travel,Turbines,Utilities,Valves,Ventures,Vineyards,Warehousing,Waste,Watches,Water,Welding,Wholesale,Windows,Wines,Wireless,Woodworks,Yachts'.split(
    ',',
  );

/** Names of companies after people, towns and made-up words, with and without what they do and their legal form. */
export function createCompanies({ last, towns, brands }: Names, { below, pick, pickCommon }: Random) {
  const kinds: ((() => string) | undefined)[] = [
    () => `${pickCommon(last)} ${pick(FORMS)}`,
    () => `${pickCommon(last)} ${pick(FORMS)}`,
    () => `${pickCommon(last)} ${pick(TRADES)}`,
    () => `${pickCommon(last)} ${pick(TRADES)} ${pick(FORMS)}`,
    () => `${pick(brands)} ${pick(TRADES)}`,
    () => `${pick(brands)} ${pick(FORMS)}`,
    () => `${pick(brands)} ${pick(TRADES)} ${pick(FORMS)}`,
    () => `${pickCommon(towns)} ${pick(TRADES)}`,
    () => `${pickCommon(towns)} ${pick(TRADES)} ${pick(FORMS)}`,
    () => `${pickCommon(last)} - ${pickCommon(last)}`,
    () => `${pickCommon(last)}, ${pickCommon(last)} and ${pickCommon(last)}`,
  ];
  return (): string => kinds[below(kinds.length)]?.() ?? '';
}
