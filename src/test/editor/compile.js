// Compiles each schema that is named, as strictly as it goes; says which it does not take.
const Ajv = require("ajv/dist/2020");
const formats = require("ajv-formats");
const fs = require("fs");

let refused = 0;
for (const file of process.argv.slice(2)) {
  const ajv = new Ajv({ strict: true, allErrors: true });
  formats(ajv);
  try {
    ajv.compile(JSON.parse(fs.readFileSync(file, "utf8")));
  } catch (e) {
    refused++;
    console.log(file + ": " + e.message);
  }
}
process.exit(refused ? 1 : 0);
