// A moving picture. Who asked their system for less motion sees its first frame, and starts it themselves.

import { fileAddress } from "./api.js";
import { make } from "./dom.js";

const CALM = matchMedia("(prefers-reduced-motion: reduce)");

export function animation(message) {
  return CALM.matches ? still(message) : moving(message);
}

function moving(message) {
  const { file_id: id, mime_type: type } = message.animation;
  const alt = message.caption ?? "Animation";
  if (type === "video/mp4") {
    const video = make("video", { class: "photo", src: fileAddress(id), loop: true, playsinline: true, autoplay: true, "aria-label": alt, ...size(message) });
    video.muted = true;
    return video;
  }
  return make("img", { class: "photo", src: fileAddress(id), alt, ...size(message) });
}

function still(message) {
  const alt = message.caption ?? "Animation";
  const { file_id: id, mime_type: type } = message.animation;
  if (type === "video/mp4") return make("video", { class: "photo", src: fileAddress(id), controls: true, loop: true, playsinline: true, "aria-label": alt, ...size(message) });
  const canvas = make("canvas", { class: "photo", role: "img", "aria-label": alt, ...size(message) });
  const source = make("img", {
    src: fileAddress(id),
    onload: () => {
      [canvas.width, canvas.height] = [source.naturalWidth, source.naturalHeight];
      canvas.getContext("2d").drawImage(source, 0, 0);
    },
  });
  const play = make("button", { type: "button", class: "play", onclick: () => frame.replaceWith(moving(message)) }, "▶ Play");
  const frame = make("div", { class: "paused" }, canvas, play);
  return frame;
}

function size(message) {
  return { width: message.animation.width || null, height: message.animation.height || null };
}
