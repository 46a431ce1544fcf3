/** The types of what goes in, from those of the documents: readonly, with `Date` for an instant, and one action a request. */

/** What a caller gives: all else is reached from these. */
const ROOTS = /^(Case|Scenario|Overlay|\w+Request)$/;

/** The declarations of what goes in. */
export function inputTypes(documents) {
  const [head, ...rest] = documents.split(/\n(?=\/\*\*|export )/).reduce(joined, []);
  const declarations = new Map(rest.map((text) => [/export (?:interface|type) (\w+)/.exec(text)[1], text]));
  const reached = reach(declarations);
  const kept = [...declarations].filter(([name]) => reached.has(name));
  return `${head.trimEnd()}\n\n${ONE}\n${kept.map(([name, text]) => declared(name, text)).join("\n")}`;
}

/** A comment belongs to the declaration that follows it. */
function joined(parts, part) {
  if (part.startsWith("export ") && parts.at(-1)?.startsWith("/**") && !parts.at(-1).includes("export ")) {
    parts.push(`${parts.pop()}\n${part}`);
  } else {
    parts.push(part);
  }
  return parts;
}

function reach(declarations) {
  const reached = new Set();
  const next = [...declarations.keys()].filter((name) => ROOTS.test(name));
  for (let name = next.pop(); name !== undefined; name = next.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    for (const [word] of declarations.get(name).replace(/\/\*\*.*\*\//g, "").matchAll(/\b[A-Z]\w+\b/g)) {
      if (declarations.has(word)) next.push(word);
    }
  }
  return reached;
}

const ONE = `/** One field of many, and none of the others. */
type One<T> = { [K in keyof T]: { readonly [P in K]-?: NonNullable<T[P]> } & { readonly [P in Exclude<keyof T, K>]?: null | undefined } }[keyof T];
`;

function declared(name, text) {
  const lines = text.split("\n").map((line) => (/^\s*\/?\*/.test(line) ? line : field(line)));
  if (name === "Instant") return lines.join("\n").replace("= string;", "= string | Date;");
  if (name !== "Request") return lines.join("\n");
  const actions = lines.filter((line) => !/^\s.*(Who acts|\bactor\b)/.test(line)).join("\n");
  const request = `/** What is to be judged: who acts, and one action. */\nexport type Request = { readonly actor: string } & One<RequestActions>;\n`;
  return `/** The actions that a request can ask for. */\n${actions.slice(actions.indexOf("export ")).replace("Request", "RequestActions")}\n${request}`;
}

/** A line of a declaration: fields are readonly, lists and tables as well, and what is optional may be `undefined`. */
function field(line) {
  return line
    .replace(/^(\s+)("?[$\w-]+"?\??: )/, "$1readonly $2")
    .replace(/(\w+|\([^()]*\))\[\]/g, "readonly $1[]")
    .replace(/Record<string, (.*?)>/g, "Readonly<Record<string, $1>>")
    .replace(/(\?: .*[^{]);$/, "$1 | undefined;")
    .replace(/^(\s+\}(?: \| null)?);$/, "$1 | undefined;");
}
