// What to send to the people who can mend and answer things, as plain text.
import { printable } from "greenlight/printable";
import type { Access, OpenPlace, Question, Report } from "greenlight/whole";
import { rules } from "../engine/small";
import type { Fields } from "../forms/fields";
import { actionOf, fixers, OUTCOMES, sentence } from "../words";
import { lines as grantable } from "./grants";

/** Who can answer a question: whoever can mend what its rules are about. */
export function owner(question: Pick<Question, "rules">): string {
  const who = question.rules.flatMap((code) => rules().get(code)?.fixers ?? []);
  return fixers([...new Set(who)].slice(0, 2));
}

/** The text: findings, what could be granted, then questions, each with who, how and the call that answers it. */
export function handover(report: Report, questions: readonly Pick<OpenPlace, "at" | "message" | "rules">[], access: readonly Access[], fields: Fields): string {
  const lines = [`${actionOf(report.request.action)} as ${report.request.actor ?? "somebody"}: ${OUTCOMES[report.outcome].toLowerCase()} (judged as of ${report.as_of}).`];
  const wrong = report.findings.filter((finding) => finding.level !== "note");
  if (wrong.length > 0) lines.push("", "To mend:");
  for (const [index, finding] of wrong.entries()) {
    lines.push(`${index + 1}. ${sentence(finding.message)} (${finding.code})`);
    if (finding.fixers.length > 0) lines.push(`   Who: ${fixers(finding.fixers)}`);
    lines.push(...finding.steps.map((step) => `   - ${step}`));
    if (finding.command) lines.push(`   Command: ${finding.command}`);
    lines.push(`   Source: ${finding.source.page}, ${finding.source.section}, ${finding.source.date}`);
  }
  if (access.length > 0) lines.push("", "What could be granted:", ...grantable(access));
  if (questions.length > 0) lines.push("", "To find out:");
  for (const [index, question] of questions.entries()) {
    lines.push(`${index + 1}. ${sentence(question.message)}`);
    const who = owner(question);
    if (who) lines.push(`   Who: ${who}`);
    const { call, stands } = fields.told(question.at);
    if (call) lines.push(`   Call: ${call.ask}`);
    else if (stands) lines.push(`   Source: ${stands}`);
  }
  if (wrong.length + questions.length === 0) lines.push("", "Nothing is to be mended or found out.");
  // No name makes a line of its own.
  return `${lines.map(printable).join("\n")}\n`;
}
