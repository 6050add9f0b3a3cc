/** A part of the driver that its types leave out: how JavaScript values become the texts of parameters. */
declare module 'pg/lib/utils.js' {
  export function prepareValue(value: unknown): unknown;
}
