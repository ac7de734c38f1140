-- What somebody shows a physical therapist, and what comes back from there.
CREATE TABLE pages (                      -- reports that were made, one a day: what a link on paper opens
  page_id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  code TEXT NOT NULL UNIQUE,              -- chance, in the link: it opens a form in this chat only
  made_on TEXT NOT NULL,                  -- the person's own day
  made_at TEXT NOT NULL,
  UNIQUE (user_id, made_on)
);

CREATE TABLE instructions (               -- what a professional said about walking, entered by the person, checked by nobody
  instruction_id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  page_id INTEGER,                        -- the page whose form it answers; NULL = entered without one
  walking TEXT,                           -- as_before | easier | no_walks; NULL = not told
  minutes_a_day INTEGER,                   -- minutes a day at most; NULL = no limit told
  moves TEXT,                             -- JSON list: these exercises and no others; NULL = not told
  words TEXT,                             -- a sentence of theirs
  said_by TEXT NOT NULL,                  -- therapist | doctor | other
  until_on TEXT NOT NULL,                 -- the first day on which it counts no more
  begun_at TEXT NOT NULL,
  confirmed_at TEXT,                      -- NULL = not confirmed yet: counts nowhere
  confirmed_on TEXT,                      -- the person's own day
  ended_at TEXT,                          -- NULL = not ended by hand: it ends with its last day
  ended_by TEXT                           -- newer (another took its place) | user (taken back, or begun and left)
);
CREATE INDEX instructions_by_user ON instructions (user_id);

ALTER TABLE report_choices ADD COLUMN language TEXT; -- of the page; NULL = the chat's
