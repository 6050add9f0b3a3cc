import { signupFields } from './session.ts';

/** `GET /api/v1/organization`. */
export interface Organization {
  name: string;
  /** Code of the currency that sums are in. */
  currency: string;
  created_at: string;
}

/** What `PATCH /api/v1/organization` takes. */
export const organizationFields = { name: { ...signupFields.organization, label: 'Name' } };
