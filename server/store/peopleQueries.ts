import type { Kysely } from "kysely";
import type { ParticipantRow, StoreTransaction } from "./store.ts";
import { refusalBecause } from "./storeFailures.ts";
import type { Tables } from "./tables.ts";

type PeopleQueries = Pick<
  StoreTransaction,
  | "insertDeclaration"
  | "findDeclaration"
  | "listDeclarations"
  | "insertLink"
  | "findLink"
  | "findLinkByToken"
  | "listLinks"
  | "revokeLink"
  | "rotateLink"
  | "insertParticipant"
  | "findParticipant"
>;

const declarationColumns = ["id", "title", "created_at as createdAt"] as const;

const linkColumns = [
  "links.id",
  "links.declaration_id as declarationId",
  "links.token_id as tokenId",
  "links.role",
  "links.label",
  "links.created_at as createdAt",
  "links.expires_at as expiresAt",
  "links.revoked_at as revokedAt",
] as const;

/** Declarations, their links and the people who joined by them. Each is one statement. */
export function peopleQueries(database: Kysely<Tables>): PeopleQueries {
  return {
    async insertDeclaration({ id, title, createdAt }) {
      await database
        .insertInto("declarations")
        .values({ id, title, created_at: createdAt, text_sequence: 0, record_sequence: 0, client_id: 0 })
        .execute();
    },

    async findDeclaration(id) {
      const query = database.selectFrom("declarations").select(declarationColumns).where("id", "=", id);
      return (await query.executeTakeFirst()) ?? null;
    },

    async listDeclarations() {
      const query = database.selectFrom("declarations").select(declarationColumns);
      return query.orderBy("created_at").orderBy("id").execute();
    },

    async insertLink(row) {
      await database
        .insertInto("links")
        .values((build) => ({
          id: row.id,
          declaration_id: row.declarationId,
          position: build
            .selectFrom("links")
            .where("declaration_id", "=", row.declarationId)
            .select((each) => each.fn.countAll<number>().as("position")),
          token_id: row.tokenId,
          role: row.role,
          label: row.label,
          created_at: row.createdAt,
          expires_at: row.expiresAt,
          revoked_at: row.revokedAt,
        }))
        .execute();
    },

    async findLink(id) {
      const query = database.selectFrom("links").select(linkColumns).where("id", "=", id);
      return (await query.executeTakeFirst()) ?? null;
    },

    async findLinkByToken(tokenId) {
      const query = database.selectFrom("links").select(linkColumns).where("token_id", "=", tokenId);
      return (await query.executeTakeFirst()) ?? null;
    },

    async listLinks(declarationId) {
      const rows = await database
        .selectFrom("links")
        .select(linkColumns)
        .select((build) =>
          build
            .selectFrom("participants")
            .whereRef("participants.link_id", "=", "links.id")
            .select((each) => each.fn.countAll<number | string>().as("people"))
            .as("people"),
        )
        .where("links.declaration_id", "=", declarationId)
        .orderBy("links.position")
        .execute();
      return rows.map((row) => ({ ...row, people: Number(row.people) }));
    },

    async revokeLink(id, revokedAt) {
      const { numUpdatedRows } = await database
        .updateTable("links")
        .set((build) => ({ revoked_at: build.fn.coalesce("revoked_at", build.val(revokedAt)) }))
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) throw noSuchLink(id);
    },

    async rotateLink(id, tokenId) {
      const query = database.updateTable("links").set({ token_id: tokenId }).where("id", "=", id);
      const { numUpdatedRows } = await query.executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) throw noSuchLink(id);
    },

    async insertParticipant(row: ParticipantRow) {
      await database
        .insertInto("participants")
        .values({
          id: row.id,
          declaration_id: row.declarationId,
          link_id: row.linkId,
          role: row.role,
          name: row.name,
          affiliation: row.affiliation,
          stakeholder: row.stakeholder,
          joined_at: row.joinedAt,
          expires_at: row.expiresAt,
        })
        .execute();
    },

    async findParticipant(id) {
      const row = await database
        .selectFrom("participants")
        .select(["id", "declaration_id as declarationId", "link_id as linkId", "role", "name", "affiliation"])
        .select(["stakeholder", "joined_at as joinedAt", "expires_at as expiresAt"])
        .where("id", "=", id)
        .executeTakeFirst();
      return row ?? null;
    },
  };
}

function noSuchLink(id: string) {
  return refusalBecause("link-unknown", new Error(`there is no link ${id}`));
}
