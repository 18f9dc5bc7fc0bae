CREATE UNLOGGED TABLE "import_changes" (
	"run_id" uuid NOT NULL,
	"step" smallint NOT NULL,
	"client_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"line" integer,
	"class" text NOT NULL,
	CONSTRAINT "import_changes_run_id_step_client_id_item_id_pk" PRIMARY KEY("run_id","step","client_id","item_id")
);
--> statement-breakpoint
CREATE UNLOGGED TABLE "import_clients" (
	"run_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"number" text NOT NULL,
	"name" text NOT NULL,
	"entity" text,
	"collector" text,
	"email" text,
	"phone" text,
	"differs" text NOT NULL,
	CONSTRAINT "import_clients_run_id_client_id_pk" PRIMARY KEY("run_id","client_id")
);
--> statement-breakpoint
CREATE TABLE "import_errors" (
	"run_id" uuid NOT NULL,
	"line" bigint NOT NULL,
	"n" integer NOT NULL,
	"column" text,
	"value" text NOT NULL,
	"code" text NOT NULL,
	"params" jsonb NOT NULL,
	CONSTRAINT "import_errors_run_id_line_n_pk" PRIMARY KEY("run_id","line","n")
);
--> statement-breakpoint
CREATE UNLOGGED TABLE "import_rows" (
	"run_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"result" text NOT NULL,
	"number" text,
	"client_number" text,
	"client_id" uuid,
	"item_id" uuid,
	"kind" text,
	"entity" text,
	"currency" text,
	"amount_minor" bigint,
	"balance_minor" bigint,
	"issued_on" date,
	"due_on" date,
	"closed_on" date,
	"source_status" text,
	"status_id" text,
	"client_name" text,
	"collector" text,
	"email" text,
	"phone" text,
	CONSTRAINT "import_rows_run_id_line_pk" PRIMARY KEY("run_id","line")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"company_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"source" text NOT NULL,
	"mapping" text NOT NULL,
	"file_name" text NOT NULL,
	"as_of" date NOT NULL,
	"mode" text NOT NULL,
	"sha256" text,
	"state" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	"finished_at" bigint,
	"counts" jsonb,
	"message" text,
	CONSTRAINT "imports_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE INDEX "imports_source" ON "imports" USING btree ("company_id","source","at");