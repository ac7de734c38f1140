-- Where it hurts, more exactly: which side, and whether it moves down the legs. Older places keep their ids.
ALTER TABLE pain_reports ADD COLUMN side TEXT;     -- left, right or both; NULL: a place in the middle, or not told
ALTER TABLE pain_reports ADD COLUMN down_leg TEXT; -- whether it moves down the legs: no, one or both of them
