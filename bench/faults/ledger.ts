/** What the product has acknowledged: the checker holds it to that. */
export interface Ledger {
  /** By idempotency key. */
  keys: Map<string, Entry>;
  /** The last acknowledged state, by object and id. */
  records: Map<string, Expected>;
  /** Requests that were acknowledged. */
  acknowledged: number;
}

export interface Entry {
  tenantId: number;
  object: 'leads' | 'opportunities';
  /** Records that the request makes, all of which carry the key as their title. */
  makes: number;
  isAcknowledged: boolean;
}

export interface Expected {
  tenantId: number;
  object: 'leads' | 'opportunities';
  id: number;
  version: number;
  /** What the last acknowledged change wrote; null where none did. */
  mark: string | null;
  isDeleted: boolean;
}

export function createLedger(): Ledger {
  return { keys: new Map(), records: new Map(), acknowledged: 0 };
}
