-- Only some roles hold whole client files; a collector who becomes a resolver keeps none.
create or replace view scope_from_scratch as
with holders as (
  select c.company_id, p.id as person_id, 'client' as kind, c.id as file_id, c.id as client_id, r.reason
  from clients c
  join companies co on co.id = c.company_id
  join people p on p.company_id = c.company_id and p.active
  cross join lateral (values
    (case when c.collector_id = p.id and p.role in ('administrator', 'creditManager', 'collector', 'sales')
          then 'collector' end),
    (case when c.sales_id = p.id and p.role in ('administrator', 'creditManager', 'collector', 'sales')
          then 'sales' end),
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
