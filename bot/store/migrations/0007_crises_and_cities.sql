-- Who wrote of not wanting to live, or of having taken too much, gets no prompts until they say so themselves.
CREATE TABLE crises (                     -- at most one is open; its days are nobody's misses
  crisis_id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  kind TEXT NOT NULL,                     -- despair | overdose: what was written of last
  sure INTEGER NOT NULL,                  -- 1: they said so, 0: it only sounded like it
  began_on TEXT NOT NULL,                 -- the day of the first message
  told_at TEXT NOT NULL,                  -- the last message, or the last answer "still hard"
  asked_at TEXT,                          -- when the question of the next day was sent last, NULL = not yet
  answer TEXT,                            -- better | hard | misheard; NULL = none yet
  ended_at TEXT,                          -- when they asked for prompts again; NULL = prompts are stopped
  ended_on TEXT                           -- the day of that
);
CREATE INDEX crises_by_user ON crises (user_id);
-- The city that was named: a zone knows only its biggest one, and nobody in Cleveland lives in New York.
ALTER TABLE profiles ADD COLUMN city TEXT; -- of zone, as it was typed and found; NULL = found by the clock or a shared place
ALTER TABLE profiles ADD COLUMN home_city TEXT; -- the same of home_zone
