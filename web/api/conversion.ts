import type { Written } from './client.ts';
import { write } from './client.ts';

export const conversionParts = ['company', 'contact', 'opportunity'] as const;
export type ConversionPart = (typeof conversionParts)[number];

/** What becomes of each part: a new record, one that there is, or nothing. */
export type Conversion = Record<ConversionPart, { create: Readonly<Record<string, unknown>> } | { id: number } | null>;

/** Ids of what a lead became. */
export interface Converted {
  company_id: number | null;
  contact_id: number | null;
  opportunity_id: number | null;
}

export function convertLead(id: number, body: Conversion): Promise<Written<Converted>> {
  return write(`/api/v1/leads/${id}/conversion`, { method: 'POST', body });
}
