CREATE TABLE "casework" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"action_id" uuid NOT NULL,
	"work" jsonb NOT NULL,
	"wakes_on" date,
	"removed" boolean NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "casework_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
ALTER TABLE "actions" ADD COLUMN "stage_id" text;--> statement-breakpoint
ALTER TABLE "actions" ADD COLUMN "participants" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "department_id" text;--> statement-breakpoint
CREATE INDEX "casework_client" ON "casework" USING btree ("company_id","client_id");--> statement-breakpoint
CREATE INDEX "casework_version" ON "casework" USING btree ("company_id","version");--> statement-breakpoint
CREATE INDEX "casework_wakes" ON "casework" USING btree ("company_id","wakes_on") WHERE wakes_on is not null and not removed;--> statement-breakpoint
create trigger casework_version before insert or update on casework for each row execute function stamp_version();
