CREATE TABLE "document_givers" (
	"company_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"person_id" text NOT NULL,
	"bytes" bigint NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "document_givers_company_id_hash_person_id_pk" PRIMARY KEY("company_id","hash","person_id")
);
--> statement-breakpoint
CREATE TABLE "document_objects" (
	"company_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"bytes" bigint NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"media_type" text NOT NULL,
	"name" text NOT NULL,
	"width" integer,
	"height" integer,
	"by_id" text NOT NULL,
	"received_at" bigint NOT NULL,
	"try_at" bigint NOT NULL,
	"tries" integer NOT NULL,
	CONSTRAINT "document_objects_company_id_hash_pk" PRIMARY KEY("company_id","hash")
);
--> statement-breakpoint
CREATE TABLE "document_uploads" (
	"id" text PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"person_id" text NOT NULL,
	"hash" text NOT NULL,
	"bytes" bigint NOT NULL,
	"media_type" text NOT NULL,
	"name" text NOT NULL,
	"begun_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "document_givers_person" ON "document_givers" USING btree ("company_id","person_id");--> statement-breakpoint
CREATE INDEX "document_objects_unfinished" ON "document_objects" USING btree ("try_at") WHERE state in ('received', 'scanning');--> statement-breakpoint
CREATE INDEX "document_uploads_person" ON "document_uploads" USING btree ("company_id","person_id");--> statement-breakpoint
CREATE INDEX "documents_unsettled" ON "documents" USING btree ("company_id") WHERE jsonb_array_length(settled) < jsonb_array_length(pages);