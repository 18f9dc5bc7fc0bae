ALTER TABLE "companies" ADD COLUMN "kept_since" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "restored_at" bigint;--> statement-breakpoint
ALTER TABLE "companies" ADD COLUMN "restored_to" bigint;