// Elements from plain values: text is always text, never markup.

/** Makes an element; properties that the element lacks become attributes, empty children are left out. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name in made && !name.includes("-")) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== ""));
  return made;
}

/** A button that copies text and says that it did. */
export function copyButton(label, text) {
  const button = element("button", { type: "button", className: "copy", "aria-label": label }, "Copy");
  const say = (text, name) => {
    button.textContent = text;
    button.setAttribute("aria-label", name);
  };
  button.addEventListener("click", async () => {
    const copied = await navigator.clipboard.writeText(text).then(() => true, () => false);
    if (copied) say("Copied", "Copied");
    else say("Select it", "The browser does not let this page copy: select the text");
    setTimeout(() => say("Copy", label), 2000);
  });
  return button;
}

/** The engine's lower-case words without a final period, as a sentence; what stands in backticks becomes code. */
export function prose(words) {
  const text = words.charAt(0).toUpperCase() + words.slice(1);
  const whole = /[.?!:]$/.test(text) ? text : `${text}.`;
  return whole.split("`").map((part, index) => (index % 2 === 1 ? element("code", {}, part) : part));
}
