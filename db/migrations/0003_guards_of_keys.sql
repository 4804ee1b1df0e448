-- API keys and their answers stand behind the same wall as everything of an account.
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['api_keys', 'api_key_hashes', 'api_answers'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY of_the_account ON %I USING (account_id = nullif(current_setting(''app.account_id'', true), '''')::bigint) WITH CHECK (account_id = nullif(current_setting(''app.account_id'', true), '''')::bigint)', t);
    EXECUTE format('CREATE POLICY of_the_owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT ON api_keys TO opt_out_app;
--> statement-breakpoint
GRANT UPDATE (last_used_at) ON api_keys TO opt_out_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE, UPDATE (status, content_type, body) ON api_answers TO opt_out_app;
--> statement-breakpoint
GRANT UPDATE (undo, undone_at, chosen) ON uploads TO opt_out_app;
--> statement-breakpoint

-- The look-up that finds an account by the hash of a key.
CREATE FUNCTION find_api_key(wanted text) RETURNS TABLE (account_id bigint, key_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT h.account_id, h.key_id FROM api_key_hashes h WHERE h.hash = wanted
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION find_api_key(text) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION find_api_key(text) TO opt_out_app;
--> statement-breakpoint

CREATE OR REPLACE FUNCTION uploads_to_work_on() RETURNS TABLE (account_id bigint, upload_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.account_id, u.id FROM uploads u WHERE u.status IN ('staging', 'applying', 'undoing') ORDER BY u.created_at LIMIT 100
$$;
--> statement-breakpoint

-- Undoing an upload may leave a locked channel closed by a later event, at the latest the one that locked
-- it, whose source and date it then takes. All else about a locked channel only the handset's role may touch.
DROP TRIGGER phones_text_lock ON phones;
--> statement-breakpoint
CREATE TRIGGER phones_text_lock BEFORE UPDATE ON phones FOR EACH ROW
  WHEN (OLD.text_locked_at IS NOT NULL AND (
    NEW.text_closed_at IS NULL
    OR NEW.text_locked_at IS DISTINCT FROM OLD.text_locked_at
    OR NEW.text_lock IS DISTINCT FROM OLD.text_lock
    OR NEW.text_lock_seq IS DISTINCT FROM OLD.text_lock_seq
    OR ((NEW.text_closed_at IS DISTINCT FROM OLD.text_closed_at
         OR NEW.text_source IS DISTINCT FROM OLD.text_source
         OR NEW.text_seq IS DISTINCT FROM OLD.text_seq)
        AND NOT (NEW.text_seq > OLD.text_seq AND NEW.text_seq <= OLD.text_lock_seq))))
  EXECUTE FUNCTION guard_text_lock();
