CREATE TABLE "quarantine" (
	"company_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"person_id" text NOT NULL,
	"device" text NOT NULL,
	"entry" text NOT NULL,
	"sent_at" bigint NOT NULL,
	"received_at" bigint NOT NULL,
	"position" integer NOT NULL,
	"decision" text,
	"decided_by" text,
	"decided_at" bigint,
	"reason" text,
	"outcome" jsonb,
	CONSTRAINT "quarantine_company_id_entry_id_pk" PRIMARY KEY("company_id","entry_id")
);
--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "public_key" text;--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "signed_out_at" bigint;--> statement-breakpoint
CREATE INDEX "quarantine_waiting" ON "quarantine" USING btree ("company_id","decision");