// The movable clock of the server and the zone in which this phone shows it.

let ahead = 0; // milliseconds of the application's clock before this computer's
let zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export const setNow = (seconds) => { ahead = seconds * 1000 - Date.now(); };
export const now = () => new Date(Date.now() + ahead);
export const setZone = (name) => { zone = name; };
export const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function isZone(name) {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

let twelveHourZones = new Set(); // where clocks show twelve hours, as in the bot's own messages
export const setTwelveHourZones = (names) => { twelveHourZones = new Set(names); };

const show = (date, options, language = "en-GB") => new Intl.DateTimeFormat(language, { timeZone: zone, ...options }).format(date);
const at = (seconds) => new Date(seconds * 1000);

export const clockTime = (date) =>
  twelveHourZones.has(zone)
    ? show(date, { hour: "numeric", minute: "2-digit", hour12: true }, "en-US")
    : show(date, { hour: "2-digit", minute: "2-digit" });
export const clockDate = (date) => show(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
export const messageTime = (seconds) => clockTime(at(seconds));
export const dayKey = (seconds) => show(at(seconds), { year: "numeric", month: "2-digit", day: "2-digit" }, "en-CA");

export function dayName(seconds) {
  const today = Math.floor(now().getTime() / 1000);
  if (dayKey(seconds) === dayKey(today)) return "Today";
  if (dayKey(seconds) === dayKey(today - 86400)) return "Yesterday";
  return show(at(seconds), { weekday: "long", day: "numeric", month: "long" });
}

export function dueText(seconds) {
  const left = Math.max(0, seconds - now().getTime() / 1000);
  const when = `${show(at(seconds), { weekday: "short", day: "numeric", month: "short" })}, ${messageTime(seconds)}`;
  const hours = Math.floor(left / 3600);
  const span = hours >= 48 ? `${Math.round(hours / 24)} days` : hours >= 10 ? `${Math.round(left / 3600)} h` : hours ? `${hours} h ${Math.floor((left % 3600) / 60)} min` : `${Math.ceil(left / 60)} min`;
  return `Next nudge: ${when} · in ${span}`;
}
