CREATE INDEX "broadcasts_due" ON "broadcasts" USING btree ("scheduled_at") WHERE status = 'scheduled';--> statement-breakpoint
CREATE INDEX "broadcast_recipients_held" ON "broadcast_recipients" USING btree ("account_id","phone") WHERE status = 'held';--> statement-breakpoint
-- What has come due is begun whatever else is at work.
CREATE FUNCTION broadcasts_due(at timestamptz) RETURNS TABLE (account_id bigint, broadcast_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT b.account_id, b.id FROM broadcasts b
  WHERE b.status = 'scheduled' AND b.scheduled_at <= at ORDER BY b.scheduled_at LIMIT 1000
$$;
--> statement-breakpoint
DROP FUNCTION broadcasts_to_work_on(timestamptz);
--> statement-breakpoint
-- Every account's oldest first, so that nobody's hundred keep another account's waiting.
CREATE FUNCTION broadcasts_to_work_on() RETURNS TABLE (account_id bigint, broadcast_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.account_id, s.id FROM (
    SELECT b.account_id, b.id, b.started_at,
      row_number() OVER (PARTITION BY b.account_id ORDER BY b.started_at, b.id) AS turn
    FROM broadcasts b WHERE b.status = 'sending') s
  ORDER BY s.turn, s.started_at LIMIT 100
$$;
--> statement-breakpoint
-- Phones that something is held for though nobody has anything to decide: a process died between the two.
CREATE FUNCTION held_to_release(fresh_since timestamptz, until timestamptz) RETURNS TABLE (account_id bigint, phone bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT r.account_id, r.phone FROM broadcast_recipients r
  JOIN broadcasts b ON b.account_id = r.account_id AND b.id = r.broadcast_id
  WHERE r.status = 'held' AND b.status IN ('scheduled', 'sending', 'paused', 'done')
    AND (b.finished_at IS NULL OR (b.finished_at > fresh_since AND b.finished_at <= until))
    AND NOT EXISTS (SELECT 1 FROM reviews v
      WHERE v.account_id = r.account_id AND v.phone = r.phone AND v.decided_at IS NULL)
  LIMIT 100
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION broadcasts_due(timestamptz), broadcasts_to_work_on(), held_to_release(timestamptz, timestamptz)
  FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION broadcasts_due(timestamptz), broadcasts_to_work_on(), held_to_release(timestamptz, timestamptz)
  TO opt_out_app;
