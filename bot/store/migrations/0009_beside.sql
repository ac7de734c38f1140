-- What was told beside a score, and other hours for some days.
ALTER TABLE walks ADD COLUMN beside TEXT NOT NULL DEFAULT '[]';        -- JSON list: painkiller, sleep, stress, …
ALTER TABLE pain_reports ADD COLUMN beside TEXT NOT NULL DEFAULT '[]'; -- JSON list: the same
ALTER TABLE profiles ADD COLUMN weekend_minute INTEGER; -- minutes after local midnight on Saturdays and Sundays; NULL: as on other days
ALTER TABLE profiles ADD COLUMN once_on TEXT;           -- a day with an hour of its own
ALTER TABLE profiles ADD COLUMN once_minute INTEGER;    -- that hour: minutes after local midnight
