CREATE TABLE "actions" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"type" text NOT NULL,
	"kind" text,
	"name" text NOT NULL,
	"due_on" date NOT NULL,
	"owner_id" text NOT NULL,
	"resolver_id" text,
	"reason_id" text,
	"case_id" uuid,
	"opened_on" date NOT NULL,
	"opened_by" text NOT NULL,
	"opened_at" bigint NOT NULL,
	"closed_on" date,
	"closed_by" text,
	"closed_at" bigint,
	"resolution_id" text,
	"root_cause_id" text,
	"removed" boolean NOT NULL,
	"stamps" jsonb NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "actions_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "associations" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"action_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"joined_on" date NOT NULL,
	"had" jsonb NOT NULL,
	"left_on" date,
	"left_because" text,
	"left_with" jsonb,
	"removed" boolean NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "associations_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" text NOT NULL,
	"name" text NOT NULL,
	"entity" text,
	"collector_id" text,
	"sales_id" text,
	"source_collector" text,
	"scenario_id" text,
	"scenario_step" jsonb,
	"stamps" jsonb NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "clients_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"name" text NOT NULL,
	"role" text,
	"email" text,
	"phone" text,
	"removed" boolean NOT NULL,
	"stamps" jsonb NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "contacts_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "departures" (
	"company_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"table_name" text NOT NULL,
	"row_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "departures_company_id_case_id_row_id_pk" PRIMARY KEY("company_id","case_id","row_id")
);
--> statement-breakpoint
CREATE TABLE "figures" (
	"company_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"currency" text NOT NULL,
	"outstanding_minor" bigint NOT NULL,
	"disputed_minor" bigint NOT NULL,
	"open_count" integer NOT NULL,
	"disputed_count" integer NOT NULL,
	"due_minor" jsonb NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "figures_company_id_client_id_currency_pk" PRIMARY KEY("company_id","client_id","currency")
);
--> statement-breakpoint
CREATE TABLE "items" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"source" text NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"entity" text,
	"currency" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"balance_minor" bigint NOT NULL,
	"issued_on" date NOT NULL,
	"due_on" date NOT NULL,
	"closed_on" date,
	"source_status" text,
	"status_id" text,
	"status_on" date,
	"status_by" text,
	"status_comment" text,
	"reason_id" text,
	"disputed_minor" bigint,
	"returned_on" date,
	"stamps" jsonb NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "items_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "scope" (
	"company_id" uuid NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"file_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"reasons" jsonb NOT NULL,
	"in_version" bigint NOT NULL,
	"out_version" bigint,
	CONSTRAINT "scope_company_id_person_id_kind_file_id_pk" PRIMARY KEY("company_id","person_id","kind","file_id")
);
--> statement-breakpoint
CREATE TABLE "scope_past" (
	"company_id" uuid NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"file_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"in_version" bigint NOT NULL,
	"out_version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "companies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	"received_at" bigint NOT NULL,
	"history_number" bigint NOT NULL,
	"history_hash" text NOT NULL,
	"open_items" integer NOT NULL,
	"is_held_whole" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"company_id" uuid NOT NULL,
	"id" text NOT NULL,
	"person_id" text NOT NULL,
	"name" text NOT NULL,
	"session_id" text,
	"first_contact_at" bigint NOT NULL,
	"last_contact_at" bigint NOT NULL,
	"waiting" integer NOT NULL,
	CONSTRAINT "devices_company_id_id_person_id_pk" PRIMARY KEY("company_id","id","person_id")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"company_id" uuid NOT NULL,
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"entity" text,
	"active" boolean NOT NULL,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "preferences" (
	"company_id" uuid NOT NULL,
	"id" text PRIMARY KEY NOT NULL,
	"language" text,
	"theme" text NOT NULL,
	"number_format" text NOT NULL,
	"filters" jsonb NOT NULL,
	"stamps" jsonb NOT NULL,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "roles_past" (
	"company_id" uuid NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"in_version" bigint NOT NULL,
	"out_version" bigint,
	CONSTRAINT "roles_past_company_id_person_id_in_version_pk" PRIMARY KEY("company_id","person_id","in_version")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"company_id" uuid NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"data" jsonb NOT NULL,
	"removed" boolean NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "settings_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "versions" (
	"company_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	"stamp" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "versions_company_id_version_pk" PRIMARY KEY("company_id","version")
);
--> statement-breakpoint
CREATE TABLE "entries" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"v" integer NOT NULL,
	"by" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text,
	"at" bigint NOT NULL,
	"device" text NOT NULL,
	"seen_version" bigint NOT NULL,
	"seen_stamp" text NOT NULL,
	"batch" uuid,
	"data" jsonb NOT NULL,
	"cause" uuid,
	"stream" uuid,
	"n" integer,
	"sent_at" bigint NOT NULL,
	"received_at" bigint NOT NULL,
	"occurred_at" bigint NOT NULL,
	"outcome" jsonb NOT NULL,
	"position" integer NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "entries_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "history" (
	"company_id" uuid NOT NULL,
	"number" bigint NOT NULL,
	"id" uuid NOT NULL,
	"client_id" uuid,
	"action_id" uuid,
	"item_ids" jsonb NOT NULL,
	"kind" text NOT NULL,
	"by" text NOT NULL,
	"cause" uuid,
	"at" bigint NOT NULL,
	"received_at" bigint NOT NULL,
	"device" text NOT NULL,
	"changes" jsonb NOT NULL,
	"text" text,
	"details" jsonb NOT NULL,
	"late" boolean NOT NULL,
	"superseded" jsonb NOT NULL,
	"salt" text,
	"digest" text NOT NULL,
	"hash" text NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "history_company_id_number_pk" PRIMARY KEY("company_id","number")
);
--> statement-breakpoint
CREATE TABLE "streams" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"person_id" text NOT NULL,
	"device" text NOT NULL,
	"next" integer NOT NULL,
	"last_occurred_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "actions_client" ON "actions" USING btree ("company_id","client_id");--> statement-breakpoint
CREATE INDEX "actions_version" ON "actions" USING btree ("company_id","version");--> statement-breakpoint
CREATE INDEX "associations_client" ON "associations" USING btree ("company_id","client_id");--> statement-breakpoint
CREATE UNIQUE INDEX "associations_one_open_stay" ON "associations" USING btree ("company_id","item_id") WHERE left_on is null and not removed;--> statement-breakpoint
CREATE INDEX "associations_version" ON "associations" USING btree ("company_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "clients_number" ON "clients" USING btree ("company_id","number");--> statement-breakpoint
CREATE INDEX "clients_version" ON "clients" USING btree ("company_id","version");--> statement-breakpoint
CREATE INDEX "contacts_client" ON "contacts" USING btree ("company_id","client_id");--> statement-breakpoint
CREATE INDEX "contacts_version" ON "contacts" USING btree ("company_id","version");--> statement-breakpoint
CREATE INDEX "departures_version" ON "departures" USING btree ("company_id","version");--> statement-breakpoint
CREATE INDEX "figures_version" ON "figures" USING btree ("company_id","version");--> statement-breakpoint
CREATE INDEX "items_client" ON "items" USING btree ("company_id","client_id");--> statement-breakpoint
CREATE INDEX "items_number" ON "items" USING btree ("company_id","source","number");--> statement-breakpoint
CREATE INDEX "items_version" ON "items" USING btree ("company_id","version");--> statement-breakpoint
CREATE INDEX "scope_client" ON "scope" USING btree ("company_id","client_id");--> statement-breakpoint
CREATE INDEX "scope_entered" ON "scope" USING btree ("company_id","person_id","in_version");--> statement-breakpoint
CREATE INDEX "scope_left" ON "scope" USING btree ("company_id","person_id","out_version") WHERE out_version is not null;--> statement-breakpoint
CREATE INDEX "scope_past_person" ON "scope_past" USING btree ("company_id","person_id","client_id");--> statement-breakpoint
CREATE INDEX "people_version" ON "people" USING btree ("company_id","version");--> statement-breakpoint
CREATE INDEX "preferences_version" ON "preferences" USING btree ("company_id","version");--> statement-breakpoint
CREATE INDEX "settings_version" ON "settings" USING btree ("company_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "entries_stream" ON "entries" USING btree ("stream","n");--> statement-breakpoint
CREATE INDEX "entries_author" ON "entries" USING btree ("company_id","by","version");--> statement-breakpoint
CREATE UNIQUE INDEX "history_entry" ON "history" USING btree ("company_id","id");--> statement-breakpoint
CREATE INDEX "history_client" ON "history" USING btree ("company_id","client_id","version");--> statement-breakpoint
CREATE INDEX "history_version" ON "history" USING btree ("company_id","version");--> statement-breakpoint
CREATE INDEX "history_action" ON "history" USING btree ("company_id","action_id") WHERE action_id is not null;--> statement-breakpoint
CREATE INDEX "history_cause" ON "history" USING btree ("company_id","cause") WHERE cause is not null;