-- Lets others write while the rows are looked at.

alter table tasks validate constraint tasks_tenant_id_previous_id_fkey;
