-- The 类 of the functional classification in the order in which 收入支出决算总表 prints them: `year`, `position` (the
-- highest that a document gives it: some leave out the 类 without an amount), `name`, `documents`.
-- needs: funds
with placed as (
    select
        period as year,
        doc_id,
        item as name,
        row_number() over (partition by period, doc_id order by min(row_no)) as position
    from funds
    where statement = 'income_expenditure_summary' and origin = 'table'
        and concept like 'function:%'
    group by period, doc_id, item
)
select year, cast(max(position) as integer) as position, name, count(*) as documents
from placed group by year, name order by year, position, name
