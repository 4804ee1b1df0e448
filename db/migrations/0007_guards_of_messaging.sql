-- Contacts, broadcasts, messages and the simulator stand behind the same wall as everything of an account.
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['contacts', 'contact_phones', 'contact_groups', 'group_members', 'contact_imports',
    'contact_import_rows', 'broadcasts', 'broadcast_recipients', 'broadcast_invalid', 'audience_lists',
    'audience_list_phones', 'messages', 'conversations', 'reviews', 'carrier_callbacks', 'simulator_calls',
    'simulator_settings'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY of_the_account ON %I USING (account_id = nullif(current_setting(''app.account_id'', true), '''')::bigint) WITH CHECK (account_id = nullif(current_setting(''app.account_id'', true), '''')::bigint)', t);
    EXECUTE format('CREATE POLICY of_the_owner ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON contacts, contact_phones, contact_groups, group_members, contact_imports,
  contact_import_rows TO opt_out_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON broadcasts, broadcast_recipients, broadcast_invalid, carrier_callbacks TO opt_out_app;
--> statement-breakpoint
GRANT UPDATE (status, scheduled_at, started_at, finished_at, recipients, invalid) ON broadcasts TO opt_out_app;
--> statement-breakpoint
GRANT UPDATE (status, reason, since, source, claimed_by, claimed_until, handed_off_at, carrier_id, with_notice,
  delivered_at, error_code, problem) ON broadcast_recipients TO opt_out_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON audience_lists, audience_list_phones TO opt_out_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON messages, reviews TO opt_out_app;
--> statement-breakpoint
GRANT UPDATE (reading, matched, broadcast_id, applied_at, changed, attempts, answer, answered_at, review_id)
  ON messages TO opt_out_app, opt_out_handset;
--> statement-breakpoint
GRANT UPDATE (decided_at, decision, decided_by) ON reviews TO opt_out_app;
--> statement-breakpoint
GRANT SELECT ON messages, reviews, carrier_callbacks TO opt_out_handset;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON conversations, simulator_settings TO opt_out_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (pressed_at, answer) ON simulator_calls TO opt_out_app;
--> statement-breakpoint

-- The last line of the promise: no recipient becomes "sent" while the channel is closed, whatever the code
-- above believes. It holds the phone's row, so that a closing of this moment is waited for and seen.
CREATE FUNCTION refuse_closed_recipient() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  closed boolean;
BEGIN
  SELECT CASE NEW.channel WHEN 'voice' THEN p.voice_closed_at ELSE p.text_closed_at END IS NOT NULL INTO closed
  FROM phones p WHERE p.account_id = NEW.account_id AND p.phone = NEW.phone FOR SHARE;
  IF closed IS NULL THEN
    RAISE EXCEPTION 'a phone without a state is not messaged' USING ERRCODE = 'OOR03';
  ELSIF closed THEN
    RAISE EXCEPTION 'this phone opted out of %', NEW.channel USING ERRCODE = 'OOR03';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER broadcast_recipients_open BEFORE UPDATE ON broadcast_recipients FOR EACH ROW
  WHEN (NEW.status = 'sent' AND OLD.status <> 'sent') EXECUTE FUNCTION refuse_closed_recipient();
--> statement-breakpoint
CREATE TRIGGER broadcast_recipients_begin_open BEFORE INSERT ON broadcast_recipients FOR EACH ROW
  WHEN (NEW.status IN ('sent', 'delivered')) EXECUTE FUNCTION refuse_closed_recipient();
--> statement-breakpoint

-- What was, or may have been, handed over is never sent again.
CREATE FUNCTION refuse_second_sending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'this recipient was handed over already' USING ERRCODE = 'OOR04';
END $$;
--> statement-breakpoint
CREATE TRIGGER broadcast_recipients_once BEFORE UPDATE ON broadcast_recipients FOR EACH ROW
  WHEN (OLD.status IN ('sent', 'delivered', 'failed', 'unknown') AND NEW.status NOT IN ('sent', 'delivered', 'failed', 'unknown'))
  EXECUTE FUNCTION refuse_second_sending();
--> statement-breakpoint

-- The look-ups that find an account: by the number that was texted, and by the carrier's id of what we sent.
CREATE FUNCTION find_text_number(wanted bigint) RETURNS TABLE (account_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.id FROM accounts a WHERE a.text_number = wanted
$$;
--> statement-breakpoint
CREATE FUNCTION find_carrier_id(wanted text) RETURNS TABLE (account_id bigint, broadcast_id bigint, phone bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.account_id, r.broadcast_id, r.phone FROM broadcast_recipients r WHERE r.carrier_id = wanted
$$;
--> statement-breakpoint

-- What workers have to take on, of all accounts; only what they need to find it.
CREATE FUNCTION broadcasts_to_work_on(at timestamptz) RETURNS TABLE (account_id bigint, broadcast_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT b.account_id, b.id FROM broadcasts b
  WHERE b.status = 'sending' OR (b.status = 'scheduled' AND b.scheduled_at <= at)
  ORDER BY b.scheduled_at NULLS FIRST, b.created_at LIMIT 100
$$;
--> statement-breakpoint
CREATE FUNCTION claims_to_release() RETURNS TABLE (account_id bigint, broadcast_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT r.account_id, r.broadcast_id FROM broadcast_recipients r
  WHERE r.status = 'handing_off' AND r.claimed_until < clock_timestamp()
$$;
--> statement-breakpoint
CREATE FUNCTION messages_to_apply() RETURNS TABLE (account_id bigint, message_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.account_id, m.id FROM messages m WHERE m.applied_at IS NULL ORDER BY m.account_id, m.phone, m.id LIMIT 1000
$$;
--> statement-breakpoint
CREATE FUNCTION reviews_to_expire(before date) RETURNS TABLE (account_id bigint, review_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.account_id, r.id FROM reviews r WHERE r.decided_at IS NULL AND r.due_on < before
  ORDER BY r.due_on, r.account_id, r.phone LIMIT 1000
$$;
--> statement-breakpoint
CREATE FUNCTION contact_imports_to_work_on() RETURNS TABLE (account_id bigint, import_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT i.account_id, i.id FROM contact_imports i WHERE i.status = 'staging' ORDER BY i.created_at LIMIT 100
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION find_text_number(bigint), find_carrier_id(text), broadcasts_to_work_on(timestamptz),
  claims_to_release(), messages_to_apply(), reviews_to_expire(date), contact_imports_to_work_on() FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION find_text_number(bigint), find_carrier_id(text), broadcasts_to_work_on(timestamptz),
  claims_to_release(), messages_to_apply(), reviews_to_expire(date), contact_imports_to_work_on() TO opt_out_app;
