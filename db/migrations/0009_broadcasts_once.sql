DROP INDEX "broadcast_recipients_in_hand";--> statement-breakpoint
ALTER TABLE "broadcasts" ADD COLUMN "request_key" text;--> statement-breakpoint
CREATE UNIQUE INDEX "broadcasts_once" ON "broadcasts" USING btree ("account_id","request_key") WHERE request_key is not null;--> statement-breakpoint
CREATE INDEX "broadcast_recipients_in_hand" ON "broadcast_recipients" USING btree ("account_id","claimed_until") WHERE status = 'handing_off';