ALTER TABLE "uploads" ADD COLUMN "applied_as" jsonb;
--> statement-breakpoint
GRANT UPDATE (applied_as) ON uploads TO opt_out_app;
