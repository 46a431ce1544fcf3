// What names may hold that is shown otherwise, the same as in the program.
import assert from "node:assert/strict";
import { test } from "node:test";
import { printable } from "greenlight/printable";

for (const [text, shown] of [
  ["finance – Größe, 財務 👩", "finance – Größe, 財務 👩"],
  ["a\nready: b\r\tc", "a\\nready: b\\r\\tc"],
  ["\u001b[2J\u007f\u009b", "\\u{1b}[2J\\u{7f}\\u{9b}"],
  ["\u202etxt.exe\u2066", "\\u{202e}txt.exe\\u{2066}"],
  ["a\u200bb\ufeff\u{e0041}\u2028", "a\\u{200b}b\\u{feff}\\u{e0041}\\u{2028}"],
  ["a\u034f\ufe0f\ue000\ufdd0\uffff\ud800", "a\\u{34f}\\u{fe0f}\\u{e000}\\u{fdd0}\\u{ffff}\\u{d800}"],
]) {
  test(`${JSON.stringify(text)} is shown as ${shown}`, () => assert.equal(printable(text), shown));
}
