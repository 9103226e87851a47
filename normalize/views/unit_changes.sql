-- Bodies that are one after the other, as `unit_links` has them: `how` stated (a document says so), region (its
-- region was renamed) or code (the same 预算单位编码 in the same region under names that begin alike); `kind`, `year`,
-- both names and ids, `doc_id` and `related_doc_id` (the last document of the earlier name), `evidence` in words.
-- needs: unit_links
select how, kind, year, from_unit_id, from_body_id, from_name,
    to_unit_id, to_body_id, to_name, doc_id, related_doc_id, coalesce(proof, raw) as evidence
from unit_links
order by to_name, year, how, from_name, doc_id
