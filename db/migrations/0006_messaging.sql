CREATE TABLE "contact_groups" (
	"account_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "contact_groups_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "contact_groups_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "contact_groups_name" UNIQUE("account_id","name")
);
--> statement-breakpoint
CREATE TABLE "contact_import_rows" (
	"account_id" bigint NOT NULL,
	"import_id" bigint NOT NULL,
	"row" integer NOT NULL,
	"name" text NOT NULL,
	"phones" bigint[] NOT NULL,
	"groups" text[] NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"problem" text,
	"outcome" text NOT NULL,
	CONSTRAINT "contact_import_rows_account_id_import_id_row_pk" PRIMARY KEY("account_id","import_id","row")
);
--> statement-breakpoint
CREATE TABLE "contact_imports" (
	"account_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "contact_imports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint,
	"user_name" text NOT NULL,
	"file_name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"applied_at" timestamp (3) with time zone,
	"rows_read" integer DEFAULT 0 NOT NULL,
	"layout" jsonb,
	"counts" jsonb,
	"attempts" integer DEFAULT 0 NOT NULL,
	"problem" text,
	CONSTRAINT "contact_imports_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "contact_phones" (
	"account_id" bigint NOT NULL,
	"contact_id" bigint NOT NULL,
	"n" integer NOT NULL,
	"phone" bigint NOT NULL,
	CONSTRAINT "contact_phones_account_id_contact_id_n_pk" PRIMARY KEY("account_id","contact_id","n"),
	CONSTRAINT "contact_phones_once" UNIQUE("account_id","contact_id","phone"),
	CONSTRAINT "contact_phones_at_most_three" CHECK (n between 1 and 3)
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"account_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "contacts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint,
	"name" text NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "contacts_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "group_members" (
	"account_id" bigint NOT NULL,
	"group_id" bigint NOT NULL,
	"contact_id" bigint NOT NULL,
	CONSTRAINT "group_members_account_id_group_id_contact_id_pk" PRIMARY KEY("account_id","group_id","contact_id")
);
--> statement-breakpoint
CREATE TABLE "audience_list_phones" (
	"account_id" bigint NOT NULL,
	"list_id" bigint NOT NULL,
	"n" integer NOT NULL,
	"input" text NOT NULL,
	"phone" bigint,
	"reason" text,
	CONSTRAINT "audience_list_phones_account_id_list_id_n_pk" PRIMARY KEY("account_id","list_id","n")
);
--> statement-breakpoint
CREATE TABLE "audience_lists" (
	"account_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "audience_lists_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint,
	"file_name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"phones" integer NOT NULL,
	"invalid" integer NOT NULL,
	CONSTRAINT "audience_lists_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "broadcast_invalid" (
	"account_id" bigint NOT NULL,
	"broadcast_id" bigint NOT NULL,
	"n" integer NOT NULL,
	"input" text NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "broadcast_invalid_account_id_broadcast_id_n_pk" PRIMARY KEY("account_id","broadcast_id","n")
);
--> statement-breakpoint
CREATE TABLE "broadcast_recipients" (
	"account_id" bigint NOT NULL,
	"broadcast_id" bigint NOT NULL,
	"phone" bigint NOT NULL,
	"channel" text NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"since" timestamp (3) with time zone,
	"source" text,
	"claimed_by" uuid,
	"claimed_until" timestamp with time zone,
	"handed_off_at" timestamp with time zone,
	"carrier_id" text,
	"with_notice" boolean DEFAULT false NOT NULL,
	"delivered_at" timestamp (3) with time zone,
	"error_code" text,
	"problem" text,
	CONSTRAINT "broadcast_recipients_account_id_broadcast_id_phone_pk" PRIMARY KEY("account_id","broadcast_id","phone"),
	CONSTRAINT "broadcast_recipients_channel" CHECK ("broadcast_recipients"."channel" in ('voice', 'text'))
);
--> statement-breakpoint
CREATE TABLE "broadcasts" (
	"account_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "broadcasts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text DEFAULT 'broadcast' NOT NULL,
	"channel" text NOT NULL,
	"message" text NOT NULL,
	"status" text NOT NULL,
	"user_id" bigint,
	"api_key_id" bigint,
	"user_name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"scheduled_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"recipients" integer NOT NULL,
	"invalid" integer NOT NULL,
	CONSTRAINT "broadcasts_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "broadcasts_channel" CHECK ("broadcasts"."channel" in ('voice', 'text'))
);
--> statement-breakpoint
CREATE TABLE "carrier_callbacks" (
	"account_id" bigint NOT NULL,
	"key" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "carrier_callbacks_account_id_key_pk" PRIMARY KEY("account_id","key")
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"account_id" bigint NOT NULL,
	"phone" bigint NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"last_body" text NOT NULL,
	"unread" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "conversations_account_id_phone_pk" PRIMARY KEY("account_id","phone")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"account_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "messages_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"provider_id" text NOT NULL,
	"phone" bigint NOT NULL,
	"sent_to" bigint NOT NULL,
	"body" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"opt_out_type" text,
	"reading" text NOT NULL,
	"matched" text,
	"broadcast_id" bigint,
	"applied_at" timestamp (3) with time zone,
	"changed" boolean,
	"attempts" integer DEFAULT 0 NOT NULL,
	"answer" text,
	"answered_at" timestamp (3) with time zone,
	"review_id" bigint,
	CONSTRAINT "messages_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "messages_once" UNIQUE("account_id","provider_id")
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"account_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "reviews_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"phone" bigint NOT NULL,
	"message_id" bigint NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"due_on" date NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decision" text,
	"decided_by" jsonb,
	CONSTRAINT "reviews_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "simulator_calls" (
	"account_id" bigint NOT NULL,
	"id" text NOT NULL,
	"phone" bigint NOT NULL,
	"channel" text NOT NULL,
	"broadcast_id" bigint,
	"body" text NOT NULL,
	"called_at" timestamp with time zone NOT NULL,
	"answer" text NOT NULL,
	"pressed_at" timestamp with time zone,
	CONSTRAINT "simulator_calls_account_id_id_pk" PRIMARY KEY("account_id","id")
);
--> statement-breakpoint
CREATE TABLE "simulator_settings" (
	"account_id" bigint NOT NULL,
	"latency_ms" integer DEFAULT 0 NOT NULL,
	"failure_rate" double precision DEFAULT 0 NOT NULL,
	"silence_rate" double precision DEFAULT 0 NOT NULL,
	CONSTRAINT "simulator_settings_account_id_pk" PRIMARY KEY("account_id")
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "carrier_answers_stop" boolean;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "help_contact" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "may_see_all" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "consent_events" ADD COLUMN "broadcast_id" bigint;--> statement-breakpoint
CREATE INDEX "contact_imports_newest" ON "contact_imports" USING btree ("account_id","created_at");--> statement-breakpoint
CREATE INDEX "contact_phones_by_phone" ON "contact_phones" USING btree ("account_id","phone");--> statement-breakpoint
CREATE INDEX "contacts_by_name" ON "contacts" USING btree ("account_id",lower(name),"id");--> statement-breakpoint
CREATE INDEX "group_members_of_contact" ON "group_members" USING btree ("account_id","contact_id");--> statement-breakpoint
CREATE INDEX "broadcast_recipients_by_status" ON "broadcast_recipients" USING btree ("account_id","broadcast_id","status","phone");--> statement-breakpoint
CREATE INDEX "broadcast_recipients_by_phone" ON "broadcast_recipients" USING btree ("account_id","phone","broadcast_id");--> statement-breakpoint
CREATE INDEX "broadcast_recipients_by_carrier_id" ON "broadcast_recipients" USING btree ("carrier_id") WHERE carrier_id is not null;--> statement-breakpoint
CREATE INDEX "broadcast_recipients_in_hand" ON "broadcast_recipients" USING btree ("account_id","claimed_until") WHERE status = 'handing_off';--> statement-breakpoint
CREATE INDEX "broadcasts_newest" ON "broadcasts" USING btree ("account_id","kind","created_at","id");--> statement-breakpoint
CREATE INDEX "broadcasts_at_work" ON "broadcasts" USING btree ("account_id","id") WHERE status in ('scheduled', 'sending');--> statement-breakpoint
CREATE INDEX "conversations_newest" ON "conversations" USING btree ("account_id","last_at","phone");--> statement-breakpoint
CREATE INDEX "messages_of_phone" ON "messages" USING btree ("account_id","phone","id");--> statement-breakpoint
CREATE INDEX "messages_unapplied" ON "messages" USING btree ("account_id","phone") WHERE applied_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_one_open" ON "reviews" USING btree ("account_id","phone") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "reviews_due" ON "reviews" USING btree ("account_id","due_on") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "simulator_calls_of_phone" ON "simulator_calls" USING btree ("account_id","phone","called_at");--> statement-breakpoint
CREATE INDEX "consent_events_of_broadcast" ON "consent_events" USING btree ("account_id","broadcast_id","phone") WHERE broadcast_id is not null;