import { writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join as joinPath } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { readConfig } from "../server/config.ts";
import { schemaVersion } from "../shared/declaration/grammar.ts";
import { roles } from "../shared/permissions.ts";
import { eventually } from "./kit/eventually.ts";
import { rawSocket } from "./kit/rawSocket.ts";
import { startInVain, startServer } from "./kit/runningServer.ts";
import { join, stockClient } from "./kit/stockClient.ts";
import { type TemporaryFolder, temporaryFolder } from "./kit/temporaryFolder.ts";

const query = `?plenary=1&schema=${schemaVersion}`;
let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

test("The first start prints where it is and a link for each role; the second prints the same links again", async () => {
  const first = await startServer({ dataDirectory: folder.path });
  onTestFinished(first.kill);
  expect(first.output.stdout.split("\n")).toEqual([
    `Plenary is ready at ${first.url}`,
    ...roles.map((role) => `${role} ${first.url}/join/${first.links[role].split("/").at(-1)}`),
    "",
  ]);
  expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
  for (const role of roles) expect((await join(first.url, first.links[role], "Ada")).role).toBe(role);
  expect(await first.stop()).toBe(0);
  const begin = performance.now();
  const second = await startServer({ dataDirectory: folder.path });
  expect(performance.now() - begin).toBeLessThan(3000);
  onTestFinished(second.kill);
  for (const role of roles)
    expect(new URL(second.links[role]).pathname).toBe(new URL(first.links[role]).pathname);
  expect(await second.stop()).toBe(0);
});

test("A later start leaves out the link that was withdrawn, and shows the one made for the same role since", async () => {
  const first = await startServer({ dataDirectory: folder.path });
  onTestFinished(first.kill);
  const { cookie, declarationId } = await join(first.url, first.links.facilitator, "Ada");
  const send = async (name: string, input: unknown) => {
    const response = await fetch(`${first.url}/api/declarations/${declarationId}/commands/${name}`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json" },
      body: JSON.stringify(input),
    });
    expect(response.status).toBe(200);
  };
  const view = await fetch(`${first.url}/api/declarations/${declarationId}/links`, { headers: { cookie } });
  const { links } = (await view.json()) as { links: { role: string; linkId: string }[] };
  for (const { role, linkId } of links) {
    if (role === "screen" || role === "attendee") await send("revokeLink", { linkId });
  }
  await send("createLink", { role: "screen" });
  await first.stop();
  const second = await startServer({ dataDirectory: folder.path });
  onTestFinished(second.kill);
  expect(second.links.attendee).toBe("");
  expect(second.links.screen).not.toBe("");
  expect(new URL(second.links.screen).pathname).not.toBe(new URL(first.links.screen).pathname);
  expect(second.output.stdout.trim().split("\n")).toHaveLength(4);
});

test("The links lead to the public address where one is set", async () => {
  const server = await startServer({
    dataDirectory: folder.path,
    environment: { PUBLIC_URL: "https://plenary.example.org/" },
  });
  onTestFinished(server.kill);
  expect(server.url).toBe("https://plenary.example.org");
  expect(server.links.screen).toMatch(/^https:\/\/plenary\.example\.org\/join\//);
});

test("A stop with people in the room ends within five seconds, with code 0 and everything on disk", async () => {
  const server = await startServer({ dataDirectory: folder.path });
  onTestFinished(server.kill);
  const ada = await stockClient(server.url, await join(server.url, server.links.participant, "Ada"));
  onTestFinished(ada.leave);
  const begin = performance.now();
  expect(await server.stop()).toBe(0);
  expect(performance.now() - begin).toBeLessThan(5000);
});

test("A stop ends with code 0 beside a phone that fell asleep and answers nothing any more", async () => {
  const server = await startServer({ dataDirectory: folder.path });
  onTestFinished(server.kill);
  const { cookie, declarationId } = await join(server.url, server.links.attendee, "Ada");
  const { socket, frames, close } = await rawSocket(server.url, declarationId, { cookie, query });
  onTestFinished(close);
  await eventually(() => frames.length > 0, "she is in the room");
  socket.pause();
  expect(await server.stop()).toBe(0);
});

test("No token and no cookie stands in what the server writes besides the links", async () => {
  const server = await startServer({ dataDirectory: folder.path, environment: { LOG_LEVEL: "trace" } });
  onTestFinished(server.kill);
  const { cookie, declarationId } = await join(server.url, server.links.participant, "Ada");
  for (const path of [new URL(server.links.participant).pathname, `/d/${declarationId}`, "/api/nothing"]) {
    await (await fetch(server.url + path, { headers: { cookie } })).text();
  }
  await server.stop();
  const { stderr } = server.output;
  const lines = stderr
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { route?: string });
  expect(lines.map((line) => line.route)).toContain("/join/:token");
  const seals = [...Object.values(server.links), cookie].map((each) => each.split(".").at(-1) ?? "");
  for (const seal of seals) expect(stderr).not.toContain(seal);
});

describe("A start that cannot be says so in one line and ends with code 1", () => {
  test("port in use", async () => {
    const squatter = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void squatter.close());
    await new Promise((resolve) => squatter.once("listening", resolve));
    const { port } = squatter.address() as AddressInfo;
    const end = await startInVain({ dataDirectory: folder.path, port });
    expect(end).toEqual({
      code: 1,
      stdout: "",
      stderr: `Port ${port} on 127.0.0.1 is in use already. Stop what runs there, or set PORT to another one.\n`,
    });
  });

  test("data directory that is a file", async () => {
    const path = joinPath(folder.path, "file");
    await writeFile(path, "");
    const end = await startInVain({ dataDirectory: path });
    expect([end.code, end.stdout]).toEqual([1, ""]);
    expect(end.stderr).toMatch(/^The .*DATA_DIR.*\n$/);
  });

  test("data directory that may not be made", async () => {
    // Not even root makes a folder there.
    const end = await startInVain({ dataDirectory: "/proc/plenary" });
    expect(end.code).toBe(1);
    expect(end.stderr).toMatch(/^The .*DATA_DIR.*\n$/);
  });

  test("damaged secret", async () => {
    await writeFile(joinPath(folder.path, "secret"), "short");
    const end = await startInVain({ dataDirectory: folder.path });
    expect(end.code).toBe(1);
    expect(end.stderr).toMatch(/^Plenary's secret .* is damaged.*\n$/);
  });

  test("host of another machine", async () => {
    const end = await startInVain({ dataDirectory: folder.path, environment: { HOST: "192.0.2.1" } });
    expect(end.stderr).toBe(
      "HOST 192.0.2.1 is not an address of this machine. Set HOST to 127.0.0.1, or to 0.0.0.0 for all networks.\n",
    );
    expect(end.code).toBe(1);
  });

  test("wrong setting", async () => {
    const end = await startInVain({ dataDirectory: folder.path, environment: { PORT: "eighty" } });
    expect(end).toEqual({
      code: 1,
      stdout: "",
      stderr: "PORT must be a number from 0 to 65535 (0: any free one).\n",
    });
  });
});

describe("Settings", () => {
  test("have defaults, and an empty one counts as unset", () => {
    const defaults = {
      port: 3000,
      host: "127.0.0.1",
      publicUrl: null,
      dataDirectory: "./data",
      secret: null,
      logLevel: "info",
    };
    expect(readConfig({})).toEqual(defaults);
    expect(readConfig({ PORT: "", PUBLIC_URL: " ", DATABASE_URL: "", SECRET: "" })).toEqual(defaults);
  });

  test.each([
    ["PORT", "65536", "PORT must be"],
    ["PORT", "-1", "PORT must be"],
    ["PORT", "1e3", "PORT must be"],
    ["HOST", "http://x", "HOST must be"],
    ["PUBLIC_URL", "plenary.example.org", "PUBLIC_URL must be"],
    ["PUBLIC_URL", "ftp://plenary.example.org", "PUBLIC_URL must be"],
    ["PUBLIC_URL", "https://example.org/plenary", "PUBLIC_URL must be"],
    ["SECRET", "short", "SECRET must have"],
    ["LOG_LEVEL", "loud", "LOG_LEVEL must be one of"],
    [
      "DATABASE_URL",
      "postgres://localhost/plenary",
      "DATABASE_URL is not supported yet by this version of Plenary",
    ],
    ["REDIS_URL", "redis://localhost", "REDIS_URL is not supported yet by this version of Plenary"],
  ])("%s=%s is refused in one line that does not repeat the value", (name, value, message) => {
    const attempt = () => readConfig({ [name]: value });
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(/^[^\n]*$/);
  });
});
