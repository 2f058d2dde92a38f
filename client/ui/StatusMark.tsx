import { CircleCheck, CircleDashed, CirclePause, TriangleAlert } from "lucide-react";
import type { Status } from "../../shared/records.ts";

const marks = {
  draft: CircleDashed,
  contested: TriangleAlert,
  agreed: CircleCheck,
  parked: CirclePause,
} as const satisfies Record<Status, unknown>;

/** A status by its shape, beside its word: colour never stands alone. */
export function StatusMark({ status }: { status: Status }) {
  const Mark = marks[status];
  return <Mark size={15} aria-hidden="true" />;
}
