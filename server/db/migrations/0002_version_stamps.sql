-- Every replicated row carries the version of the transaction that wrote it, and no script can leave it out.
create function stamp_version() returns trigger language plpgsql as $$
begin
  if coalesce(current_setting('suivi.version', true), '') = '' then
    raise exception 'the version is unset: rows of % are written through the journal only', tg_table_name;
  end if;
  new.version := current_setting('suivi.version')::bigint;
  return new;
end $$;
--> statement-breakpoint
do $$
declare replicated text;
begin
  foreach replicated in array array['clients', 'contacts', 'items', 'actions', 'associations', 'figures', 'departures',
                                    'settings', 'people', 'preferences', 'entries', 'history']
  loop
    execute format('create trigger %I before insert or update on %I for each row execute function stamp_version()',
                   replicated || '_version', replicated);
  end loop;
end $$;
--> statement-breakpoint
-- Everybody's scope from scratch: what the maintained table is held against, by tests and by night.
create view scope_from_scratch as
with holders as (
  select c.company_id, p.id as person_id, 'client' as kind, c.id as file_id, c.id as client_id, r.reason
  from clients c
  join companies co on co.id = c.company_id
  join people p on p.company_id = c.company_id and p.active
  cross join lateral (values
    (case when c.collector_id = p.id then 'collector' end),
    (case when c.sales_id = p.id then 'sales' end),
    (case when co.is_held_whole and p.role in ('administrator', 'creditManager', 'guest') then 'company' end)
  ) as r(reason)
  where r.reason is not null
), cases as (
  select a.company_id, p.id as person_id, 'case' as kind, a.id as file_id, a.client_id, r.reason
  from actions a
  cross join lateral (values (a.owner_id, 'owner'), (a.resolver_id, 'resolver')) as r(person_id, reason)
  join people p on p.company_id = a.company_id and p.id = r.person_id and p.active
  where not a.removed
    and not exists (select from holders h
                    where h.company_id = a.company_id and h.person_id = p.id and h.client_id = a.client_id)
)
select company_id, person_id, kind, file_id, client_id, jsonb_object_agg(reason, 1) as reasons
from (select * from holders union all select * from cases) as holds
group by company_id, person_id, kind, file_id, client_id;
