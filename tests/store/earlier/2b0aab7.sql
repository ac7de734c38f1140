-- A life stored by commit 2b0aab7, as SQL.
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE action_plans (              -- "after breakfast I walk round the block; if it rains, I walk indoors"
  user_id INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  asked_at TEXT NOT NULL,
  cue TEXT,
  place TEXT,
  barrier TEXT,
  answer TEXT                             -- what helps against the barrier
);
INSERT INTO "action_plans" VALUES(1,'2026-11-26T08:00:00Z',NULL,NULL,NULL,NULL);
CREATE TABLE advice (                     -- every piece of safety advice, with why
  advice_id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  rule TEXT NOT NULL,
  version INTEGER NOT NULL,
  level TEXT NOT NULL,                    -- emergency | urgent | soon | routine | ease
  evidence TEXT NOT NULL,                 -- JSON: the figures that fired the rule
  given_at TEXT NOT NULL,
  given_on TEXT NOT NULL
);
CREATE TABLE approvals (                  -- what somebody told that opens a move
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  exercise TEXT NOT NULL,
  kind TEXT NOT NULL,                     -- therapist (said yes) | painless (carrying does not hurt)
  told_at TEXT NOT NULL,
  PRIMARY KEY (user_id, exercise, kind)
);
CREATE TABLE arcs (                       -- six weeks with a self-test at either end; an ended one is kept up
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  began_on TEXT NOT NULL,
  ended_on TEXT,                          -- since then nothing grows beyond the dose that was reached:
  minutes INTEGER,
  bouts INTEGER,
  target_days INTEGER,
  PRIMARY KEY (user_id, began_on)
);
INSERT INTO "arcs" VALUES(1,'2026-11-24',NULL,NULL,NULL,NULL);
CREATE TABLE barriers (                   -- what got in the way of a day's walk, where somebody told it
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  on_day TEXT NOT NULL,
  barrier TEXT NOT NULL,                  -- busy | weather | tired
  said_at TEXT NOT NULL,
  PRIMARY KEY (user_id, on_day)
);
CREATE TABLE broadcasts (                 -- words of the operator to everybody
  broadcast_id INTEGER PRIMARY KEY,
  words TEXT NOT NULL,
  language TEXT,                          -- NULL = all
  written_at TEXT NOT NULL,
  begun_at TEXT                           -- NULL = a draft
);
CREATE TABLE chair_checks (               -- standing up from a chair without hands; the newest counts
  check_id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  able INTEGER NOT NULL,                  -- all of them, without hands
  pain INTEGER,                           -- NRS 0-10, the worst meanwhile
  done_at TEXT NOT NULL
);
CREATE TABLE consents (                   -- every answer to the consent question, refusals included
  consent_id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  version INTEGER NOT NULL,               -- of the text that was shown
  given INTEGER NOT NULL,
  answered_at TEXT NOT NULL
);
INSERT INTO "consents" VALUES(1,1,1,1,'2026-11-23T08:00:00Z');
INSERT INTO "consents" VALUES(2,2,1,1,'2026-12-01T08:30:00Z');
CREATE TABLE courses (                    -- a guided walk on its way
  walk_id INTEGER PRIMARY KEY REFERENCES walks ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  minutes INTEGER NOT NULL,               -- of this bout
  exercise INTEGER NOT NULL,              -- minutes of the exercise that goes with it, 0: none
  began_at TEXT NOT NULL,
  shifted INTEGER NOT NULL DEFAULT 0,     -- seconds skipped, minus seconds paused
  paused_at TEXT
);
CREATE TABLE days (                       -- what a day was, where it was not a walk
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  on_day TEXT NOT NULL,
  kind TEXT NOT NULL,                     -- rest_pain | not_today
  said_at TEXT NOT NULL,
  PRIMARY KEY (user_id, on_day)
);
CREATE TABLE doses (                      -- the stored target; the newest row counts
  dose_id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  from_on TEXT NOT NULL,
  minutes INTEGER NOT NULL,               -- a bout
  bouts INTEGER NOT NULL,                 -- a day: 1, or 2 for those who start under 6 minutes
  target_days INTEGER NOT NULL,           -- target walks a week
  reason TEXT NOT NULL,                   -- start | review | user
  evidence TEXT NOT NULL,                 -- JSON
  decided_at TEXT NOT NULL
);
INSERT INTO "doses" VALUES(1,1,'2026-11-24',8,1,3,'start','{"comfortable_minutes":10,"walks_often":"not_asked","age_band":"18-64","pain_now":3}','2026-11-23T08:00:00Z');
CREATE TABLE exercise_choices (
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  exercise TEXT NOT NULL,
  chosen_at TEXT NOT NULL,
  PRIMARY KEY (user_id, exercise)
);
CREATE TABLE expecting (                  -- what the next typed text answers
  user_id INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  flow TEXT NOT NULL,
  entity_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  asked_at TEXT NOT NULL
);
INSERT INTO "expecting" VALUES(2,'onboarding',0,'age_band','2026-12-01T08:30:00Z');
CREATE TABLE feedback (                   -- words to the operator, until they are told
  feedback_id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  words TEXT NOT NULL,
  said_at TEXT NOT NULL
);
CREATE TABLE holds (                      -- while one is open, targets are stopped or halved
  hold_id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  rule TEXT NOT NULL,                     -- EMERGENCY | URGENT | CLEARANCE (stop), SEVERE, … (half), FLARE
  opened_at TEXT NOT NULL,
  opened_on TEXT NOT NULL,
  closed_at TEXT,
  closed_by TEXT                          -- checked | settled
);
CREATE TABLE inbox (                      -- an update is here before Telegram is told that it arrived
  update_id INTEGER PRIMARY KEY,
  chat_id INTEGER,                        -- the lane; emptied with the payload
  payload TEXT,                           -- raw JSON; emptied once applied: the id alone keeps it from being applied twice
  status TEXT NOT NULL DEFAULT 'received',-- received | applied | set_aside
  received_at TEXT NOT NULL
);
CREATE TABLE joint_answers (              -- what a locked move needed to know: wrist_shoulder, hand, meniscus, joint_replacement
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  restriction TEXT NOT NULL,
  applies INTEGER NOT NULL,
  answered_at TEXT NOT NULL,
  PRIMARY KEY (user_id, restriction)
);
CREATE TABLE notes (                      -- somebody's own notes and questions for the physical therapist
  note_id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  words TEXT NOT NULL,
  said_on TEXT NOT NULL,
  said_at TEXT NOT NULL
);
CREATE TABLE nudges (
  nudge_id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  key TEXT NOT NULL,                      -- daily:2026-11-23, snooze:2026-11-23:2, two-hour:2026-11-23, …
  kind TEXT NOT NULL,                     -- daily | snooze | evening | two_hour | morning | …
  due_at TEXT NOT NULL,
  on_day TEXT NOT NULL,
  entity_id INTEGER,
  status TEXT NOT NULL DEFAULT 'pending', -- pending | sent | skipped | cancelled
  settled_at TEXT,
  tries INTEGER NOT NULL DEFAULT 0,       -- how often saying it failed
  retry_at TEXT,                          -- not before then, after a failure
  UNIQUE (user_id, key)
);
INSERT INTO "nudges" VALUES(1,1,'daily:2026-11-24','daily','2026-11-24T08:00:00Z','2026-11-24',NULL,'sent','2026-11-24T08:00:00Z',0,NULL);
INSERT INTO "nudges" VALUES(2,1,'daily:2026-11-25','daily','2026-11-25T08:00:00Z','2026-11-25',NULL,'sent','2026-11-25T08:00:00Z',0,NULL);
INSERT INTO "nudges" VALUES(3,1,'evening:2026-11-24','evening','2026-11-24T18:00:00Z','2026-11-24',NULL,'cancelled',NULL,0,NULL);
INSERT INTO "nudges" VALUES(4,1,'two-hour:2026-11-24','two_hour','2026-11-24T10:00:00Z','2026-11-24',1,'sent','2026-11-24T10:00:00Z',0,NULL);
INSERT INTO "nudges" VALUES(5,1,'daily:2026-11-26','daily','2026-11-26T08:00:00Z','2026-11-26',NULL,'sent','2026-11-26T08:00:00Z',0,NULL);
INSERT INTO "nudges" VALUES(6,1,'evening:2026-11-25','evening','2026-11-25T18:00:00Z','2026-11-25',NULL,'cancelled',NULL,0,NULL);
INSERT INTO "nudges" VALUES(7,1,'two-hour:2026-11-25','two_hour','2026-11-25T10:00:00Z','2026-11-25',2,'sent','2026-11-25T10:00:00Z',0,NULL);
INSERT INTO "nudges" VALUES(8,1,'daily:2026-11-27','daily','2026-11-27T08:00:00Z','2026-11-27',NULL,'sent','2026-11-27T08:00:00Z',0,NULL);
INSERT INTO "nudges" VALUES(9,1,'evening:2026-11-26','evening','2026-11-26T18:00:00Z','2026-11-26',NULL,'cancelled',NULL,0,NULL);
INSERT INTO "nudges" VALUES(10,1,'two-hour:2026-11-26','two_hour','2026-11-26T10:00:00Z','2026-11-26',3,'sent','2026-11-26T10:00:00Z',0,NULL);
INSERT INTO "nudges" VALUES(11,1,'daily:2026-11-28','daily','2026-11-28T08:00:00Z','2026-11-28',NULL,'sent','2026-11-28T08:00:00Z',0,NULL);
INSERT INTO "nudges" VALUES(12,1,'evening:2026-11-27','evening','2026-11-27T18:00:00Z','2026-11-27',NULL,'cancelled',NULL,0,NULL);
INSERT INTO "nudges" VALUES(13,1,'two-hour:2026-11-27','two_hour','2026-11-27T10:00:00Z','2026-11-27',4,'sent','2026-11-27T10:00:00Z',0,NULL);
INSERT INTO "nudges" VALUES(14,1,'daily:2026-11-29','daily','2026-11-29T08:00:00Z','2026-11-29',NULL,'sent','2026-11-29T08:00:00Z',0,NULL);
INSERT INTO "nudges" VALUES(15,1,'evening:2026-11-28','evening','2026-11-28T18:00:00Z','2026-11-28',NULL,'cancelled',NULL,0,NULL);
INSERT INTO "nudges" VALUES(16,1,'two-hour:2026-11-28','two_hour','2026-11-28T10:00:00Z','2026-11-28',5,'sent','2026-11-28T10:00:00Z',0,NULL);
INSERT INTO "nudges" VALUES(17,1,'daily:2026-11-30','daily','2026-11-30T08:00:00Z','2026-11-30',NULL,'sent','2026-11-30T08:00:00Z',0,NULL);
INSERT INTO "nudges" VALUES(18,1,'evening:2026-11-29','evening','2026-11-29T18:00:00Z','2026-11-29',NULL,'cancelled',NULL,0,NULL);
INSERT INTO "nudges" VALUES(19,1,'two-hour:2026-11-29','two_hour','2026-11-29T10:00:00Z','2026-11-29',6,'sent','2026-11-29T10:00:00Z',0,NULL);
INSERT INTO "nudges" VALUES(20,1,'daily:2026-12-01','daily','2026-12-01T08:00:00Z','2026-12-01',NULL,'sent','2026-12-01T08:00:00Z',0,NULL);
INSERT INTO "nudges" VALUES(21,1,'evening:2026-11-30','evening','2026-11-30T18:00:00Z','2026-11-30',NULL,'sent','2026-11-30T18:00:00Z',0,NULL);
INSERT INTO "nudges" VALUES(22,1,'daily:2026-12-02','daily','2026-12-02T08:00:00Z','2026-12-02',NULL,'pending',NULL,0,NULL);
CREATE TABLE outbox (                     -- calls to Telegram decided by a committed transaction and not yet made
  outbox_id INTEGER PRIMARY KEY,
  chat_id INTEGER NOT NULL,
  lane INTEGER NOT NULL,                  -- 0 replies, 1 steps and snoozes, 2 follow-ups, 3 daily
  calls TEXT NOT NULL,                    -- JSON: [{"method", "params"}, …]
  made INTEGER NOT NULL DEFAULT 0,        -- how many of them are done
  cause TEXT NOT NULL,                    -- what the log calls what led to them: update-17, nudge-4
  left_at TEXT NOT NULL,
  not_before_at TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE pain_reports (
  report_id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  on_day TEXT NOT NULL,
  reported_at TEXT NOT NULL,
  trigger TEXT NOT NULL,                  -- command | nudge | walk | free_words | onboarding
  region TEXT,
  score INTEGER,                          -- NRS 0–10, now
  onset TEXT,                             -- new | known | sudden (new and sudden)
  worse_walking INTEGER,
  at_night INTEGER,
  finished_at TEXT
);
INSERT INTO "pain_reports" VALUES(1,1,'2026-11-23','2026-11-23T08:00:00Z','onboarding',NULL,3,NULL,NULL,NULL,'2026-11-23T08:00:00Z');
INSERT INTO "pain_reports" VALUES(2,1,'2026-11-29','2026-11-29T08:00:00Z','command',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE pauses (                     -- breaks that somebody asked for; their days are nobody's misses
  pause_id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  from_on TEXT NOT NULL,
  until_on TEXT                           -- the first day after it; NULL = until told
);
CREATE TABLE profiles (                   -- what onboarding learns; NULL = not answered yet
  user_id INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  age_band TEXT,                          -- 18-64 | 65-69 | 70+
  regions TEXT NOT NULL DEFAULT '[]',     -- JSON list: back, knee, hip, … ; ["none"] = just to stay well
  screen_id INTEGER,                      -- the finished start screen
  pain_now INTEGER,                       -- 0–10
  comfortable_minutes INTEGER,            -- minutes; -1 = does not know
  walks_often TEXT,                       -- rarely | some | most (≥3 days a week)
  zone TEXT,                              -- IANA name
  nudge_minute INTEGER,                   -- minutes after local midnight
  walk_days TEXT NOT NULL DEFAULT '[0,1,2,3,4,5,6]',  -- Monday = 0
  first_walk_on TEXT,                     -- the local day of the first walk; set = onboarding is done
  onboarded_at TEXT,
  paused_until TEXT,                      -- instant; '9999-12-31T00:00:00Z' = until told
  evening_reminder INTEGER NOT NULL DEFAULT 1,
  style TEXT NOT NULL DEFAULT 'gentle',   -- how fast the dose may grow: gentle | standard
  under_care INTEGER NOT NULL DEFAULT 0,  -- sees a physical therapist or doctor about it
  quiet_from INTEGER,                     -- minute of the day; NULL = as the rules say
  quiet_until INTEGER,
  streak_shown INTEGER NOT NULL DEFAULT 1,
  day_begins INTEGER,                     -- minute of the day at which days roll over; NULL = 03:00
  home_zone TEXT,                         -- while travelling: the zone to come back to
  home_on TEXT,                           -- the day it comes back
  longer_walks INTEGER NOT NULL DEFAULT 0 -- wants walks of more than 30 minutes
);
INSERT INTO "profiles" VALUES(1,'18-64','["back"]',1,3,10,'not_asked','Europe/Madrid',540,'[0,1,2,3,4,5,6]','2026-11-24','2026-11-23T08:00:00Z',NULL,1,'gentle',0,NULL,NULL,1,NULL,NULL,NULL,0);
INSERT INTO "profiles" VALUES(2,NULL,'[]',NULL,NULL,NULL,NULL,NULL,NULL,'[0,1,2,3,4,5,6]',NULL,NULL,NULL,1,'gentle',0,NULL,NULL,1,NULL,NULL,NULL,0);
CREATE TABLE report_choices (             -- what somebody wants to show a physical therapist
  user_id INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  sections TEXT NOT NULL,                 -- JSON list: walks, pain, moves, safety, notes
  period TEXT NOT NULL,                   -- month | quarter | all
  name TEXT                               -- as it is to stand on the report
);
CREATE TABLE restrictions (               -- what limits the choice of exercises
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  restriction TEXT NOT NULL,              -- balance, pregnancy, blood_pressure, weak_bones, …
  since_at TEXT NOT NULL,
  PRIMARY KEY (user_id, restriction)
);
CREATE TABLE reviews (                    -- the weekly review: made once, with its facts, so that it can be recomputed
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  week_on TEXT NOT NULL,                  -- the Monday of the week that was judged
  version INTEGER NOT NULL,
  facts TEXT NOT NULL,                    -- JSON
  outcome TEXT NOT NULL,                  -- STOP | REGRESS | HOLD | PROGRESS
  reason TEXT NOT NULL,
  variable TEXT,                          -- what changed: days | minutes | pace | variety
  made_at TEXT NOT NULL,
  PRIMARY KEY (user_id, week_on)
);
INSERT INTO "reviews" VALUES(1,'2026-11-23',1,'{"number":0,"stopped":false,"planned":2,"done":2,"checkins":6,"colours":["GREEN","GREEN","GREEN","GREEN","GREEN","GREEN"],"efforts":[],"style":"gentle","walk_days":[0,1,2,3,4,5,6],"away":false,"eased":false,"raised":false,"kept":null,"longer":false,"paced":0,"weekly_most":null,"knee_unknown":false}','HOLD','first_days',NULL,'2026-11-30T08:00:00Z');
CREATE TABLE screens (                    -- red-flag questions asked and answered
  screen_id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  kind TEXT NOT NULL,                     -- start | severe | red_flags
  trigger TEXT NOT NULL,                  -- what opened it
  answers TEXT NOT NULL DEFAULT '{}',     -- JSON: question id → yes | no (unsure is yes)
  asked_at TEXT NOT NULL,
  finished_at TEXT,
  outcome TEXT,                           -- clear | EMERGENCY | URGENT | CLEARANCE | GP
  version INTEGER NOT NULL                -- of the rules that judged it
);
INSERT INTO "screens" VALUES(1,1,'start','onboarding','{"limited":"no","chest":"no","fainted":"no","saddle":"no","weakness":"no","fall":"no","fever":"no","calf":"no","cancer":"no","surgery":"no","pregnant":"no","bones":"no","falls":"no","pressure":"no"}','2026-11-23T08:00:00Z','2026-11-23T08:00:00Z','clear',1);
CREATE TABLE self_tests (                 -- a short guided self-test; -1 = not today
  test_id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  kind TEXT NOT NULL,                     -- full | well (nothing about pain) | pain (nothing else)
  offered_on TEXT NOT NULL,
  pain INTEGER,                           -- 0-10, on average in the past week
  enjoyment INTEGER,                      -- 0-10, how much pain got in the way of enjoying life
  activity INTEGER,                       -- 0-10, how much pain got in the way of doing things
  minutes INTEGER,                        -- walked comfortably
  stands INTEGER,                         -- from a chair in 30 seconds
  finished_at TEXT                        -- NULL: offered, or left on the way
);
INSERT INTO "self_tests" VALUES(1,1,'full','2026-11-25',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE uploads (                    -- what Telegram holds already and takes again by its id
  digest TEXT PRIMARY KEY,                -- of everything that the file was made from
  user_id INTEGER REFERENCES users ON DELETE CASCADE,  -- whose it is; NULL = the same for all
  file_id TEXT NOT NULL,
  uploaded_at TEXT NOT NULL
);
CREATE TABLE users (
  user_id INTEGER PRIMARY KEY,            -- Telegram's id; in a private chat also the chat's
  language TEXT NOT NULL,                 -- the words they get: "en"
  status TEXT NOT NULL DEFAULT 'active',  -- active | blocked (the bot was blocked)
  created_at TEXT NOT NULL,
  seen_at TEXT NOT NULL
);
INSERT INTO "users" VALUES(1,'en','active','2026-11-23T08:00:00Z','2026-11-29T08:00:00Z');
INSERT INTO "users" VALUES(2,'en','active','2026-12-01T08:30:00Z','2026-12-01T08:30:00Z');
CREATE TABLE visits (                     -- what became of advice to see somebody
  advice_id INTEGER PRIMARY KEY REFERENCES advice ON DELETE CASCADE,
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  answer TEXT NOT NULL,                   -- booked | went | not_yet
  detail TEXT,                            -- went: as_before | easier | no_walks; not_yet: cost | time | where | unneeded
  words TEXT,                             -- what they said, in the person's own words
  answered_at TEXT NOT NULL
);
CREATE TABLE walks (                      -- a walk: opened by the gate or a check-in, logged when minutes are known
  walk_id INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
  on_day TEXT NOT NULL,
  exercise TEXT NOT NULL DEFAULT 'standard',
  offered_minutes INTEGER,                -- what the bot offered for this day, after gate and holds
  target INTEGER NOT NULL DEFAULT 0,      -- 1 = a target walk, 0 = an easy walk
  gate_pain INTEGER,                      -- NRS 0–10, before setting off
  started_at TEXT,
  minutes INTEGER,
  before_pain INTEGER,                    -- asked only where the gate did not
  worst_pain INTEGER,                     -- during or right after
  effort TEXT,                            -- easy | steady | hard
  two_hour_pain INTEGER,
  settled INTEGER,                        -- next morning: 1 yes, 0 no
  something_new INTEGER NOT NULL DEFAULT 0,
  logged_at TEXT,                         -- when the minutes were known
  undone_at TEXT                          -- taken back by the user; counts nowhere
);
INSERT INTO "walks" VALUES(1,1,'2026-11-24','standard',4,0,NULL,NULL,20,NULL,3,NULL,NULL,NULL,0,'2026-11-24T08:00:00Z',NULL);
INSERT INTO "walks" VALUES(2,1,'2026-11-25','standard',8,1,NULL,NULL,20,NULL,3,NULL,NULL,NULL,0,'2026-11-25T08:00:00Z',NULL);
INSERT INTO "walks" VALUES(3,1,'2026-11-26','standard',4,0,NULL,NULL,20,NULL,3,NULL,NULL,NULL,0,'2026-11-26T08:00:00Z',NULL);
INSERT INTO "walks" VALUES(4,1,'2026-11-27','standard',8,1,NULL,NULL,20,NULL,3,NULL,NULL,NULL,0,'2026-11-27T08:00:00Z',NULL);
INSERT INTO "walks" VALUES(5,1,'2026-11-28','standard',4,0,NULL,NULL,20,NULL,3,NULL,NULL,NULL,0,'2026-11-28T08:00:00Z',NULL);
INSERT INTO "walks" VALUES(6,1,'2026-11-29','standard',4,0,NULL,NULL,20,NULL,3,NULL,NULL,NULL,0,'2026-11-29T08:00:00Z',NULL);
CREATE INDEX users_by_silence ON users (status, seen_at);
CREATE INDEX screens_by_user ON screens (user_id);
CREATE INDEX chair_checks_by_user ON chair_checks (user_id);
CREATE INDEX holds_by_user ON holds (user_id);
CREATE INDEX pauses_by_user ON pauses (user_id);
CREATE INDEX advice_by_user ON advice (user_id);
CREATE INDEX visits_by_user ON visits (user_id);
CREATE INDEX doses_by_user ON doses (user_id);
CREATE INDEX self_tests_by_user ON self_tests (user_id);
CREATE INDEX walks_by_day ON walks (user_id, on_day);
CREATE INDEX courses_by_user ON courses (user_id);
CREATE INDEX pain_reports_by_day ON pain_reports (user_id, on_day);
CREATE INDEX feedback_by_user ON feedback (user_id);
CREATE INDEX notes_by_user ON notes (user_id);
CREATE INDEX nudges_due ON nudges (due_at) WHERE status = 'pending';
CREATE INDEX inbox_waiting ON inbox (update_id) WHERE status = 'received';
CREATE INDEX outbox_order ON outbox (lane, outbox_id);
CREATE INDEX outbox_by_chat ON outbox (chat_id);
CREATE INDEX uploads_by_user ON uploads (user_id);
CREATE UNIQUE INDEX nudges_one_daily ON nudges (user_id) WHERE status = 'pending' AND kind = 'daily';
COMMIT;
