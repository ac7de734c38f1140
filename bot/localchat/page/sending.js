// What is sent beside words: a photo, a file, a voice message.

import { $ } from "./dom.js";

const SLICE = 32768;
const LARGEST = 20 * 1024 * 1024;

async function base64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += SLICE) text += String.fromCharCode(...bytes.subarray(at, at + SLICE));
  return btoa(text);
}

// `acts`: send(file), refused(sentence). The words in the field go along as the caption.
export function sending(acts, takeWords) {
  const send = async (kind, name, blob) => {
    if (!blob.size) return acts.refused("This file is empty.");
    if (blob.size > LARGEST) return acts.refused("A file may have 20 MB at most.");
    return acts.send({ kind, name, type: blob.type || "application/octet-stream", data: await base64(blob), caption: takeWords() });
  };
  const sendFile = (file) => {
    const kind = /^image\/(png|jpeg)$/.test(file.type) ? "photo" : file.type.startsWith("audio/") ? "voice" : "document";
    return send(kind, file.name, file);
  };

  $("attach").addEventListener("click", () => $("file").click());
  $("file").addEventListener("change", () => {
    const [file] = $("file").files;
    $("file").value = "";
    if (file) sendFile(file);
  });

  let recorder = null;
  const pressed = (on) => {
    $("record").setAttribute("aria-pressed", String(on));
    $("record").setAttribute("aria-label", on ? "Send the voice message" : "Record a voice message");
  };
  $("record").addEventListener("click", async () => {
    if (recorder) return recorder.stop();
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      return acts.refused("The microphone cannot be used. A sound file can be sent instead.");
    }
    const parts = [];
    recorder = new MediaRecorder(stream);
    recorder.ondataavailable = (event) => parts.push(event.data);
    recorder.onstop = () => {
      stream.getTracks().forEach((track) => track.stop());
      const { mimeType } = recorder;
      recorder = null;
      pressed(false);
      send("voice", "voice", new Blob(parts, { type: mimeType }));
    };
    recorder.start();
    pressed(true);
    return undefined;
  });
}
