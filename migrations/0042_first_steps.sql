-- Whether somebody goes through the first steps: open, or closed when done with them.
alter table preferences add column guide text;
-- Demo data is known by the action of the change sets that it was made in.
create index change_sets_demo on change_sets (tenant_id, id) where action = 'demo';
