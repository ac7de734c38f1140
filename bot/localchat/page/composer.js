// The foot of the chat: the field, the command menu, the keyboard of offered answers, START and UNBLOCK.

import { $, make } from "./dom.js";
import { pickPlace } from "./notices.js";
import { sending } from "./sending.js";

// `acts`: say(text), location(city), send(file), refused(sentence)
export function composer(acts) {
  const field = $("field");
  let commands = [];
  let chosen = -1;

  const fit = () => {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 140)}px`;
  };
  const say = (text) => {
    close();
    acts.say(text);
  };
  const close = () => {
    $("commands").hidden = true;
    $("menu").setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    chosen = -1;
  };
  const open = (typed) => {
    const fitting = commands.filter(({ command }) => command.startsWith(typed));
    $("commands").replaceChildren(
      ...fitting.map(({ command, description }, index) =>
        make(
          "button",
          { type: "button", class: "option", role: "option", id: `command-${index}`, "aria-selected": "false", onclick: () => say(`/${command}`) },
          make("b", {}, `/${command}`), make("span", {}, description),
        ),
      ),
    );
    chosen = -1;
    $("commands").hidden = !fitting.length;
    $("menu").setAttribute("aria-expanded", String(!$("commands").hidden));
  };
  const choose = (step) => {
    const options = [...$("commands").children];
    chosen = (chosen + step + options.length) % options.length;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === chosen)));
    options[chosen].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[chosen].id);
  };
  const submit = () => {
    const text = field.value.trim();
    if (!text) return;
    field.value = "";
    fit();
    say(text);
  };

  sending(acts, () => {
    const words = field.value.trim();
    field.value = "";
    fit();
    return words;
  });
  field.addEventListener("input", () => {
    fit();
    const slash = field.value.match(/^\/(\w*)$/);
    if (slash) open(slash[1].toLowerCase());
    else close();
  });
  field.addEventListener("keydown", (event) => {
    const listed = !$("commands").hidden;
    if (event.key === "Escape" && listed) close();
    else if (listed && event.key === "ArrowDown") choose(1);
    else if (listed && event.key === "ArrowUp") choose(-1);
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      const option = $("commands").children[chosen];
      if (listed && option) {
        field.value = "";
        option.click();
      } else submit();
    } else return;
    event.preventDefault();
  });
  $("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
    field.focus();
  });
  $("menu").addEventListener("click", () => {
    if (!$("commands").hidden) return close();
    open("");
    return $("commands").querySelector("button")?.focus();
  });
  $("commands").addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
      $("menu").focus();
    }
    const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
    if (!step) return;
    event.preventDefault();
    document.activeElement[step]?.focus();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#commands, #menu, #field")) close();
  });
  $("start").addEventListener("click", () => say("/start"));
  $("toggle-keyboard").addEventListener("click", () => {
    $("keyboard").hidden = !$("keyboard").hidden;
  });

  return {
    setCommands(list) {
      commands = list;
      $("menu").hidden = !list.length;
    },
    setKeyboard(markup) {
      const rows = markup?.keyboard ?? [];
      const key = (button) =>
        make("button", { type: "button", onclick: () => (button.request_location ? pickPlace(acts.location) : say(button.text)) }, button.text);
      $("keyboard").replaceChildren(...rows.map((row) => make("div", { class: "row" }, ...row.map(key))));
      $("keyboard").hidden = !rows.length;
      $("toggle-keyboard").hidden = !rows.length;
      field.placeholder = markup?.input_field_placeholder ?? "Message";
    },
    // "start": nothing was said yet; "blocked"; "open": the field
    setMode(mode) {
      $("start").hidden = mode !== "start";
      $("unblock").hidden = mode !== "blocked";
      $("composer").hidden = mode !== "open";
      if (mode !== "open") close();
    },
  };
}
