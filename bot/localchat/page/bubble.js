// One message → its bubble, its picture or file, and the buttons below it.

import { animation } from "./animation.js";
import { fileAddress } from "./api.js";
import { cityAt } from "./cities.js";
import { icon, make } from "./dom.js";
import { richText } from "./text.js";
import { messageTime } from "./time.js";

// `acts`: command(text), press(message, button), spins(message, button) → boolean
export function bubble(message, acts) {
  const mine = !message.from.is_bot;
  const body = make("div", { class: "bubble" });
  body.append(make("span", { class: "hidden" }, mine ? "You:" : `${message.from.first_name}:`));
  for (const part of contents(message)) body.append(part);
  const text = message.text ?? message.caption;
  if (text) {
    body.append(make("div", { class: "text" }, richText(text, message.entities ?? message.caption_entities, acts.command)));
  }
  const stamp = make("span", { class: "stamp" });
  if (message.edit_date && mine) stamp.append("edited ");
  stamp.append(make("time", {}, messageTime(message.date)));
  if (mine) stamp.append(make("span", { class: "ticks", "aria-hidden": "true" }, icon("checks")));
  body.append(stamp);
  const rows = message.reply_markup?.inline_keyboard ?? [];
  const picture = message.photo || message.animation;
  const item = make("li", { class: `message ${mine ? "mine" : "theirs"}${picture ? " picture" : ""}${rows.length ? " keys" : ""}`, "data-id": message.message_id }, body);
  if (rows.length) item.append(keyboard(message, rows, acts));
  return item;
}

function keyboard(message, rows, acts) {
  const line = (row) => make("div", { class: "row" }, ...row.map((button) => inlineButton(message, button, acts)));
  return make("div", { class: "inline", role: "group", "aria-label": "Buttons of this message" }, ...rows.map(line));
}

function inlineButton(message, button, acts) {
  if (button.url) {
    const safe = /^(https?|tg):/i.test(button.url) ? button.url : `http://${button.url}`;
    return make("a", { class: "key link", href: safe, target: "_blank", rel: "noopener noreferrer" }, button.text);
  }
  const spins = acts.spins(message, button);
  return make(
    "button",
    { type: "button", class: `key${spins ? " spins" : ""}`, "aria-busy": spins ? "true" : null, onclick: () => acts.press(message, button) },
    button.text,
  );
}

function* contents(message) {
  if (message.photo) {
    const largest = message.photo.at(-1);
    yield make("img", { class: "photo", src: fileAddress(largest.file_id), width: largest.width, height: largest.height, alt: message.caption ?? "Photo" });
  } else if (message.animation) {
    yield animation(message);
  } else if (message.document) {
    yield fileCard(message.document);
  }
  if (message.location) yield place(message.location);
  if (message.voice) {
    yield make("audio", { class: "voice", controls: true, src: fileAddress(message.voice.file_id), "aria-label": "Voice message" });
  }
  for (const kind of ["sticker", "video", "audio", "contact", "poll"]) {
    if (message[kind]) yield make("em", {}, `(${kind})`);
  }
}

function fileCard(file) {
  const size = file.file_size < 1024 ? `${file.file_size} B` : file.file_size < 1024 * 100 ? `${(file.file_size / 1024).toFixed(1)} KB` : `${(file.file_size / 1024 / 1024).toFixed(1)} MB`;
  return make(
    "a", { class: "file", href: fileAddress(file.file_id), download: file.file_name },
    make("span", { class: "disc" }, icon("file")),
    make("span", {}, make("b", {}, file.file_name), make("small", {}, size)),
  );
}

function place(location) {
  const city = cityAt(location);
  return make(
    "div", { class: "place" },
    make("span", { class: "disc" }, icon("pin")),
    make("span", {}, make("b", {}, city ? city.name : "Location"), make("small", {}, `${location.latitude.toFixed(2)}, ${location.longitude.toFixed(2)}`)),
  );
}
