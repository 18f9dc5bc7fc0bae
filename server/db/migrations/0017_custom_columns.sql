ALTER TABLE "import_clients" ADD COLUMN "fields" jsonb;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "item_fields" jsonb;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "client_fields" jsonb;