// The second panel: the clock, the users, and what is stored.

import * as api from "./api.js";
import { CITIES } from "./cities.js";
import { $, make } from "./dom.js";
import { toast } from "./notices.js";
import * as time from "./time.js";

const LANGUAGES = { en: "English", es: "Español", pt: "Português", de: "Deutsch", fr: "Français", ru: "Русский", uk: "Українська", ar: "العربية", hi: "हिन्दी" };
const ROWS_SHOWN = 5;
let due = null;
let movable = false;

// `acts`: change(user id), zoneChanged(), user() → the user shown
export function panel(acts) {
  const zoneKey = () => `zone:${acts.user()?.id}`;
  const openTables = new Set();
  const allRows = new Set();
  let storedZone = null;
  let heard = false; // the bot said something since the last move of the clock

  const narrow = matchMedia("(max-width: 900px)");
  const show = (open) => {
    $("panel").classList.toggle("open", open);
    $("shade").hidden = !open;
    $("panel").inert = narrow.matches && !open;
    $("open-panel").setAttribute("aria-expanded", String(open));
  };
  show(false);
  narrow.addEventListener("change", () => show(false));
  const close = () => {
    show(false);
    $("open-panel").focus();
  };
  $("open-panel").addEventListener("click", () => {
    show(true);
    $("close-panel").focus();
  });
  $("close-panel").addEventListener("click", close);
  $("shade").addEventListener("click", close);
  $("panel").addEventListener("keydown", (event) => {
    if (event.key === "Escape" && narrow.matches) close();
  });

  const languages = () => Object.entries(LANGUAGES).map(([code, name]) => make("option", { value: code }, name));
  $("new-language").append(...languages());
  $("language").addEventListener("change", async () => {
    await api.act("language", { user: acts.user().id, language: $("language").value });
    acts.change(acts.user().id); // the list of commands follows
  });
  $("add-user").addEventListener("submit", async (event) => {
    event.preventDefault();
    const user = await api.act("user", { name: $("new-name").value, language: $("new-language").value });
    $("new-name").value = "";
    $("adder").open = false;
    acts.change(user.id);
  });

  const tick = () => {
    const now = time.now();
    $("time").textContent = time.clockTime(now);
    $("time").dateTime = now.toISOString();
    $("date").textContent = time.clockDate(now);
    const text = !movable ? "" : due ? time.dueText(due) : "No nudge is planned.";
    if ($("next").textContent !== text) $("next").textContent = text;
  };
  setInterval(tick, 1000);
  $("moves").addEventListener("click", async (event) => {
    const move = event.target.dataset?.move;
    if (!move) return;
    const keys = [...$("moves").children];
    heard = false;
    $("clock-card").setAttribute("aria-busy", "true");
    keys.forEach((key) => { key.disabled = true; });
    try {
      const answer = await api.act("clock", { move });
      if (!answer.moved) toast("No nudge is planned.");
      else if (answer.said === false) toast(`It is ${time.messageTime(answer.now)}. The bot had nothing to say then.`);
      setTime(answer);
    } catch (error) {
      toast(error.message);
    } finally {
      $("clock-card").removeAttribute("aria-busy");
      keys.forEach((key) => { key.disabled = !movable; });
      event.target.focus();
    }
    if (heard && narrow.matches) close(); // what the move brought stands in the chat
  });

  const setTime = (facts) => {
    time.setNow(facts.now);
    if ("next_due" in facts) due = facts.next_due;
    if ("movable" in facts) {
      movable = facts.movable;
      [...$("moves").children].forEach((key) => { key.disabled = !movable; });
    }
    tick();
  };

  const chooseZone = () => {
    const automatic = storedZone ?? time.browserZone();
    const kept = localStorage.getItem(zoneKey()) ?? "";
    const option = (value, label) => {
      const made = make("option", { value }, label);
      made.selected = value === kept;
      return made;
    };
    $("zone").replaceChildren(
      option("", `${automatic.replaceAll("_", " ")} (${storedZone ? "as stored" : "this browser"})`),
      ...CITIES.map((city) => option(city.zone, city.name)),
    );
    time.setZone(kept || automatic);
    tick();
    acts.zoneChanged();
  };
  $("zone").addEventListener("change", () => {
    if ($("zone").value) localStorage.setItem(zoneKey(), $("zone").value);
    else localStorage.removeItem(zoneKey());
    chooseZone();
  });

  const table = (name, rows) => {
    const shown = allRows.has(name) ? rows : rows.slice(-ROWS_SHOWN);
    const entry = (row) =>
      make("dl", {}, ...Object.entries(row).flatMap(([key, value]) => [make("dt", {}, key.replaceAll("_", " ")), valueOf(value)]));
    const details = make(
      "details", { open: openTables.has(name) },
      make("summary", {}, make("b", {}, name.replaceAll("_", " ")), make("span", { class: "count" }, String(rows.length))),
      rows.length > shown.length
        ? make("button", { type: "button", class: "plain", onclick: () => { allRows.add(name); refresh(); } }, `Show all ${rows.length}`)
        : null,
      ...shown.map(entry).reverse(),
    );
    details.addEventListener("toggle", () => (details.open ? openTables.add(name) : openTables.delete(name)));
    return details;
  };

  let last = "";
  const refresh = async () => {
    const user = acts.user();
    if (!user) return;
    const facts = await api.stored(user.id).catch(() => null);
    if (!facts || acts.user()?.id !== user.id) return;
    setTime(facts);
    const filled = Object.entries(facts.tables).filter(([, rows]) => rows.length);
    const zone = filled.flatMap(([, rows]) => rows).map((row) => row.zone).find((name) => typeof name === "string" && time.isZone(name)) ?? null;
    if (zone !== storedZone) {
      storedZone = zone;
      chooseZone();
    }
    const state = JSON.stringify([user.id, filled, [...allRows]]);
    if (state === last) return;
    last = state;
    $("stored").replaceChildren(...(filled.length ? filled.map(([name, rows]) => table(name, rows)) : [make("p", { class: "quiet" }, "Nothing is stored.")]));
  };
  let waiting = 0;

  return {
    setTime,
    botSpoke() {
      heard = true;
    },
    refreshSoon() {
      clearTimeout(waiting);
      waiting = setTimeout(refresh, 250);
    },
    setUsers(users, current) {
      const one = (user) =>
        make(
          "button",
          { type: "button", class: "user", "aria-pressed": String(user.id === current.id), onclick: () => acts.change(user.id) },
          make("span", { class: `avatar hue${user.id % 6}`, "aria-hidden": "true" }, [...user.name][0]?.toUpperCase() ?? "?"),
          make("span", {}, make("b", {}, user.name), make("small", {}, [LANGUAGES[user.language] ?? user.language, user.blocked ? "blocked the bot" : ""].filter(Boolean).join(" · "))),
        );
      $("users").replaceChildren(...users.map(one));
      const { language } = users.find((user) => user.id === current.id) ?? current;
      $("language").replaceChildren(...languages(), ...(language in LANGUAGES ? [] : [make("option", { value: language }, language)]));
      $("language").value = language;
      $("stored-name").textContent = current.name;
    },
    userChanged() {
      storedZone = null;
      chooseZone();
      refresh();
    },
    travelled(zone) {
      localStorage.setItem(zoneKey(), zone);
      chooseZone();
    },
  };
}

function valueOf(value) {
  if (value === null || value === "") return make("dd", { class: "quiet" }, "–");
  return make("dd", {}, String(value));
}
