-- The codes of the functional (功能分类) and economic (经济分类) classification with their names as the tables print
-- them, by the year that they speak of: `year`, `kind`, `item_code`, `name`, `documents` that print it so, and
-- `names`, how many names the code has in that year.
-- needs: funds
with printed as (
    select
        period as year,
        case when item_code[1] = '2' then 'functional' else 'economic' end as kind,
        item_code,
        item as name,
        count(distinct doc_id) as documents
    from funds where item_code is not null and origin = 'table' group by all
)
select *, count(*) over (partition by year, kind, item_code) as names
from printed order by year, kind, item_code, documents desc, name
