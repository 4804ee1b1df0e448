-- The app's role sees one account at a time; this finds the contacts of all that can no longer be restored.
-- What their phones opted out of is not theirs, and stands.
CREATE FUNCTION purge_deleted_contacts(before timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (DELETE FROM contacts WHERE deleted_at <= before RETURNING account_id, id),
  phones AS (DELETE FROM contact_phones p USING gone g WHERE p.account_id = g.account_id AND p.contact_id = g.id)
  DELETE FROM group_members m USING gone g WHERE m.account_id = g.account_id AND m.contact_id = g.id
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION purge_deleted_contacts(timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION purge_deleted_contacts(timestamptz) TO opt_out_app;
