ALTER TABLE "broadcasts" ADD COLUMN "problem" text;--> statement-breakpoint
ALTER TABLE "carrier_callbacks" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "carrier_callbacks" ADD COLUMN "phone" bigint;--> statement-breakpoint
ALTER TABLE "carrier_callbacks" ADD COLUMN "broadcast_id" bigint;--> statement-breakpoint
ALTER TABLE "carrier_callbacks" ADD COLUMN "applied_at" timestamp (3) with time zone;--> statement-breakpoint

-- Those from before were stored by the transaction that applied them, and speak of a recipient.
UPDATE carrier_callbacks c SET applied_at = c.received_at, phone = r.phone, broadcast_id = r.broadcast_id,
  source = CASE WHEN c.key LIKE '% key 3' THEN 'keypress' ELSE 'carrier' END
FROM broadcast_recipients r
WHERE r.account_id = c.account_id AND r.carrier_id = split_part(c.key, ' ', 1);--> statement-breakpoint
ALTER TABLE "carrier_callbacks" ALTER COLUMN "source" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "carrier_callbacks" ALTER COLUMN "phone" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "carrier_callbacks" ALTER COLUMN "broadcast_id" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "carrier_callbacks_unapplied" ON "carrier_callbacks" USING btree ("account_id","phone") WHERE applied_at is null;--> statement-breakpoint
GRANT UPDATE (problem) ON broadcasts TO opt_out_app;--> statement-breakpoint
GRANT UPDATE (applied_at) ON carrier_callbacks TO opt_out_app;--> statement-breakpoint

-- Texts and callbacks of a phone are applied together, in the order they came in.
DROP FUNCTION messages_to_apply();--> statement-breakpoint
CREATE FUNCTION phones_to_apply() RETURNS TABLE (account_id bigint, phone bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.account_id, m.phone FROM messages m WHERE m.applied_at IS NULL
  UNION
  SELECT c.account_id, c.phone FROM carrier_callbacks c WHERE c.applied_at IS NULL
  ORDER BY 1, 2 LIMIT 1000
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION phones_to_apply() FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION phones_to_apply() TO opt_out_app;
