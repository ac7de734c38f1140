// Toasts, alerts, and the dialog that shares a location.

import { CITIES } from "./cities.js";
import { $, icon, make } from "./dom.js";

const TOAST_MILLISECONDS = 4000;

export function toast(text) {
  const shown = make("div", { class: "toast" }, text);
  $("toasts").append(shown);
  setTimeout(() => shown.classList.add("leaving"), TOAST_MILLISECONDS);
  setTimeout(() => shown.remove(), TOAST_MILLISECONDS + 400);
}

export function alertBox(text) {
  $("alert-text").textContent = text;
  if (!$("alert").open) $("alert").showModal();
}

export function pickPlace(share) {
  const dialog = $("places");
  const pick = (city) => {
    dialog.close();
    share(city);
  };
  $("cities").replaceChildren(
    ...CITIES.map((city) => make("button", { type: "button", class: "city", onclick: () => pick(city) }, icon("pin"), city.name)),
  );
  dialog.showModal();
}

// The reader's own choice of dark or light; without one, the system's.
export function themeToggle() {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const kept = localStorage.getItem("theme");
  if (kept) root.dataset.theme = kept;
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const label = () => {
    $("theme").setAttribute("aria-label", isDark() ? "Switch to light" : "Switch to dark");
    $("theme").replaceChildren(icon(isDark() ? "sun" : "moon"));
  };
  label();
  system.addEventListener("change", label);
  $("theme").addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    localStorage.setItem("theme", root.dataset.theme);
    label();
  });
}
