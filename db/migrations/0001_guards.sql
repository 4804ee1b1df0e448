-- Tenancy: a row is seen and written only by a transaction that says its account. After a transaction the
-- setting is '', so a bare cast would fail where no row is the right answer.
-- The owner (migrations, and the functions below that run in its name) is the exception, by policy.
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['logins', 'users', 'sessions', 'phones', 'opt_out_counts', 'consent_events', 'uploads', 'upload_phones'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY of_the_account ON %I USING (account_id = nullif(current_setting(''app.account_id'', true), '''')::bigint) WITH CHECK (account_id = nullif(current_setting(''app.account_id'', true), '''')::bigint)', t);
    EXECUTE format('CREATE POLICY of_the_owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE accounts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY of_the_account ON accounts USING (id = nullif(current_setting('app.account_id', true), '')::bigint);
--> statement-breakpoint
CREATE POLICY of_the_owner ON accounts TO CURRENT_USER USING (true) WITH CHECK (true);
--> statement-breakpoint
ALTER TABLE attempts ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY of_the_owner ON attempts TO CURRENT_USER USING (true) WITH CHECK (true);
--> statement-breakpoint

-- What each role may do. Neither may delete a phone or an event, or move one to another key.
DO $$
BEGIN
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO opt_out_app, opt_out_handset', current_database());
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO opt_out_app, opt_out_handset;
--> statement-breakpoint
GRANT SELECT ON accounts, users TO opt_out_app, opt_out_handset;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON sessions TO opt_out_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON phones, consent_events TO opt_out_app, opt_out_handset;
--> statement-breakpoint
GRANT UPDATE (seq, voice_closed_at, voice_source, voice_seq, text_closed_at, text_source, text_seq, text_locked_at, text_lock, text_lock_seq)
  ON phones TO opt_out_app, opt_out_handset;
--> statement-breakpoint
GRANT SELECT ON opt_out_counts TO opt_out_app, opt_out_handset;
--> statement-breakpoint
GRANT SELECT, INSERT ON uploads TO opt_out_app;
--> statement-breakpoint
GRANT UPDATE (status, applied_at, applied_by, rows_read, rows_total, layout, rows, blank_rows, phones, rejected, result, voice, text, attempts, problem)
  ON uploads TO opt_out_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON upload_phones TO opt_out_app;
--> statement-breakpoint

-- The ledger is append-only, for its owner too.
CREATE FUNCTION refuse_to_rewrite_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'OOR02';
END $$;
--> statement-breakpoint
CREATE TRIGGER consent_events_are_immutable BEFORE UPDATE OR DELETE ON consent_events
  FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_history();
--> statement-breakpoint
CREATE TRIGGER consent_events_stay BEFORE TRUNCATE ON consent_events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_rewrite_history();
--> statement-breakpoint

-- Only the code that receives a handset's own words may release or touch the lock on text.
CREATE FUNCTION guard_text_lock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'opt_out_handset' THEN
    RAISE EXCEPTION 'text of this phone is locked to the handset' USING ERRCODE = 'OOR01';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER phones_text_lock BEFORE UPDATE ON phones FOR EACH ROW
  WHEN (OLD.text_locked_at IS NOT NULL AND (
    NEW.text_locked_at IS DISTINCT FROM OLD.text_locked_at
    OR NEW.text_lock IS DISTINCT FROM OLD.text_lock
    OR NEW.text_lock_seq IS DISTINCT FROM OLD.text_lock_seq
    OR NEW.text_closed_at IS DISTINCT FROM OLD.text_closed_at
    OR NEW.text_source IS DISTINCT FROM OLD.text_source
    OR NEW.text_seq IS DISTINCT FROM OLD.text_seq))
  EXECUTE FUNCTION guard_text_lock();
--> statement-breakpoint
CREATE FUNCTION guard_locked_phone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'text of this phone is locked to the handset' USING ERRCODE = 'OOR01';
END $$;
--> statement-breakpoint
CREATE TRIGGER phones_locked_stay BEFORE DELETE ON phones FOR EACH ROW
  WHEN (OLD.text_locked_at IS NOT NULL) EXECUTE FUNCTION guard_locked_phone();
--> statement-breakpoint

-- Counts of the report, as deltas by day (in the account's zone), type and sources.
CREATE FUNCTION count_opt_outs() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO opt_out_counts (account_id, day, type, voice_source, text_source, n)
    SELECT p.account_id, (p.added_at AT TIME ZONE a.time_zone)::date, p.type, p.voice_source, p.text_source, count(*)
    FROM new_phones p JOIN accounts a ON a.id = p.account_id
    WHERE p.type IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO opt_out_counts (account_id, day, type, voice_source, text_source, n)
    SELECT p.account_id, (p.added_at AT TIME ZONE a.time_zone)::date, p.type, p.voice_source, p.text_source, sum(p.n)
    FROM (SELECT account_id, added_at, type, voice_source, text_source, 1 AS n FROM new_phones WHERE type IS NOT NULL
          UNION ALL
          SELECT account_id, added_at, type, voice_source, text_source, -1 FROM old_phones WHERE type IS NOT NULL) p
      JOIN accounts a ON a.id = p.account_id
    GROUP BY 1, 2, 3, 4, 5
    HAVING sum(p.n) <> 0;
  ELSE
    INSERT INTO opt_out_counts (account_id, day, type, voice_source, text_source, n)
    SELECT p.account_id, (p.added_at AT TIME ZONE a.time_zone)::date, p.type, p.voice_source, p.text_source, -count(*)
    FROM old_phones p JOIN accounts a ON a.id = p.account_id
    WHERE p.type IS NOT NULL
    GROUP BY 1, 2, 3, 4, 5;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER phones_counted_in AFTER INSERT ON phones REFERENCING NEW TABLE AS new_phones
  FOR EACH STATEMENT EXECUTE FUNCTION count_opt_outs();
--> statement-breakpoint
CREATE TRIGGER phones_counted_over AFTER UPDATE ON phones REFERENCING OLD TABLE AS old_phones NEW TABLE AS new_phones
  FOR EACH STATEMENT EXECUTE FUNCTION count_opt_outs();
--> statement-breakpoint
CREATE TRIGGER phones_counted_out AFTER DELETE ON phones REFERENCING OLD TABLE AS old_phones
  FOR EACH STATEMENT EXECUTE FUNCTION count_opt_outs();
--> statement-breakpoint
-- Folds the deltas of all accounts into one row for each day and kind. Two at once do no harm.
CREATE FUNCTION fold_opt_out_counts() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH folded AS (
    DELETE FROM opt_out_counts c
    USING (SELECT account_id, day, type, voice_source, text_source FROM opt_out_counts
           GROUP BY 1, 2, 3, 4, 5 HAVING count(*) > 1 OR sum(n) = 0) g
    WHERE c.account_id = g.account_id AND c.day = g.day AND c.type = g.type
      AND c.voice_source IS NOT DISTINCT FROM g.voice_source AND c.text_source IS NOT DISTINCT FROM g.text_source
    RETURNING c.*
  )
  INSERT INTO opt_out_counts (account_id, day, type, voice_source, text_source, n)
  SELECT account_id, day, type, voice_source, text_source, sum(n) FROM folded
  GROUP BY account_id, day, type, voice_source, text_source
  HAVING sum(n) <> 0
$$;
--> statement-breakpoint

-- Search by digits. LIKE is not leakproof, so row-level security keeps it off the trigram index:
-- this function filters by the account itself. It gives what a page is filtered and sorted by, because
-- going back to the table for that takes longer than finding the phones.
CREATE FUNCTION matching_phones(digits text, most integer)
RETURNS TABLE (phone bigint, added_at timestamptz, type text, voice_source text, text_source text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  account bigint := nullif(current_setting('app.account_id', true), '')::bigint;
BEGIN
  IF account IS NULL OR digits !~ '^[0-9]{1,15}$' THEN
    RETURN;
  END IF;
  RETURN QUERY EXECUTE format(
    'SELECT phone, added_at, type, voice_source, text_source FROM phones '
    'WHERE account_id = %s AND type IS NOT NULL AND phone::text LIKE %L LIMIT %s',
    account, '%' || digits || '%', most);
END $$;
--> statement-breakpoint

-- The look-ups that find an account.
CREATE FUNCTION find_login(wanted text) RETURNS TABLE (account_id bigint, user_id bigint, password_hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT l.account_id, l.user_id, l.password_hash FROM logins l WHERE l.email = lower(wanted)
$$;
--> statement-breakpoint

-- Counts a try under a key within a window, and answers how many there were and when the window ends.
CREATE FUNCTION count_attempt(attempt_key text, at timestamptz, window_length interval)
RETURNS TABLE (tries integer, ends timestamptz)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM attempts WHERE attempts.window_ends < at - interval '1 hour';
  INSERT INTO attempts AS a (key, count, window_ends) VALUES (attempt_key, 1, at + window_length)
  ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN a.window_ends <= at THEN 1 ELSE a.count + 1 END,
    window_ends = CASE WHEN a.window_ends <= at THEN excluded.window_ends ELSE a.window_ends END
  RETURNING a.count, a.window_ends
$$;
--> statement-breakpoint
-- A try that turned out to be right: forgotten for an e-mail, taken back by one for an address that many share.
CREATE FUNCTION forgive_attempts(attempt_key text, by integer) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE attempts SET count = greatest(count - by, 0) WHERE key = attempt_key
$$;
--> statement-breakpoint

-- The uploads of all accounts that a worker has to take on or take over; only what it needs to find them.
CREATE FUNCTION uploads_to_work_on() RETURNS TABLE (account_id bigint, upload_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.account_id, u.id FROM uploads u WHERE u.status IN ('staging', 'applying') ORDER BY u.created_at LIMIT 100
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION fold_opt_out_counts(), matching_phones(text, integer), find_login(text),
  count_attempt(text, timestamptz, interval), forgive_attempts(text, integer),
  uploads_to_work_on() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION fold_opt_out_counts(), matching_phones(text, integer), find_login(text),
  count_attempt(text, timestamptz, interval), forgive_attempts(text, integer),
  uploads_to_work_on() TO opt_out_app;
