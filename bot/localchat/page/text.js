// A text and its entities → elements. Offsets are in UTF-16 units, as JavaScript counts.

import { make } from "./dom.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const SAFE = /^(https?:|mailto:|tg:)/i;

export function richText(text, entities, onCommand) {
  const fragment = document.createDocumentFragment();
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  fill(fragment, text, 0, text.length, sorted, onCommand);
  return fragment;
}

function fill(parent, text, from, to, entities, onCommand) {
  let at = from;
  for (let i = 0; i < entities.length; ) {
    const entity = entities[i];
    const end = Math.min(to, entity.offset + entity.length);
    let next = i + 1;
    while (next < entities.length && entities[next].offset < end) next++;
    if (entity.offset >= at && end > entity.offset) {
      parent.append(text.slice(at, entity.offset));
      const element = wrap(entity, text.slice(entity.offset, end), onCommand);
      fill(element, text, entity.offset, end, entities.slice(i + 1, next), onCommand);
      parent.append(element);
      at = end;
    }
    i = next;
  }
  parent.append(text.slice(at, to));
}

function wrap(entity, inside, onCommand) {
  switch (entity.type) {
    case "bot_command":
      return make("button", { type: "button", class: "command", onclick: () => onCommand(inside) });
    case "text_link": return link(entity.url);
    case "url": return link(SAFE.test(inside) ? inside : `http://${inside}`);
    case "email": return link(`mailto:${inside}`);
    case "spoiler": return spoiler();
    default: return make(TAGS[entity.type] ?? "span");
  }
}

function link(url) {
  const address = SAFE.test(url) ? url : `http://${url}`;
  return make("a", { href: address, target: "_blank", rel: "noopener noreferrer" });
}

function spoiler() {
  const show = (event) => event.currentTarget.classList.add("shown");
  return make("button", { type: "button", class: "spoiler", onclick: show });
}
