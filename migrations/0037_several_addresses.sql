-- Several addresses and numbers of a contact, several numbers of a company. The primary one stays in its own column; the list keeps
-- the others, and the label of the primary one where it has one.
alter table contacts
  add column emails jsonb not null default '[]',
  add column phones jsonb not null default '[]';
alter table companies add column phones jsonb not null default '[]';
