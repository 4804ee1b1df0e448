CREATE TABLE "accounts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "accounts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"country" text DEFAULT 'US' NOT NULL,
	"time_zone" text DEFAULT 'America/Chicago' NOT NULL,
	"text_number" bigint,
	"keypress_rule" text DEFAULT 'by_law' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "accounts_slug_unique" UNIQUE("slug"),
	CONSTRAINT "accounts_text_number_unique" UNIQUE("text_number")
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"window_ends" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "logins" (
	"email" text PRIMARY KEY NOT NULL,
	"account_id" bigint NOT NULL,
	"user_id" bigint NOT NULL,
	"password_hash" text NOT NULL,
	CONSTRAINT "logins_email_lower" CHECK ("logins"."email" = lower("logins"."email"))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"account_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"user_id" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sessions_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"account_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "users_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"may_export" boolean DEFAULT true NOT NULL,
	"may_opt_in" boolean DEFAULT true NOT NULL,
	"may_upload" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"deactivated_at" timestamp (3) with time zone,
	CONSTRAINT "users_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "users_role" CHECK ("users"."role" in ('master', 'messenger'))
);
--> statement-breakpoint
CREATE TABLE "opt_out_counts" (
	"account_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "opt_out_counts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"day" date NOT NULL,
	"type" text NOT NULL,
	"voice_source" text,
	"text_source" text,
	"n" integer NOT NULL,
	CONSTRAINT "opt_out_counts_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "phones" (
	"account_id" bigint NOT NULL,
	"phone" bigint NOT NULL,
	"seq" integer NOT NULL,
	"voice_closed_at" timestamp (3) with time zone,
	"voice_source" text,
	"voice_seq" integer,
	"text_closed_at" timestamp (3) with time zone,
	"text_source" text,
	"text_seq" integer,
	"text_locked_at" timestamp (3) with time zone,
	"text_lock" text,
	"text_lock_seq" integer,
	"type" text GENERATED ALWAYS AS (case when voice_closed_at is not null and text_closed_at is not null then 'both' when voice_closed_at is not null then 'voice' when text_closed_at is not null then 'text' end) STORED,
	"added_at" timestamp (3) with time zone GENERATED ALWAYS AS (least(voice_closed_at, text_closed_at)) STORED,
	CONSTRAINT "phones_account_id_phone_pk" PRIMARY KEY("account_id","phone"),
	CONSTRAINT "phones_voice_whole" CHECK (num_nulls(voice_closed_at, voice_source, voice_seq) in (0, 3)),
	CONSTRAINT "phones_text_whole" CHECK (num_nulls(text_closed_at, text_source, text_seq) in (0, 3)),
	CONSTRAINT "phones_lock_whole" CHECK (num_nulls(text_locked_at, text_lock, text_lock_seq) in (0, 3)),
	CONSTRAINT "phones_lock_is_on_closed_text" CHECK (text_locked_at is null or text_closed_at is not null),
	CONSTRAINT "phones_e164" CHECK (phone between 1000000 and 999999999999999)
);
--> statement-breakpoint
CREATE TABLE "consent_events" (
	"account_id" bigint NOT NULL,
	"phone" bigint NOT NULL,
	"seq" integer NOT NULL,
	"action" text NOT NULL,
	"source" text NOT NULL,
	"voice" boolean NOT NULL,
	"text" boolean NOT NULL,
	"changed_voice" boolean NOT NULL,
	"changed_text" boolean NOT NULL,
	"changed_lock" boolean NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" bigint,
	"actor_name" text NOT NULL,
	"actor_role" text,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"asked_on" date,
	"upload_id" bigint,
	"upload_row" integer,
	"note" text,
	"evidence" jsonb,
	CONSTRAINT "consent_events_account_id_phone_seq_pk" PRIMARY KEY("account_id","phone","seq"),
	CONSTRAINT "consent_events_speaks_of_a_channel" CHECK ("consent_events"."voice" or "consent_events"."text"),
	CONSTRAINT "consent_events_changes_what_it_speaks_of" CHECK (("consent_events"."voice" or not "consent_events"."changed_voice") and ("consent_events"."text" or not "consent_events"."changed_text"))
);
--> statement-breakpoint
CREATE TABLE "upload_phones" (
	"account_id" bigint NOT NULL,
	"upload_id" bigint NOT NULL,
	"n" integer NOT NULL,
	"row" integer NOT NULL,
	"column_name" text NOT NULL,
	"value" text NOT NULL,
	"phone" bigint,
	"voice" boolean,
	"text" boolean,
	"asked_on" date,
	"said" text,
	"note" text,
	"remark" text,
	CONSTRAINT "upload_phones_account_id_upload_id_n_pk" PRIMARY KEY("account_id","upload_id","n"),
	CONSTRAINT "upload_phones_asks_whole" CHECK ((voice is null) = (text is null))
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"account_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "uploads_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint,
	"user_name" text NOT NULL,
	"file_name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"applied_at" timestamp (3) with time zone,
	"applied_by" text,
	"rows_read" integer DEFAULT 0 NOT NULL,
	"rows_total" integer,
	"layout" jsonb,
	"rows" integer DEFAULT 0 NOT NULL,
	"blank_rows" integer DEFAULT 0 NOT NULL,
	"phones" integer DEFAULT 0 NOT NULL,
	"rejected" integer DEFAULT 0 NOT NULL,
	"result" jsonb,
	"voice" boolean DEFAULT true NOT NULL,
	"text" boolean DEFAULT true NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"problem" text,
	CONSTRAINT "uploads_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("account_id","user_id");--> statement-breakpoint
CREATE INDEX "opt_out_counts_by_day" ON "opt_out_counts" USING btree ("account_id","day","type","voice_source","text_source","n");--> statement-breakpoint
CREATE INDEX "opt_outs_by_date" ON "phones" USING btree ("account_id","added_at","phone") WHERE type is not null;--> statement-breakpoint
CREATE INDEX "opt_outs_by_type" ON "phones" USING btree ("account_id","type","added_at","phone") WHERE type is not null;--> statement-breakpoint
CREATE INDEX "opt_outs_by_voice_source" ON "phones" USING btree ("account_id","voice_source","type","added_at","phone") WHERE voice_source is not null;--> statement-breakpoint
CREATE INDEX "opt_outs_by_text_source" ON "phones" USING btree ("account_id","text_source","type","added_at","phone") WHERE text_source is not null;--> statement-breakpoint
CREATE INDEX "opt_outs_by_digits" ON "phones" USING gin ("account_id",(phone::text) gin_trgm_ops) WHERE type is not null;--> statement-breakpoint
CREATE INDEX "consent_events_of_upload" ON "consent_events" USING btree ("account_id","upload_id") WHERE upload_id is not null;--> statement-breakpoint
CREATE INDEX "upload_phones_by_phone" ON "upload_phones" USING btree ("account_id","upload_id","phone");--> statement-breakpoint
CREATE INDEX "uploads_newest" ON "uploads" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "uploads_same_file" ON "uploads" USING btree ("account_id","sha256");--> statement-breakpoint
CREATE INDEX "uploads_unfinished" ON "uploads" USING btree ("account_id","id") WHERE status in ('staging', 'applying');