-- Activities can be about a company or a contact alone.
alter table activities drop constraint activities_check;
alter table activities add check (
  lead_id is not null or opportunity_id is not null or company_id is not null or contact_id is not null
);
