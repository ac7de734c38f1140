-- What somebody walks for, how hard it is, and how sure they are of walking; and short messages about fear and pacing.
CREATE TABLE reasons (                    -- one time of asking for the own reason, or of asking again how hard it is
  reason_id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  asked_on TEXT NOT NULL,                 -- local day
  activity TEXT,                          -- what somebody wants to do again: an id, or own; NULL = not told, or deleted
  words TEXT,                             -- their own words for it
  hard INTEGER,                           -- how hard it is: 0 not at all, 10 cannot do it
  sure INTEGER,                           -- how sure they are that they can walk although it hurts: 0 not at all, 10 fully
  finished_at TEXT                        -- NULL = a question is open
);
CREATE INDEX reasons_by_user ON reasons (user_id);

CREATE TABLE threads (                    -- seven short messages about fear and pacing, one with a daily nudge
  thread_id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  begun_on TEXT NOT NULL,                 -- local day
  told INTEGER NOT NULL DEFAULT 0,        -- how many were said
  told_on TEXT,                           -- local day of the last one
  ended_at TEXT,                          -- NULL = it goes on
  ended_by TEXT                           -- told (all of them) | tap | pause | danger
);
CREATE INDEX threads_by_user ON threads (user_id);
