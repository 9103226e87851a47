-- The files that state a report: `report_id`, `doc_id`. Of copies the one that stands; narrative and tables in files
-- of their own are both there.
-- needs: documents
select report_id, doc_id from documents
where edition_of is null and status in ('ok', 'partial') and doc_type is not null
