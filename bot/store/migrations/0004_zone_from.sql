-- How the zone was found: city | location | clock; NULL = not known, as of everybody from before. Only the first two
-- tell the country, and with it whom to call.
ALTER TABLE profiles ADD COLUMN zone_from TEXT;
ALTER TABLE profiles ADD COLUMN home_zone_from TEXT;
