CREATE TABLE "api_answers" (
	"account_id" bigint NOT NULL,
	"idempotency_key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"status" integer,
	"content_type" text,
	"body" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "api_answers_account_id_idempotency_key_pk" PRIMARY KEY("account_id","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "api_key_hashes" (
	"hash" text PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"key_id" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"account_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "api_keys_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint NOT NULL,
	"name" text NOT NULL,
	"scopes" text[] NOT NULL,
	"hint" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_keys_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "api_keys_scopes" CHECK ("api_keys"."scopes" <@ array['read', 'write'] and cardinality("api_keys"."scopes") > 0)
);
--> statement-breakpoint
DROP INDEX "uploads_unfinished";--> statement-breakpoint
ALTER TABLE "consent_events" ADD COLUMN "corrects" integer[];--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "api_key_id" bigint;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "undo" jsonb;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "undone_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "uploads" ADD COLUMN "chosen" jsonb;--> statement-breakpoint
CREATE INDEX "api_answers_by_age" ON "api_answers" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "uploads_unfinished" ON "uploads" USING btree ("account_id","id") WHERE status in ('staging', 'applying', 'undoing');--> statement-breakpoint
ALTER TABLE "consent_events" ADD CONSTRAINT "consent_events_corrections_name_events" CHECK (("consent_events"."action" = 'correction') = ("consent_events"."corrects" is not null));