ALTER TABLE "contact_import_rows" ADD COLUMN "unreadable" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "contact_imports" ADD COLUMN "chosen" jsonb;--> statement-breakpoint
CREATE INDEX "contacts_by_part_of_name" ON "contacts" USING gin ("account_id",lower(name) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "contact_phones_by_digits" ON "contact_phones" USING gin ("account_id",(phone::text) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "conversations_unread" ON "conversations" USING btree ("account_id","last_at","phone") WHERE unread > 0;--> statement-breakpoint

-- The contacts whose name holds every word, or a phone of theirs the digits. LIKE is not leakproof, so row-level
-- security keeps it off the trigram indexes: this function filters by the account itself. Whose the contacts are
-- is asked where they are read.
CREATE FUNCTION matching_contacts(words text[], digits text) RETURNS TABLE (contact_id bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account bigint := nullif(current_setting('app.account_id', true), '')::bigint;
  named text;
BEGIN
  IF account IS NULL THEN
    RETURN;
  END IF;
  SELECT string_agg(format('lower(name) LIKE %L', '%' || regexp_replace(lower(word), '([\\%_])', '\\\1', 'g') || '%'), ' AND ')
    INTO named FROM unnest(words) AS word;
  RETURN QUERY EXECUTE format('SELECT id FROM contacts WHERE account_id = %s AND %s', account, coalesce(named, 'true'))
    || CASE WHEN digits ~ '^[0-9]{1,15}$' THEN format(
      ' UNION SELECT contact_id FROM contact_phones WHERE account_id = %s AND phone::text LIKE %L', account, '%' || digits || '%')
      ELSE '' END;
END $$;
--> statement-breakpoint

-- The app's role sees one account at a time; this finds the recipient lists of all that nobody can use any more.
CREATE FUNCTION purge_audience_lists(before timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH gone AS (DELETE FROM audience_lists WHERE created_at <= before RETURNING account_id, id)
  DELETE FROM audience_list_phones p USING gone g WHERE p.account_id = g.account_id AND p.list_id = g.id
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION matching_contacts(text[], text), purge_audience_lists(timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION matching_contacts(text[], text), purge_audience_lists(timestamptz) TO opt_out_app;
