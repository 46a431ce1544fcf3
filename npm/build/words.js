/** Words and codes in the types of the documents, where the schemas say no more than that they are texts. */

/** A list of words, to which an organisation may add its own. */
const open = (words) => [...words.map((word) => JSON.stringify(word)), "(string & {})"].join(" | ");

/** Fields that hold the code of a rule or an action, by the interface that they belong to. */
const FIELDS = {
  Finding: { code: "RuleCode" },
  Entry: { code: "RuleCode", actions: "Action[]" },
  Task: { code: "RuleCode" },
  Cause: { rule: "RuleCode" },
  RequestedAction: { action: "Action" },
};

/** The documents' types with words of the rulebook (`terms.toml`, `regions.toml`) and with the codes of rules. */
export function withWords(documents, { terms, regions, codes }) {
  const words = new Map([["Region", names(regions)]]);
  for (const block of terms.split("[[vocabulary]]").slice(1)) words.set(/name = "(\w+)"/.exec(block)[1], names(block.slice(block.indexOf("terms"))));
  let out = `${documents}\n/** The code of a rule. */\nexport type RuleCode = ${codes.map((code) => JSON.stringify(code)).join(" | ")};\n`;
  for (const [name, known] of words) out = out.replace(`export type ${name} = string;`, `export type ${name} = ${open(known)};`);
  for (const [name, fields] of Object.entries(FIELDS)) {
    const start = out.indexOf(`export interface ${name} {`);
    const end = out.indexOf("\n}", start);
    if (start < 0) throw new Error(`there is no type \`${name}\``);
    let text = out.slice(start, end);
    for (const [field, type] of Object.entries(fields)) {
      const sharper = text.replace(new RegExp(`( {4}${field}: )string(\\[\\])?;`), `$1${type};`);
      if (sharper === text) throw new Error(`\`${name}\` has no text \`${field}\``);
      text = sharper;
    }
    out = out.slice(0, start) + text + out.slice(end);
  }
  return out;
}

/** Every name that a line of a list gives to a word: its id, its usual name, and others. */
function names(list) {
  const lines = list.split("\n").filter((line) => line.trimStart().startsWith("{"));
  return [...new Set(lines.flatMap((line) => [...line.matchAll(/"([^"]+)"/g)].map(([, word]) => word)))];
}
