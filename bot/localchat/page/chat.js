// The chat: keeps the messages of the user shown, draws them, and passes on what the user does.

import * as api from "./api.js";
import { bubble } from "./bubble.js";
import { composer } from "./composer.js";
import { $, make } from "./dom.js";
import { alertBox, themeToggle, toast } from "./notices.js";
import { panel } from "./panel.js";
import { roving } from "./roving.js";
import { dayKey, dayName, setTwelveHourZones } from "./time.js";

const SPIN_MILLISECONDS = 15000; // then an unanswered button rests, as in Telegram
const TYPING_MILLISECONDS = 5000;

const state = { user: null, users: [], messages: new Map(), bot: {}, spinning: new Map() };
let events = null;
let waitingEvents = null; // events that come while the chat is fetched
let loads = 0;
let profileTimer = 0;
let typingUntil = 0;

const trying = async (promise) => {
  try {
    return await promise;
  } catch (error) {
    toast(error.message);
    return null;
  }
};
const act = (name, body = {}) => trying(api.act(name, { user: state.user.id, ...body }));
const spinKey = (message, button) => `${message.message_id}:${button.callback_data}`;

const acts = {
  command: (text) => act("say", { text }),
  spins: (message, button) => state.spinning.has(spinKey(message, button)),
  press(message, button) {
    spin(spinKey(message, button), message.message_id);
    act("tap", { message: message.message_id, data: button.callback_data });
  },
};
const foot = composer({
  say: (text) => act("say", { text }),
  location(city) {
    side.travelled(city.zone);
    act("location", { latitude: city.latitude, longitude: city.longitude });
  },
  send: (file) => act("send", file),
  refused: toast,
});
const side = panel({ change: showUser, zoneChanged: () => drawAll(false), user: () => state.user });

function spin(key, messageId) {
  clearTimeout(state.spinning.get(key)?.timer);
  const timer = setTimeout(() => rest(key, messageId), SPIN_MILLISECONDS);
  state.spinning.set(key, { timer });
  redraw(messageId);
}

function rest(key, messageId) {
  clearTimeout(state.spinning.get(key)?.timer);
  if (state.spinning.delete(key)) redraw(messageId);
}

async function load(user) {
  const mine = ++loads;
  waitingEvents ??= [];
  const facts = await trying(api.chat(user).catch(() => api.chat(null))); // a user of an earlier server is gone
  if (mine !== loads) return;
  const queued = waitingEvents;
  waitingEvents = null;
  if (!facts) return;
  const changed = state.user?.id !== facts.user.id;
  Object.assign(state, { user: facts.user, users: facts.users, bot: facts.bot });
  state.messages = new Map(facts.messages.map((message) => [message.message_id, message]));
  localStorage.setItem("user", facts.user.id);
  $("bot-name").textContent = facts.bot.name || "Walk Coach";
  $("description").textContent = facts.bot.description || facts.bot.short_description;
  setTwelveHourZones(facts.twelve_hour_zones);
  foot.setCommands(facts.commands);
  foot.setKeyboard(facts.keyboard);
  side.setTime(facts);
  side.setUsers(state.users, state.user);
  setMode();
  drawAll(true);
  if (changed) side.userChanged();
  else side.refreshSoon();
  queued.forEach(hear);
}

async function showUser(user) {
  events?.close();
  state.spinning.clear();
  await load(user);
  if (state.user) events = api.listen(state.user.id, hear, () => { $("presence").textContent = "connecting…"; });
}

function hear(event) {
  if (event.kind === "hello") {
    $("presence").textContent = "bot";
    load(state.user.id);
    return;
  }
  if (waitingEvents) {
    waitingEvents.push(event);
    return;
  }
  HEARD[event.kind]?.(event);
}

const HEARD = {
  message({ message }) {
    if (message.from.is_bot) {
      stopTyping();
      side.botSpoke();
    }
    state.messages.set(message.message_id, message);
    setMode();
    append(message);
    side.refreshSoon();
  },
  edit({ message }) {
    state.messages.set(message.message_id, message);
    redraw(message.message_id);
    side.refreshSoon();
  },
  delete({ message_id: id }) {
    state.messages.delete(id);
    drawAll(false);
  },
  keyboard: ({ keyboard }) => foot.setKeyboard(keyboard),
  tap({ message_id: id, data }) {
    spin(`${id}:${data}`, id);
  },
  answer({ message_id: id, text, alert }) {
    for (const key of [...state.spinning.keys()]) if (key.startsWith(`${id}:`)) rest(key, id);
    if (text) (alert ? alertBox : toast)(text);
    side.refreshSoon();
  },
  typing() {
    typingUntil = Date.now() + TYPING_MILLISECONDS;
    $("presence").textContent = "typing…";
    $("dots").hidden = false;
    keepDown();
    setTimeout(() => { if (Date.now() >= typingUntil) stopTyping(); }, TYPING_MILLISECONDS + 50);
  },
  member({ blocked }) {
    state.user.blocked = blocked;
    state.users = state.users.map((user) => (user.id === state.user.id ? { ...user, blocked } : user));
    side.setUsers(state.users, state.user);
    setMode();
  },
  users({ users }) {
    state.users = users;
    side.setUsers(users, state.user);
  },
  clock(event) {
    side.setTime(event);
    nameDays();
    side.refreshSoon();
  },
  profile() {
    clearTimeout(profileTimer);
    profileTimer = setTimeout(() => load(state.user.id), 200);
  },
};

function stopTyping() {
  typingUntil = 0;
  $("presence").textContent = "bot";
  $("dots").hidden = true;
}

function setMode() {
  const blocked = state.user.blocked;
  foot.setMode(blocked ? "blocked" : state.messages.size ? "open" : "start");
  $("hello").hidden = state.messages.size > 0;
  $("block").textContent = blocked ? "Unblock the bot" : "Block the bot";
}

const reach = roving($("log"));
$("skip").addEventListener("click", (event) => {
  event.preventDefault();
  if (!reach.focusNewest()) $("field").focus();
});
const scroll = $("scroll");
const isDown = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
const keepDown = () => { scroll.scrollTop = scroll.scrollHeight; };

function drawAll(toEnd) {
  const stay = toEnd || isDown();
  keepingFocus(() => {
    $("log").replaceChildren();
    lastDay = "";
    for (const message of state.messages.values()) add(message);
    reach.newest();
  });
  if (stay) keepDown();
}

// Who goes by keyboard stays on the button of the message, or on the nearest that is left of it.
function keepingFocus(draw) {
  const focused = document.activeElement;
  const id = focused?.closest("#log .message")?.dataset.id;
  const keys = () => [...$("log").querySelectorAll(`[data-id="${id}"] .key`)];
  const at = keys().indexOf(focused);
  draw();
  if (at < 0) return;
  const now = keys();
  (now[Math.min(at, now.length - 1)] ?? $("field")).focus({ preventScroll: true });
}

let lastDay = "";
function add(message) {
  const day = dayKey(message.date);
  if (day !== lastDay) $("log").append(make("li", { class: "day", "data-at": message.date }, make("span", {}, dayName(message.date))));
  lastDay = day;
  $("log").append(bubble(message, acts));
}

// "Today" becomes "Yesterday" when the clock moves on.
function nameDays() {
  for (const day of $("log").querySelectorAll(".day")) day.firstChild.textContent = dayName(Number(day.dataset.at));
}

function append(message) {
  const down = isDown() || !message.from.is_bot;
  if ($("log").querySelector(`[data-id="${message.message_id}"]`)) redraw(message.message_id);
  else add(message);
  reach.newest();
  if (down) keepDown();
}

function redraw(id) {
  const old = $("log").querySelector(`[data-id="${id}"]`);
  const message = state.messages.get(id);
  if (!old || !message) return;
  const down = isDown();
  const fresh = bubble(message, acts);
  fresh.classList.add("still");
  keepingFocus(() => {
    old.replaceWith(fresh);
    reach.redrawn(old, fresh);
  });
  if (down) keepDown();
}

scroll.addEventListener("scroll", () => { $("down").hidden = isDown(); });
new ResizeObserver(() => { if ($("down").hidden) keepDown(); }).observe(scroll);
$("log").addEventListener("load", () => { if ($("down").hidden) keepDown(); }, true);
$("down").addEventListener("click", keepDown);
$("unblock").addEventListener("click", () => act("unblock"));
$("more").addEventListener("click", () => toggleMore($("more-menu").hidden));
$("block").addEventListener("click", () => {
  toggleMore(false);
  act(state.user.blocked ? "unblock" : "block");
});
document.addEventListener("click", (event) => { if (!event.target.closest("#more, #more-menu")) toggleMore(false); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") toggleMore(false); });

function toggleMore(open) {
  $("more-menu").hidden = !open;
  $("more").setAttribute("aria-expanded", String(open));
  if (open) $("block").focus();
}

themeToggle();
showUser(localStorage.getItem("user"));
