// The pages' Markdown as elements: headings, lists, tables, code and links, nothing else, and never as HTML.
import { Fragment, type ReactNode } from "react";
import { loaded, rules } from "../engine/small";
import { to } from "../routes";

export function Markdown({ text }: { text: string }) {
  // The page around it has the first heading: the highest of the text is a second one.
  const highest = /^# /m.test(text) ? 1 : 2;
  return <div className="markdown">{blocks(text).map((block, index) => <Block key={index} lines={block} highest={highest} />)}</div>;
}

/** Paragraphs apart; a fence stays whole. */
function blocks(text: string): string[][] {
  const found: string[][] = [];
  let now: string[] = [];
  let fenced = false;
  const end = () => {
    if (now.length > 0) found.push(now);
    now = [];
  };
  for (const line of text.split("\n")) {
    // A fence in a list is set in.
    if (line.trimStart().startsWith("```")) {
      if (!fenced) end();
      now.push(line.trimStart());
      fenced = !fenced;
      if (!fenced) end();
    } else if (!fenced && line.trim() === "") end();
    else if (!fenced && /^#{1,4} /.test(line)) {
      end();
      found.push([line]);
    } else now.push(line);
  }
  end();
  return found;
}

function Block({ lines, highest }: { lines: string[]; highest: number }): ReactNode {
  const [first = ""] = lines;
  if (first.startsWith("```")) return <pre tabIndex={0}><code>{setOut(lines.slice(1, -1))}</code></pre>;
  const heading = /^(#+) (.*)$/.exec(first);
  if (heading) return heading[1]!.length === highest ? <h2><Inline heading text={heading[2] ?? ""} /></h2> : <h3><Inline heading text={heading[2] ?? ""} /></h3>;
  if (first.startsWith("|")) return <Table lines={lines} />;
  if (/^[-*] /.test(first)) return <ul>{listed(lines, /^[-*] /).map((item, index) => <li key={index}><Inline text={item} /></li>)}</ul>;
  if (/^\d+\. /.test(first)) return <ol>{listed(lines, /^\d+\. /).map((item, index) => <li key={index}><Inline text={item} /></li>)}</ol>;
  return <p><Inline text={lines.join(" ")} /></p>;
}

/** A text without the margin that its list gives it. */
function setOut(lines: string[]): string {
  const margin = Math.min(...lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(margin)).join("\n");
}

const listed = (lines: string[], mark: RegExp) =>
  lines.reduce<string[]>((items, line) => (mark.test(line) ? [...items, line.replace(mark, "")] : [...items.slice(0, -1), `${items.at(-1) ?? ""} ${line.trim()}`]), []);

function Table({ lines }: { lines: string[] }) {
  const cells = (line: string) => line.replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
  const [head = "", , ...rows] = lines;
  const titled = cells(head).some((cell) => cell !== "");
  return (
    <table>
      {titled && <thead><tr>{cells(head).map((cell, index) => <th key={index} scope="col"><Inline text={cell} /></th>)}</tr></thead>}
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>{cells(row).map((cell, column) => (column === 0 && !titled ? <th key={column} scope="row"><Inline text={cell} /></th> : <td key={column}><Inline text={cell} /></td>))}</tr>
        ))}
      </tbody>
    </table>
  );
}

const CODES = /\b([A-Z]{3}\d{3})\b/;
/** Codes of rules lead to their pages. */
const isRule = (word: string) => loaded() && rules().has(word);
const MARKS = /(`[^`]+`|\[[^\]]+\]\([^)]+\)|\*\*[^*]+\*\*|\*[^*]+\*)/;

function Inline({ text, heading = false }: { text: string; heading?: boolean }): ReactNode {
  return text.split(MARKS).map((part, index) => {
    const link = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(part);
    if (link) return <Link key={index} text={link[1] ?? ""} target={link[2] ?? ""} />;
    if (part.startsWith("`") && part.length > 1) return <code key={index}>{part.slice(1, -1)}</code>;
    if (part.startsWith("**") && part.length > 3) return <strong key={index}>{part.slice(2, -2)}</strong>;
    if (part.startsWith("*") && part.length > 2) return <em key={index}>{part.slice(1, -1)}</em>;
    return <Fragment key={index}>{heading ? part : part.split(CODES).map((word, place) => (isRule(word) ? <a key={place} href={to("rulebook", word)}>{word}</a> : word))}</Fragment>;
  });
}

function Link({ text, target }: { text: string; target: string }) {
  const rule = /^(?:\.\/)?([A-Z]{3}\d{3})\.md/.exec(target)?.[1];
  if (rule) return <a href={to("rulebook", rule)}>{text.replaceAll("`", "")}</a>;
  return target.startsWith("https://") ? <a href={target}>{text.replaceAll("`", "")}</a> : <>{text.replaceAll("`", "")}</>;
}
