/**
 * The tables as the queries see them. Both engines hold the same columns; numbers that may pass 32
 * bits are `bigint` columns, which Postgres answers as text, so they are read through `Number`.
 */

import type { Role } from "../../shared/permissions.ts";
import type { RecordKind } from "../../shared/records.ts";

export interface Tables {
  declarations: {
    id: string;
    title: string;
    created_at: string;
    /** Last sequence of the text log: appending moves it on only from the expected value. */
    text_sequence: number;
    /** Last sequence of the record log. */
    record_sequence: number;
    /** Last small client id handed out. */
    client_id: number;
  };
  links: {
    id: string;
    declaration_id: string;
    /** Counted up in each declaration: times alone would not keep the order of links made at once. */
    position: number;
    token_id: string;
    role: Role;
    label: string;
    created_at: string;
    expires_at: string | null;
    revoked_at: string | null;
  };
  participants: {
    id: string;
    declaration_id: string;
    link_id: string;
    role: Role;
    name: string;
    affiliation: string;
    stakeholder: string;
    joined_at: string;
    expires_at: string;
  };
  records: {
    declaration_id: string;
    sequence: number;
    kind: RecordKind;
    participant_id: string | null;
    at: string;
    /** JSON. */
    data: string;
  };
  command_keys: {
    declaration_id: string;
    participant_id: string;
    key: string;
    content: string;
    sequence: number;
  };
  text_log: {
    declaration_id: string;
    sequence: number;
    update: Uint8Array;
  };
  text_snapshots: {
    declaration_id: string;
    sequence: number;
    state: Uint8Array;
  };
  text_authors: {
    declaration_id: string;
    client_id: number;
    participant_id: string | null;
  };
}
