/** How an instance is set up, read once at the start from the environment. */
import * as z from "zod";

export interface Config {
  readonly port: number;
  readonly host: string;
  /** The origin under which people reach Plenary, without a slash at its end; null where nobody said. */
  readonly publicUrl: string | null;
  readonly dataDirectory: string;
  /** Null where the file in the data directory holds it. */
  readonly secret: string | null;
  readonly logLevel: string;
}

/** A setting that cannot be used; its message is one line for the terminal. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ConfigError";
  }
}

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** The settings of that environment; an empty variable counts as unset. Throws ConfigError at the first that cannot be used. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ""));
  const read = settings.safeParse(given);
  if (!read.success) throw new ConfigError(read.error.issues[0]?.message ?? "The settings cannot be read.");
  const { PORT, HOST, PUBLIC_URL, DATA_DIR, SECRET, LOG_LEVEL } = read.data;
  return {
    port: PORT,
    host: HOST,
    publicUrl: PUBLIC_URL,
    dataDirectory: DATA_DIR,
    secret: SECRET ?? null,
    logLevel: LOG_LEVEL,
  };
}

const notYet = (name: string) =>
  z.undefined({
    error: `${name} is not supported yet by this version of Plenary. Leave it unset: everything is kept in DATA_DIR.`,
  });

const wrongPort = "PORT must be a number from 0 to 65535 (0: any free one).";

const settings = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, wrongPort)
    .default("3000")
    .transform(Number)
    .refine((port) => port <= 65_535, wrongPort),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:%_-]+$/, "HOST must be a host name or an address of this machine, such as 0.0.0.0.")
    .default("127.0.0.1"),
  PUBLIC_URL: z
    .string()
    .transform(originOf)
    .refine(
      (origin) => origin !== "",
      "PUBLIC_URL must be an address such as https://plenary.example.org, without a path.",
    )
    .optional()
    .transform((origin) => origin ?? null),
  DATA_DIR: z.string().default("./data"),
  SECRET: z.string().min(32, "SECRET must have at least 32 characters.").optional(),
  LOG_LEVEL: z.enum(logLevels, `LOG_LEVEL must be one of ${logLevels.join(", ")}.`).default("info"),
  DATABASE_URL: notYet("DATABASE_URL").optional(),
  REDIS_URL: notYet("REDIS_URL").optional(),
});

/** The origin that an address without a path stands for, or nothing. */
function originOf(address: string): string {
  const url = URL.parse(address);
  const plain =
    url !== null && url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
  return plain && (url.protocol === "http:" || url.protocol === "https:") ? url.origin : "";
}
