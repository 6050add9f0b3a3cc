import type { Chrono, ParsedResult } from 'chrono-node';
import type { DateReader, When } from './read-line.ts';

interface Clock {
  /** What the person's clock shows now, as the milliseconds that the same reading would be in UTC. */
  now: number;
  /** `en-US` has the month first, `en-GB` the day. */
  locale: string;
}

/** Reads days and times as people write them in English and German, the person's language first. Loaded when first needed. */
export async function loadDateReader({ now, locale }: Clock): Promise<DateReader> {
  const [english, german] = await Promise.all([import('chrono-node/en'), import('chrono-node/de')]);
  const isAmerican = /^en(-US)?$/i.test(locale);
  const parsers = [isAmerican ? english.casual : english.GB, withShortDays(german.casual.clone())];
  if (/^de\b/i.test(locale)) parsers.reverse();
  return (text) => {
    // A clock of its own: the library counts in the browser's time zone, the person may live in another.
    const reference = toLocal(now);
    const found = parsers.flatMap((parser) => parser.parse(text, reference, { forwardDate: true }).slice(0, 1));
    // Whoever types in the other language: that one understands more of it.
    const [best] = found.sort((one, other) => other.text.length - one.text.length);
    return best && { ...toWhen(best, now), index: best.index, text: best.text };
  };
}

/** `12.3.`, the day first, as it is written where a point separates them. */
function withShortDays(parser: Chrono): Chrono {
  parser.parsers.push({
    pattern: () => /(?<![\d.])(\d{1,2})\.(\d{1,2})\.?(?![\d.])/,
    extract: (_, match) => {
      const [day, month] = [Number(match[1]), Number(match[2])];
      return day >= 1 && day <= 31 && month >= 1 && month <= 12 ? { day, month } : null;
    },
  });
  return parser;
}

/** Hours up to this one, without `am`, are of the afternoon: nobody calls at three in the night. */
const LAST_OF_NIGHT = 6;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

function toWhen({ start }: ParsedResult, now: number): When {
  const [year, month, day] = [start.get('year') ?? 0, start.get('month') ?? 1, start.get('day') ?? 1];
  const hasTime = start.isCertain('hour');
  const hour = hasTime ? (start.get('hour') ?? 0) : 0;
  let wall = Date.UTC(year, month - 1, day, hour, hasTime ? (start.get('minute') ?? 0) : 0);
  const isVague = hasTime && !start.isCertain('meridiem') && hour > 0 && hour <= LAST_OF_NIGHT;
  if (!isVague) return { wall, hasTime };
  wall += 12 * HOUR;
  const isOfToday = !start.isCertain('day') && !start.isCertain('weekday') && wall - DAY > now;
  return { wall: isOfToday ? wall - DAY : wall, hasTime };
}

/** A date whose own clock, in the browser's time zone, shows the wall time. */
function toLocal(wall: number): Date {
  const shown = new Date(wall);
  return new Date(
    shown.getUTCFullYear(),
    shown.getUTCMonth(),
    shown.getUTCDate(),
    shown.getUTCHours(),
    shown.getUTCMinutes(),
  );
}
