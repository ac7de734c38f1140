-- The way to the goal, what helps against what gets in the way, and a plan for hard days.
ALTER TABLE profiles ADD COLUMN guide_messages INTEGER NOT NULL DEFAULT 1; -- 0: no messages on the way of a walk
ALTER TABLE barriers ADD COLUMN answer TEXT; -- what was offered against it; NULL: nothing
CREATE TABLE offers (                     -- what somebody was offered, and on which day last
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  what TEXT NOT NULL,                     -- action_plan | hard_day | self_test | another_day | longer | reason
  on_day TEXT NOT NULL,
  PRIMARY KEY (user_id, what)
);
CREATE TABLE goals_reached (              -- the day on which a week at the goal was over; it is celebrated once
  user_id INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  on_day TEXT NOT NULL,
  minutes INTEGER NOT NULL,               -- a walk
  target_days INTEGER NOT NULL            -- a week
);
CREATE TABLE hard_day_plans (             -- made on a good day, shown first on a hard one
  user_id INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  made_at TEXT NOT NULL,
  eases TEXT,                             -- an id of the rules, or own words
  minutes INTEGER,                        -- the smallest walk
  whom TEXT                               -- whom to call: an id of the rules, or own words
);
