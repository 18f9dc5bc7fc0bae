-- Who owns or resolves a to-do holds its case, and so do those who take part in it and those asked in a validation.
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
), in_cases as (
  select a.company_id, a.client_id, a.id, coalesce(c.id, a.id) as case_id, c.id is not null as is_to_do,
         a.owner_id, a.resolver_id, a.participants
  from actions a
  left join actions c
    on c.company_id = a.company_id and c.id = a.case_id and c.client_id = a.client_id and not c.removed
  where not a.removed
), claims as (
  select a.company_id, a.client_id, a.case_id, case when a.is_to_do then 'toDo' else r.reason end as reason,
         'person' as type, r.person_id as id
  from in_cases a
  cross join lateral (values (a.owner_id, 'owner'), (a.resolver_id, 'resolver')) as r(person_id, reason)
  union all
  select a.company_id, a.client_id, a.case_id, 'participant', who ->> 'type', who ->> 'id'
  from in_cases a
  cross join lateral jsonb_array_elements(a.participants) as who
  union all
  select a.company_id, a.client_id, a.case_id, 'validator', who ->> 'type', who ->> 'id'
  from casework w
  join in_cases a on a.company_id = w.company_id and a.id = w.action_id
  cross join lateral jsonb_array_elements(w.work -> 'levels') with ordinality as level(asked, n)
  cross join lateral jsonb_array_elements(level.asked -> 'asked') as who
  where not w.removed
    and w.work ->> 'type' = 'validation'
    and (w.work ->> 'state' in ('open', 'askedBack') or w.wakes_on is not null)
    and level.n <= (w.work ->> 'level')::int + 1
), cases as (
  select c.company_id, p.id as person_id, 'case' as kind, c.case_id as file_id, c.client_id, c.reason
  from claims c
  join people p on p.company_id = c.company_id and p.active
    and case c.type when 'person' then p.id = c.id
                    when 'department' then p.department_id = c.id
                    when 'role' then p.role = c.id
                    else false end
    and (c.reason not in ('participant', 'validator') or p.role <> 'guest')
  where not exists (select from holders h
                    where h.company_id = c.company_id and h.person_id = p.id and h.client_id = c.client_id)
)
select company_id, person_id, kind, file_id, client_id, jsonb_object_agg(reason, 1) as reasons
from (select * from holders union all select * from cases) as holds
group by company_id, person_id, kind, file_id, client_id;
