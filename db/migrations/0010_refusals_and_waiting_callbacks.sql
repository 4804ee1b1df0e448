ALTER TABLE "broadcasts" ADD COLUMN "problem" text;--> statement-breakpoint
GRANT UPDATE (problem) ON broadcasts TO opt_out_app;
