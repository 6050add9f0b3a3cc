/** The currencies in use, by ISO 4217. */
export const currencyCodes = (
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK ' +
  'DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF ' +
  'KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK ' +
  'PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX ' +
  'USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG'
).split(' ');

/** What a new tenant reckons in until it chooses another. */
export const USUAL_CURRENCY = 'USD';

const RATE_DECIMALS = 10;
const RATE_UNIT = 10n ** BigInt(RATE_DECIMALS);

/** An amount times a rate, to the cent, half a cent up; exact, whatever the size. */
export function convertAmount(amount: number, rate: number): number {
  const cents = centsOf(amount) * BigInt(rate.toFixed(RATE_DECIMALS).replace('.', ''));
  return fromCents(divide(cents, RATE_UNIT));
}

/** A share of an amount, in percent, to the cent. */
export function percentOf(amount: number, percent: number): number {
  return fromCents(divide(centsOf(amount) * BigInt(percent), 100n));
}

function centsOf(amount: number): bigint {
  return BigInt(Math.round(amount * 100));
}

function divide(cents: bigint, by: bigint): bigint {
  return (cents + by / 2n) / by;
}

function fromCents(cents: bigint): number {
  return Number(cents) / 100;
}
