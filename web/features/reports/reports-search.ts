/** What the address of reports holds: which dashboard is open, and what its charts are narrowed down by. */
export interface ReportsSearch {
  dashboard?: string | undefined;
  /** A relative date in the grammar of filters, as JSON: `{"this":"month"}`. */
  period?: string | undefined;
  /** The id of a person. */
  owner?: string | undefined;
}

const ID = /^[1-9]\d{0,15}$/;
const PERIOD = /^\{"[a-z]{1,12}":"[a-z\d]{1,12}"\}$/;

/** Reads the address, leaving out what says nothing. */
export function readReportsSearch({ dashboard, period, owner }: Record<string, unknown>): ReportsSearch {
  return {
    ...(ID.test(String(dashboard)) && { dashboard: String(dashboard) }),
    ...(PERIOD.test(String(period)) && { period: String(period) }),
    ...(ID.test(String(owner)) && { owner: String(owner) }),
  };
}
