ALTER TABLE "uploads" ADD COLUMN "applied_as" jsonb;
--> statement-breakpoint
GRANT UPDATE (applied_as) ON uploads TO opt_out_app;
--> statement-breakpoint
-- Housekeeping of all accounts at once; it tells nothing about any.
CREATE FUNCTION prune_api_answers(before timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM api_answers WHERE created_at < before
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION prune_api_answers(timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION prune_api_answers(timestamptz) TO opt_out_app;
