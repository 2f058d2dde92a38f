/**
 * The tables' history. A migration that was ever released is never changed; the next change of the
 * tables is another migration, with a name that sorts after the last.
 */
import type { ColumnDataType, Kysely } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { StoreOpenError } from "./storeFailures.ts";
import type { Tables } from "./tables.ts";

/** What engines call differently. */
export interface ColumnTypes {
  readonly bytes: ColumnDataType;
}

/**
 * Brings the tables up to date. Throws StoreOpenError where a newer Plenary has been at work, whose
 * tables this one would misread.
 */
export async function migrate(database: Kysely<Tables>, types: ColumnTypes): Promise<void> {
  const migrations = migrationsFor(types);
  const unknown = (await namesOfExecuted(database)).filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) {
    throw new StoreOpenError(
      `The database was written by a newer Plenary (it knows "${unknown.join('", "')}"). Start that version, or use another data directory.`,
    );
  }
  const migrator = new Migrator({ db: database, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

async function namesOfExecuted(database: Kysely<Tables>): Promise<string[]> {
  const tables = await database.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === migrationTable)) return [];
  const rows = await database
    .$extendTables<MigrationTable>()
    .selectFrom(migrationTable)
    .select("name")
    .execute();
  return rows.map((row) => row.name);
}

/** Kysely's own name for it. */
const migrationTable = "kysely_migration";
type MigrationTable = { [migrationTable]: { name: string } };

function migrationsFor(types: ColumnTypes): Record<string, Migration> {
  return {
    "0001-first-tables": { up: (database) => createFirstTables(database, types) },
    "0002-command-keys": { up: createCommandKeys },
  };
}

async function createCommandKeys({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable("command_keys")
    .addColumn("declaration_id", "text", (column) => column.notNull().references("declarations.id"))
    .addColumn("participant_id", "text", (column) => column.notNull().references("participants.id"))
    .addColumn("key", "text", (column) => column.notNull())
    .addColumn("content", "text", (column) => column.notNull())
    .addColumn("sequence", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("command_keys_key", ["declaration_id", "participant_id", "key"])
    .execute();
}

async function createFirstTables(database: Kysely<unknown>, { bytes }: ColumnTypes): Promise<void> {
  const { schema } = database;
  await schema
    .createTable("declarations")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("text_sequence", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("record_sequence", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("client_id", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await schema
    .createTable("links")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("declaration_id", "text", (column) => column.notNull().references("declarations.id"))
    .addColumn("position", "integer", (column) => column.notNull())
    .addColumn("token_id", "text", (column) => column.notNull().unique())
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("label", "text", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("expires_at", "text")
    .addColumn("revoked_at", "text")
    .execute();
  await schema
    .createIndex("links_of_declaration")
    .on("links")
    .columns(["declaration_id", "position"])
    .execute();
  await schema
    .createTable("participants")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("declaration_id", "text", (column) => column.notNull().references("declarations.id"))
    .addColumn("link_id", "text", (column) => column.notNull().references("links.id"))
    .addColumn("role", "text", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("affiliation", "text", (column) => column.notNull())
    .addColumn("stakeholder", "text", (column) => column.notNull())
    .addColumn("joined_at", "text", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .execute();
  await schema.createIndex("participants_of_link").on("participants").column("link_id").execute();
  await schema
    .createTable("records")
    .addColumn("declaration_id", "text", (column) => column.notNull().references("declarations.id"))
    .addColumn("sequence", "integer", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("participant_id", "text", (column) => column.references("participants.id"))
    .addColumn("at", "text", (column) => column.notNull())
    .addColumn("data", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("records_key", ["declaration_id", "sequence"])
    .execute();
  await schema
    .createTable("text_log")
    .addColumn("declaration_id", "text", (column) => column.notNull().references("declarations.id"))
    .addColumn("sequence", "integer", (column) => column.notNull())
    .addColumn("update", bytes, (column) => column.notNull())
    .addPrimaryKeyConstraint("text_log_key", ["declaration_id", "sequence"])
    .execute();
  await schema
    .createTable("text_snapshots")
    .addColumn("declaration_id", "text", (column) => column.notNull().references("declarations.id"))
    .addColumn("sequence", "integer", (column) => column.notNull())
    .addColumn("state", bytes, (column) => column.notNull())
    .addPrimaryKeyConstraint("text_snapshots_key", ["declaration_id", "sequence"])
    .execute();
  await schema
    .createTable("text_authors")
    .addColumn("declaration_id", "text", (column) => column.notNull().references("declarations.id"))
    .addColumn("client_id", "bigint", (column) => column.notNull())
    .addColumn("participant_id", "text", (column) => column.references("participants.id"))
    .addPrimaryKeyConstraint("text_authors_key", ["declaration_id", "client_id"])
    .execute();
}
