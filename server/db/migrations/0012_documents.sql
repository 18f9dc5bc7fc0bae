CREATE TABLE "documents" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"action_id" uuid,
	"item_ids" jsonb NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"remark" text,
	"is_shown_to_customer" boolean NOT NULL,
	"pages" jsonb NOT NULL,
	"settled" jsonb NOT NULL,
	"captured_at" bigint NOT NULL,
	"by_id" text NOT NULL,
	"withdrawn" jsonb,
	"removed" boolean NOT NULL,
	"stamps" jsonb NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "documents_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE INDEX "documents_client" ON "documents" USING btree ("company_id","client_id");--> statement-breakpoint
CREATE INDEX "documents_version" ON "documents" USING btree ("company_id","version");--> statement-breakpoint
CREATE INDEX "documents_pages" ON "documents" USING gin (pages jsonb_path_ops);--> statement-breakpoint
create trigger documents_version before insert or update on documents for each row execute function stamp_version();
