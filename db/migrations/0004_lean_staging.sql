DROP INDEX "upload_phones_by_phone";--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "preview" jsonb;--> statement-breakpoint
GRANT UPDATE (preview) ON uploads TO opt_out_app;
