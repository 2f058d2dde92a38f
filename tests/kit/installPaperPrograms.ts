import { installPackages, programPath, systemPrograms } from "./systemPackages.ts";

/** Under CI, before the first test: fetches the programs that papers are looked at with. Elsewhere their tests say what they lack. */
export default function installPaperPrograms(): void {
  if (process.env.CI !== "true") return;
  const missing = Object.entries(systemPrograms).filter(([program]) => programPath(program) === null);
  const packages = [...new Set(missing.map(([, name]) => name))];
  if (packages.length > 0 && !installPackages(packages))
    console.error(`Papers cannot be looked at: install ${packages.join(", ")}.`);
}
