ALTER TABLE "actions" ADD COLUMN "template_id" text;--> statement-breakpoint
ALTER TABLE "actions" ADD COLUMN "checklist" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "own_scenario_id" text;--> statement-breakpoint
ALTER TABLE "clients" ADD COLUMN "fields" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "resumes_at" integer;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "suggested" jsonb;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "fields" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "criteria" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "absence" jsonb;