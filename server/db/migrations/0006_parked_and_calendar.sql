CREATE TABLE "parked" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"action_id" uuid,
	"kind" text NOT NULL,
	"v" integer NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	"device" text NOT NULL,
	"data" jsonb NOT NULL,
	"because" text NOT NULL,
	"lapses_on" date NOT NULL,
	"decision" text,
	"decided_by" text,
	"decided_at" bigint,
	"version" bigint NOT NULL,
	CONSTRAINT "parked_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "calendar_days" (
	"company_id" uuid NOT NULL,
	"job" text NOT NULL,
	"done_for" date NOT NULL,
	CONSTRAINT "calendar_days_company_id_job_pk" PRIMARY KEY("company_id","job")
);
--> statement-breakpoint
ALTER TABLE "actions" ADD COLUMN "aliases" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "parked_client" ON "parked" USING btree ("company_id","client_id");--> statement-breakpoint
CREATE INDEX "parked_version" ON "parked" USING btree ("company_id","version");--> statement-breakpoint
CREATE INDEX "parked_waiting" ON "parked" USING btree ("company_id","lapses_on") WHERE decision is null;--> statement-breakpoint
create trigger parked_version before insert or update on parked for each row execute function stamp_version();
